// The name of a request in logs and traces: the caller's when it is a harmless one, else ours; every answer carries it.
import { randomUUID } from 'node:crypto'

export const REQUEST_ID = 'x-request-id'

/** Anything else could be a person, or break a log. */
const HARMLESS = /^[A-Za-z0-9_-]{1,64}$/

export interface RequestIds {
  of(request: Request): string
}

export function createRequestIds(): RequestIds {
  const ids = new WeakMap<Request, string>()
  return {
    of: (request) => {
      const given = request.headers.get(REQUEST_ID)
      const id = ids.get(request) ?? (given !== null && HARMLESS.test(given) ? given : randomUUID())
      ids.set(request, id)
      return id
    },
  }
}
