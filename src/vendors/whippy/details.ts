// Fields and filters that only Whippy's calls, agents, conversations and campaigns have, e.g. `completionRating`.
// No document shows rows of the call search. Whippy alone judges values that they lack.
import type { FilterValues } from '../../domain/filter.ts'
import { defineOwnFilters, texts, rawIds, partOfText, words, word, ids, judged } from '../../domain/filter.ts'
import type { Agent } from '../../domain/agent.ts'
import type { Call } from '../../domain/call.ts'
import type { OwnChannel } from '../../domain/channel.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { Chat } from '../../domain/chat.ts'
import type { Known } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import { detailsOf } from '../../domain/noun.ts'

export const WHIPPY_ATTACHMENT_KINDS = ['RECORDING', 'TRANSCRIPT', 'ANALYSIS', 'UNKNOWN'] as const
export type WhippyAttachmentKind = (typeof WHIPPY_ATTACHMENT_KINDS)[number]

export const WHIPPY_COMPLETION_RATINGS = ['COMPLETE', 'PARTIAL', 'INCOMPLETE', 'UNKNOWN'] as const
export type WhippyCompletionRating = (typeof WHIPPY_COMPLETION_RATINGS)[number]

export const WHIPPY_USER_STATES = ['ENABLED', 'DISABLED', 'INVITED', 'ARCHIVED', 'UNKNOWN'] as const
export type WhippyUserState = (typeof WHIPPY_USER_STATES)[number]

export const WHIPPY_USER_ROLES = ['ADMIN', 'USER'] as const
export type WhippyUserRole = (typeof WHIPPY_USER_ROLES)[number]

export const WHIPPY_CHANNEL_TYPES = ['PHONE', 'EMAIL', 'FAX', 'UNKNOWN'] as const
export type WhippyChannelType = (typeof WHIPPY_CHANNEL_TYPES)[number]

export const WHIPPY_CONVERSATION_STATUSES = ['OPEN', 'CLOSED', 'AUTOMATED', 'SPAM', 'UNKNOWN'] as const
export type WhippyConversationStatus = (typeof WHIPPY_CONVERSATION_STATUSES)[number]

export const WHIPPY_CAMPAIGN_KINDS = ['CAMPAIGN', 'SEQUENCE'] as const
export type WhippyCampaignKind = (typeof WHIPPY_CAMPAIGN_KINDS)[number]

export type WhippyChannel = OwnChannel

export type WhippySequenceStep = Known<{
  sequenceVendorId: string
  stepVendorId: string
  stepContactVendorId: string
}>

export type WhippyAttachment = Known<{ kind: WhippyAttachmentKind; contentType: string; url: string }>

export type WhippyCallDetails = { readonly vendor: 'WHIPPY' } & Known<{
  conversation: Chat
  channel: WhippyChannel
  aiAgent: Agent
  user: Agent
  sequenceStep: WhippySequenceStep
  mode: string
  /** `null`: not analysed yet. */
  completionRating: WhippyCompletionRating
  translatedTranscript: string
  translationLanguage: string
  attachments: readonly WhippyAttachment[]
  insertedAt: Instant
  metadata: unknown
}>

export const WHIPPY_CALL_FILTERS = defineOwnFilters<Call>()('WHIPPY', {
  deliveryStatus: texts('vendorStatus', 'The statuses in Whippy’s words, for example `call_completed`.', {
    unverified: 'the list of words, of which `CallFilter.status` knows only some',
  }),
  mode: texts((call: Call) => whippyDetails(call)?.mode, 'The modes in Whippy’s words.', {
    unverified: 'the list of words',
  }),
  completionRating: words(
    (call: Call) => whippyDetails(call)?.completionRating,
    WHIPPY_COMPLETION_RATINGS,
    'How far the call reached its goal; Switchboard filters by UNKNOWN.',
  ),
  // Rows have the agent, not its version.
  agentVersionIds: judged<readonly string[]>(
    'IDS',
    'The versions of AI agents, by Whippy’s ids as `WhippyAgentVersion.vendorId` gives them.',
  ),
  conversationIds: ids(
    'CHAT',
    (call: Call) => whippyDetails(call)?.conversation,
    'The global ids of the conversations, which are chats.',
  ),
  channelIds: rawIds(
    (call: Call) => whippyDetails(call)?.channel?.vendorId,
    'The channels, by Whippy’s ids as `WhippyChannel.vendorId` gives them.',
  ),
})

