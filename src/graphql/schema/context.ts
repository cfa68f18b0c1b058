// What every resolver gets: who asks for how long, and whom to ask.
import type { Ask } from '../../domain/ask.ts'
import type { Instant } from '../../domain/time.ts'
import type { Gather } from '../../gather/gather.ts'
import type { PiiKind } from '../access/mask.ts'

export interface Context {
  readonly ask: Ask
  readonly gather: Gather
  /** Rows that came inside other rows and have answered everything asked of them so far. */
  readonly embedded: Set<unknown>
  /** Ids of rows whose fields memory told beside that, and when each was read. */
  readonly recalled: Map<string, Instant>
  /** How many values of personal data have been shown as they are, by kind. */
  readonly disclosed: Map<PiiKind, number>
  /** Begins the ask anew, for the next event of what is watched. */
  renew(): void
}
