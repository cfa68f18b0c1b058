// The per-account timeout: a slow account does not delay a list.
import type { Ask } from '../domain/ask.ts'
import type { Clock } from '../domain/time.ts'
import type { Account } from '../vendors/index.ts'
import { withChanges } from '../domain/ask.ts'
import { UpstreamError } from '../domain/errors.ts'
import { startTimeout, TimedOut } from '../domain/time.ts'

/** Runs `read` under the timeout; `progress` counts answers. */
export type AccountTimeout = (
  read: (ask: Ask) => Promise<void>,
  ask: Ask,
  progress: () => number,
) => Promise<void>

/** Timeout of an account with an open circuit. */
const PROBE_MS = 1000

/**
 * Times out when nothing comes back in time:
 *
 *   |-- next slot in 3 s --|-- attempt, 10 s --| timeout
 *
 * An account that pauses fails at once. A needed one has until the deadline.
 */
export function createAccountTimeout(
  { name, config, queue, health }: Account,
  clock: Clock,
  isNeeded: () => boolean,
): AccountTimeout {
  const mostMs = () =>
    health.state().state === 'DOWN' ? PROBE_MS : queue.state().nextSlotInMs + config.timeoutMs
  /** Waits again while requests come back. */
  function* waits(progress: () => number) {
    for (let before = -1; progress() > before;) {
      before = progress()
      yield mostMs()
    }
  }

  return async (read, ask, progress) => {
    ask.uses?.spoil()
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
  const message = `${account} did not answer within the time-out of a list of several accounts; ask again, or select ${account} alone`
  return new UpstreamError(account, 'UPSTREAM_TIMEOUT', message)
}
