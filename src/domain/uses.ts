// The parts of memory that an answer used, and the news that end its validity.
//
//   answer   used ujet until 10:00:05, callcap until 10:00:09, latest news 7
//   news     8 callcap   → the answer is out of date
import type { Instant } from './time.ts'

/** Collects the parts of one answer. */
export interface Uses {
  /** Adds a value of an account, fresh up to an instant and at it. */
  add(account: string, until: Instant): void
  /** Excludes the answer: a part was waited for, stale, or true for this moment only. */
  spoil(): void
}

/** Numbers the news of accounts in one sequence. */
export interface News {
  /** The latest number; 0: none yet. */
  latest(): number
  /** The latest number of one account; 0: none yet. */
  latestOf(account: string): number
}
