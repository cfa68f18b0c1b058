// The context of every resolver.
import type { Ask } from '../../domain/ask.ts'
import type { Instant } from '../../domain/time.ts'
import type { Gather } from '../../gather/gather.ts'
import type { PiiKind } from '../../domain/viewer.ts'

export interface Context {
  readonly ask: Ask
  readonly gather: Gather
  /** Embedded rows that needed no look-up so far, e.g. `call.agent`. */
  readonly embedded: Set<unknown>
  /** Rows whose fields came from the cache: id and time of reading. */
  readonly recalled: Map<string, Instant>
  /** Counts of unmasked personal values, e.g. `NAME → 12`. */
  readonly disclosed: Map<PiiKind, number>
  /** Gives the next event of a subscription its own deadline. */
  renew(): void
}
