// The name of a request in logs and traces: the caller's when it is a harmless one, else ours; every answer carries it.
import type { Plugin } from 'graphql-yoga'
import { randomUUID } from 'node:crypto'

const HEADER = 'x-request-id'

/** Anything else could be a person, or break a log. */
const HARMLESS = /^[A-Za-z0-9_-]{1,64}$/

export interface RequestIds {
  of(request: Request): string
  readonly plugin: Plugin
}

export function createRequestIds(): RequestIds {
  const ids = new WeakMap<Request, string>()

  function of(request: Request): string {
    const given = request.headers.get(HEADER)
    const id = ids.get(request) ?? (given !== null && HARMLESS.test(given) ? given : randomUUID())
    ids.set(request, id)
    return id
  }

  return {
    of,
    plugin: { onResponse: ({ request, response }) => response.headers.set(HEADER, of(request)) },
  }
}
