// Agents: their own rows, and stubs in other rows.
import type {
  Agent,
  AgentChannel,
  AvailabilityPreferences,
  ChatRules,
  VoiceCallRules,
} from '../../domain/agent.ts'
import type { AccountIdentity } from '../define.ts'
import type { Tell, Wire } from '../wire.ts'
import { identify } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { exact, noMatch, texts } from '../filters.ts'
import {
  stub,
  toAddress,
  toFlag,
  toFullName,
  toInstant,
  toInteger,
  toList,
  toObject,
  toTexts,
  toWord,
  whole,
} from '../wire.ts'
import { AGENT_STATUS_STUB, toAgentStatus } from './agent-status.ts'
import { byIds, flag, ids, pages, times } from './api.ts'
import { MENU_STUB, TEAM_STUB, toMenuStub, toTeamStub } from './stubs.ts'
import { toChannel } from './words.ts'

export const agents = defineResource('AGENT', {
  path: 'agents',
  paging: pages,
  lookUp: byIds,
  lacks: ['details'],
  carries: { status: AGENT_STATUS_STUB, teams: TEAM_STUB, 'channels.menu': MENU_STUB },
  filters: {
    ids: exact(ids('id[]')),
    kind: exact((kinds) => (kinds.includes('HUMAN') ? {} : noMatch)),
    agentNumber: exact(texts('agent_number[]')),
    statusIds: exact(ids('status_id[]')),
    online: exact(flag('online[]')),
    inWrapUp: exact(flag('wrap_up[]')),
    location: exact(texts('location[]')),
    lastLoginAt: exact(times('last_login_time')),
    statusUpdatedAt: exact(times('status_updated_at')),
  },
  toRow: (row, account) => toAgent(row, account, whole),
})

export const AGENT_STUB = ['kind', 'name', 'firstName', 'lastName', 'agentNumber', 'avatarUrl']

export function toAgent(value: unknown, account: AccountIdentity, tell: Tell) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('AGENT', account, vendorId),
    kind: 'HUMAN',
    name: toName(row, tell),
    firstName: tell(row, 'first_name', toWord),
    middleName: tell(row, 'middle_name', toWord),
    lastName: tell(row, 'last_name', toWord),
    email: tell(row, 'email', toAddress),
    avatarUrl: tell(row, 'avatar_url', toWord),
    // A number in some rows, text in most.
    agentNumber: tell(row, 'agent_number', toWord),
    status: tell(row, 'status', (status) => toAgentStatus(status, account, stub)),
    statusUpdatedAt: tell(row, 'status_updated_at', toInstant),
    createdAt: tell(row, 'created_at', toInstant),
    lastLoginAt: tell(row, 'last_login_time', toInstant),
    crmAuthenticated: tell(row, 'crm_authenticated', toFlag),
    online: tell(row, 'online', toFlag),
    inWrapUp: tell(row, 'wrap_up', toFlag),
    callCount: tell(row, 'call_count', toInteger),
    chatCount: tell(row, 'chat_count', toInteger),
    location: tell(row, 'location', toWord),
    roles: tell(row, 'roles', toTexts),
    availabilityPreferences: tell(row, 'availability_preferences', (one) => toAvailability(toObject(one))),
    channels: tell(row, 'channels', (all) => toList(all, (one) => toAgentChannel(one, account))),
    teams: tell(row, 'teams', (all) => toList(all, (one) => toTeamStub(one, account))),
  } satisfies Agent
}

/** Only stubs have a `name`. */
function toName(row: Wire, tell: Tell): string | null | undefined {
  return toWord(row.name) ?? toFullName(row.first_name, row.last_name) ?? tell(row, 'name', () => null)
}

function toAgentChannel(row: Wire, account: AccountIdentity): AgentChannel {
  return {
    channel: toChannel(row.channel_type),
    vendorChannel: toWord(row.channel_type),
    menu: toMenuStub(row.menu, account),
  }
}

function toAvailability(row: Wire | null): AvailabilityPreferences | null {
  if (row === null) return null
  const rules = toObject(row.filter_rules)
  const call = toObject(rules?.voice_call)
  const chat = toObject(rules?.chat)
  return {
    vendorId: toWord(row.id),
    createdAt: toInstant(row.created_at),
    updatedAt: toInstant(row.updated_at),
    userCount: toInteger(row.user_count),
    voiceCall: call && {
      ivr: toCallRules(call.ivr),
      mobile: toCallRules(call.mobile),
      web: toCallRules(call.web),
      transfer: toFlag(call.transfer),
    },
    chat: chat && {
      mobile: toChatRules(chat.mobile),
      web: toChatRules(chat.web),
      sms: toChatRules(chat.sms),
      whatsapp: toChatRules(chat.whatsapp),
      transfer: toFlag(chat.transfer),
    },
  }
}

function toCallRules(value: unknown): VoiceCallRules | null {
  const rules = toObject(value)
  return (
    rules && {
      incoming: toFlag(rules.incoming),
      campaign: toFlag(rules.campaign),
      voicemail: toFlag(rules.voicemail),
      scheduled: toFlag(rules.scheduled),
      callback: toFlag(rules.callback),
    }
  )
}

function toChatRules(value: unknown): ChatRules | null {
  const rules = toObject(value)
  return rules && { incoming: toFlag(rules.incoming) }
}
