// Details and filters of Whippy's calls, agents, chats and campaigns.
import type { Context } from '../../graphql/schema/context.ts'
import type {
  WhippyAgentDetails as AgentDetailsRow,
  WhippyAgentVersion as VersionRow,
  WhippyAttachment as AttachmentRow,
  WhippyCallDetails as CallDetailsRow,
  WhippyCampaignDetails as CampaignDetailsRow,
  WhippyChannel as ChannelRow,
  WhippyChatDetails as ChatDetailsRow,
  WhippySequenceStep as StepRow,
} from './details.ts'
import { builder } from '../../graphql/schema/builder.ts'
import { Agent, Chat } from '../../graphql/schema/refs.ts'
import {
  WhippyAttachmentKind,
  WhippyCampaignKind,
  WhippyChannelType,
  WhippyCompletionRating,
  WhippyConversationStatus,
  WhippyUserState,
} from './graph-words.ts'
import { defineDetails } from '../../graphql/schema/details.ts'

const WhippySequenceStep = builder.objectRef<StepRow>('WhippySequenceStep').implement({
  description: 'A place in a messaging sequence.',
  fields: (t) => ({
    sequenceVendorId: t.exposeID('sequenceVendorId', { description: 'Whippy’s id of the sequence.' }),
    stepVendorId: t.exposeID('stepVendorId', { description: 'Whippy’s id of the step.' }),
    stepContactVendorId: t.exposeID('stepContactVendorId', {
      description: 'Whippy’s id of the contact’s visit to the step.',
    }),
  }),
})

const WhippyAttachment = builder.objectRef<AttachmentRow>('WhippyAttachment').implement({
  description: 'A file of a call.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: WhippyAttachmentKind,
      unverified: 'where two files are of one media type',
      description: 'The kind of file, by its media type.',
    }),
    contentType: t.exposeString('contentType', {
      description: 'The media type, for example `audio/x-wav`.',
    }),
    url: t.expose('url', {
      type: 'URL',
      pii: 'URL',
      description: 'The address of the file; whoever has it may be able to open it.',
    }),
  }),
})

defineDetails<CallDetailsRow>('WHIPPY', 'CALL', {
  description:
    'Fields that Whippy has for a call beyond the fields of Call. UNVERIFIED: all of it, since Whippy does not publish the rows of its call search; the fields are those of a call among the messages of a conversation.',
  fields: (t) => ({
    conversation: t.expose('conversation', {
      type: Chat,
      description: 'The conversation the call belongs to; its id costs no request.',
    }),
    channel: t.expose('channel', {
      type: WhippyChannel,
      description: 'The number of the company that the call went over.',
    }),
    aiAgent: t.expose('aiAgent', {
      type: Agent,
      description: 'The AI agent who held the call; `Call.agent` is this one, or else `user`.',
    }),
    user: t.expose('user', { type: Agent, description: 'The person of the company on the call.' }),
    sequenceStep: t.expose('sequenceStep', {
      type: WhippySequenceStep,
      description: 'The step of a messaging sequence that the call came from, null outside sequences.',
    }),
    mode: t.exposeString('mode', {
      unverified: 'that rows carry it, and the list of words',
      description: 'The mode of the call, in Whippy’s word.',
    }),
    completionRating: t.expose('completionRating', {
      type: WhippyCompletionRating,
      description:
        'How far the call reached its goal, null until it was analysed; the raw word is `Call.outcome`.',
    }),
    translatedTranscript: t.exposeString('translatedTranscript', {
      pii: 'TEXT',
      description: 'The transcript in another language, null when none was made.',
    }),
    translationLanguage: t.exposeString('translationLanguage', {
      description: 'The language of `translatedTranscript` as a code.',
    }),
    attachments: t.expose('attachments', {
      type: [WhippyAttachment],
      description: 'The files of the call, mostly analysis, recording and transcript.',
    }),
    insertedAt: t.expose('insertedAt', {
      type: 'DateTime',
      description: 'When Whippy stored the row, which may be later than the call.',
    }),
    metadata: t.expose('metadata', {
      type: 'JSON',
      pii: 'TEXT',
      description:
        'All metadata of the call, unchanged; agent, duration and summary among it have fields of their own.',
    }),
  }),
})

/** A field that most rows lack. */
function told<K extends Exclude<keyof ChannelRow, 'account' | 'vendorId'>>(field: K, description: string) {
  return {
    fetches: { by: 'CHANNELS' },
    description: `${description} Fetched from the account’s list of channels where the row lacks it.`,
    resolve: (row: ChannelRow, _: object, { gather, ask }: Context) => {
      const known = row[field]
      if (known !== undefined || row.vendorId == null) return known ?? null
      return gather.channel(row.account, row.vendorId, ask).then((channel) => channel?.[field] ?? null)
    },
  } as const
}

