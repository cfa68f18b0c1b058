// One upstream request from wish to answer, in the order in which it happens: wait for a slot, choose what to ask,
// one attempt, and again after a pause where that may help. Everything is told in one event.
import type { Ask } from '../domain/ask.ts'
import type { Emit, RequestKind } from '../domain/event.ts'
import type { Noun } from '../domain/noun.ts'
import type { Clock } from '../domain/time.ts'
import type { Answer, Refusal, WireRequest } from './attempt.ts'
import type { Credentials, RequestHeaders } from './auth.ts'
import type { Health } from './health.ts'
import type { Queue, Slot, Wait } from './queue.ts'
import type { InTurn } from './shares.ts'
import { toDeadlineError, UpstreamError } from '../domain/errors.ts'
import { attempt } from './attempt.ts'
import { createAuth } from './auth.ts'
import { toQuotaError, toUpstreamError, UnreadableAnswer } from './errors.ts'
import { toLimit } from './limit.ts'
import { pauseMs } from './retry.ts'

/** Query parameters in the vendor's spelling; a list repeats its key. */
export type Query = Readonly<Record<string, string | readonly string[]>>

/** What the client needs to know of an account. */
export interface Endpoint {
  readonly name: string
  readonly baseUrl: string
  /** Further addresses of a vendor whose services live on several hosts, by name. */
  readonly services: Readonly<Record<string, string>>
  readonly credentials: Credentials
  readonly timeoutMs: number
  /** The header in which the vendor says, after too many requests, for how many milliseconds it is to be left alone. */
  readonly waitMsHeader?: string | undefined
}

/** One request in the vendor's words. */
export interface Wish {
  readonly path: string
  readonly query: Query
  /** Which of the vendor's services; the base URL when absent. */
  readonly service?: string | undefined
  /** A POST with this body; a GET when absent. */
  readonly body?: { readonly type: string; readonly text: string } | undefined
}

export interface Exchange<T> {
  /** Null for a sign-in. */
  readonly noun: Noun | null
  readonly kind: RequestKind
  readonly ask: Ask
  /**
   * Called when a slot has opened, so that the choice is made as late as possible; null gives the slot back. What there
   * is not room for altogether is chosen in turn.
   */
  readonly prepare: (inTurn: InTurn) => Wish | null
  /** The answer's content and how many rows it brought; null when the body has the wrong shape. */
  readonly read: (answer: Answer) => { readonly value: T; readonly rows: number } | null
  /** Whether a refusal is an answer to be read like any other; none is when absent. */
  readonly accepts?: ((refusal: Refusal) => boolean) | undefined
}

export interface Client {
  /** Null when there was nothing left to ask. Rejects with UpstreamError. */
  send<T>(exchange: Exchange<T>): Promise<T | null>
}

/** What one request has cost so far. */
interface Tally {
  attempts: number
  queueMs: number
  networkMs: number
  status: number | null
}

export function createClient(
  endpoint: Endpoint,
  means: {
    readonly fetch: typeof fetch
    readonly clock: Clock
    readonly emit: Emit
    readonly queue: Queue
    readonly health: Health
  },
): Client {
  const { clock, emit, queue, health } = means
  const auth = createAuth(endpoint.credentials, clock, send)

  /** One attempt when its slot opens; null when there is nothing left to ask. */
  async function once<T>(exchange: Exchange<T>, tally: Tally, headers: RequestHeaders) {
    const { ask, prepare, read, accepts } = exchange
    const waitsSince = clock.now()
    const use = async ({ inTurn, send: write }: Slot) => {
      const wish = prepare(inTurn)
      if (wish === null) return null
      const sentAt = clock.now()
      tally.attempts += 1
      tally.queueMs += sentAt - waitsSince
      const sent = write()
      try {
        const answer = await attempt(toRequest(endpoint, wish, headers), {
          fetch: means.fetch,
          clock,
          timeoutMs: Math.min(endpoint.timeoutMs, ask.deadlineAt - sentAt),
          signal: ask.signal,
          onHeaders: (response) => sent.answered(response && toLimit(response, endpoint.waitMsHeader)),
          accepts,
        })
        sent.freed()
        tally.status = answer.status
        const content = read(answer)
        if (content === null) throw new UnreadableAnswer('JSON of another shape than documented')
        return content
      } finally {
        tally.networkMs += clock.now() - sentAt
      }
    }
    const refusal = (wait: Wait) => toQuotaError(endpoint.name, wait)
    return queue.take({ ask, again: tally.attempts > 0, refusal, use })
  }

  /** The error as the account's, its consequences for the account's health drawn. */
  function digest(error: unknown, { ask }: Exchange<unknown>, tally: Tally): UpstreamError {
    if (ask.signal.aborted && tally.attempts === 0) return toDeadlineError(endpoint.name)
    const { pausedUntilAt } = queue.state()
    const failure = toUpstreamError(endpoint.name, error, pausedUntilAt && pausedUntilAt - clock.now())
    if (failure.status !== null) tally.status = failure.status
    health.failed(failure.code)
    return failure
  }

  async function persist<T>(exchange: Exchange<T>, tally: Tally): Promise<{ value: T; rows: number } | null> {
    let renewed = false
    for (;;) {
      const headers = exchange.kind === 'SIGN_IN' ? {} : await auth.headers(exchange.ask)
      try {
        const content = await once(exchange, tally, headers)
        if (content !== null) health.succeeded()
        return content
      } catch (error) {
        const failure = digest(error, exchange, tally)
        const mayRenew = exchange.kind !== 'SIGN_IN' && !renewed
        if (failure.code === 'UPSTREAM_UNAUTHORIZED' && mayRenew && auth.refused(headers)) {
          renewed = true
          continue
        }
        const pause = pauseMs(failure, tally.attempts, exchange.ask, clock)
        if (pause === null) throw failure
        tally.queueMs += pause
        await clock.sleep(pause, exchange.ask.signal).catch(() => {
          throw toDeadlineError(endpoint.name)
        })
      }
    }
  }

  async function send<T>(exchange: Exchange<T>): Promise<T | null> {
    const tally: Tally = { attempts: 0, queueMs: 0, networkMs: 0, status: null }
    const tell = (rows: number, code: UpstreamError['code'] | null) => {
      if (tally.attempts === 0) return
      const { noun, kind, ask } = exchange
      const { operations, lane } = ask
      emit({ type: 'request', account: endpoint.name, noun, kind, lane, rows, code, operations, ...tally })
    }
    try {
      const content = await persist(exchange, tally)
      tell(content?.rows ?? 0, null)
      return content === null ? null : content.value
    } catch (error) {
      tell(0, error instanceof UpstreamError ? error.code : null)
      throw error
    }
  }

  return { send }
}

function toRequest(endpoint: Endpoint, wish: Wish, headers: RequestHeaders): WireRequest {
  const base = (wish.service === undefined ? undefined : endpoint.services[wish.service]) ?? endpoint.baseUrl
  const { body } = wish
  return {
    url: toUrl(base, wish.path, wish.query),
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      ...headers,
      ...(body === undefined ? {} : { 'content-type': body.type }),
    },
    body: body?.text ?? null,
  }
}

/** Keys go as they are: vendors read `id[]`, and brackets sent raw are known to work. Without a path, the base is all. */
function toUrl(baseUrl: string, path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => `${key}=${encodeURIComponent(one)}`),
  )
  const address = baseUrl.replace(/\/+$/, '')
  return `${path === '' ? address : `${address}/${path}`}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}
