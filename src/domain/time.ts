// Instants and the clock. All waits and readings use an injected clock, which tests can turn.

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

export interface Clock {
  /** The present instant. */
  now(): Instant
  /** Resolves after `ms`; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The reason with which a signal aborts when its time is up. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut'
}

export interface Timeout {
  readonly signal: AbortSignal
  /** Aborts the signal now. */
  cut(): void
  /** Releases the timer; without `cut` the signal never aborts. */
  stop(): void
}

/** One reason for all: an error is dearer than the rest of a deadline. */
const STOPPED = new Error('the timeout is no longer needed')

/** Aborts after the sum of `waits`, e.g. `[5000]`, or when `parent` has been aborted for `lingerMs`. */
export function startTimeout(
  clock: Clock,
  waits: Iterable<number>,
  parent?: AbortSignal,
  lingerMs = 0,
): Timeout {
  const over = new AbortController()
  const stopped = new AbortController()
  const after = async (pauses: Iterable<number>, abort: () => void) => {
    for (const ms of pauses) await clock.sleep(ms, stopped.signal)
    abort()
  }
  // The parent's reason would say that this one has timed out.
  const leave = () => {
    if (lingerMs === 0) over.abort()
    else after([lingerMs], () => over.abort()).catch(() => {})
  }
  parent?.addEventListener('abort', leave, { once: true })
  after(waits, () => over.abort(new TimedOut('the time is up'))).catch(() => {})
  if (parent?.aborted === true) leave()
  return {
    signal: over.signal,
    cut: () => over.abort(STOPPED),
    stop: () => {
      parent?.removeEventListener('abort', leave)
      stopped.abort(STOPPED)
    },
  }
}

/** The outcome of `work`; rejects with TimedOut after `ms`. */
export async function withTimeout<T>(
  clock: Clock,
  ms: number,
  parent: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
  lingerMs = 0,
): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const { signal, cut, stop } = startTimeout(clock, [ms], parent, lingerMs)
  signal.addEventListener('abort', () => {
    if (signal.reason instanceof TimedOut) reject(signal.reason)
  })
  try {
    return await Promise.race([work(signal), late])
  } finally {
    stop()
    cut()
  }
}

const ZONED = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/

/** Years of four digits, as RFC 3339 writes them. */
const [FIRST, LAST] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')]

/** Reads RFC 3339 with any offset. `null`: another text, or no real date. */
export function parseInstant(text: string): Instant | null {
  if (!ZONED.test(text)) return null
  const instant = Date.parse(text.replace(' ', 'T'))
  return instant >= FIRST && instant <= LAST && dayExists(text) ? instant : null
}

/** RFC 3339 in UTC with milliseconds and `Z`. */
export function toRfc3339(instant: Instant): string {
  return new Date(instant).toISOString()
}

// Date.parse takes 30 February for 1 March.
function dayExists(text: string): boolean {
  const day = Number(text.slice(8, 10))
  if (day <= 28) return true
  const end = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0))
  return day <= end.getUTCDate()
}
