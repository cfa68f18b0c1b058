// One upstream request from request spec to answer, in the order in which it happens: wait for a slot, choose what to ask,
// one attempt, and again after a pause where that may help. Everything is told in one event.
import type { Ask } from '../domain/ask.ts'
import type { Emit, RequestKind } from '../domain/event.ts'
import type { Noun } from '../domain/noun.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Answer, Refusal } from './attempt.ts'
import type { Credentials, RequestHeaders } from './auth.ts'
import type { Breaker, Pass } from './breaker.ts'
import type { Queue, Sent, Slot, Wait } from './queue.ts'
import type { InTurn } from './shares.ts'
import type { Address, RequestSpec } from './request-spec.ts'
import { toBudgetError, toDeadlineError, UpstreamError } from '../domain/errors.ts'
import { TimedOut } from '../domain/time.ts'
import { attempt } from './attempt.ts'
import { createAuth, isRefusal } from './auth.ts'
import { toQuotaError, toUpstreamError, UnreadableAnswer } from './errors.ts'
import { toLimit } from './limit.ts'
import { createRetries } from './retry.ts'
import { toRequest } from './request-spec.ts'

/** A token takes a few kilobytes. */
const SIGN_IN_BYTES = 1_048_576

/** What the client needs to know of an account. */
export interface Endpoint extends Address {
  readonly name: string
  readonly credentials: Credentials
  readonly timeoutMs: number
  /** How many bytes of one answer are read at most, decompressed. */
  readonly responseBytes: number
  /** The header in which the vendor says, after too many requests, for how many milliseconds it is to be left alone. */
  readonly waitMsHeader?: string | undefined
}

export interface SendOptions<T> {
  /** Null for a sign-in. */
  readonly noun: Noun | null
  readonly kind: RequestKind
  readonly ask: Ask
  /**
   * Called when a slot has opened, so that the choice is made as late as possible; null gives the slot back. What there
   * is not room for altogether is chosen in turn.
   */
  readonly prepare: (inTurn: InTurn) => RequestSpec | null
  /** The answer's content and how many rows it brought, as of when it was sent for; null for a body of the wrong shape. */
  readonly read: (answer: Answer, sentAt: Instant) => { readonly value: T; readonly rows: number } | null
  /** Whether a refusal is an answer to be read like any other; none is when absent. */
  readonly accepts?: ((refusal: Refusal) => boolean) | undefined
  /** Whether a client's own text is part of the question, such as a search or an id in a path. */
  readonly carriesText?: boolean
}

export interface Client {
  /** Null when there was nothing left to ask. Rejects with UpstreamError. */
  send<T>(options: SendOptions<T>): Promise<T | null>
}

/** What one request has cost so far. */
interface Tally {
  attempts: number
  queueMs: number
  networkMs: number
  status: number | null
  /** Whether the last attempt could take all the time that the account has for one. */
  isFull: boolean
}