export type WhippyCallFilter = FilterValues<typeof WHIPPY_CALL_FILTERS.parts>

const whippyDetails = (call: Call) => detailsOf<WhippyCallDetails>('WHIPPY', call)

export type WhippyAgentVersion = Known<{
  vendorId: string
  name: string
  languageModelVendorId: string
  language: string
  voiceVendorId: string
  maxCallDurationSeconds: number
}>

/** Users have `state` and `channels`, AI agents the others. */
export type WhippyAgentDetails = { readonly vendor: 'WHIPPY' } & Known<{
  state: WhippyUserState
  channels: readonly WhippyChannel[]
  vendorStatus: string
  currentVersion: WhippyAgentVersion
  organizationName: string
  createdBy: Agent
  updatedBy: Agent
  deletedBy: Agent
  deletedAt: Instant
}>

/** AI agents have neither. */
export const WHIPPY_AGENT_FILTERS = defineOwnFilters<Agent>()(
  'WHIPPY',
  {
    role: word(
      (agent: Agent) => toRole(agent),
      WHIPPY_USER_ROLES,
      'The role of a user; `Agent.roles` has Whippy’s word.',
    ),
    state: word(
      (agent: Agent) => detailsOf<WhippyAgentDetails>('WHIPPY', agent)?.state,
      WHIPPY_USER_STATES,
      'The state of a user’s access.',
    ),
  },
  { leavesOut: 'AI agents' },
)

export type WhippyAgentFilter = FilterValues<typeof WHIPPY_AGENT_FILTERS.parts>

function toRole({ roles }: Agent): WhippyUserRole | null {
  if (roles === null || roles === undefined) return null
  return roles.some((role) => role.toLowerCase() === 'admin') ? 'ADMIN' : 'USER'
}

export type WhippyChatDetails = { readonly vendor: 'WHIPPY' } & Known<{
  channel: WhippyChannel
  channelType: WhippyChannelType
  conversationStatus: WhippyConversationStatus
  assignedTeamVendorId: string
  unreadCount: number
}>

export type WhippyCampaignDetails = { readonly vendor: 'WHIPPY' } & Known<{
  kind: WhippyCampaignKind
  channels: readonly WhippyChannel[]
  createdBy: Agent
  updatedBy: Agent
}>

/** Sequences have no such filters. */
export const WHIPPY_CAMPAIGN_FILTERS = defineOwnFilters<Campaign>()(
  'WHIPPY',
  {
    title: partOfText('name', 'The name of the campaign, or a part of it, in any case.'),
    status: texts('vendorStatus', 'The statuses in Whippy’s words, as in `Campaign.vendorStatus`.', {
      unverified: 'the list of words',
    }),
    channelIds: rawIds(
      (campaign: Campaign) => whippyCampaign(campaign)?.channels?.map(({ vendorId }) => vendorId),
      'The channels, by Whippy’s ids as `WhippyChannel.vendorId` gives them.',
    ),
    // No document shows the numbers in rows.
    channelNumber: judged<readonly string[]>('PHONES', 'The channels, by their numbers.'),
    createdByIds: ids(
      'AGENT',
      (campaign: Campaign) => whippyCampaign(campaign)?.createdBy,
      'The global ids of the users who made the campaign.',
    ),
    updatedByIds: ids(
      'AGENT',
      (campaign: Campaign) => whippyCampaign(campaign)?.updatedBy,
      'The global ids of the users who changed the campaign last.',
    ),
  },
  { meant: (campaign) => whippyCampaign(campaign)?.kind !== 'SEQUENCE', leavesOut: 'sequences' },
)

export type WhippyCampaignFilter = FilterValues<typeof WHIPPY_CAMPAIGN_FILTERS.parts>

export function whippyCampaign(campaign: Campaign) {
  return detailsOf<WhippyCampaignDetails>('WHIPPY', campaign)
}
