// Fields of rows that may be stubs: what the row tells is given at once, anything else is looked up once per row.
import type { GraphQLFieldResolver } from 'graphql'
import type { Identity } from '../../domain/noun.ts'
import type { Vendor } from '../../domain/vendor.ts'
import type { Context } from './context.ts'

type Stub = Identity & Readonly<Record<string, unknown>>

/**
 * Synchronous where the row or memory tells, since a promise in every field is most of what a large answer costs;
 * `absent` is given where nobody tells, and without a look-up for rows of other vendors than those who carry the field.
 */
export function resolveKnown(
  field: string,
  absent: string | null = null,
  vendors: readonly Vendor[] | null = null,
): GraphQLFieldResolver<unknown, object> {
  const fieldOf = (row: Identity | null): unknown => {
    // Rows are plain objects; which fields one has is the noun's matter.
    return (row as Stub | null)?.[field] ?? absent
  }
  return (parent, _, context) => {
    // Fields of node types only: their parent is a row, and the context is what the door made.
    const stub = parent as Stub
    const { gather, ask, embedded, recalled } = context as Context
    const value = stub[field]
    if (value !== undefined) {
      for (const one of Array.isArray(value) ? value : [value]) if (isStub(one)) embedded.add(one)
      return value ?? absent
    }
    if (vendors?.includes(stub.vendor) === false) return absent
    embedded.delete(stub)
    const known = gather.peek(stub.id, ask)
    if (known !== undefined && (known.value === null || field in known.value)) {
      recalled.set(stub.id, known.readAt)
      return fieldOf(known.value)
    }
    return gather.find(stub.noun, stub.id, ask, new Set([field])).then(fieldOf)
  }
}

function isStub(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'vendorId' in value && 'noun' in value
}
