// What only one vendor knows of calls, gathered: the details a call may carry and the filters that narrow one vendor's
// rows. A vendor adds a line in each.
import type { Call } from '../call.ts'
import type { Predicates } from '../filter.ts'
import type { AlloMediaCallDetails, AlloMediaCallFilter } from './allo-media.ts'
import type { CallcapCallFilter } from './callcap-filter.ts'
import type { CallcapCallDetails } from './callcap.ts'
import type { TwinCallDetails, TwinCallFilter } from './twin.ts'
import type { UjetCallDetails, UjetCallFilter } from './ujet.ts'
import type { WhippyCallDetails, WhippyCallFilter } from './whippy.ts'
import { matchesAlloMedia } from './allo-media.ts'
import { matchesCallcap } from './callcap-filter.ts'
import { matchesTwin } from './twin.ts'
import { matchesUjet, ujetDetails } from './ujet.ts'
import { matchesWhippy } from './whippy.ts'

/** One member for each vendor, told apart by `vendor`. */
export type CallDetails =
  UjetCallDetails | CallcapCallDetails | WhippyCallDetails | AlloMediaCallDetails | TwinCallDetails

export interface VendorCallFilter {
  ujet?: UjetCallFilter | undefined
  callcap?: CallcapCallFilter | undefined
  whippy?: WhippyCallFilter | undefined
  alloMedia?: AlloMediaCallFilter | undefined
  twin?: TwinCallFilter | undefined
}

export const vendorCallPredicates: Predicates<VendorCallFilter, Call> = {
  ujet: matchesUjet,
  callcap: matchesCallcap,
  whippy: matchesWhippy,
  alloMedia: matchesAlloMedia,
  twin: matchesTwin,
}

/** Whether the person outside was verified, null where the call's vendor does not tell. */
export function isVerified(call: Call): boolean | null {
  return ujetDetails(call)?.verified ?? null
}
