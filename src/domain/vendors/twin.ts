// What TWIN documents about calls and call tasks beyond the common fields, and the filters that only its rows know.
import type { Agent } from '../agent.ts'
import type { Call } from '../call.ts'
import type { Campaign } from '../campaign.ts'
import type { Predicates, TimeRange } from '../filter.ts'
import type { Known } from '../noun.ts'
import type { Instant } from '../time.ts'
import { among, inTimes, narrowing } from '../filter.ts'

export const TWIN_DIAL_STATUSES = [
  'SCHEDULED',
  'DIALING',
  'IN_PROGRESS',
  'ANSWERED',
  'NO_ANSWER',
  'BUSY',
  'UNAVAILABLE',
  'CANCELED',
  'CONGESTION',
  'CHANNEL_UNAVAILABLE',
  'FAILED',
  'INVALID_NUMBER',
  'NO_CALLER_ID',
  'BLACKLISTED',
  'BLOCKED_BY_LAW',
  'EXPIRED',
  'REJECTED',
  'UNKNOWN',
] as const
export type TwinDialStatus = (typeof TWIN_DIAL_STATUSES)[number]

export const TWIN_TASK_STATUSES = ['BLANK', 'READY', 'IN_PROGRESS', 'PAUSED', 'UNKNOWN'] as const
export type TwinTaskStatus = (typeof TWIN_TASK_STATUSES)[number]

/** No document shows what `additional`, `dialogResults`, `messages` and `markers` hold. */
export type TwinCallDetails = { readonly vendor: 'TWIN' } & Known<{
  dialStatus: TwinDialStatus
  createdAt: Instant
  botDurationSeconds: number
  operatorDurationSeconds: number
  transferredToOperator: boolean
  finished: boolean
  responder: string
  nps: number
  regionId: string
  contactTimeZone: string
  shortNumber: string
  additional: unknown
  dialogResults: unknown
  messages: unknown
  markers: unknown
  logUrl: string
}>

export interface TwinCallFilter {
  createdAt?: TimeRange | undefined
  dialStatus?: readonly TwinDialStatus[] | undefined
  companyId?: string | undefined
}

export const twinCallPredicates: Predicates<TwinCallFilter, Call> = {
  createdAt: (call, wanted) => inTimes(twinDetails(call)?.createdAt, wanted),
  dialStatus: (call, wanted) => among(twinDetails(call)?.dialStatus, wanted),
  // Rows do not carry their company.
  companyId: () => undefined,
}

export const matchesTwin = narrowing('TWIN', twinCallPredicates)

/** What TWIN documents about a call, null for calls of other vendors. */
export function twinDetails(call: Call): TwinCallDetails | null {
  return call.details?.vendor === 'TWIN' ? call.details : null
}

export interface TwinAgentFilter {
  companyId?: string | undefined
  role?: readonly string[] | undefined
}

export const twinAgentPredicates: Predicates<TwinAgentFilter, Agent> = {
  // Rows do not carry their company.
  companyId: () => undefined,
  role: (agent, wanted) => agent.roles?.some((role) => wanted.includes(role)),
}

/** Only users have a company and roles to filter by, so bots are left out. */
export const matchesTwinAgent = narrowing('TWIN', twinAgentPredicates, (agent) => agent.kind === 'HUMAN')

/** The task's own word is `Campaign.vendorStatus`. */
export type TwinCampaignDetails = { readonly vendor: 'TWIN' } & Known<{ status: TwinTaskStatus }>

export interface TwinCampaignFilter {
  keyword?: string | undefined
  status?: readonly TwinTaskStatus[] | undefined
  period?: TimeRange | undefined
}

export const twinCampaignPredicates: Predicates<TwinCampaignFilter, Campaign> = {
  // TWIN alone decides in which fields it looks.
  keyword: () => undefined,
  status: ({ details }, wanted) => among(details?.vendor === 'TWIN' ? details.status : null, wanted),
  // Which of a task's dates it means stands in no document.
  period: () => undefined,
}

export const matchesTwinCampaign = narrowing('TWIN', twinCampaignPredicates)