export const WhippyChannel = builder.objectRef<ChannelRow>('WhippyChannel').implement({
  description:
    'A number or mailbox of the company at Whippy. It is no Node, and a viewer who may see its row may see it whole. Most rows carry only the id. Any other field then reads the account’s list of channels: one upstream request for all rows, kept for 10 minutes. It is null where the list lacks the channel, and an error where Whippy refuses the list. UNVERIFIED: the path and the keys of that list.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', {
      description: 'Whippy’s id of the channel, for use in `WhippyCallFilter.channelIds`.',
    }),
    name: t.string(told('name', 'The name that the company gave the channel.')),
    phoneNumber: t.field({
      type: 'PhoneNumber',
      ...told('phoneNumber', 'The telephone number that callers dial for the channel.'),
    }),
    timeZone: t.field({
      type: 'TimeZone',
      ...told('timeZone', 'The zone in which the channel keeps its hours.'),
    }),
    channelType: t.string(
      told('channelType', 'The kind of channel in Whippy’s word, for example `phone` or `email`.'),
    ),
    supportsAiAgent: t.boolean(told('supportsAiAgent', 'Whether an AI agent may answer here.')),
  }),
})

const WhippyAgentVersion = builder.objectRef<VersionRow>('WhippyAgentVersion').implement({
  description: 'One version of an AI agent.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', {
      description: 'Whippy’s id of the version, for use in `WhippyCallFilter.agentVersionIds`.',
    }),
    name: t.exposeString('name', { description: 'What the version was called when it was published.' }),
    languageModelVendorId: t.exposeID('languageModelVendorId', {
      description: 'Whippy’s id of the language model.',
    }),
    language: t.exposeString('language', { description: 'The language the agent speaks, as a code.' }),
    voiceVendorId: t.exposeID('voiceVendorId', { description: 'Whippy’s id of the voice.' }),
    maxCallDurationSeconds: t.exposeFloat('maxCallDurationSeconds', {
      unit: 'seconds',
      description: 'How long a call with the agent may last.',
    }),
  }),
})

defineDetails<AgentDetailsRow>('WHIPPY', 'AGENT', {
  description:
    'Fields that Whippy has for an AI agent or a user beyond the fields of Agent; what belongs to the other of the two is null.',
  fields: (t) => ({
    state: t.expose('state', { type: WhippyUserState, description: 'Users: the state of their access.' }),
    channels: t.expose('channels', {
      type: [WhippyChannel],
      description: 'Users: the channels they may work on.',
    }),
    vendorStatus: t.exposeString('vendorStatus', {
      unverified: 'the list of words',
      description: 'AI agents: the status in Whippy’s word.',
    }),
    currentVersion: t.expose('currentVersion', {
      type: WhippyAgentVersion,
      description: 'AI agents: the version in use.',
    }),
    organizationName: t.exposeString('organizationName', {
      description: 'AI agents: the name of the organisation.',
    }),
    createdBy: t.expose('createdBy', { type: Agent, description: 'AI agents: the user who made the agent.' }),
    updatedBy: t.expose('updatedBy', {
      type: Agent,
      description: 'AI agents: the user who changed the agent last.',
    }),
    deletedBy: t.expose('deletedBy', {
      type: Agent,
      description: 'AI agents: the user who deleted the agent.',
    }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      description: 'AI agents: when the agent was deleted, null while it exists.',
    }),
  }),
})

defineDetails<ChatDetailsRow>('WHIPPY', 'CHAT', {
  description: 'Fields that Whippy has for a conversation beyond the fields of Chat.',
  fields: (t) => ({
    channel: t.expose('channel', {
      type: WhippyChannel,
      description: 'The channel the conversation runs over.',
    }),
    channelType: t.expose('channelType', {
      type: WhippyChannelType,
      description: 'The kind of that channel.',
    }),
    conversationStatus: t.expose('conversationStatus', {
      type: WhippyConversationStatus,
      description: 'The conversation’s status at Whippy; the raw word is `Chat.vendorStatus`.',
    }),
    assignedTeamVendorId: t.exposeID('assignedTeamVendorId', {
      description: 'The team the conversation is assigned to, by Whippy’s id.',
    }),
    unreadCount: t.exposeInt('unreadCount', { description: 'How many messages nobody has read.' }),
  }),
})

const ONLY_A_FILTER = 'that rows carry it, since Whippy documents it as a filter only'

defineDetails<CampaignDetailsRow>('WHIPPY', 'CAMPAIGN', {
  description: 'Fields that Whippy has for a campaign or sequence beyond the fields of Campaign.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: WhippyCampaignKind,
      description: 'Whether it is a campaign or a sequence.',
    }),
    channels: t.expose('channels', {
      type: [WhippyChannel],
      unverified: ONLY_A_FILTER,
      description: 'The channels it sends from.',
    }),
    createdBy: t.expose('createdBy', {
      type: Agent,
      unverified: ONLY_A_FILTER,
      description: 'The user who made it.',
    }),
    updatedBy: t.expose('updatedBy', {
      type: Agent,
      unverified: ONLY_A_FILTER,
      description: 'The user who changed it last.',
    }),
  }),
})
