// Trying again: as long as the vendor says, else with a growing pause, and never past the deadline.
import type { Ask } from '../domain/ask.ts'
import type { UpstreamCode, UpstreamError } from '../domain/errors.ts'
import type { Clock } from '../domain/time.ts'
import { LEAST_ATTEMPT_MS } from './slots.ts'

const MOST_ATTEMPTS = 3
const FIRST_PAUSE_MS = 500

const WORTH_ANOTHER: ReadonlySet<UpstreamCode> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_RATE_LIMITED',
])

/** How long to wait before the next attempt in milliseconds, or null when the error is final. */
export function pauseMs(error: UpstreamError, attempts: number, ask: Ask, clock: Clock): number | null {
  if (!WORTH_ANOTHER.has(error.code) || attempts >= MOST_ATTEMPTS || ask.signal.aborted) return null
  const pause = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempts - 1)
  return clock.now() + pause + LEAST_ATTEMPT_MS > ask.deadlineAt ? null : pause
}
