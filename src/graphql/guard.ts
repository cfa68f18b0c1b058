// The guard at every field: who may not ask for it gets an error in its place, and nothing is asked for it.
import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { Context } from './context.ts'
import type { Field } from './permission.ts'
import { defaultFieldResolver, isIntrospectionType, isObjectType } from 'graphql'
import { refusalOf, scopeOfField } from './permission.ts'

/** The same schema with its resolvers guarded. */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue
    for (const field of Object.values(type.getFields())) guardField(type, field)
  }
  return schema
}

function guardField(type: GraphQLObjectType, field: Field): void {
  const scope = scopeOfField(type, field)
  if (scope === null) return
  const { resolve = defaultFieldResolver } = field
  field.resolve = (parent, args, context, info) => {
    // The context is what the door made.
    const { ask } = context as Context
    const refusal = refusalOf(field, scope, ask.viewer)
    if (refusal !== null) throw refusal
    return resolve(parent, args, context, info)
  }
}
