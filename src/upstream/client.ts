// One upstream request, with its retries, e.g. one page of calls:
//
//   breaker → token → slot → prepare → attempt → read → value
//      ↑                                  ↓
//      └──────────── pause ←───────── failure
//
// One `request` event reports all attempts together.
import type { Ask } from '../domain/ask.ts'
import type { Emit, RequestKind } from '../domain/event.ts'
import type { AnyNoun } from '../domain/noun.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Answer, Refusal } from './attempt.ts'
import type { Credentials, RequestHeaders, SignInRequest, Token } from './auth.ts'
import type { Breaker, Pass } from './breaker.ts'
import type { Queue, SentRequest, Slot, Wait } from './queue.ts'
import type { Address, RequestSpec } from './request-spec.ts'
import type { InTurn } from './shares.ts'
import { toBudgetError, toDeadlineError, UpstreamError } from '../domain/errors.ts'
import { TimedOut } from '../domain/time.ts'
import { attempt } from './attempt.ts'
import { createAuth, isRefusal } from './auth.ts'
import { toQuotaError, toUpstreamError, UnreadableAnswer } from './errors.ts'
import { toLimit } from './limit.ts'
import { toRequest } from './request-spec.ts'
import { createRetries } from './retry.ts'

/** A token takes a few kilobytes. */
const SIGN_IN_BYTES = 1_048_576

/** Clocks that differ by less are in step. */
const CLOCK_STEP_MS = 10_000

/** The client's view of an account. */
interface Endpoint extends Address {
  readonly name: string
  readonly credentials: Credentials
  /** Limit of one attempt. */
  readonly timeoutMs: number
  /** Limit of one answer, decompressed. */
  readonly responseBytes: number
  /** The vendor's own retry-after in milliseconds, read from a 429 only. */
  readonly waitMsHeader?: string | undefined
}

interface SendOptions<T> {
  /** `null`: a sign-in. */
  readonly noun: AnyNoun | null
  readonly kind: RequestKind
  readonly ask: Ask
  /**
   * Called when the slot opens, so ids are chosen late;
   * `inTurn` shares scarce room fairly. `null` passes the slot on.
   */
  readonly prepare: (inTurn: InTurn) => RequestSpec | null | Promise<RequestSpec | null>
  /** Value and number of rows; `null` rejects the body's shape. */
  readonly read: (answer: Answer, sentAt: Instant) => Content<T> | null
  /** True for an error status to be read like a success. */
  readonly accepts?: ((refusal: Refusal) => boolean) | undefined
  /** True if a client's own text is sent, e.g. a search. */
  readonly carriesText?: boolean
}

interface Content<T> {
  readonly value: T
  readonly rows: number
}

export interface Client {
  /** `null` if `prepare` had nothing to send. Rejects with UpstreamError. */
  send<T>(options: SendOptions<T>): Promise<T | null>
  /** Milliseconds that the vendor's clock is behind this one, e.g. 300000; 0 for less than ten seconds. */
  clockBehindMs(): number
}

interface ClientDeps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
  readonly queue: Queue
  readonly breaker: Breaker
}

/** Cost of one request so far. */
interface Tally {
  attempts: number
  queueMs: number
  networkMs: number
  status: number | null
  /** True if the deadline left the last attempt its full timeout. */
  hadFullTime: boolean
}

