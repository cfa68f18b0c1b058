// A clock that tests turn: it stands still while anything happens and moves to the next sleeper when nothing does.
import type { Clock } from '../../src/domain/time.ts'

export interface VirtualClock extends Clock {
  /** Moves on by hand, waking sleepers on the way. */
  advance(ms: number): Promise<void>
  /** How many sleepers wait. */
  sleeping(): number
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** Rounds of the event loop without news before the clock moves on. */
const IDLE_ROUNDS = 3

export function createVirtualClock(start = Date.UTC(2026, 0, 15, 12)): VirtualClock {
  const sleepers = new Set<Sleeper>()
  let now = start
  let turning = false
  let news = 0

  async function turn(): Promise<void> {
    if (turning) return
    turning = true
    while (sleepers.size > 0) {
      for (let idle = 0, seen = news; idle < IDLE_ROUNDS; idle += 1) {
        await new Promise((resolve) => setImmediate(resolve))
        if (seen !== news) [idle, seen] = [0, news]
      }
      wakeUntil(nextAt())
    }
    turning = false
  }

  const nextAt = () => Math.min(...[...sleepers].map((sleeper) => sleeper.at))

  function wakeUntil(at: number): void {
    if (!Number.isFinite(at)) return
    now = Math.max(now, at)
    for (const sleeper of [...sleepers].toSorted((a, b) => a.at - b.at)) {
      if (sleeper.at > now) continue
      sleepers.delete(sleeper)
      sleeper.wake()
    }
  }

  return {
    now: () => now,
    sleeping: () => sleepers.size,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const leave = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        if (signal?.aborted) return leave()
        news += 1
        const sleeper: Sleeper = {
          at: now + Math.max(0, ms),
          wake: () => {
            signal?.removeEventListener('abort', leave)
            resolve()
          },
        }
        signal?.addEventListener('abort', leave, { once: true })
        sleepers.add(sleeper)
        void turn()
      }),
    advance: async (ms) => {
      const until = now + ms
      while (nextAt() <= until) {
        wakeUntil(nextAt())
        await new Promise((resolve) => setImmediate(resolve))
      }
      now = until
    },
  }
}
