// Admission, before the body is read: address, method, preflight, CORS;
// a maximum of operations per client, turns at the event loop.
import type { Incoming } from './incoming.ts'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { HeaderReader } from './ask.ts'
import { LimitError } from '../domain/errors.ts'
import { toGraphQLError } from './errors.ts'

const METHODS = 'GET, POST'

/** Answer headers that a page of another origin may read. */
const EXPOSED = 'x-request-id, retry-after'

/** Browsers cache a permission, which halves their requests. */
const PREFLIGHT_SECONDS = 600

const JSON_TYPE = { 'content-type': 'application/json' }

/** Visible in the browser's network tools, not in its console. */
const NO_CORS = 'Pages of this origin may not call: add it to the setting CORS_ORIGINS.'

const NOT_ACCEPTABLE =
  'Header "accept": expected application/json, application/graphql-response+json or, for a subscription, text/event-stream.'

/** `graphql-sse` reserves its single connection by PUT. */
const NO_METHOD =
  'Method: expected GET or POST. Each subscription is a request of its own (graphql-sse: singleConnection: false).'

export interface Routes {
  readonly plugin: Plugin
  /** CORS headers of an answer, errors included. */
  originHeaders(request: HeaderReader): Readonly<Record<string, string>>
}

/** `origins`: pages that may call, e.g. `https://app.example.com`. */
export function createRoutes(origins: readonly string[]): Routes {
  const allowed = new Set(origins)
  const originOf = (headers: HeaderReader) => {
    const origin = headers.get('origin')
    return origin !== null && allowed.has(origin) ? origin : null
  }

  function preflight(headers: Headers): ResponseInit | null {
    const method = headers.get('access-control-request-method')
    if (method === null || !headers.has('origin')) return { status: 204, headers: { allow: METHODS } }
    if (originOf(headers) === null) return null
    return {
      status: 204,
      headers: {
        'access-control-allow-methods': METHODS,
        'access-control-allow-headers': headers.get('access-control-request-headers') ?? '',
        'access-control-max-age': String(PREFLIGHT_SECONDS),
        vary: 'access-control-request-headers',
      },
    }
  }

  return {
    plugin: {
      onResponse: ({ response: { status, headers }, fetchAPI: { Response }, setResponse }) => {
        // Yoga's own 406 has no body.
        if (status !== 406) return
        const body = toBody(NOT_ACCEPTABLE, 'BAD_USER_INPUT')
        setResponse(
          new Response(body, { status, headers: { ...JSON_TYPE, accept: headers.get('accept') ?? '' } }),
        )
      },
      onRequest: ({ request: { method, url, headers }, fetchAPI: { Response }, endResponse }) => {
        const refuse = (status: number, message: string, code: string, more: Record<string, string> = {}) =>
          endResponse(new Response(toBody(message, code), { status, headers: { ...JSON_TYPE, ...more } }))
        if (new URL(url).pathname !== '/graphql')
          refuse(404, 'Address: the GraphQL endpoint is /graphql.', 'BAD_USER_INPUT')
        else if (method === 'OPTIONS') {
          const permission = preflight(headers)
          if (permission === null) refuse(403, NO_CORS, 'FORBIDDEN')
          else endResponse(new Response(null, permission))
        } else if (method !== 'GET' && method !== 'POST')
          refuse(405, NO_METHOD, 'BAD_USER_INPUT', { allow: METHODS })
      },
    },
    originHeaders: (request) => {
      if (allowed.size === 0) return NO_HEADERS
      const origin = originOf(request)
      if (origin === null) return { vary: 'origin' }
      return {
        vary: 'origin',
        'access-control-allow-origin': origin,
        'access-control-expose-headers': EXPOSED,
      }
    },
  }
}

const NO_HEADERS = {}

function toBody(message: string, code: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] })
}

/** One answer of the client frees a place. */
const RETRY_AFTER_SECONDS = 1

/** A map of requests would keep old ones alive: its tables outlive their entries. */
type Counted = Pick<Incoming, 'countedFor'>

export interface Parallel {
  /** The refusal with status 429 above the maximum, else `null`. Counts a request once. */
  begin(request: Counted, client: string): GraphQLError | null
  /** Ignores a request that was refused. */
  end(request: Counted): void
}

/** `maximum`: operations of one client that run or wait. */
export function createParallel(maximum: number): Parallel {
  const running = new Map<string, number>()
  return {
    begin: (request, client) => {
      if (request.countedFor !== null) return null
      const count = (running.get(client) ?? 0) + 1
      if (count > maximum) return toRefusal(count, maximum)
      running.set(client, count)
      request.countedFor = client
      return null
    },
    end: (request) => {
      const client = request.countedFor
      if (client === null) return
      request.countedFor = null
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
  /** Resolves at once while the turn has time left and no other operation waits. */
  take(client: string): Promise<void>
}

/** Milliseconds: a few short operations from memory, or one that blocks longer. */
const TURN_MS = 1

interface Loop {
  readonly now: () => number
  /** Runs a function in the next turn of the loop. */
  readonly defer: (next: () => void) => void
  /** Runs a function when the operation that was begun has nothing more to do in this turn. */
  readonly follow: (next: () => void) => void
}

const LOOP: Loop = { now: () => performance.now(), defer: setImmediate, follow: process.nextTick }

/**
 * Parsing blocks, so a turn of the loop begins operations for a millisecond only:
 *
 *     a1 a2 a3 b1 c1 arrive  →  a1 a2 b1 | c1 a3
 */
export function createTurns({ now, defer, follow }: Loop = LOOP): Turns {
  /** Clients in the order of their turns. */
  const waiting = new Map<string, (() => void)[]>()
  /** `null`: nothing began in this turn. */
  let endsAt: number | null = null

  function open(): void {
    endsAt = now() + TURN_MS
    defer(() => {
      endsAt = null
      if (waiting.size > 0) begin()
    })
  }

  function begin(): void {
    if (endsAt === null) open()
    const [[client, [go, ...others]] = ['', []]] = waiting
    waiting.delete(client)
    if (others.length > 0) waiting.set(client, others)
    go?.()
    follow(() => {
      if (waiting.size > 0 && endsAt !== null && now() < endsAt) begin()
    })
  }

  return {
    take: (client) => {
      if (endsAt === null) open()
      else if (waiting.size > 0 || now() >= endsAt)
        return new Promise((resolve) => {
          waiting.set(client, [...(waiting.get(client) ?? []), resolve])
        })
      return Promise.resolve()
    },
  }
}