export function createClient(endpoint: Endpoint, deps: ClientDeps): Client {
  const { clock, emit, queue, breaker } = deps
  const account = endpoint.name
  const retries = createRetries(clock)
  /** HTTP status that began the last pause, e.g. 429. */
  let pauseStatus: number | null = null
  let behindMs = 0
  const auth = createAuth(endpoint.credentials, clock, sendSignIn)

  function sendSignIn({ spec, read, ask }: SignInRequest): Promise<Token | null> {
    return send({
      noun: null,
      kind: 'SIGN_IN',
      ask,
      prepare: () => spec,
      read: ({ body }) => {
        const value = read(body)
        return value && { value, rows: 0 }
      },
    })
  }

  /** Waits for a slot and sends; `null` if `prepare` had nothing to send. */
  async function attemptOnce<T>(options: SendOptions<T>, tally: Tally, headers: RequestHeaders, pass: Pass) {
    const { ask, prepare, read } = options
    // Sign-ins are free of the operation's budget.
    const budget = options.kind === 'SIGN_IN' ? undefined : ask.budget
    if (budget?.hasLeft() === false) throw toBudgetError(account)
    const waitsSince = clock.now()
    const use = async ({ inTurn, send: write }: Slot) => {
      pass.check()
      const spec = await prepare(inTurn)
      if (spec === null) return null
      ask.signal.throwIfAborted()
      if (budget?.take() === false) throw toBudgetError(account)
      const sentAt = clock.now()
      const timeoutMs = Math.min(endpoint.timeoutMs, ask.deadlineAt - sentAt)
      tally.attempts += 1
      tally.hadFullTime = timeoutMs === endpoint.timeoutMs
      tally.queueMs += sentAt - waitsSince
      const sent = write()
      try {
        const answer = await attempt(toRequest(spec, endpoint, headers), {
          fetch: deps.fetch,
          clock,
          timeoutMs,
          mostBytes: options.kind === 'SIGN_IN' ? SIGN_IN_BYTES : endpoint.responseBytes,
          signal: ask.signal,
          onHeaders: (response) => onHeaders(sent, response, options.carriesText === true),
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
      reportRefusal(toQuotaError(account, wait, pausedMs() === null ? null : pauseStatus), ask)
    return queue.take({ ask, isRetry: tally.attempts > 0, refusal, use })
  }

  /** Pauses the quota if the answer asks for it. */
  function onHeaders(sent: SentRequest, response: Response | null, carriesText: boolean): void {
    const mayPause = response !== null && (!carriesText || response.status === 429 || response.status >= 500)
    const limit = mayPause ? toLimit(response, endpoint.waitMsHeader, clock) : null
    sent.answered(limit)
    readClock(response?.headers.get('date') ?? '')
    if (limit === null) return
    pauseStatus = response?.status ?? null
    emit({ type: 'limited', account, pauseMs: pausedMs() ?? 0 })
  }

  /** Whole steps stay the same from answer to answer: `Date` has whole seconds, and answers take some. */
  function readClock(date: string): void {
    const readMs = Math.max(0, clock.now() - Date.parse(date))
    if (Number.isNaN(readMs) || Math.abs(readMs - behindMs) < CLOCK_STEP_MS) return
    behindMs = Math.ceil(readMs / CLOCK_STEP_MS) * CLOCK_STEP_MS
    emit({ type: 'clock', account, behindMs })
  }

  function pausedMs(): number | null {
    const { pausedUntilAt } = queue.state()
    return pausedUntilAt && pausedUntilAt - clock.now()
  }

  function toFailure(error: unknown, ask: Ask, tally: Tally): UpstreamError {
    const failure = toUpstreamError(account, error, pausedMs())
    if (failure.status !== null) tally.status = failure.status
    return ask.signal.aborted && failure.status === null ? toDeadlineError(account) : failure
  }

  /**
   * Counts a failure against the account, with two exceptions:
   * - 403 to a client's own text: a firewall may refuse the text alone.
   * - An attempt cut short because nobody waits for it any more.
   */
  function recordFailure(
    error: unknown,
    failure: UpstreamError,
    { ask, noun, carriesText }: SendOptions<unknown>,
    { hadFullTime }: Tally,
  ): void {
    if (failure.status === 403 && carriesText === true) return
    const wasLeft = ask.signal.aborted || clock.now() >= ask.deadlineAt - 1
    const tookTooLong = hadFullTime && error instanceof TimedOut
    if (failure.status !== null || tookTooLong || !wasLeft) breaker.failed(failure, noun)
  }

  async function sendWithRetry<T>(options: SendOptions<T>, tally: Tally): Promise<Content<T> | null> {
    const { ask, noun, kind } = options
    let hasNewToken = false
    retries.begin()
    for (let pass = admit(noun); ;) {
      const headers = kind === 'SIGN_IN' ? {} : await signIn(ask)
      const { attempts } = tally
      try {
        const content = await attemptOnce(options, tally, headers, pass)
        if (content === null) pass.giveBack()
        else breaker.succeeded(noun)
        return content
      } catch (error) {
        const failure = toFailure(error, ask, tally)
        if (tally.attempts === attempts) {
          pass.giveBack()
          throw failure
        }
        const mayRenew = failure.code === 'UPSTREAM_UNAUTHORIZED' && kind !== 'SIGN_IN' && !hasNewToken
        if (mayRenew && auth.refused(headers)) {
          hasNewToken = true
          continue
        }
        // After a refused renewal, a sign-in with credentials may still succeed.
        if (kind !== 'SIGN_IN' || !isRefusal(failure)) recordFailure(error, failure, options, tally)
        const pause = retries.pauseMs(failure, tally.attempts, ask)
        if (pause === null || ask.budget?.hasLeft() === false) throw failure
        pass = admit(noun)
        tally.queueMs += pause
        await clock.sleep(pause, ask.signal).catch(() => {
          throw toDeadlineError(account)
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

  /** A sign-in uses the pass of the request that needs it. */
  function admit(noun: AnyNoun | null): Pass {
    return noun === null ? { check: () => {}, giveBack: () => {} } : breaker.admit(noun)
  }

  async function send<T>(options: SendOptions<T>): Promise<T | null> {
    const { noun, kind, ask } = options
    const tally: Tally = { attempts: 0, queueMs: 0, networkMs: 0, status: null, hadFullTime: false }
    const report = (rows: number, code: UpstreamError['code'] | null) => {
      const { operations, priority: lane } = ask
      const { hadFullTime: _, ...cost } = tally
      if (tally.attempts > 0)
        emit({ type: 'request', account, noun, kind, lane, rows, code, operations, ...cost })
    }
    try {
      const content = await sendWithRetry(options, tally)
      report(content?.rows ?? 0, null)
      return content === null ? null : content.value
    } catch (error) {
      report(0, error instanceof UpstreamError ? error.code : null)
      const isUnsent =
        tally.attempts === 0 && error instanceof UpstreamError && error.code !== 'QUOTA_EXHAUSTED'
      throw isUnsent && error.retryAfterMs !== null ? reportRefusal(error, ask) : error
    }
  }

  /** A refusal without a request to the vendor. */
  function reportRefusal(refusal: UpstreamError, { priority: lane }: Ask): UpstreamError {
    const { code, retryAfterMs } = refusal
    emit({ type: 'refusal', account, lane, code, retryAfterMs: retryAfterMs ?? 0 })
    return refusal
  }

  return { send, clockBehindMs: () => behindMs }
}
