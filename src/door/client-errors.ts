// Every error that leaves, whether it comes from execution, validation or the request itself, put into words in one
// place; faults are told to whoever listens.
import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import { isAsyncIterable } from 'graphql-yoga'
import { toClientError } from '../graphql/errors.ts'

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
    onResultProcess: ({ result, setResult }) => {
      if (isAsyncIterable(result)) return
      setResult(Array.isArray(result) ? result.map(inWords) : inWords(result))
    },
  }
}
