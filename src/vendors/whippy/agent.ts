// AI agents and human users, two lists of one noun.
// Both are read whole: no document has a path for one user.
import type { Agent } from '../../domain/agent.ts'
import type { AccountIdentity } from '../define.ts'
import type { WhippyAgentDetails, WhippyAgentVersion, WhippyUserRole, WhippyUserState } from './details.ts'
import { identify } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { exact, nested, noMatch, supersetOf } from '../filters.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { reader, toAddress, toNumber, toObject, toWord } from '../wire.ts'
import { pages, toChannels, toTime, toUser } from './api.ts'
import { WHIPPY_AGENT_FILTERS } from './details.ts'

const lacks = [...CONTACT_CENTRE.AGENT, 'firstName', 'middleName', 'lastName', 'avatarUrl', 'online'] as const

const roles: Readonly<Record<WhippyUserRole, string>> = { ADMIN: 'admin', USER: 'user' }

const states: Readonly<Partial<Record<WhippyUserState, string>>> = {
  ENABLED: 'enabled',
  DISABLED: 'disabled',
  INVITED: 'invited',
  ARCHIVED: 'archived',
}

const toState = reader<WhippyUserState>(states)

const users = defineResource('AGENT', {
  lacks,
  path: 'users',
  paging: pages,
  filters: {
    // Not sent: `name` and `email`, which compare in unknown ways.
    kind: exact((kinds) => (kinds.includes('HUMAN') ? {} : noMatch)),
    whippy: nested(WHIPPY_AGENT_FILTERS, {
      role: exact((role) => ({ role: roles[role] })),
      state: exact((state) => (states[state] === undefined ? supersetOf({}) : { state: states[state] })),
    }),
  },
  toRow: (row, account) => toHuman(row, account),
})

export const agents = defineResource('AGENT', {
  lacks,
  path: 'agents',
  paging: pages,
  besides: users,
  lookUp: { by: 'whole' },
  carries: { createdBy: ['kind'], updatedBy: ['kind'] },
  filters: {
    // AI agents have none.
    email: exact(() => noMatch),
    kind: exact((kinds) => (kinds.includes('AI') ? {} : noMatch)),
    whippy: nested(WHIPPY_AGENT_FILTERS, {
      // AI agents have neither.
      role: exact(() => noMatch),
      state: exact(() => noMatch),
    }),
  },
  toRow: (row, account) => toAiAgent(row, account),
})

const NO_DETAILS = {
  vendor: 'WHIPPY',
  state: null,
  channels: null,
  vendorStatus: null,
  currentVersion: null,
  organizationName: null,
  createdBy: null,
  updatedBy: null,
  deletedBy: null,
  deletedAt: null,
} satisfies WhippyAgentDetails

function toHuman(value: unknown, account: AccountIdentity) {
  const row = toObject(value)
  const user = row && toUser(row, account)
  if (row === null || user === null) return null
  const role = toWord(row.role)
  return {
    ...user,
    name: toWord(row.name),
    email: toAddress(row.email),
    createdAt: toTime(row.created_at),
    roles: role === null ? null : [role],
    details: {
      ...NO_DETAILS,
      state: toState(row.state),
      channels: toChannels(row.channels, account),
    },
  } satisfies Agent
}

function toAiAgent(value: unknown, account: AccountIdentity) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('AGENT', account, vendorId),
    kind: 'AI',
    name: toWord(row.name),
    email: null,
    roles: null,
    createdAt: toTime(row.created_at),
    details: {
      ...NO_DETAILS,
      vendorStatus: toWord(row.status),
      currentVersion: toVersion(row.current_version),
      organizationName: toWord(toObject(row.organization)?.name),
      createdBy: toUser(row.created_by, account),
      updatedBy: toUser(row.updated_by, account),
      deletedBy: toUser(row.deleted_by, account),
      deletedAt: toTime(row.deleted_at),
    },
  } satisfies Agent
}

function toVersion(value: unknown): WhippyAgentVersion | null {
  const row = toObject(value)
  if (row === null) return null
  const settings = toObject(row.provider_settings)
  const longest = toNumber(settings?.max_call_duration_ms)
  return {
    vendorId: toWord(row.id),
    name: toWord(row.name),
    languageModelVendorId: toWord(row.llm_id),
    language: toWord(settings?.language),
    voiceVendorId: toWord(settings?.voice_id),
    maxCallDurationSeconds: longest === null ? null : longest / 1000,
  }
}
