// Refusals by scope, and of introspection where it is off.
import type { ValidationRule } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../graphql/schema/context.ts'
import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql'
import { refusalsOf } from '../graphql/access/guard.ts'

/** Refuses e.g. `{ calls { totalCount } }` without `calls:read`: nothing would be left of the answer. */
export function useScopes(): Plugin<Context> {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const errors = refusalsOf(args, args.contextValue.ask.viewer)
      if (errors.length > 0) setResultAndStopExecution({ data: null, errors })
    },
  }
}

/** `_service { sdl }` is the schema too, as routers read it. */
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
