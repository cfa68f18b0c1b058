// The marks of personal data that a schema carries.
import type { GraphQLEnumValue, GraphQLField, GraphQLInputField, GraphQLSchema } from 'graphql'
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'

/** A field of a type or of an input, or an order, marked as possibly holding personal data. */
export interface Mark {
  /** `Type.field`. */
  readonly place: string
  readonly kind: string
  readonly where: 'FIELD' | 'FILTER' | 'ORDER'
  /** The vendors whose rows may hold it; null for all. */
  readonly vendors: readonly string[] | null
  readonly description: string | null | undefined
  readonly type: GraphQLField<unknown, unknown>['type'] | GraphQLInputField['type'] | null
}

type Marked = GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLEnumValue

/** In the order of their places. */
export function marksOf(schema: GraphQLSchema): readonly Mark[] {
  const marks = Object.values(schema.getTypeMap()).flatMap((type) => {
    const parts: readonly Marked[] = isEnumType(type)
      ? type.getValues()
      : isInputObjectType(type) || isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields())
        : []
    const where = isEnumType(type) ? 'ORDER' : isInputObjectType(type) ? 'FILTER' : 'FIELD'
    return parts.flatMap((part): Mark[] => {
      const { name, description, extensions } = part
      const { pii: kind, piiVendors } = extensions
      const vendors = Array.isArray(piiVendors) ? piiVendors : null
      const of = 'type' in part ? part.type : null
      return typeof kind === 'string'
        ? [{ place: `${type.name}.${name}`, kind, where, vendors, description, type: of }]
        : []
    })
  })
  return marks.toSorted((a, b) => (a.place < b.place ? -1 : 1))
}
