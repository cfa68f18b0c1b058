// Fields and filters that only Whippy's calls, agents, conversations and campaigns have, e.g. `completionRating`.
// No document shows rows of the call search. Whippy alone judges values that they lack.
import type { FilterValues } from '../../domain/filter.ts'
import type { Agent } from '../../domain/agent.ts'
import type { Call } from '../../domain/call.ts'
import type { OwnChannel } from '../../domain/channel.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { Chat } from '../../domain/chat.ts'
import type { Known } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import type { WordOf } from '../../domain/words.ts'
import { defineOwnFilters, texts, rawIds, partOfText, words, word, ids, judged } from '../../domain/filter.ts'
import { detailsOf } from '../../domain/noun.ts'
import { defineWords } from '../../domain/words.ts'

const UNKNOWN_WORD = 'A word unknown to Switchboard.'

export const WHIPPY_ATTACHMENT_KINDS = defineWords('WhippyAttachmentKind', 'What a file of a call is.', {
  RECORDING: 'A recording of the sound.',
  TRANSCRIPT: 'A transcript, as JSON.',
  ANALYSIS: 'An analysis of the call, as JSON.',
  UNKNOWN: 'Anything else.',
})
export type WhippyAttachmentKind = WordOf<typeof WHIPPY_ATTACHMENT_KINDS>

export const WHIPPY_COMPLETION_RATINGS = defineWords(
  'WhippyCompletionRating',
  'How far a call reached its goal. UNVERIFIED: the words, which are taken from a product whose settings Whippy mirrors.',
  {
    COMPLETE: 'It was reached.',
    PARTIAL: 'It was reached in part.',
    INCOMPLETE: 'It was not reached.',
    UNKNOWN: `${UNKNOWN_WORD} The vendor’s own is \`Call.outcome\`.`,
  },
)
export type WhippyCompletionRating = WordOf<typeof WHIPPY_COMPLETION_RATINGS>

export const WHIPPY_USER_STATES = defineWords('WhippyUserState', 'The state of a user’s access.', {
  ENABLED: 'In use.',
  DISABLED: 'Switched off.',
  INVITED: 'Invited, and not accepted yet.',
  ARCHIVED: 'Put away.',
  UNKNOWN: UNKNOWN_WORD,
})
export type WhippyUserState = WordOf<typeof WHIPPY_USER_STATES>

const WHIPPY_USER_ROLES = defineWords('WhippyUserRole', 'What a user may do.', {
  ADMIN: 'An administrator.',
  USER: 'Any other user.',
})
export type WhippyUserRole = WordOf<typeof WHIPPY_USER_ROLES>

export const WHIPPY_CHANNEL_TYPES = defineWords('WhippyChannelType', 'What a conversation runs over.', {
  PHONE: 'A telephone number, for text messages and calls.',
  EMAIL: 'E-mail.',
  FAX: 'Fax. UNVERIFIED: named in a description by others only.',
  UNKNOWN: UNKNOWN_WORD,
})
export type WhippyChannelType = WordOf<typeof WHIPPY_CHANNEL_TYPES>

export const WHIPPY_CONVERSATION_STATUSES = defineWords(
  'WhippyConversationStatus',
  'Statuses of conversations at Whippy.',
  {
    OPEN: 'Waiting for someone to answer or close it.',
    CLOSED: 'Done.',
    AUTOMATED: 'In the hands of automation.',
    SPAM: 'Marked as spam.',
    UNKNOWN: UNKNOWN_WORD,
  },
)
export type WhippyConversationStatus = WordOf<typeof WHIPPY_CONVERSATION_STATUSES>

export const WHIPPY_CAMPAIGN_KINDS = defineWords(
  'WhippyCampaignKind',
  'The two types of campaign at Whippy.',
  {
    CAMPAIGN: 'One message to many contacts.',
    SEQUENCE: 'A series of steps that each contact goes through.',
  },
)
export type WhippyCampaignKind = WordOf<typeof WHIPPY_CAMPAIGN_KINDS>

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
