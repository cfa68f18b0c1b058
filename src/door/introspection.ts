// Keeps the schema to itself: no introspection, and no SDL for routers, which is the same by another name.
import type { ValidationRule } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql'

const noService: ValidationRule = (context) => ({
  Field: (node) => {
    if (node.name.value !== '_service') return
    context.reportError(
      new GraphQLError('Introspection is off; the field "_service" is part of it.', { nodes: node }),
    )
  },
})

export function useNoIntrospection(): Plugin {
  return {
    onValidate: ({ addValidationRule }) => {
      addValidationRule(NoSchemaIntrospectionCustomRule)
      addValidationRule(noService)
    },
  }
}
