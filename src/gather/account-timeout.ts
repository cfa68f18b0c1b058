// How long a list over several accounts waits for one of them, so that a slow one does not hold back the others.
import type { Ask } from '../domain/ask.ts'
import type { Clock } from '../domain/time.ts'
import type { Account } from '../vendors/index.ts'
import { withChanges } from '../domain/ask.ts'
import { UpstreamError } from '../domain/errors.ts'
import { startTimeout, TimedOut } from '../domain/time.ts'

/** Does some reading of an account, or gives it up; `progress` counts what has come in. Rejects as the reading does. */
export type AccountTimeout = (
  read: (ask: Ask) => Promise<void>,
  ask: Ask,
  progress: () => number,
) => Promise<void>

/** How long a list waits for an account that is left alone, when one request goes to see whether it answers again. */
const PROBE_MS = 1000

/**
 * Gives up an account from which nothing comes in for as long as a request takes at most when all is well: the wait in
 * the account's queue, which is known in advance, and one attempt, as the setting `_TIMEOUT_MS` has it. A vendor's pause
 * is not waited for. An account that is needed has until the deadline. What was sent already runs on for a moment, to be
 * found in memory.
 */
export function createAccountTimeout(
  { name, config, queue, health }: Account,
  clock: Clock,
  isNeeded: () => boolean,
): AccountTimeout {
  const mostMs = () =>
    health.state().state === 'DOWN' ? PROBE_MS : queue.state().nextSlotInMs + config.timeoutMs
  /** A further wait as long as something came in during the last one. */
  function* waits(progress: () => number) {
    for (let before = -1; progress() > before;) {
      before = progress()
      yield mostMs()
    }
  }

  return async (read, ask, progress) => {
    if (isNeeded()) return read(ask)
    const { signal, stop } = startTimeout(clock, waits(progress), ask.signal)
    try {
      await read(withChanges(ask, { signal, skipsPauses: true }))
    } catch (error) {
      throw signal.reason instanceof TimedOut ? toLateError(name) : error
    } finally {
      stop()
    }
  }
}

function toLateError(account: string): UpstreamError {
  const message = `${account} took longer than a list waits that has other accounts; ask again, or for ${account} alone`
  return new UpstreamError(account, 'UPSTREAM_TIMEOUT', message)
}
