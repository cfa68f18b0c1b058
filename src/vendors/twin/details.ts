// Fields and filters that only TWIN's calls, users and call tasks have, e.g. `dialStatus`.
import type { FilterValues, TimeRange } from '../../domain/filter.ts'
import type { Agent } from '../../domain/agent.ts'
import type { Call } from '../../domain/call.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { Known } from '../../domain/noun.ts'
import type { WordOf } from '../../domain/words.ts'
import type { Wire } from '../wire.ts'
import { defineOwnFilters, timeRange, texts, words, judged } from '../../domain/filter.ts'
import { detailsOf } from '../../domain/noun.ts'
import { defineWords } from '../../domain/words.ts'
import { TWIN_DIAL_STATUSES, toDialStatus } from './call-words.ts'
import { toFlag, toInstant, toNumber, toWord } from '../wire.ts'

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

/** No document shows the values of type `unknown`. */
export type TwinCallDetails = ReturnType<typeof toDetails>

export function toDetails(row: Wire, isAsked: (field: string) => boolean) {
  return {
    vendor: 'TWIN' as const,
    dialStatus: toDialStatus(row.status) ?? 'UNKNOWN',
    createdAt: toInstant(row.createdAt),
    botDurationSeconds: toNumber(row.botDuration),
    operatorDurationSeconds: toNumber(row.operatorDuration),
    transferredToOperator: toFlag(row.transferredToOperator),
    finished: toFlag(row.isFinished),
    responder: toWord(row.responder),
    nps: toNumber(row.nps),
    regionId: toWord(row.regionId),
    contactTimeZone: toWord(row.timezone),
    shortNumber: toWord(row.shortNumber),
    logUrl: toWord(row.linkToLog),
    ...(isAsked('messages') ? { messages: row.messages ?? null } : {}),
    ...(isAsked('dialogResults') ? { dialogResults: row.dialogResults ?? null } : {}),
    ...(isAsked('additional') ? { additional: row.additional ?? null } : {}),
    ...(isAsked('markers') ? { markers: row.markers ?? null } : {}),
  }
}
