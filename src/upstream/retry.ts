// Trying again: after a growing pause, never past the deadline, and no more often than is good for a vendor in trouble.
import type { Ask } from '../domain/ask.ts'
import type { UpstreamCode, UpstreamError } from '../domain/errors.ts'
import type { Clock } from '../domain/time.ts'
import { LEAST_ATTEMPT_MS } from './queue.ts'

const MOST_ATTEMPTS = 3
const FIRST_PAUSE_MS = 500

/** One request in five may be tried again, and ten a minute besides, of which no more than ten are saved up. */
const PER_REQUEST = 0.2
const PER_MS = 10 / 60_000
const MOST_SAVED = 10

const WORTH_ANOTHER: ReadonlySet<UpstreamCode> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_RATE_LIMITED',
])

export interface Retries {
  /** A request begins, which may be tried again later or allow others to be. */
  begin(): void
  /** How long to wait before a slot is asked for again in milliseconds, or null when the error is final. */
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
      if (!WORTH_ANOTHER.has(error.code) || attempts >= MOST_ATTEMPTS || ask.signal.aborted) return null
      if (error.retryAfterMs !== null && ask.skipsPauses === true) return null
      const pause = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempts - 1)
      if (clock.now() + pause + LEAST_ATTEMPT_MS > ask.deadlineAt) return null
      // A quota that rests opens no slot before its time, so nobody has to wait for it but in the queue.
      if (error.code === 'UPSTREAM_RATE_LIMITED') return 0
      save(0)
      if (saved < 1) return null
      saved -= 1
      return pause
    },
  }
}
