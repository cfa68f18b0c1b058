// What happens when an operation has been answered: its bill is added where it is wanted, and it is told to whoever
// listens.
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { ExecutionResult } from 'graphql'
import type { Emit, SavedEvent } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Context } from '../graphql/schema/context.ts'
import type { OpenAsk } from './ask.ts'
import type { Bills } from './bill.ts'
import { hash } from 'node:crypto'
import { isAsyncIterable } from 'graphql-yoga'
import { codeOf } from '../graphql/errors.ts'

export interface OperationContext extends Context {
  readonly operation: number
  readonly requestId: string
  readonly openAsk: OpenAsk
  readonly startedAt: number
}

export function useOperation(
  alwaysReport: boolean,
  { bills, clock, emit }: { bills: Bills; clock: Clock; emit: Emit },
): Plugin {
  function tellEnd(ended: Ended, result: ExecutionResult) {
    const { operation, openAsk, requestId, startedAt, params } = ended
    openAsk.close()
    for (const saved of savingsOf(ended, bills)) emit(saved)
    emit({
      type: 'operation',
      operation,
      requestId,
      name: toName(params.operationName),
      hash: hash('sha256', params.query ?? ''),
      durationMs: clock.now() - startedAt,
      errorCodes: codesOf(result),
    })
  }

  return {
    // What is watched has ended when its watcher leaves or its last event was told.
    onSubscribe: ({ args }) => ({
      onSubscribeResult: () => ({
        onEnd: () => {
          const { contextValue: context } = args
          if (!isOperation(context)) return
          tellEnd(context, {})
          bills.close(context.operation)
        },
      }),
    }),
    onExecutionResult: ({ result, setResult, context, request }) => {
      // An operation that was refused before it began has no context of ours.
      if (!isOperation(context) || result === undefined || isAsyncIterable(result)) return
      tellEnd(context, result)
      const { operation } = context
      const wish = request.headers.get('x-upstream')
      if (wish === 'report' || (alwaysReport && wish !== 'plan')) {
        setResult({ ...result, extensions: { ...result.extensions, upstream: bills.read(operation) } })
      }
      bills.close(operation)
    },
  }
}

type Ended = OperationContext & Pick<YogaInitialContext, 'params'>

/** What the operation did not need to ask, as far as its end tells. */
function savingsOf({ operation, embedded, recalled }: OperationContext, bills: Bills): readonly SavedEvent[] {
  const asOf = [...recalled.values()].reduce((oldest, at) => Math.min(oldest, at), Number.POSITIVE_INFINITY)
  return [
    { type: 'saved', operation, by: 'embedded', count: embedded.size },
    { type: 'saved', operation, by: 'cached', count: recalled.size, ...(recalled.size > 0 ? { asOf } : {}) },
    ...bills.settle(operation),
  ]
}

function isOperation<T extends object>(context: T): context is T & OperationContext {
  return 'openAsk' in context
}

/** A client may send anything as a name; what could be the name of an operation cannot be much else. */
export function toName(name: string | undefined): string | null {
  return name !== undefined && /^[_A-Za-z]\w{0,63}$/.test(name) ? name : null
}

function codesOf({ errors = [] }: ExecutionResult): readonly string[] {
  return errors.map(codeOf)
}
