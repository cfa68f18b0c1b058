// What Callcap documents about a call beyond the common fields. Parts that come on request only are `undefined` where
// nobody asked for them.
import type { Agent } from '../agent.ts'
import type { CallSummary } from '../analysis.ts'
import type { Call, CallDirection } from '../call.ts'
import type { Known } from '../noun.ts'
import type { Instant } from '../time.ts'

export const CALLCAP_MAJORS = ['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'FILTERED', 'UNWORKED'] as const
export type CallcapMajor = (typeof CALLCAP_MAJORS)[number]

export const CALLCAP_CHANGE_REQUEST_STATUSES = ['APPROVED', 'DENIED', 'PENDING'] as const
export type CallcapChangeRequestStatus = (typeof CALLCAP_CHANGE_REQUEST_STATUSES)[number]

export const CALLCAP_CALLSAVER_OUTCOMES = ['SAVED', 'NOT_SAVED'] as const
export type CallcapCallsaverOutcome = (typeof CALLCAP_CALLSAVER_OUTCOMES)[number]

export type CallcapAccountLevel = Known<{
  vendorId: string
  name: string
  externalId: string
  corporateLabel: string
}>

export type CallcapAccountPath = Known<Record<'corporate' | 'division' | 'location', CallcapAccountLevel>>

/** The tracked telephone line of a campaign. */
export type CallcapLine = Known<{
  trackingNumber: string
  dialedNumber: string
  destinationNumber: string
  direction: CallDirection
  ivrOption: number
  medium: string
  mediumType: string
  brand: string
  serviceLine: string
  target: string
  offer: string
  memo: string
  additionalMemo: string
  defaultRevenue: number
  costPerPieceEstimated: number
  costPerPieceFinal: number
}>

export type CallcapMinor = Known<{ vendorId: string; label: string; tag: string }>

export type CallcapEvaluation = Known<{
  major: CallcapMajor
  majorLabel: string
  minor: CallcapMinor
  agent: Agent
}>

export type CallcapRequester = Known<{ name: string; email: string }>

export type CallcapChangeRequest = Known<{
  status: CallcapChangeRequestStatus
  vendorStatus: string
  requested: CallcapEvaluation
  original: CallcapEvaluation
  requester: CallcapRequester
  inaccuracy: string
}>

export type CallcapCallsurance = Known<{
  evaluation: CallcapEvaluation
  changeRequest: CallcapChangeRequest
}>

export type CallcapCallsaverReason = Known<{ vendorId: string; label: string; opportunity: boolean }>

export type CallcapUser = Known<{ firstName: string; lastName: string; email: string }>

export type CallcapCallsaver = Known<{
  recordedAt: Instant
  outcome: CallcapCallsaverOutcome
  outcomeLabel: string
  reason: CallcapCallsaverReason
  user: CallcapUser
}>

export type CallcapVisitor = Known<
  Record<'deviceType' | 'osName' | 'osVersion' | 'browserName' | 'browserVersion', string>
>

export type CallcapWebmatch = Known<{
  searchTerm: string
  referrer: string
  trafficType: string
  callPageUrl: string
  adGroup: string
  adPlacement: string
  creativeId: string
  keywordId: string
  visitor: CallcapVisitor
}>

/** Callcap names the six parts and shows none of them filled. */
export type CallcapDemographics = Known<{
  person: unknown
  traits: unknown
  property: unknown
  addresses: readonly unknown[]
  emails: readonly unknown[]
  vehicles: readonly unknown[]
}>

/** Either `text` or `checked` is set. */
export type CallcapScorecardAnswer = Known<{
  text: string
  checked: boolean
  score: number
  minScore: number
  maxScore: number
}>

export type CallcapScorecardResult = Known<{
  question: string
  answers: readonly CallcapScorecardAnswer[]
}>

export type CallcapScorecard = Known<{ name: string; results: readonly CallcapScorecardResult[] }>

export type CallcapCallDetails = { readonly vendor: 'CALLCAP' } & Known<{
  ringCount: number
  dtmf: string
  /** The IANA name of the zone in which the account counts its days. */
  timeZone: string
  referenceId: string
  accountPath: CallcapAccountPath
  line: CallcapLine
  /** Null while nobody has worked the call. */
  callsurance: CallcapCallsurance
  callsaver: CallcapCallsaver
  webmatch: CallcapWebmatch
  demographics: CallcapDemographics
  scorecards: readonly CallcapScorecard[]
  summaries: readonly CallSummary[]
}>

/** What Callcap documents about a call, null for calls of other vendors. */
export function callcapDetails(call: Call): CallcapCallDetails | null {
  return call.details?.vendor === 'CALLCAP' ? call.details : null
}
