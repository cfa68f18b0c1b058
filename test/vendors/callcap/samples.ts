// One value for each filter of a call, and the parameters that Callcap documents.
import type { CallFilter } from '../../../src/domain/call.ts'
import type { VendorKey } from '../../../src/domain/vendor.ts'
import type { CallcapCallFilter } from '../../../src/vendors/callcap/filter.ts'

type Whole<Filter> = { readonly [K in keyof Filter]-?: NonNullable<Filter[K]> }

export const own: Whole<CallcapCallFilter> = {
  corporateId: '1',
  divisionIds: ['1669'],
  locationIds: ['222222'],
  divisionExternalId: 'abc123',
  locationExternalId: 'abc987',
  dayOfWeek: ['SUNDAY'],
  action: ['ANSWERED'],
  feature: ['WEBMATCH'],
  conversationType: 'ANY',
  mediumIds: ['4'],
  searchMajor: ['UNWORKED'],
  callsaverOutcome: ['SAVED'],
  changeRequestStatus: 'PENDING',
  revenueEntered: true,
  referenceId: 'zyx321',
  callerNumberContains: '316',
  destinationNumberContains: '555',
}

const times = { from: Date.UTC(2026, 0, 15), to: Date.UTC(2026, 0, 16) }
const counts = { from: 60, to: 120 }

export const common: Omit<Whole<CallFilter>, Exclude<VendorKey, 'callcap'>> = {
  ids: ['call:callcap:1'],
  startedAt: times,
  updatedAt: times,
  queuedAt: times,
  connectedAt: times,
  endedAt: times,
  scheduledAt: times,
  direction: ['INBOUND'],
  status: ['COMPLETED'],
  agentIds: ['agent:callcap:1122334'],
  campaignIds: ['campaign:callcap:111111'],
  menuIds: ['menu:callcap:1'],
  contactIds: ['contact:callcap:1'],
  from: ['+13165550100'],
  to: ['+13165550199'],
  durationSeconds: counts,
  holdSeconds: counts,
  queueSeconds: counts,
  rating: counts,
  language: ['en'],
  voicemail: true,
  verified: true,
  search: 'sink',
  callcap: own,
}

/** The document's table. */
export const documented =
  `corporate_id division_id location_id campaign_id search_range search_startdate search_enddate
  search_last_modified_start search_last_modified_end search_daysofweek search_timezone search_duration_min
  search_duration_max search_action search_feature conversation_type search_medium search_major search_csr
  search_callsaver_status search_evaluation_change_status search_revenue_entered search_term search_caller_id
  search_destination search_reference_id search_direction search_location_external_id search_division_external_id
  call_id order page show detail`.split(/\s+/)

/** What is never sent, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  search_range: 'a range that moves with the clock cannot be bound to a position',
  call_id: 'one call is asked for by its path',
}
