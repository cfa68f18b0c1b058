// What an operation brings along, passed explicitly from the door down to the wire.
import type { Budget } from './budget.ts'
import type { Freshness } from './freshness.ts'
import type { Instant } from './time.ts'
import type { Viewer } from './viewer.ts'

export type Lane = 'INTERACTIVE' | 'BACKGROUND'

export interface Ask {
  /** The numbers of the operations that want this, the one that pays first; events carry them for the bills. */
  readonly operations: readonly number[]
  /** Who asks; what several ask together is nobody's alone, and each was checked before joining. */
  readonly viewer: Viewer
  /**
   * Whose share of the slots it takes, as `group/name`: groups have equal shares, and names equal parts of their group's.
   * A group may be an address, so it is shown nowhere.
   */
  readonly client: string
  readonly lane: Lane
  /** When the operation began. */
  readonly askedAt: Instant
  /** When the whole operation must be answered; what cannot make it is refused rather than begun. */
  readonly deadlineAt: Instant
  /** Aborts when the deadline has passed or nobody wants the answer any more. */
  readonly signal: AbortSignal
  /** How old what is remembered may be; what is usual when absent. */
  readonly freshness?: Freshness | undefined
  /** Whether it is refused while the vendor wants a pause, rather than waits until that is over. */
  readonly skipsPauses?: boolean | undefined
  /** How many requests may still be sent for it; any number when absent, as in the background. */
  readonly budget?: Budget | undefined
}

/** The viewer and the client of an operation. */
export type Asker = Pick<Ask, 'viewer' | 'client'>

/** The group of `Ask.client`: `10.0.0.7` of `10.0.0.7/wallboard`. A client without a group is a group of its own. */
export function groupOf(client: string): string {
  const end = client.indexOf('/')
  return end < 0 ? client : client.slice(0, end)
}

/** For limits of one client: a person who has signed in, else an address with all names that are given there. */
export function limitKeyOf(client: string): string {
  return client.startsWith('@') ? client : groupOf(client)
}
