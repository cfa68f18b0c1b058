// Fields and orders that only Callcap's calls have, e.g. `callsurance`. Opt-in fields are absent unless requested.
import type { Agent } from '../../domain/agent.ts'
import type { CallSummary } from '../../domain/analysis.ts'
import type { SortKeys } from '../../domain/order.ts'
import type { Call, CallDirection } from '../../domain/call.ts'
import type { Known } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import type { WordOf } from '../../domain/words.ts'
import { detailsOf } from '../../domain/noun.ts'
import { defineWords } from '../../domain/words.ts'

export const CALLCAP_MAJORS = defineWords('CallcapMajor', 'The main verdict of Callcap’s Callsurance.', {
  POSITIVE: 'The call went well for the business.',
  NEGATIVE: 'The call went badly for the business.',
  NEUTRAL: 'Neither.',
  FILTERED: 'Not evaluated, because the caller is on the Callsurance filter.',
  UNWORKED: 'Not evaluated yet, or Callsurance is off for the campaign.',
})
export type CallcapMajor = WordOf<typeof CALLCAP_MAJORS>

export const CALLCAP_CHANGE_REQUEST_STATUSES = defineWords(
  'CallcapChangeRequestStatus',
  'The states of a request to change a Callsurance evaluation.',
  { APPROVED: 'Granted.', DENIED: 'Refused.', PENDING: 'Not decided yet.' },
)
export type CallcapChangeRequestStatus = WordOf<typeof CALLCAP_CHANGE_REQUEST_STATUSES>

export const CALLCAP_CALLSAVER_OUTCOMES = defineWords(
  'CallcapCallsaverOutcome',
  'How a negative call ended in Callcap’s Callsaver.',
  { SAVED: 'The call was saved.', NOT_SAVED: 'The call was not saved; Callcap labels it `Lost`.' },
)
export type CallcapCallsaverOutcome = WordOf<typeof CALLCAP_CALLSAVER_OUTCOMES>

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

/** The document shows all six parts empty. */
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
  /** The account's days are counted in it, e.g. `US/Central`. */
  timeZone: string
  referenceId: string
  accountPath: CallcapAccountPath
  line: CallcapLine
  /** `null`: not evaluated yet. */
  callsurance: CallcapCallsurance
  callsaver: CallcapCallsaver
  webmatch: CallcapWebmatch
  demographics: CallcapDemographics
  scorecards: readonly CallcapScorecard[]
  summaries: readonly CallSummary[]
}>

export const callcapDetails = (call: Call) => detailsOf<CallcapCallDetails>('CALLCAP', call)

/** Orders that only Callcap has. */
export const callOrders = {
  /** E.g. `acme\0west\0wichita\0website`. */
  ACCOUNT_PATH: (call) => {
    const path = callcapDetails(call)?.accountPath
    if (!path) return undefined
    const names = [path.corporate?.name, path.division?.name, path.location?.name, call.campaign?.name]
    return names.map((name) => (name ?? '').toLowerCase()).join('\0')
  },
  CALLER_ID: ({ from }) => toNumber(from),
  CALLER_NAME: ({ contact }) => contact?.name?.toLowerCase(),
  CALLSURANCE: (call) => {
    const details = callcapDetails(call)
    if (details === null) return undefined
    const { major, minor } = details.callsurance?.evaluation ?? {}
    return NUMBERS[major ?? 'UNWORKED'] * MOST_MINORS + Number(minor?.vendorId ?? 0)
  },
} satisfies SortKeys<Call>

/** Callcap sorts verdicts by these numbers. A call without a verdict is unworked. */
const NUMBERS: Readonly<Record<CallcapMajor, number>> = {
  UNWORKED: 0,
  POSITIVE: 1,
  NEGATIVE: 2,
  NEUTRAL: 3,
  FILTERED: 4,
}

/** Above all numbers of minor verdicts, which have eight digits, e.g. 10000001. */
const MOST_MINORS = 1e12

/** Without the 1 of the United States and Canada: `+13165550100` → 3165550100. */
function toNumber(phone: string | null | undefined): number | undefined {
  const digits = (phone ?? '').replace(/^\+1(?=\d{10}$)/, '').replace(/\D/g, '')
  return digits === '' ? undefined : Number(digits)
}
