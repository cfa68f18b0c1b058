// GraphQL over HTTP and Server-Sent Events. The token stays in this module's memory.

/** @typedef {{ data?: any, errors?: readonly { message: string, extensions?: { code?: string } }[] }} Result */

/** @type {string | null} */
let token = null

/** @param {string | null} given */
export function setToken(given) {
  token = given
}

/** The gateway needs a sign-in. `refused`: it refused the token that was sent. */
export class SignInError extends Error {
  /** @param {string | null} challenge e.g. `Bearer error="invalid_token"` */
  constructor(challenge) {
    super('Sign-in required.')
    this.refused = token !== null
    this.byToken = challenge?.startsWith('Bearer') ?? false
  }
}

/**
 * @param {string} query
 * @param {object} variables
 * @param {AbortSignal} signal
 * @returns {Promise<Result>}
 */
export async function ask(query, variables, signal) {
  const response = await post(query, variables, 'application/graphql-response+json, application/json', signal)
  return response.json()
}

/**
 * Results of a subscription until it ends.
 * @param {string} query
 * @param {object} variables
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Result, void>}
 */
export async function* follow(query, variables, signal) {
  const response = await post(query, variables, 'text/event-stream', signal)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const events = (rest + part.value).split(/\r?\n\r?\n/)
    rest = events.pop() ?? ''
    for (const event of events) {
      const lines = event.split(/\r?\n/)
      const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5))
      if (lines.includes('event: next')) yield JSON.parse(data.join('\n'))
    }
  }
}

/** A slower answer is of no use to a page that asks again. */
const DEADLINE_MS = '9000'

/**
 * @param {string} query
 * @param {object} variables
 * @param {string} accept
 * @param {AbortSignal} signal
 */
async function post(query, variables, accept, signal) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept,
      'content-type': 'application/json',
      'graphql-client-name': 'console',
      'x-deadline-ms': DEADLINE_MS,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
    cache: 'no-store',
    credentials: 'omit',
    signal,
  })
  if (response.status === 401) throw new SignInError(response.headers.get('www-authenticate'))
  return response
}
