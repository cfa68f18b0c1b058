// Whippy's own part of the graph for calls: what it tells beyond the common fields, and the filters that only its
// calls have.
import type {
  WhippyAttachment as AttachmentRow,
  WhippyCallDetails as DetailsRow,
  WhippySequenceStep as StepRow,
} from '../../domain/vendors/whippy.ts'
import { builder } from '../schema/builder.ts'
import { Agent, Chat } from '../schema/refs.ts'
import { WhippyChannel } from './whippy-channel.ts'
import { WhippyAttachmentKind, WhippyCompletionRating } from './whippy-words.ts'

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
      description: 'What the file is, told from its media type.',
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

export const WhippyCallDetails = builder.objectRef<DetailsRow>('WhippyCallDetails').implement({
  description:
    'What Whippy tells about a call beyond the fields of Call. UNVERIFIED: all of it, since Whippy does not publish the rows of its call search; the fields are those of a call among the messages of a conversation.',
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
        'All metadata of the call, as it comes; agent, duration and summary among it have fields of their own.',
    }),
  }),
})

export const WhippyCallFilter = builder.inputType('WhippyCallFilter', {
  description:
    'Filters for calls that only Whippy has; every field given must hold, and within one list any value may. The common ones stand in CallFilter.',
  fields: (t) => ({
    deliveryStatus: t.stringList({
      unverified: 'the list of words, of which `CallFilter.status` knows only some',
      description: 'The statuses in Whippy’s words, for example `call_completed`.',
    }),
    mode: t.stringList({
      unverified: 'the list of words',
      description: 'The modes in Whippy’s words.',
    }),
    completionRating: t.field({
      type: [WhippyCompletionRating],
      description: 'How far the call reached its goal; Switchboard filters by UNKNOWN.',
    }),
    agentVersionIds: t.idList({
      description: 'The versions of AI agents, by Whippy’s ids as `WhippyAgentVersion.vendorId` gives them.',
    }),
    conversationIds: t.idList({ description: 'The global ids of the conversations, which are chats.' }),
    channelIds: t.idList({
      description: 'The channels, by Whippy’s ids as `WhippyChannel.vendorId` gives them.',
    }),
  }),
})
