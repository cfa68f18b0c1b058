// How long a list over several accounts waits for one of them, so that a slow one does not hold back the others.
import type { Ask } from '../domain/ask.ts'
import type { Clock } from '../domain/time.ts'
import type { Account } from '../vendors/index.ts'
import { UpstreamError } from '../domain/errors.ts'

/** Does some reading of an account, or gives it up; `progress` counts what has come in. Rejects as the reading does. */
export type Patience = (read: (ask: Ask) => Promise<void>, ask: Ask, progress: () => number) => Promise<void>

/**
 * Gives up an account from which nothing comes in for as long as a request takes at most when all is well: the wait in
 * the account's queue, which is known in advance, and one attempt, as the setting `_TIMEOUT_MS` has it. While the vendor
 * wants a pause the account is not late, and one that is needed has until the deadline. What was sent already runs on
 * for a moment, to be found in memory.
 */
export function createPatience(
  { name, config, queue }: Account,
  clock: Clock,
  isNeeded: () => boolean,
): Patience {
  return async (read, ask, progress) => {
    if (isNeeded()) return read(ask)
    const givenUp = new AbortController()
    const done = new AbortController()
    const watch = async () => {
      for (let before = -1; progress() > before || queue.state().pausedUntilAt !== null;) {
        before = progress()
        await clock.sleep(queue.state().nextSlotInMs + config.timeoutMs, done.signal)
      }
      givenUp.abort()
    }
    watch().catch(() => {})
    try {
      await read({ ...ask, signal: AbortSignal.any([ask.signal, givenUp.signal]) })
    } catch (error) {
      throw givenUp.signal.aborted && !ask.signal.aborted ? toLateError(name) : error
    } finally {
      done.abort()
    }
  }
}

function toLateError(account: string): UpstreamError {
  const message = `${account} took longer than a list waits that has other accounts; ask again, or for ${account} alone`
  return new UpstreamError(account, 'UPSTREAM_TIMEOUT', message)
}
