// Reads on in the background what statistics lack, for as long as somebody asks for it.
//
//   asked  a ── b ── a          per account, page by page: the latest question first
//   read     a    b    a a b
import type { Ask } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { StalenessPolicy } from './staleness.ts'
import type { AccountStream } from './stream.ts'
import { STALE_IF_ERROR_MS } from '../domain/ttl.ts'

/** Time after the last question for which its rows are read on. */
export const WANTED_MS = 60_000

/** Limit of questions of one account; the oldest are dropped. */
const MOST_WANTS = 100

/** Opens the list where reading stands. `null`: there is nothing to read. */
type Open = (
  ask: Ask,
) => Pick<AccountStream<unknown>, 'covered' | 'cut' | 'failure' | 'more' | 'requests'> | null

interface Want {
  readonly open: Open
  readonly askedAt: Instant
}

export interface StatsFill {
  /** Reads one account's rows for a question, equal by its key. */
  want(account: string, key: string, open: Open): void
}

export function createStatsFill(clock: Clock, policy: StalenessPolicy): StatsFill {
  /** By account, in the order in which they were asked. */
  const wanted = new Map<string, Map<string, Want>>()

  async function fill(account: string, wants: Map<string, Want>): Promise<void> {
    for (let last = [...wants].at(-1); last !== undefined; last = [...wants].at(-1)) {
      const [key, { open, askedAt }] = last
      const isRead = clock.now() - askedAt <= WANTED_MS && (await readPage(open))
      // A question that was repeated meanwhile goes on.
      if (!isRead && wants.get(key) === last[1]) wants.delete(key)
    }
    wanted.delete(account)
  }

  /** Resolves to `false` at the end, or when the account cannot answer. */
  async function readPage(open: Open): Promise<boolean> {
    const stream = open(policy.background(STALE_IF_ERROR_MS))
    if (stream === null || stream.covered().isWhole || stream.cut()) return false
    await stream.more()
    return stream.failure() === null && stream.requests() > 0
  }

  return {
    want: (account, key, open) => {
      const wants = wanted.get(account)
      const asked = wants ?? new Map<string, Want>()
      asked.delete(key)
      asked.set(key, { open, askedAt: clock.now() })
      const [oldest] = asked.keys()
      if (asked.size > MOST_WANTS && oldest !== undefined) asked.delete(oldest)
      if (wants !== undefined) return
      wanted.set(account, asked)
      // Errors of the vendor are the stream's; any other ends the reading of this account.
      void fill(account, asked).catch(() => wanted.delete(account))
    },
  }
}
