// What Whippy tells of calls, agents, conversations and campaigns beyond the common fields, and the filters that only
// its rows know. The rows of its call search are published nowhere: of what one lacks Whippy judges alone.
import type { Agent } from '../agent.ts'
import type { Call } from '../call.ts'
import type { OwnChannel } from '../channel.ts'
import type { Campaign } from '../campaign.ts'
import type { Chat } from '../chat.ts'
import type { Predicates } from '../filter.ts'
import type { Known } from '../noun.ts'
import type { Instant } from '../time.ts'
import { among, includesText, narrowing } from '../filter.ts'

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
  /** Null until the call was analysed; the vendor's word is `Call.outcome`. */
  completionRating: WhippyCompletionRating
  translatedTranscript: string
  translationLanguage: string
  attachments: readonly WhippyAttachment[]
  insertedAt: Instant
  metadata: unknown
}>

export interface WhippyCallFilter {
  deliveryStatus?: readonly string[] | undefined
  mode?: readonly string[] | undefined
  completionRating?: readonly WhippyCompletionRating[] | undefined
  agentVersionIds?: readonly string[] | undefined
  /** Global ids of chats. */
  conversationIds?: readonly string[] | undefined
  channelIds?: readonly string[] | undefined
}

export const whippyCallPredicates: Predicates<WhippyCallFilter, Call> = {
  deliveryStatus: (call, wanted) => among(call.vendorStatus, wanted),
  mode: (call, wanted) => among(whippyDetails(call)?.mode, wanted),
  completionRating: (call, wanted) => among(whippyDetails(call)?.completionRating, wanted),
  // Rows carry the agent and not its version.
  agentVersionIds: () => undefined,
  conversationIds: (call, wanted) => among(whippyDetails(call)?.conversation?.id, wanted),
  channelIds: (call, wanted) => among(whippyDetails(call)?.channel?.vendorId, wanted),
}

export const matchesWhippy = narrowing('WHIPPY', whippyCallPredicates)

/** What Whippy tells of a call, null for calls of other vendors. */
export function whippyDetails(call: Call): WhippyCallDetails | null {
  return call.details?.vendor === 'WHIPPY' ? call.details : null
}

export type WhippyAgentVersion = Known<{
  vendorId: string
  name: string
  languageModelVendorId: string
  language: string
  voiceVendorId: string
  maxCallDurationSeconds: number
}>

/** `state` and `channels` are a user's, everything else an AI agent's. */
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

export interface WhippyAgentFilter {
  role?: WhippyUserRole | undefined
  state?: WhippyUserState | undefined
}

/** AI agents have neither role nor state, so both leave them out. */
export const whippyAgentPredicates: Predicates<WhippyAgentFilter, Agent> = {
  role: (agent, wanted) => among(toRole(agent), [wanted]),
  state: (agent, wanted) => among(agent.details?.state, [wanted]),
}

export const matchesWhippyAgent = narrowing('WHIPPY', whippyAgentPredicates)

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

/** The campaign's own word for its state is `Campaign.vendorStatus`. */
export type WhippyCampaignDetails = { readonly vendor: 'WHIPPY' } & Known<{
  kind: WhippyCampaignKind
  channels: readonly WhippyChannel[]
  createdBy: Agent
  updatedBy: Agent
}>

export interface WhippyCampaignFilter {
  title?: string | undefined
  status?: readonly string[] | undefined
  channelIds?: readonly string[] | undefined
  channelNumber?: readonly string[] | undefined
  /** Global ids of agents. */
  createdByIds?: readonly string[] | undefined
  /** Global ids of agents. */
  updatedByIds?: readonly string[] | undefined
}

export const whippyCampaignPredicates: Predicates<WhippyCampaignFilter, Campaign> = {
  title: (campaign, wanted) => includesText(campaign.name, wanted),
  status: (campaign, wanted) => among(campaign.vendorStatus, wanted),
  channelIds: (campaign, wanted) =>
    whippyCampaign(campaign)?.channels?.some(({ vendorId }) => among(vendorId, wanted) === true),
  // Whether a campaign's row tells the numbers of its channels is published nowhere.
  channelNumber: () => undefined,
  createdByIds: (campaign, wanted) => among(whippyCampaign(campaign)?.createdBy?.id, wanted),
  updatedByIds: (campaign, wanted) => among(whippyCampaign(campaign)?.updatedBy?.id, wanted),
}

/** `null` for campaigns of other vendors. */
export function whippyCampaign({ details }: Campaign): WhippyCampaignDetails | null {
  return details?.vendor === 'WHIPPY' ? details : null
}

/** Sequences have no such filters, so they are left out. */
export const matchesWhippyCampaign = narrowing(
  'WHIPPY',
  whippyCampaignPredicates,
  (campaign) => whippyCampaign(campaign)?.kind !== 'SEQUENCE',
)
