// Trying again: after a growing pause, and never past the deadline.
import type { Ask } from '../domain/ask.ts'
import type { UpstreamCode, UpstreamError } from '../domain/errors.ts'
import type { Clock } from '../domain/time.ts'
import { LEAST_ATTEMPT_MS } from './queue.ts'

const MOST_ATTEMPTS = 3
const FIRST_PAUSE_MS = 500

const WORTH_ANOTHER: ReadonlySet<UpstreamCode> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_RATE_LIMITED',
])

/** How long to wait before a slot is asked for again in milliseconds, or null when the error is final. */
export function pauseMs(error: UpstreamError, attempts: number, ask: Ask, clock: Clock): number | null {
  if (!WORTH_ANOTHER.has(error.code) || attempts >= MOST_ATTEMPTS || ask.signal.aborted) return null
  const pause = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempts - 1)
  if (clock.now() + pause + LEAST_ATTEMPT_MS > ask.deadlineAt) return null
  // A quota that rests opens no slot before its time, so that nobody but the queue has to wait for it.
  return error.code === 'UPSTREAM_RATE_LIMITED' ? 0 : pause
}
