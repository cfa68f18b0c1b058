// What every resolver gets: who asks for how long, and whom to ask.
import type { Ask } from '../domain/ask.ts'
import type { Gather } from '../gather/gather.ts'

export interface Context {
  readonly ask: Ask
  readonly gather: Gather
  /** Rows that came inside other rows and have answered everything asked of them so far. */
  readonly embedded: Set<unknown>
}
