// The real clock.
import type { Clock, Instant } from './domain/time.ts'
import { setTimeout as sleep } from 'node:timers/promises'

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleep(Math.max(0, ms), undefined, signal === undefined ? {} : { signal })
  },
}

/** The real clock, set to another instant as of now. */
export function clockSetTo(instant: Instant): Clock {
  const offsetMs = instant - Date.now()
  return { ...systemClock, now: () => Date.now() + offsetMs }
}
