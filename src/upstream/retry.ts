// Retry policy: pauses of 500 and 1000 ms, never past the deadline.
// Its own file, since it alone keeps the retry budget of an account:
// 1 retry for 5 requests and 10 a minute, so that retries cannot
// multiply the load of a vendor in trouble.
import type { Ask } from '../domain/ask.ts'
import type { UpstreamCode, UpstreamError } from '../domain/errors.ts'
import type { Clock } from '../domain/time.ts'
import { LEAST_ATTEMPT_MS } from './queue.ts'

const MOST_ATTEMPTS = 3
const FIRST_PAUSE_MS = 500

/** Earned retries; at most 10 are saved up. */
const PER_REQUEST = 0.2
const PER_MS = 10 / 60_000
const MOST_SAVED = 10

const RETRYABLE: ReadonlySet<UpstreamCode> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_RATE_LIMITED',
])

export interface Retries {
  /** Called for each request; earns a fifth of a retry. */
  begin(): void
  /** Milliseconds before the next attempt; `null`: no further one. */
  pauseMs(error: UpstreamError, attempts: number, ask: Ask): number | null
}

export function createRetries(clock: Clock): Retries {
  let saved = MOST_SAVED
  let savedAt = clock.now()

  function save(count: number): void {
    saved = Math.min(MOST_SAVED, saved + count + (clock.now() - savedAt) * PER_MS)
    savedAt = clock.now()
  }

  return {
    begin: () => save(PER_REQUEST),
    pauseMs: (error, attempts, ask) => {
      if (!RETRYABLE.has(error.code) || attempts >= MOST_ATTEMPTS || ask.signal.aborted) return null
      if (error.retryAfterMs !== null && ask.skipsPauses === true) return null
      const pause = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempts - 1)
      if (clock.now() + pause + LEAST_ATTEMPT_MS > ask.deadlineAt) return null
      // The queue itself waits for the end of a pause.
      if (error.code === 'UPSTREAM_RATE_LIMITED') return 0
      save(0)
      if (saved < 1) return null
      saved -= 1
      return pause
    },
  }
}
