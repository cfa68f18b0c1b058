// Every error that leaves, whether it comes from execution, validation or the request itself, put into words in one
// place; faults are told to whoever listens.
import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import { GraphQLError } from 'graphql'
import { isAsyncIterable } from 'graphql-yoga'
import { toError } from '../domain/errors.ts'
import { toClientError } from '../graphql/errors.ts'

type InWords = <R extends ExecutionResult>(result: R) => R

/** Events of what is watched; an error that ends it is its last event, so that the client hears why. */
function eventsInWords(
  events: AsyncIterator<ExecutionResult>,
  inWords: InWords,
): AsyncIterableIterator<ExecutionResult> {
  const done = { value: undefined, done: true } as const
  let isOver = false
  const told: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => told,
    next: async () => {
      if (isOver) return done
      try {
        const event = await events.next()
        return event.done === true ? done : { value: inWords(event.value), done: false }
      } catch (error) {
        isOver = true
        // An iterator that throws has not ended for those who listen to its end.
        await events.return?.()
        return { value: inWords({ errors: [toGraphQLError(error)] }), done: false }
      }
    },
    return: async () => {
      await events.return?.()
      return done
    },
  }
  return told
}

function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  const originalError = toError(error)
  return new GraphQLError(originalError.message, { originalError })
}

/** `suggests` tells whether messages may name fields and values that a client may have meant. */
export function useClientErrors(emit: Emit, suggests: boolean): Plugin {
  const onFault = (error: Error, where: string) => emit({ type: 'fault', where, error })
  const inWords = <R extends ExecutionResult>(result: R): R => {
    if (result.errors === undefined) return result
    const errors = result.errors.map((error) => {
      const told = toClientError(error, onFault, suggests)
      told.message = WHAT_TO_DO[told.message] ?? told.message
      return told
    })
    emit({ type: 'errors', codes: errors.map(({ extensions }) => String(extensions.code)) })
    return { ...result, errors }
  }
  return {
    onSubscribe: () => ({
      onSubscribeResult: ({ result, setResult }) => {
        if (isAsyncIterable(result)) setResult(eventsInWords(result[Symbol.asyncIterator](), inWords))
      },
    }),
    onResultProcess: async ({ result, setResult, resultProcessor }) => {
      if (isAsyncIterable(result)) {
        // No media type that the client accepts can carry events: the answer is 406, and nobody will read the events.
        if (resultProcessor === undefined) await result[Symbol.asyncIterator]().return?.()
        return
      }
      setResult(Array.isArray(result) ? result.map(inWords) : inWords(result))
    },
  }
}

/** The answer where nothing else could be made of a fault. */
export function toFaultResult(error: unknown, emit: Emit): { readonly errors: readonly GraphQLError[] } {
  return { errors: [toClientError(error, (fault, where) => emit({ type: 'fault', where, error: fault }))] }
}

/** Words of libraries, and what the sender of such a request should do. */
const WHAT_TO_DO: Readonly<Record<string, string>> = {
  'Required CSRF header(s) not present':
    'Expected a header that no form can send: send JSON with content-type: application/json, or add graphql-require-preflight: 1.',
  'Must provide query string.': 'Key "query": expected a document, got none.',
}
