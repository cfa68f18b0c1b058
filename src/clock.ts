// The real clock.
import type { Clock, Instant } from './domain/time.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  // A bare timer is cheap: every operation sleeps until its deadline, and most wake early.
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer)
        reject(signal?.reason instanceof Error ? signal.reason : new Error('woken early'))
      }
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        },
        Math.max(0, ms),
      )
      if (signal?.aborted) leave()
      else signal?.addEventListener('abort', leave, { once: true })
    }),
}

/** The real clock, shifted so that now is `instant`. */
export function clockSetTo(instant: Instant): Clock {
  const offsetMs = instant - Date.now()
  return { ...systemClock, now: () => Date.now() + offsetMs }
}
