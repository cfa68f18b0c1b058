// Every error that leaves, whether it comes from execution, validation or the request itself, put into words in one
// place; faults are told to whoever listens.
import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import { GraphQLError } from 'graphql'
import { isAsyncIterable } from 'graphql-yoga'
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
  const originalError = error instanceof Error ? error : new Error('something other than an error was thrown')
  return new GraphQLError(originalError.message, { originalError })
}

/** `suggests` tells whether messages may name fields and values that a client may have meant. */
export function useClientErrors(emit: Emit, suggests: boolean): Plugin {
  const onFault = (error: Error, where: string) => emit({ type: 'fault', where, error })
  const inWords = <R extends ExecutionResult>(result: R): R => {
    if (result.errors === undefined) return result
    const errors = result.errors.map((error) => toClientError(error, onFault, suggests))
    emit({ type: 'errors', codes: errors.map(({ extensions }) => String(extensions.code)) })
    return { ...result, errors }
  }
  return {
    onSubscribe: () => ({
      onSubscribeResult: ({ result, setResult }) => {
        if (isAsyncIterable(result)) setResult(eventsInWords(result[Symbol.asyncIterator](), inWords))
      },
    }),
    onResultProcess: ({ result, setResult }) => {
      if (isAsyncIterable(result)) return
      setResult(Array.isArray(result) ? result.map(inWords) : inWords(result))
    },
  }
}
