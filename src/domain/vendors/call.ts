// What only one vendor knows of calls, gathered: the details a call may carry and the filters that narrow one vendor's
// rows. A vendor adds a line in each.
import type { FilterValues } from '../filter.ts'
import { defineFilters, nested } from '../filter.ts'
import type { Call } from '../call.ts'
import type { AlloMediaCallDetails } from './allo-media.ts'
import type { CallcapCallDetails } from './callcap.ts'
import type { TwinCallDetails } from './twin.ts'
import type { UjetCallDetails } from './ujet.ts'
import type { WhippyCallDetails } from './whippy.ts'
import { ALLO_MEDIA_CALL_FILTERS } from './allo-media.ts'
import { CALLCAP_CALL_FILTERS } from './callcap-filter.ts'
import { TWIN_CALL_FILTERS } from './twin.ts'
import { UJET_CALL_FILTERS, ujetDetails } from './ujet.ts'
import { WHIPPY_CALL_FILTERS } from './whippy.ts'

/** One member for each vendor, told apart by `vendor`. */
export type CallDetails =
  UjetCallDetails | CallcapCallDetails | WhippyCallDetails | AlloMediaCallDetails | TwinCallDetails

export const VENDOR_CALL_FILTERS = defineFilters<Call>()({
  ujet: nested('UJET', UJET_CALL_FILTERS),
  callcap: nested('CALLCAP', CALLCAP_CALL_FILTERS),
  whippy: nested('WHIPPY', WHIPPY_CALL_FILTERS),
  alloMedia: nested('ALLO_MEDIA', ALLO_MEDIA_CALL_FILTERS),
  twin: nested('TWIN', TWIN_CALL_FILTERS),
})

export type VendorCallFilter = FilterValues<typeof VENDOR_CALL_FILTERS>

/** Whether the person outside was verified, null where the call's vendor does not tell. */
export function isVerified(call: Call): boolean | null {
  return ujetDetails(call)?.verified ?? null
}
