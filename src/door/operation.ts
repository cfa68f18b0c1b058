// The end of an operation: its bill in the answer, and its events.
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { DocumentNode, ExecutionResult } from 'graphql'
import type { Emit, SavedEvent } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Context } from '../graphql/schema/context.ts'
import type { OpenAsk } from './ask.ts'
import type { Bills } from './bill.ts'
import { getOperationAST } from 'graphql'
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
  function emitEnd(ended: Ended, result: ExecutionResult) {
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
    // A subscription ends when its client leaves or after its last event.
    onSubscribe: ({ args }) => ({
      onSubscribeResult: () => ({
        onEnd: () => {
          const { contextValue: context } = args
          if (!isOperation(context)) return
          emitEnd(context, {})
          bills.close(context.operation)
        },
      }),
    }),
    onExecutionResult: ({ result, setResult, context, request }) => {
      // An operation refused before execution has no context of ours.
      if (!isOperation(context) || result === undefined || isAsyncIterable(result)) return
      emitEnd(context, result)
      const { operation } = context
      const wanted = request.headers.get('x-upstream')
      if (wanted === 'report' || (alwaysReport && wanted !== 'plan')) {
        setResult({ ...result, extensions: { ...result.extensions, upstream: bills.read(operation) } })
      }
      bills.close(operation)
    },
  }
}

type Ended = OperationContext & Pick<YogaInitialContext, 'params'>

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

/** A GraphQL name of at most 64 characters, e.g. `RecentCalls`, else null. */
function toName(name: string | undefined): string | null {
  return name !== undefined && /^[_A-Za-z]\w{0,63}$/.test(name) ? name : null
}

function codesOf({ errors = [] }: ExecutionResult): readonly string[] {
  return errors.map(codeOf)
}

interface Executed {
  readonly contextValue: OperationContext
  readonly document: DocumentNode
  readonly operationName?: string | null
}

/** Emits each viewer, kind and count of personal data shown unmasked. */
export function useDisclosure(emit: Emit): Plugin<OperationContext> {
  const emitDisclosed = ({ contextValue, document, operationName }: Executed) => {
    const { disclosed, requestId, ask } = contextValue
    if (disclosed.size === 0) return
    emit({
      type: 'disclosure',
      requestId,
      name: toName(getOperationAST(document, operationName)?.name?.value),
      viewer: ask.viewer.name,
      kinds: [...disclosed.keys()].toSorted(),
      count: [...disclosed.values()].reduce((sum, count) => sum + count, 0),
    })
  }
  return {
    onExecute: ({ args }) => ({ onExecuteDone: () => emitDisclosed(args) }),
    onSubscribe: ({ args }) => ({ onSubscribeResult: () => ({ onEnd: () => emitDisclosed(args) }) }),
  }
}
