// Availability of agents: channels and preferences.
import type {
  AgentChannel as ChannelOfAgent,
  AvailabilityPreferences as Preferences,
  ChatAvailability as ForChats,
  ChatRules as RulesOfChats,
  VoiceCallAvailability as ForCalls,
  VoiceCallRules as RulesOfCalls,
} from '../../domain/agent.ts'
import { builder } from '../schema/builder.ts'
import { rowType } from '../schema/row-type.ts'
import { Menu } from '../schema/refs.ts'
import { CHANNELS } from '../../domain/channel.ts'

const VoiceCallRules = rowType<RulesOfCalls>()('VoiceCallRules', {
  description: 'Which calls of one way of arrival an agent may get. UJET only.',
  fields: {
    incoming: ['Boolean', 'Whether the agent may get calls that end users make.'],
    campaign: ['Boolean', 'Calls of campaigns; over the telephone network only, null for mobile and web.'],
    voicemail: ['Boolean', 'Whether the agent may get voice messages that end users left.'],
    scheduled: ['Boolean', 'Whether the agent may get calls that were arranged for later.'],
    callback: ['Boolean', 'Whether the agent may get calls that the company makes to call an end user back.'],
  },
})

const VoiceCallAvailability = rowType<ForCalls>()('VoiceCallAvailability', {
  description: 'The rules for calls, one set for each way a call arrives. UJET only.',
  fields: {
    ivr: [VoiceCallRules, 'Calls over the telephone network.'],
    mobile: [VoiceCallRules, 'Calls from the company’s mobile app.'],
    web: [VoiceCallRules, 'Calls asked for on the company’s web site.'],
    transfer: ['Boolean', 'Whether calls may be transferred to the agent.'],
  },
})

const ChatRules = builder.objectRef<RulesOfChats>('ChatRules').implement({
  description: 'Which chats of one way of arrival an agent may get. UJET only.',
  fields: (t) => ({
    incoming: t.exposeBoolean('incoming', {
      description: 'Whether the agent may get chats that end users begin.',
    }),
  }),
})

const ChatAvailability = rowType<ForChats>()('ChatAvailability', {
  description: 'The rules for chats, one set for each way a chat arrives. UJET only.',
  fields: {
    mobile: [ChatRules, 'Chats from the company’s mobile app.'],
    web: [ChatRules, 'Chats from the company’s web site.'],
    sms: [ChatRules, 'Text messages.'],
    whatsapp: [ChatRules, 'WhatsApp messages.'],
    transfer: ['Boolean', 'Whether chats may be transferred to the agent.'],
  },
})

export const AvailabilityPreferences = rowType<Preferences>()('AvailabilityPreferences', {
  description:
    'Which kinds of contact an agent is available for; several agents may share one set. UJET only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of this set of preferences.'],
    createdAt: ['DateTime', 'When the set was created.'],
    updatedAt: ['DateTime', 'When the set was last changed.'],
    userCount: ['Int', 'How many agents share the set.'],
    voiceCall: [VoiceCallAvailability, 'The rules for calls.'],
    chat: [ChatAvailability, 'The rules for chats.'],
  },
})

export const AgentChannel = rowType<ChannelOfAgent>()('AgentChannel', {
  description: 'One menu that an agent serves, with the channel. UJET only.',
  fields: {
    channel: [CHANNELS, 'The channel on which the agent serves the menu.'],
    vendorChannel: ['String', 'The vendor’s own word for the channel.'],
    menu: [
      Menu,
      'The menu the agent serves; its name, type and place come with the row and cost no request.',
    ],
  },
})