export function createClient(
  endpoint: Endpoint,
  means: {
    readonly fetch: typeof fetch
    readonly clock: Clock
    readonly emit: Emit
    readonly queue: Queue
    readonly breaker: Breaker
  },
): Client {
  const { clock, emit, queue, breaker } = means
  const retries = createRetries(clock)
  /** The status of the last answer after which the quota rested. */
  let restsAfter: number | null = null
  const auth = createAuth(endpoint.credentials, clock, send)

  /** One attempt when its slot opens; null when there is nothing left to ask. */
  async function once<T>(options: SendOptions<T>, tally: Tally, headers: RequestHeaders, pass: Pass) {
    const { ask, prepare, read } = options
    // A sign-in is no request of the operation's own.
    const budget = options.kind === 'SIGN_IN' ? undefined : ask.budget
    if (budget?.hasLeft() === false) throw toBudgetError(endpoint.name)
    const waitsSince = clock.now()
    const use = async ({ inTurn, send: write }: Slot) => {
      pass.check()
      const spec = prepare(inTurn)
      if (spec === null) return null
      if (budget?.take() === false) throw toBudgetError(endpoint.name)
      const sentAt = clock.now()
      const timeoutMs = Math.min(endpoint.timeoutMs, ask.deadlineAt - sentAt)
      tally.attempts += 1
      tally.isFull = timeoutMs === endpoint.timeoutMs
      tally.queueMs += sentAt - waitsSince
      const sent = write()
      try {
        const answer = await attempt(toRequest(spec, endpoint, headers), {
          fetch: means.fetch,
          clock,
          timeoutMs,
          mostBytes: options.kind === 'SIGN_IN' ? SIGN_IN_BYTES : endpoint.responseBytes,
          signal: ask.signal,
          onHeaders: (response) => answered(sent, response, options.carriesText === true),
          accepts: options.accepts,
        })
        sent.freed()
        tally.status = answer.status
        const content = read(answer, sentAt)
        if (content === null) throw new UnreadableAnswer('JSON of another shape than documented')
        return content
      } finally {
        tally.networkMs += clock.now() - sentAt
      }
    }
    const refusal = (wait: Wait) =>
      told(toQuotaError(endpoint.name, wait, pausedMs() === null ? null : restsAfter), ask)
    return queue.take({ ask, again: tally.attempts > 0, refusal, use })
  }

  function answered(sent: Sent, response: Response | null, carriesText: boolean): void {
    const isWord = response !== null && mayRest(response, carriesText)
    const limit = isWord ? toLimit(response, endpoint.waitMsHeader, clock) : null
    sent.answered(limit)
    if (limit === null) return
    restsAfter = response?.status ?? null
    emit({ type: 'limited', account: endpoint.name, pauseMs: pausedMs() ?? 0 })
  }

  /** The refusal of a client's own text is no word about the vendor. */
  function mayRest({ status }: Response, carriesText: boolean): boolean {
    return !carriesText || status === 429 || status >= 500
  }

  function pausedMs(): number | null {
    const { pausedUntilAt } = queue.state()
    return pausedUntilAt && pausedUntilAt - clock.now()
  }

  /** The error as the account's. */
  function digest(error: unknown, { ask }: SendOptions<unknown>, tally: Tally): UpstreamError {
    const failure = toUpstreamError(endpoint.name, error, pausedMs())
    if (failure.status !== null) tally.status = failure.status
    return ask.signal.aborted && failure.status === null ? toDeadlineError(endpoint.name) : failure
  }

  /**
   * An attempt that broke off early because nobody waited any longer says nothing about the vendor. A 403 to a
   * client's own text may be about the text: firewalls refuse some, and keys may not read every row. It closes nothing
   * for others.
   */
  function blame(
    error: unknown,
    failure: UpstreamError,
    { ask, noun, carriesText }: SendOptions<unknown>,
    tally: Tally,
  ): void {
    if (failure.status === 403 && carriesText === true) return
    const isLeft = ask.signal.aborted || clock.now() >= ask.deadlineAt - 1
    const hadItsTime = tally.isFull && error instanceof TimedOut
    if (failure.status !== null || hadItsTime || !isLeft) breaker.failed(failure, noun)
  }

  async function persist<T>(
    options: SendOptions<T>,
    tally: Tally,
  ): Promise<{ value: T; rows: number } | null> {
    const { ask, noun, kind } = options
    let renewed = false
    retries.begin()
    for (let pass = admit(noun); ;) {
      const headers = kind === 'SIGN_IN' ? {} : await signIn(ask)
      const { attempts } = tally
      try {
        const content = await once(options, tally, headers, pass)
        if (content === null) pass.giveBack()
        else breaker.succeeded(noun)
        return content
      } catch (error) {
        const failure = digest(error, options, tally)
        if (tally.attempts === attempts) pass.giveBack()
        if (tally.attempts === attempts) throw failure
        const mayRenew = failure.code === 'UPSTREAM_UNAUTHORIZED' && kind !== 'SIGN_IN' && !renewed
        if (mayRenew && auth.refused(headers)) {
          renewed = true
          continue
        }
        // A sign-in that renews may still succeed without what it renews.
        if (kind !== 'SIGN_IN' || !isRefusal(failure)) blame(error, failure, options, tally)
        const pause = retries.pauseMs(failure, tally.attempts, ask)
        if (pause === null || ask.budget?.hasLeft() === false) throw failure
        pass = admit(noun)
        tally.queueMs += pause
        await clock.sleep(pause, ask.signal).catch(() => {
          throw toDeadlineError(endpoint.name)
        })
      }
    }
  }

  async function signIn(ask: Ask): Promise<RequestHeaders> {
    try {
      return await auth.headers(ask)
    } catch (error) {
      if (isRefusal(error)) breaker.failed({ code: 'UPSTREAM_UNAUTHORIZED', status: null }, null)
      throw error
    }
  }

  /** A sign-in goes with the request that needs it. */
  function admit(noun: Noun | null): Pass {
    return noun === null ? { check: () => {}, giveBack: () => {} } : breaker.admit(noun)
  }

  async function send<T>(options: SendOptions<T>): Promise<T | null> {
    const { noun, kind, ask } = options
    const { name: account } = endpoint
    const tally: Tally = { attempts: 0, queueMs: 0, networkMs: 0, status: null, isFull: false }
    const tell = (rows: number, code: UpstreamError['code'] | null) => {
      const { operations, priority: lane } = ask
      const { isFull: _, ...cost } = tally
      if (tally.attempts > 0)
        emit({ type: 'request', account, noun, kind, lane, rows, code, operations, ...cost })
    }
    try {
      const content = await persist(options, tally)
      tell(content?.rows ?? 0, null)
      return content === null ? null : content.value
    } catch (error) {
      const code = error instanceof UpstreamError ? error.code : null
      tell(0, code)
      const isOut = tally.attempts === 0 && error instanceof UpstreamError && error.code !== 'QUOTA_EXHAUSTED'
      throw isOut && error.retryAfterMs !== null ? told(error, ask) : error
    }
  }

  /** A refusal of our own, which costs the vendor nothing. */
  function told(refusal: UpstreamError, { priority: lane }: Ask): UpstreamError {
    const { account, code, retryAfterMs } = refusal
    emit({ type: 'refusal', account, lane, code, retryAfterMs: retryAfterMs ?? 0 })
    return refusal
  }

  return { send }
}
