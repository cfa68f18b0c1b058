// What an operation brings along, passed explicitly from the door down to the wire.
import type { Instant } from './time.ts'

export type Lane = 'INTERACTIVE' | 'BACKGROUND'

export interface Ask {
  /** The number of the operation; events carry it, so that its bill can be made. */
  readonly operation: number
  readonly lane: Lane
  /** When the whole operation must be answered. */
  readonly deadlineAt: Instant
  /** Aborts when nobody wants the answer any more. */
  readonly signal: AbortSignal
}
