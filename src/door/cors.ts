// CORS: which pages of other origins may call, and what they may read of an answer. A refusal carries no allow header.

/** What pages of other origins may read besides the body: the request's id, and when to come back after a 429. */
const EXPOSED = 'x-request-id, retry-after'

/** For how long a browser may remember a permission, so that not every operation costs two requests. */
const PREFLIGHT_SECONDS = 600

export const METHODS = 'GET, POST'

export interface Preflight {
  readonly status: 204 | 403
  readonly headers: Readonly<Record<string, string>>
}

export interface Cors {
  /** The answer to a request with the method OPTIONS. */
  preflight(headers: Headers): Preflight
  /** Adds to any answer, errors included, what tells the browser who may read it. */
  dress(request: Headers, response: Headers): void
}

export function createCors(origins: readonly string[]): Cors {
  const allowed = new Set(origins)
  const originOf = (headers: Headers) => {
    const origin = headers.get('origin')
    return origin !== null && allowed.has(origin) ? origin : null
  }
  return {
    preflight: (headers) => {
      const method = headers.get('access-control-request-method')
      if (method === null || !headers.has('origin')) return { status: 204, headers: { allow: METHODS } }
      if (originOf(headers) === null) return { status: 403, headers: {} }
      return {
        status: 204,
        headers: {
          'access-control-allow-methods': METHODS,
          'access-control-allow-headers': headers.get('access-control-request-headers') ?? '',
          'access-control-max-age': String(PREFLIGHT_SECONDS),
          vary: 'access-control-request-headers',
        },
      }
    },
    dress: (request, response) => {
      if (allowed.size === 0) return
      response.append('vary', 'origin')
      const origin = originOf(request)
      if (origin === null) return
      response.set('access-control-allow-origin', origin)
      response.set('access-control-expose-headers', EXPOSED)
    },
  }
}
