// Details of Whippy's calls, agents, chats and campaigns in the graph.
import type { Context } from '../../graphql/schema/builder.ts'
import type * as rows from './details.ts'
import { builder } from '../../graphql/schema/builder.ts'
import { rowType } from '../../graphql/schema/row-type.ts'
import { Agent, Chat, defineDetails } from '../../graphql/schema/refs.ts'
import {
  WHIPPY_ATTACHMENT_KINDS,
  WHIPPY_COMPLETION_RATINGS,
  WHIPPY_USER_STATES,
  WHIPPY_CHANNEL_TYPES,
  WHIPPY_CONVERSATION_STATUSES,
  WHIPPY_CAMPAIGN_KINDS,
} from './details.ts'

const WhippySequenceStep = rowType<rows.WhippySequenceStep>()('WhippySequenceStep', {
  description: 'A place in a messaging sequence.',
  fields: {
    sequenceVendorId: ['ID', 'Whippy’s id of the sequence.'],
    stepVendorId: ['ID', 'Whippy’s id of the step.'],
    stepContactVendorId: ['ID', 'Whippy’s id of the contact’s visit to the step.'],
  },
})

const WhippyAttachment = rowType<rows.WhippyAttachment>()('WhippyAttachment', {
  description: 'A file of a call.',
  fields: {
    kind: [
      WHIPPY_ATTACHMENT_KINDS,
      'The kind of file, by its media type.',
      { unverified: 'where two files are of one media type' },
    ],
    contentType: ['String', 'The media type, for example `audio/x-wav`.'],
    url: ['URL', 'The address of the file; whoever has it may be able to open it.', { pii: 'URL' }],
  },
})

/** A field that most rows lack. */
function told<K extends Exclude<keyof rows.WhippyChannel, 'account' | 'vendorId'>>(
  field: K,
  description: string,
) {
  return {
    fetches: { by: 'CHANNELS' },
    description: `${description} Fetched from the account’s list of channels where the row lacks it.`,
    resolve: (row: rows.WhippyChannel, _: object, { gather, ask }: Context) => {
      const known = row[field]
      if (known !== undefined || row.vendorId == null) return known ?? null
      return gather.channel(row.account, row.vendorId, ask).then((channel) => channel?.[field] ?? null)
    },
  } as const
}

const WhippyChannel = builder.objectRef<rows.WhippyChannel>('WhippyChannel').implement({
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

defineDetails<rows.WhippyCallDetails>()('WHIPPY', 'CALL', {
  description:
    'Fields that Whippy has for a call beyond the fields of Call. UNVERIFIED: all of it, since Whippy does not publish the rows of its call search; the fields are those of a call among the messages of a conversation.',
  fields: {
    conversation: [Chat, 'The conversation the call belongs to; its id costs no request.'],
    channel: [WhippyChannel, 'The number of the company that the call went over.'],
    aiAgent: [Agent, 'The AI agent who held the call; `Call.agent` is this one, or else `user`.'],
    user: [Agent, 'The person of the company on the call.'],
    sequenceStep: [
      WhippySequenceStep,
      'The step of a messaging sequence that the call came from, null outside sequences.',
    ],
    mode: [
      'String',
      'The mode of the call, in Whippy’s word.',
      { unverified: 'that rows carry it, and the list of words' },
    ],
    completionRating: [
      WHIPPY_COMPLETION_RATINGS,
      'How far the call reached its goal, null until it was analysed; the raw word is `Call.outcome`.',
    ],
    translatedTranscript: [
      'String',
      'The transcript in another language, null when none was made.',
      { pii: 'TEXT' },
    ],
    translationLanguage: ['String', 'The language of `translatedTranscript` as a code.'],
    attachments: [[WhippyAttachment], 'The files of the call, mostly analysis, recording and transcript.'],
    insertedAt: ['DateTime', 'When Whippy stored the row, which may be later than the call.'],
    metadata: [
      'JSON',
      'All metadata of the call, unchanged; agent, duration and summary among it have fields of their own.',
      { pii: 'TEXT' },
    ],
  },
})

const WhippyAgentVersion = rowType<rows.WhippyAgentVersion>()('WhippyAgentVersion', {
  description: 'One version of an AI agent.',
  fields: {
    vendorId: ['ID', 'Whippy’s id of the version, for use in `WhippyCallFilter.agentVersionIds`.'],
    name: ['String', 'What the version was called when it was published.'],
    languageModelVendorId: ['ID', 'Whippy’s id of the language model.'],
    language: ['String', 'The language the agent speaks, as a code.'],
    voiceVendorId: ['ID', 'Whippy’s id of the voice.'],
    maxCallDurationSeconds: ['Float', 'How long a call with the agent may last.', { unit: 'seconds' }],
  },
})

defineDetails<rows.WhippyAgentDetails>()('WHIPPY', 'AGENT', {
  description:
    'Fields that Whippy has for an AI agent or a user beyond the fields of Agent; what belongs to the other of the two is null.',
  fields: {
    state: [WHIPPY_USER_STATES, 'Users: the state of their access.'],
    channels: [[WhippyChannel], 'Users: the channels they may work on.'],
    vendorStatus: ['String', 'AI agents: the status in Whippy’s word.', { unverified: 'the list of words' }],
    currentVersion: [WhippyAgentVersion, 'AI agents: the version in use.'],
    organizationName: ['String', 'AI agents: the name of the organisation.'],
    createdBy: [Agent, 'AI agents: the user who made the agent.'],
    updatedBy: [Agent, 'AI agents: the user who changed the agent last.'],
    deletedBy: [Agent, 'AI agents: the user who deleted the agent.'],
    deletedAt: ['DateTime', 'AI agents: when the agent was deleted, null while it exists.'],
  },
})

defineDetails<rows.WhippyChatDetails>()('WHIPPY', 'CHAT', {
  description: 'Fields that Whippy has for a conversation beyond the fields of Chat.',
  fields: {
    channel: [WhippyChannel, 'The channel the conversation runs over.'],
    channelType: [WHIPPY_CHANNEL_TYPES, 'The kind of that channel.'],
    conversationStatus: [
      WHIPPY_CONVERSATION_STATUSES,
      'The conversation’s status at Whippy; the raw word is `Chat.vendorStatus`.',
    ],
    assignedTeamVendorId: ['ID', 'The team the conversation is assigned to, by Whippy’s id.'],
    unreadCount: ['Int', 'How many messages nobody has read.'],
  },
})

const ONLY_A_FILTER = 'that rows carry it, since Whippy documents it as a filter only'

defineDetails<rows.WhippyCampaignDetails>()('WHIPPY', 'CAMPAIGN', {
  description: 'Fields that Whippy has for a campaign or sequence beyond the fields of Campaign.',
  fields: {
    kind: [WHIPPY_CAMPAIGN_KINDS, 'Whether it is a campaign or a sequence.'],
    channels: [[WhippyChannel], 'The channels it sends from.', { unverified: ONLY_A_FILTER }],
    createdBy: [Agent, 'The user who made it.', { unverified: ONLY_A_FILTER }],
    updatedBy: [Agent, 'The user who changed it last.', { unverified: ONLY_A_FILTER }],
  },
})
