// How many operations of one client run or wait at once. One more is refused before its body is read.
import { GraphQLError } from 'graphql'
import { LimitError } from '../domain/errors.ts'

/** A page of a front end has a handful, and a server that renders pages for many people some dozens. */
export const MOST_PARALLEL = 50

/** A slot is free as soon as one operation of the client has its answer. */
const RETRY_AFTER_SECONDS = 1

export interface Parallel {
  /** Throws a refusal with the status 429 when the client has as many already. */
  begin(request: Request, client: string): void
  /** The request has its answer, or failed; one that never began is ignored. */
  end(request: Request): void
}

export function createParallel(maximum: number): Parallel {
  const running = new Map<string, number>()
  const clients = new Map<Request, string>()
  return {
    begin: (request, client) => {
      const count = (running.get(client) ?? 0) + 1
      if (count > maximum) throw toRefusal(count, maximum)
      running.set(client, count)
      clients.set(request, client)
    },
    end: (request) => {
      const client = clients.get(request)
      if (client === undefined || !clients.delete(request)) return
      const count = (running.get(client) ?? 1) - 1
      if (count === 0) running.delete(client)
      else running.set(client, count)
    },
  }
}

function toRefusal(value: number, maximum: number): GraphQLError {
  const error = new LimitError(
    `The client has ${maximum} operations that run or wait, and no more are served at once; send this one when another has been answered.`,
    { limit: 'parallel', value, maximum },
  )
  const http = { status: 429, headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } }
  return new GraphQLError(error.message, { originalError: error, extensions: { http } })
}
