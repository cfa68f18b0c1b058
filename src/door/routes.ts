// Answers without sign-in: other addresses, other methods, preflights. CORS headers for all.
import type { Plugin } from 'graphql-yoga'

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

export interface Routes {
  readonly plugin: Plugin
  /** Adds CORS headers to an answer, errors included. */
  allowOrigin(request: Headers, response: Headers): void
}

/** `origins`: pages that may call, e.g. `https://app.example.com`. */
export function createRoutes(origins: readonly string[]): Routes {
  const allowed = new Set(origins)
  const originOf = (headers: Headers) => {
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
          refuse(405, 'Method: expected GET or POST.', 'BAD_USER_INPUT', { allow: METHODS })
      },
    },
    allowOrigin: (request, response) => {
      if (allowed.size === 0) return
      response.append('vary', 'origin')
      const origin = originOf(request)
      if (origin === null) return
      response.set('access-control-allow-origin', origin)
      response.set('access-control-expose-headers', EXPOSED)
    },
  }
}

function toBody(message: string, code: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] })
}
