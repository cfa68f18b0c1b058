// What only one vendor knows of calls, gathered: the details a call may carry and the filters that narrow one vendor's
// rows. A vendor adds a line in each.
import type { Call } from '../call.ts'
import type { Predicates } from '../filter.ts'
import type { UjetCallDetails, UjetCallFilter } from './ujet.ts'
import { matchesUjet, ujetDetails } from './ujet.ts'

/** One member for each vendor, told apart by `vendor`. */
export type CallDetails = UjetCallDetails

export interface VendorCallFilter {
  ujet?: UjetCallFilter | undefined
}

export const vendorCallPredicates: Predicates<VendorCallFilter, Call> = { ujet: matchesUjet }

/** Whether the person outside was verified, null where the call's vendor does not tell. */
export function isVerified(call: Call): boolean | null {
  return ujetDetails(call)?.verified ?? null
}
