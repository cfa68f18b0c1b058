// The marks of personal data that a schema carries.
import type { GraphQLField, GraphQLInputField, GraphQLSchema } from 'graphql'
import { isInputObjectType, isInterfaceType, isObjectType } from 'graphql'

/** A field of a type or of an input, marked as possibly holding personal data. */
export interface Mark {
  /** `Type.field`. */
  readonly place: string
  readonly kind: string
  readonly field: GraphQLField<unknown, unknown> | GraphQLInputField
  readonly input: boolean
}

/** In the order of their places. */
export function marksOf(schema: GraphQLSchema): readonly Mark[] {
  const marks = Object.values(schema.getTypeMap()).flatMap((type) => {
    const input = isInputObjectType(type)
    if (!input && !isObjectType(type) && !isInterfaceType(type)) return []
    const fields: (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(type.getFields())
    return fields.flatMap((field) => {
      const kind = kindOf(field.extensions)
      return kind === null ? [] : [{ place: `${type.name}.${field.name}`, kind, field, input }]
    })
  })
  return marks.toSorted((a, b) => (a.place < b.place ? -1 : 1))
}

/** The builder keeps the options a field was declared with. */
function kindOf({ pothosOptions }: Readonly<Record<string, unknown>>): string | null {
  const { pii }: { pii?: unknown } = pothosOptions ?? {}
  return typeof pii === 'string' ? pii : null
}
