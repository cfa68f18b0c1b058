// The wording of every error that leaves. Faults become events.
import type { ExecutionResult, GraphQLErrorExtensions } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import { GraphQLError } from 'graphql'
import { isAsyncIterable } from 'graphql-yoga'
import { toError } from '../domain/errors.ts'
import { toClientError } from '../graphql/errors.ts'

interface Http {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Wraps an error of ours; `http` sets the status of the answer. */
export function toGraphQLError(error: unknown, http?: Http): GraphQLError {
  if (error instanceof GraphQLError) return error
  const originalError = toError(error)
  const extensions: GraphQLErrorExtensions = http === undefined ? {} : { http }
  return new GraphQLError(originalError.message, { originalError, extensions })
}

/** `suggests`: messages may name similar fields and values of the schema. */
export function useClientErrors(emit: Emit, suggests: boolean): Plugin {
  const onFault = (error: Error, where: string) => emit({ type: 'fault', where, error })
  const toWorded = <R extends ExecutionResult>(result: R): R => {
    if (result.errors === undefined) return result
    const errors = result.errors.map((error) => {
      const worded = toClientError(error, onFault, suggests)
      worded.message = ADVICE[worded.message] ?? worded.message
      return worded
    })
    emit({ type: 'errors', codes: errors.map(({ extensions }) => String(extensions.code)) })
    return { ...result, errors }
  }
  return {
    onSubscribe: () => ({
      onSubscribeResult: ({ result, setResult }) => {
        if (isAsyncIterable(result)) setResult(toWordedEvents(result[Symbol.asyncIterator](), toWorded))
      },
    }),
    onResultProcess: async ({ result, setResult, resultProcessor }) => {
      if (isAsyncIterable(result)) {
        // Without a processor the client gets 406, and nobody reads the events.
        if (resultProcessor === undefined) await result[Symbol.asyncIterator]().return?.()
        return
      }
      setResult(Array.isArray(result) ? result.map(toWorded) : toWorded(result))
    },
  }
}

/** Events of a subscription. An error that ends it becomes its last event. */
function toWordedEvents(
  events: AsyncIterator<ExecutionResult>,
  toWorded: (result: ExecutionResult) => ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  const done = { value: undefined, done: true } as const
  let isOver = false
  const worded: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => worded,
    next: async () => {
      if (isOver) return done
      try {
        const event = await events.next()
        return event.done === true ? done : { value: toWorded(event.value), done: false }
      } catch (error) {
        isOver = true
        // Plugins that wait for the end hear of `return` only.
        await events.return?.()
        return { value: toWorded({ errors: [toGraphQLError(error)] }), done: false }
      }
    },
    return: async () => {
      await events.return?.()
      return done
    },
  }
  return worded
}

/** The answer to a fault outside any operation. */
export function toFaultResult(error: unknown, emit: Emit): { readonly errors: readonly GraphQLError[] } {
  return { errors: [toClientError(error, (fault, where) => emit({ type: 'fault', where, error: fault }))] }
}

/** Messages of libraries, and the advice sent instead. */
const ADVICE: Readonly<Record<string, string>> = {
  'Required CSRF header(s) not present':
    'Expected a header that no form can send: send JSON with content-type: application/json, or add graphql-require-preflight: 1.',
  'Must provide query string.': 'Key "query": expected a document, got none.',
}
