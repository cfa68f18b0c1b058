// One attempt of a request. ky neither retries nor times out here;
// both are ours, by the injected clock.
import type { Clock } from '../domain/time.ts'
import ky from 'ky'
import { withTimeout } from '../domain/time.ts'
import { parseBody, readBody, toJson } from './body.ts'
import { Refused } from './errors.ts'

/** A request on its way runs on for the cache after its callers left. */
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
  /** Characters of the body, an estimate of its memory. */
  readonly size: number
}

/** An answer with an error status. */
export type Refusal = Pick<Answer, 'status' | 'body'>

/** Rejects with TimedOut after `timeoutMs`. */
export async function attempt(
  request: WireRequest,
  options: {
    readonly fetch: typeof fetch
    readonly clock: Clock
    readonly timeoutMs: number
    /** Limit of the body, decompressed. */
    readonly mostBytes: number
    readonly signal: AbortSignal
    /** Called once the answer begins; `null`: it failed before. */
    readonly onHeaders: (response: Response | null) => void
    /** True for a refusal to be returned; absent: all are thrown. */
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
  // A followed redirect would carry the credentials to another host.
  const once = { retry: 0, timeout: false, redirect: 'manual', throwHttpErrors: false } as const
  const response = await ky(url, { ...request, ...once, fetch, signal }).catch((error: unknown) => {
    onHeaders(null)
    throw error
  })
  onHeaders(response)
  const { ok, status, headers } = response
  if (!ok && accepts === undefined) throw new Refused(status)
  const text = await readBody(response, mostBytes)
  // 204 No Content has the body `undefined`.
  if (ok) return { body: status === 204 ? undefined : parseBody(text), headers, status, size: text.length }
  const body = toJson(text)
  if (accepts?.({ status, body }) !== true) throw new Refused(status)
  return { body, headers, status, size: text.length }
}
