// Availability of agents: channels and preferences.
import type {
  AgentChannel as ChannelOfAgent,
  AvailabilityPreferences as Preferences,
  ChatAvailability as ForChats,
  ChatRules as RulesOfChats,
  VoiceCallAvailability as ForCalls,
  VoiceCallRules as RulesOfCalls,
} from '../../domain/agent.ts'
import { CHANNELS } from '../../domain/channel.ts'
import { builder } from '../schema/builder.ts'
import { enumOf } from '../schema/enum.ts'
import { Menu } from '../schema/refs.ts'

const VoiceCallRules = builder.objectRef<RulesOfCalls>('VoiceCallRules').implement({
  description: 'Which calls of one way of arrival an agent may get. UJET only.',
  fields: (t) => ({
    incoming: t.exposeBoolean('incoming', {
      description: 'Whether the agent may get calls that end users make.',
    }),
    campaign: t.exposeBoolean('campaign', {
      description: 'Calls of campaigns; over the telephone network only, null for mobile and web.',
    }),
    voicemail: t.exposeBoolean('voicemail', {
      description: 'Whether the agent may get voice messages that end users left.',
    }),
    scheduled: t.exposeBoolean('scheduled', {
      description: 'Whether the agent may get calls that were arranged for later.',
    }),
    callback: t.exposeBoolean('callback', {
      description: 'Whether the agent may get calls that the company makes to call an end user back.',
    }),
  }),
})

const VoiceCallAvailability = builder.objectRef<ForCalls>('VoiceCallAvailability').implement({
  description: 'The rules for calls, one set for each way a call arrives. UJET only.',
  fields: (t) => ({
    ivr: t.expose('ivr', { type: VoiceCallRules, description: 'Calls over the telephone network.' }),
    mobile: t.expose('mobile', { type: VoiceCallRules, description: 'Calls from the company’s mobile app.' }),
    web: t.expose('web', {
      type: VoiceCallRules,
      description: 'Calls asked for on the company’s web site.',
    }),
    transfer: t.exposeBoolean('transfer', { description: 'Whether calls may be transferred to the agent.' }),
  }),
})

const ChatRules = builder.objectRef<RulesOfChats>('ChatRules').implement({
  description: 'Which chats of one way of arrival an agent may get. UJET only.',
  fields: (t) => ({
    incoming: t.exposeBoolean('incoming', {
      description: 'Whether the agent may get chats that end users begin.',
    }),
  }),
})

const ChatAvailability = builder.objectRef<ForChats>('ChatAvailability').implement({
  description: 'The rules for chats, one set for each way a chat arrives. UJET only.',
  fields: (t) => ({
    mobile: t.expose('mobile', { type: ChatRules, description: 'Chats from the company’s mobile app.' }),
    web: t.expose('web', { type: ChatRules, description: 'Chats from the company’s web site.' }),
    sms: t.expose('sms', { type: ChatRules, description: 'Text messages.' }),
    whatsapp: t.expose('whatsapp', { type: ChatRules, description: 'WhatsApp messages.' }),
    transfer: t.exposeBoolean('transfer', { description: 'Whether chats may be transferred to the agent.' }),
  }),
})

export const AvailabilityPreferences = builder.objectRef<Preferences>('AvailabilityPreferences').implement({
  description:
    'Which kinds of contact an agent is available for; several agents may share one set. UJET only.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'The vendor’s own id of this set of preferences.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the set was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the set was last changed.' }),
    userCount: t.exposeInt('userCount', { description: 'How many agents share the set.' }),
    voiceCall: t.expose('voiceCall', { type: VoiceCallAvailability, description: 'The rules for calls.' }),
    chat: t.expose('chat', { type: ChatAvailability, description: 'The rules for chats.' }),
  }),
})

export const AgentChannel = builder.objectRef<ChannelOfAgent>('AgentChannel').implement({
  description: 'One menu that an agent serves, with the channel. UJET only.',
  fields: (t) => ({
    channel: t.expose('channel', {
      type: Channel,
      description: 'The channel on which the agent serves the menu.',
    }),
    vendorChannel: t.exposeString('vendorChannel', { description: 'The vendor’s own word for the channel.' }),
    menu: t.expose('menu', {
      type: Menu,
      description:
        'The menu the agent serves; its name, type and place come with the row and cost no request.',
    }),
  }),
})

export const Channel = enumOf('Channel', 'The ways in which people reach the company.', CHANNELS, {
  CALL: 'By voice.',
  CHAT: 'By text, whether web, app, SMS or WhatsApp.',
  EMAIL: 'By e-mail.',
  UNKNOWN: 'A word unknown to Switchboard; the field beside it has the vendor’s own.',
})
