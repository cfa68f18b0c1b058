// What happens when an operation has been answered: its bill is added where it is wanted, and it is told to whoever
// listens.
import type { Plugin } from 'graphql-yoga'
import type { ExecutionResult } from 'graphql'
import type { Emit } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Context } from '../graphql/context.ts'
import type { OpenAsk } from './ask.ts'
import type { Bills } from './bill.ts'
import { isAsyncIterable } from 'graphql-yoga'
import { codeOf } from '../graphql/errors.ts'

export interface OperationContext extends Context {
  readonly operation: number
  readonly openAsk: OpenAsk
  readonly startedAt: number
}

export function useOperation(
  alwaysReport: boolean,
  { bills, clock, emit }: { bills: Bills; clock: Clock; emit: Emit },
): Plugin {
  return {
    onExecutionResult: ({ result, setResult, context, request }) => {
      // An operation that was refused before it began has no context of ours.
      if (!isOperation(context) || result === undefined || isAsyncIterable(result)) return
      const { operation, openAsk, startedAt, embedded } = context
      openAsk.close()
      emit({ type: 'saved', operation, by: 'embedded', count: embedded.size })
      const name = context.params.operationName ?? null
      emit({
        type: 'operation',
        operation,
        name,
        durationMs: clock.now() - startedAt,
        errorCodes: codesOf(result),
      })
      if (alwaysReport || request.headers.get('x-upstream') === 'report') {
        setResult({ ...result, extensions: { ...result.extensions, upstream: bills.read(operation) } })
      }
      bills.close(operation)
    },
  }
}

function isOperation<T extends object>(context: T): context is T & OperationContext {
  return 'openAsk' in context
}

function codesOf({ errors = [] }: ExecutionResult): readonly string[] {
  return errors.map(codeOf)
}
