// An operation of whose answer refusals would leave nothing is refused before anything is asked.
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../graphql/context.ts'
import { refusalsOf } from '../graphql/refusals.ts'

export function useScopes(): Plugin<Context> {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const errors = refusalsOf(args, args.contextValue.ask.viewer)
      if (errors.length > 0) setResultAndStopExecution({ data: null, errors })
    },
  }
}
