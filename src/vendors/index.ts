// The vendors there are, and the kit's face towards whoever asks them.
import type { Vendor } from '../domain/vendor.ts'
import type { VendorDescription } from './define.ts'
import { ujet } from './ujet/index.ts'

export type { Account, AccountConfig } from './account.ts'
export type { Feed, FeedPage } from './feed.ts'
export type { Resource, VendorDescription } from './define.ts'
export type { Params } from './filters.ts'
export type { Memory, Remembered } from '../upstream/memory.ts'
export type { Pending } from '../upstream/pending.ts'
export type { SingleFlight } from '../upstream/single-flight.ts'
export { createAccounts, resourceOf } from './account.ts'
export { createFeed, meaningOf } from './feed.ts'
export { createLookUp } from './lookup.ts'
export { createMemory } from '../upstream/memory.ts'
export { createPending } from '../upstream/pending.ts'
export { createSingleFlight } from '../upstream/single-flight.ts'

/** A vendor whose adapter is written; the others are words of the graph only. */
export const DESCRIPTIONS: Partial<Record<Vendor, VendorDescription>> = { UJET: ujet }

export function descriptionOf(vendor: Vendor): VendorDescription {
  const description = DESCRIPTIONS[vendor]
  if (description === undefined) throw new Error(`no adapter is written for ${vendor} yet`)
  return description
}
