// The context of an operation, passed explicitly from the door to the wire.
import type { Budget } from './budget.ts'
import type { Freshness } from './freshness.ts'
import type { Instant } from './time.ts'
import type { Uses } from './uses.ts'
import type { Viewer } from './viewer.ts'

export type Priority = 'INTERACTIVE' | 'BACKGROUND'

/**
 * Members that change in use: a subscription renews its deadline, a shared ask has new callers.
 * `{ ...ask }` would keep old values. It does not compile: TypeScript spreads no accessors of a class.
 */
declare abstract class Live {
  /** Numbers of the operations, the paying one first, for their bills. */
  get operations(): readonly number[]
  /**
   * The client that it is sent for, as `group/name`, e.g. `10.0.0.7/wallboard`.
   * Groups share slots equally, and names the slots of their group.
   * A group may be an address, so it is never shown.
   */
  get client(): string
  /** INTERACTIVE requests are sent before BACKGROUND ones. */
  get priority(): Priority
  /** Start of the operation. */
  get askedAt(): Instant
  /** Deadline of the operation; a request that would miss it is refused. */
  get deadlineAt(): Instant
  /** Aborts at the deadline, or when every caller has left. */
  get signal(): AbortSignal
}

export interface Ask extends Live {
  /** EVERYBODY for a shared ask: each caller was checked before joining. */
  readonly viewer: Viewer
  /** Tolerated age of cached rows; the usual one when absent. */
  readonly freshness?: Freshness | undefined
  /** True: refused during a vendor's pause. */
  readonly skipsPauses?: boolean | undefined
  /** The requests that it may still send; absent in the background: no limit. */
  readonly budget?: Budget | undefined
  /** Absent unless the answer may be kept as bytes. */
  readonly uses?: Uses | undefined
}

/** The ask with values of its own; the rest changes with the original. */
export function withChanges(
  ask: Ask,
  changes: Partial<Pick<Ask, 'signal' | 'skipsPauses' | 'freshness'>>,
): Ask {
  // Object.create returns any; the prototype holds what `changes` lack.
  return Object.create(ask, Object.getOwnPropertyDescriptors(changes)) as Ask
}

/** The viewer and the client of an operation. */
export type Asker = Pick<Ask, 'viewer' | 'client'>

/** `10.0.0.7` of `10.0.0.7/wallboard`. A client without a group is its own. */
export function groupOf(client: string): string {
  const end = client.indexOf('/')
  return end < 0 ? client : client.slice(0, end)
}

/** The key of limits for each client: a signed-in person, else an address. */
export function limitKeyOf(client: string): string {
  return client.startsWith('@') ? client : groupOf(client)
}
