// One attempt: ky sends it once, without time-out or retry of its own, and the body is read to its end or not at all.
import type { Clock } from '../domain/time.ts'
import ky from 'ky'
import { withTimeout } from '../domain/time.ts'
import { readBody } from './body.ts'
import { Refused, UnreadableAnswer } from './errors.ts'
import { parseJson } from './json.ts'

/** What was sent already runs on this long for the cache when nobody waits any more. */
const LINGER_MS = 2000

export interface WireRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface Answer {
  readonly body: unknown
  readonly headers: Headers
  readonly status: number
  /** Characters of the body, by which what is kept of it is weighed. */
  readonly size: number
}

/** An answer of an error status. */
export type Refusal = Pick<Answer, 'status' | 'body'>

/** Counts towards `timeoutMs` from now; `onHeaders` is called when the answer begins, with null when it has failed. */
export async function attempt(
  request: WireRequest,
  options: {
    readonly fetch: typeof fetch
    readonly clock: Clock
    readonly timeoutMs: number
    /** How many bytes of the answer are read at most, decompressed. */
    readonly mostBytes: number
    readonly signal: AbortSignal
    readonly onHeaders: (response: Response | null) => void
    /** Whether a refusal is an answer like any other; none is when absent. */
    readonly accepts?: ((refusal: Refusal) => boolean) | undefined
  },
): Promise<Answer> {
  const send = (signal: AbortSignal) => answer(request, { ...options, signal })
  return withTimeout(options.clock, options.timeoutMs, options.signal, send, LINGER_MS)
}

async function answer(
  { url, ...request }: WireRequest,
  {
    fetch,
    signal,
    mostBytes,
    onHeaders,
    accepts,
  }: Omit<Parameters<typeof attempt>[1], 'clock' | 'timeoutMs'>,
): Promise<Answer> {
  // A redirect would carry the credentials elsewhere, so it is an answer like any other refusal.
  const once = { retry: 0, timeout: false, redirect: 'manual', throwHttpErrors: false } as const
  const response = await ky(url, { ...request, ...once, fetch, signal }).catch((error: unknown) => {
    onHeaders(null)
    throw error
  })
  onHeaders(response)
  const { ok, status, headers } = response
  if (!ok && accepts === undefined) throw new Refused(status)
  const text = await readBody(response, mostBytes)
  // No Content is an answer whose body is `undefined`.
  if (ok) return { body: status === 204 ? undefined : parse(text), headers, status, size: text.length }
  const body = toJson(text)
  if (accepts?.({ status, body }) !== true) throw new Refused(status)
  return { body, headers, status, size: text.length }
}

function parse(text: string): unknown {
  const body = toJson(text)
  if (body === undefined) throw new UnreadableAnswer(describe(text.trimStart()))
  return body
}

/** Undefined when it is none. */
function toJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function describe(text: string): string {
  if (text === '') return 'an empty body instead of JSON'
  if (text.startsWith('<')) return 'a web page instead of JSON'
  return text.startsWith('[') || text.startsWith('{')
    ? 'JSON that breaks off or is broken'
    : 'text that is no JSON'
}
