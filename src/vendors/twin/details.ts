// Fields and filters that only TWIN's calls, users and call tasks have, e.g. `dialStatus`.
import type { FilterValues, TimeRange } from '../../domain/filter.ts'
import { defineOwnFilters, timeRange, texts, words, judged } from '../../domain/filter.ts'
import type { Agent } from '../../domain/agent.ts'
import type { Call } from '../../domain/call.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { Known } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import { detailsOf } from '../../domain/noun.ts'

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

/** No document shows the values of type `unknown`. */
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

export const TWIN_CALL_FILTERS = defineOwnFilters<Call>()('TWIN', {
  createdAt: timeRange(
    (call: Call) => twinDetails(call)?.createdAt,
    'When TWIN made the row. TWIN takes one range of time: the first given of `CallFilter.startedAt`, `CallFilter.updatedAt` and this one; Switchboard filters by the others.',
  ),
  dialStatus: words(
    (call: Call) => twinDetails(call)?.dialStatus,
    TWIN_DIAL_STATUSES,
    'How dialling went; Switchboard filters by the words that TWIN does not filter by.',
  ),
  // Rows lack their company.
  companyId: judged<string>('ID', 'The company, by TWIN’s number, where one user of TWIN sees several.'),
})

export type TwinCallFilter = FilterValues<typeof TWIN_CALL_FILTERS.parts>

export const twinDetails = (call: Call) => detailsOf<TwinCallDetails>('TWIN', call)

/** Bots have neither company nor roles. */
export const TWIN_AGENT_FILTERS = defineOwnFilters<Agent>()(
  'TWIN',
  {
    // Rows lack their company.
    companyId: judged<string>('ID', 'The company, by TWIN’s number.'),
    role: texts((agent: Agent) => agent.roles, 'The roles in TWIN’s words, as in `Agent.roles`.', {
      unverified: 'the list of words',
    }),
  },
  { meant: ({ kind }) => kind === 'HUMAN', leavesOut: 'bots' },
)

export type TwinCampaignDetails = { readonly vendor: 'TWIN' } & Known<{ status: TwinTaskStatus }>

export const TWIN_CAMPAIGN_FILTERS = defineOwnFilters<Campaign>()('TWIN', {
  // TWIN alone knows the searched fields.
  keyword: judged<string>('PART_OF_TEXT', 'Words to search for; TWIN alone decides in which fields.', {
    pii: 'TEXT',
  }),
  status: words(
    (campaign: Campaign) => detailsOf<TwinCampaignDetails>('TWIN', campaign)?.status,
    TWIN_TASK_STATUSES,
    'The task’s status; Switchboard filters by UNKNOWN.',
  ),
  // No document names the date.
  period: judged<TimeRange>('TIME_RANGE', 'The range of TWIN’s list of tasks.', {
    unverified: 'which of a task’s dates it means',
  }),
})
