// Fields and filters that only TWIN's calls, users and call tasks have, e.g. `dialStatus`.
import type { FilterValues, TimeRange } from '../../domain/filter.ts'
import type { Agent } from '../../domain/agent.ts'
import type { Call } from '../../domain/call.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { Known } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import type { WordOf } from '../../domain/words.ts'
import { defineOwnFilters, timeRange, texts, words, judged } from '../../domain/filter.ts'
import { detailsOf } from '../../domain/noun.ts'
import { defineWords } from '../../domain/words.ts'

const IN_ROWS = 'TWIN does not filter by it.'

export const TWIN_DIAL_STATUSES = defineWords('TwinDialStatus', 'How dialling went at TWIN.', {
  SCHEDULED: `Planned. ${IN_ROWS}`,
  DIALING: 'Ringing.',
  IN_PROGRESS: 'The two sides are talking.',
  ANSWERED: 'Picked up.',
  NO_ANSWER: 'Not picked up.',
  BUSY: 'The called side was busy.',
  UNAVAILABLE: 'The called side could not be reached.',
  CANCELED: 'Called off by a user before it was dialled.',
  CONGESTION: 'Refused by the carrier: a bad caller id, too many calls or a wrong number.',
  CHANNEL_UNAVAILABLE: 'Could not be made.',
  FAILED: 'Began and broke off.',
  INVALID_NUMBER: 'The number is malformed.',
  NO_CALLER_ID: 'There was no number to call from. UNVERIFIED: the meaning, taken from the vendor’s word.',
  BLACKLISTED: 'The number is on the blacklist.',
  BLOCKED_BY_LAW:
    'Blocked by the Russian law 230: outside the permitted hours, or too many calls to the number.',
  EXPIRED: `Dialling took more than ten minutes. ${IN_ROWS}`,
  REJECTED: `Refused because the session was over. ${IN_ROWS}`,
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `Call.vendorStatus`.',
})
export type TwinDialStatus = WordOf<typeof TWIN_DIAL_STATUSES>

export const TWIN_TASK_STATUSES = defineWords(
  'TwinTaskStatus',
  'Statuses of call tasks at TWIN, which has more words than are published.',
  {
    BLANK: 'Made and still empty. UNVERIFIED: the meaning, taken from the vendor’s word.',
    READY: 'Ready to start.',
    IN_PROGRESS: 'At work.',
    PAUSED: 'Held up.',
    UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `Campaign.vendorStatus`.',
  },
)
export type TwinTaskStatus = WordOf<typeof TWIN_TASK_STATUSES>

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
