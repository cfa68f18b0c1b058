// Admission: a maximum of operations per client, turns at the event loop.
import { LimitError } from '../domain/errors.ts'
import { toGraphQLError } from './errors.ts'

/** One answer of the client frees a place. */
const RETRY_AFTER_SECONDS = 1

export interface Parallel {
  /** Throws a refusal with status 429 above the maximum. */
  begin(request: Request, client: string): void
  /** Ignores a request that was refused. */
  end(request: Request): void
}

/** `maximum`: operations of one client that run or wait. */
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

function toRefusal(value: number, maximum: number) {
  const error = new LimitError(
    `The client has ${maximum} operations that run or wait, and no more are served at once; send this one when another has been answered.`,
    { limit: 'parallel', value, maximum },
  )
  return toGraphQLError(error, { status: 429, headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } })
}

export interface Turns {
  /** Resolves at once in a turn that began no operation. */
  take(client: string): Promise<void>
}

/**
 * Parsing blocks, so each turn of the loop begins one operation:
 *
 *     a1 a2 a3 b1 c1 arrive  →  a1 | a2 | b1 | c1 | a3
 */
export function createTurns(defer: (next: () => void) => void = setImmediate): Turns {
  /** Clients in the order of their turns. */
  const waiting = new Map<string, (() => void)[]>()
  let isTaken = false

  function next(): void {
    const [first] = waiting
    isTaken = first !== undefined
    if (first === undefined) return
    const [client, [go, ...others]] = first
    waiting.delete(client)
    if (others.length > 0) waiting.set(client, others)
    defer(next)
    go?.()
  }

  return {
    take: (client) => {
      if (isTaken)
        return new Promise((resolve) => {
          waiting.set(client, [...(waiting.get(client) ?? []), resolve])
        })
      isTaken = true
      defer(next)
      return Promise.resolve()
    },
  }
}
