// All vendors, and the kit's exports.
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Orders } from '../domain/order.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { VendorDescription } from './define.ts'
import { LISTS } from '../domain/lists.ts'
import { alloMedia } from './allo-media/index.ts'
import { callcap } from './callcap/index.ts'
import { twin } from './twin/index.ts'
import { ujet } from './ujet/index.ts'
import { whippy } from './whippy/index.ts'

export type { Account, AccountConfig } from './account.ts'
export type { Changes, Feed, FeedPage, FeedPart, PageAt } from './question.ts'
export type { Resource, VendorDescription } from './define.ts'
export type { Params, Reach } from './filters.ts'
export type { Asked, Judge } from './narrow.ts'
export type { Searched } from './translate.ts'
export type { Memory, Remembered } from '../upstream/memory.ts'
export type { Pending } from '../upstream/pending.ts'
export type { KeyedHash, Seal } from '../upstream/seal.ts'
export type { SingleFlight } from '../upstream/single-flight.ts'
export type { Sorts } from './sort.ts'
export { createAccounts, resourceOf } from './account.ts'
export { directionsOf } from './sort.ts'
export { createFeed, meaningOf } from './feed.ts'
export { formOf } from './id-form.ts'
export { cannotLookUp, createLookUp, idsToLookUp, isAskable } from './lookup.ts'
export { createJudge, toSentFilter } from './narrow.ts'
export { readTogether } from './together.ts'
export { isRefusal } from './unproven.ts'
export { createMemory } from '../upstream/memory.ts'
export { createPending } from '../upstream/pending.ts'
export { createKeyedHash, createSeal, toStableJson } from '../upstream/seal.ts'
export { createSingleFlight } from '../upstream/single-flight.ts'

/** In the order in which errors and documents name them. */
export const DESCRIPTIONS: Readonly<Record<Vendor, VendorDescription>> = {
  UJET: ujet,
  CALLCAP: callcap,
  WHIPPY: whippy,
  ALLO_MEDIA: alloMedia,
  TWIN: twin,
}

/** A noun's orders and those of single vendors, e.g. `ACCOUNT_PATH`. */
export function ordersOf<N extends ListNoun>(noun: N): Orders<RowOf<N>> {
  const own = Object.values(DESCRIPTIONS).map(({ resources }) => resources[noun]?.sorting?.own ?? {})
  return Object.assign({}, LISTS[noun].orders, ...own)
}

export function descriptionOf(vendor: Vendor): VendorDescription {
  return DESCRIPTIONS[vendor]
}
