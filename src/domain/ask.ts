// What an operation brings along, passed explicitly from the door down to the wire.
import type { Budget } from './budget.ts'
import type { Freshness } from './freshness.ts'
import type { Instant } from './time.ts'
import type { Uses } from './uses.ts'
import type { Viewer } from './viewer.ts'

export type Priority = 'INTERACTIVE' | 'BACKGROUND'

/**
 * Members that change while the ask is in use: a subscription renews its deadline, a shared ask gains and loses callers.
 * `{ ...ask }` would keep the old values, and does not compile: TypeScript leaves accessors of a class out of it.
 */
declare abstract class Live {
  /** Numbers of the operations that want this, the one that pays first; events carry them for the bills. */
  get operations(): readonly number[]
  /**
   * The client whose share of the slots it uses, as `group/name`: `10.0.0.7/wallboard`. Groups have equal shares, and
   * names equal parts of their group's. A group may be an address, so it is never shown.
   */
  get client(): string
  /** Priority: INTERACTIVE requests go before BACKGROUND ones. */
  get priority(): Priority
  /** Start of the operation. */
  get askedAt(): Instant
  /** Deadline of the whole operation; a request that would miss it is refused instead of sent. */
  get deadlineAt(): Instant
  /** Aborts at the deadline, or when nobody wants the answer any more. */
  get signal(): AbortSignal
}

export interface Ask extends Live {
  /** EVERYBODY for a shared ask: each caller was checked before joining. */
  readonly viewer: Viewer
  /** Tolerated age of what is cached; the usual one when absent. */
  readonly freshness?: Freshness | undefined
  /** Refused while the vendor's pause lasts, instead of waiting for its end. */
  readonly skipsPauses?: boolean | undefined
  /** Limit of requests that may still be sent for it; absent in the background, where there is none. */
  readonly budget?: Budget | undefined
  /** Absent unless the answer may be kept as bytes. */
  readonly uses?: Uses | undefined
}

/** The same ask with values of its own; the rest changes as the original does. */
export function withChanges(
  ask: Ask,
  changes: Partial<Pick<Ask, 'signal' | 'skipsPauses' | 'freshness'>>,
): Ask {
  // Object.create returns any; the prototype holds what `changes` lack.
  return Object.create(ask, Object.getOwnPropertyDescriptors(changes)) as Ask
}

/** The viewer and the client of an operation. */
export type Asker = Pick<Ask, 'viewer' | 'client'>

/** The group of `Ask.client`: `10.0.0.7` of `10.0.0.7/wallboard`. A client without a group is a group of its own. */
export function groupOf(client: string): string {
  const end = client.indexOf('/')
  return end < 0 ? client : client.slice(0, end)
}

/** The key of per-client limits: a person who has signed in, else an address with all names used from it. */
export function limitKeyOf(client: string): string {
  return client.startsWith('@') ? client : groupOf(client)
}
