// The ask of an operation, from headers: deadline, freshness, request id, trace.
import type { Ask } from '../domain/ask.ts'
import type { OperationBudget } from '../domain/budget.ts'
import type { Freshness } from '../domain/freshness.ts'
import type { Clock } from '../domain/time.ts'
import { randomUUID } from 'node:crypto'
import { createBudget } from '../domain/budget.ts'
import { InputError, kindOf } from '../domain/errors.ts'
import { USUAL_FRESHNESS } from '../domain/freshness.ts'
import { startTimeout } from '../domain/time.ts'

export interface OperationAsk extends Ask {
  readonly budget: OperationBudget
}

export interface OpenAsk {
  readonly ask: OperationAsk
  /** Starts a new deadline and budget for a subscription's next event. */
  renew(): void
  close(): void
}

interface Asked extends Pick<Ask, 'viewer' | 'client'> {
  readonly operation: number
  readonly headers: Headers
  /** Aborts when the client disconnects. */
  readonly hungUp: AbortSignal | undefined
}

/** Throws InputError for an invalid header. */
export function openAsk(
  { operation, viewer, client, headers, hungUp }: Asked,
  {
    clock,
    deadlineMs,
    maxUpstreamRequests,
  }: { readonly clock: Clock; readonly deadlineMs: number; readonly maxUpstreamRequests: number },
): OpenAsk {
  const freshness = toFreshness(headers.get('x-freshness'))
  const allowedMs = Math.min(deadlineMs, toDeadlineMs(headers.get('x-deadline-ms')) ?? deadlineMs)
  let time = begin()
  let isClosed = false

  function begin() {
    const { signal, stop } = startTimeout(clock, [allowedMs], hungUp)
    const askedAt = clock.now()
    const budget = createBudget(maxUpstreamRequests)
    return { askedAt, deadlineAt: askedAt + allowedMs, signal, budget, stop }
  }

  return {
    ask: {
      operations: [operation],
      viewer,
      client,
      priority: 'INTERACTIVE',
      get askedAt() {
        return time.askedAt
      },
      get deadlineAt() {
        return time.deadlineAt
      },
      get signal() {
        return time.signal
      },
      get budget() {
        return time.budget
      },
      freshness,
    },
    renew: () => {
      if (isClosed) return
      time.stop()
      time = begin()
    },
    close: () => {
      isClosed = true
      time.stop()
    },
  }
}

function toDeadlineMs(header: string | null): number | null {
  if (header === null) return null
  const ms = Number(header)
  if (header.trim() !== '' && Number.isInteger(ms) && ms > 0) return ms
  throw new InputError(
    `Header "x-deadline-ms": expected a whole number of milliseconds above 0, got ${kindOf(header)}.`,
  )
}

/** Null: the number is missing, or the word takes none. */
type Word = (seconds: number | null) => Partial<Freshness> | null

const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['max-age', (seconds) => (seconds === null ? null : { maxAgeMs: seconds * 1000 })],
  ['max-stale', (seconds) => (seconds === null ? null : { maxStaleMs: seconds * 1000 })],
  ['only-if-cached', (seconds) => (seconds === null ? { onlyIfCached: true } : null)],
])

/** E.g. `max-age=60`, at most eleven days. */
const WORD = /^([a-z-]+)(?:=(\d{1,6}))?$/

/** `max-age=60, only-if-cached` → `{ maxAgeMs: 60000, maxStaleMs: null, onlyIfCached: true }`. Throws InputError. */
export function toFreshness(header: string | null): Freshness | undefined {
  if (header === null) return undefined
  const said = header.split(',').map((word) => toWord(word.trim().toLowerCase()))
  const keys = said.flatMap((one) => Object.keys(one ?? {}))
  if (said.includes(null) || new Set(keys).size < said.length) {
    const expected =
      'max-age=<seconds>, max-stale=<seconds> or only-if-cached, or several of them with commas'
    throw new InputError(`Header "x-freshness": expected ${expected}, got ${kindOf(header)}.`)
  }
  return Object.assign({}, USUAL_FRESHNESS, ...said)
}

function toWord(text: string): Partial<Freshness> | null {
  const [, word = '', seconds] = WORD.exec(text) ?? []
  return WORDS.get(word)?.(seconds === undefined ? null : Number(seconds)) ?? null
}

export const REQUEST_ID = 'x-request-id'

/** Any other id could name a person or break a log line. */
const HARMLESS = /^[A-Za-z0-9_-]{1,64}$/

/** The client's `x-request-id` if harmless, else a new one. */
export function createRequestIds(): (request: Request) => string {
  const ids = new WeakMap<Request, string>()
  return (request) => {
    const given = request.headers.get(REQUEST_ID)
    const id = ids.get(request) ?? (given !== null && HARMLESS.test(given) ? given : randomUUID())
    ids.set(request, id)
    return id
  }
}

/** E.g. `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01` (W3C Trace Context); null for any other text. */
export function toTraceparent(headers: Headers): string | null {
  const given = headers.get('traceparent') ?? ''
  return /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(given) ? given : null
}
