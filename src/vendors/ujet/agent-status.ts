// Agent statuses: their own list, and stubs in agents and activity logs.
import type { AgentStatus, AgentStatusColor, AgentStatusKind } from '../../domain/agent-status.ts'
import type { AccountIdentity } from '../define.ts'
import type { Tell, Wire } from '../wire.ts'
import { identify } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { local } from '../filters.ts'
import { reader, toFlag, toObject, toTexts, toWord, whole } from '../wire.ts'

export const agentStatuses = defineResource('AGENT_STATUS', {
  path: 'user_statuses',
  paging: null,
  lookUp: { by: 'whole' },
  filters: { ids: local },
  toRow: (row, account) => toAgentStatus(row, account, whole),
})

export const AGENT_STATUS_STUB = [
  'kind',
  'name',
  'color',
  'vendorColor',
  'wfmId',
  'restricted',
  'allRolesRestricted',
  'breakthroughEnabled',
  'customRoleIds',
]

const kinds: ReadonlyMap<string, AgentStatusKind> = new Map([
  ['0', 'AVAILABLE'],
  ['-1', 'UNAVAILABLE'],
  ['-2', 'BREAK'],
  ['-3', 'SPECIAL_TASK'],
  ['-4', 'MEAL'],
  ['-5', 'MISSED_CALL'],
  ['-6', 'WRAP_UP'],
  ['-7', 'IN_CALL'],
  ['-8', 'IN_CHAT'],
  ['-10', 'OFFLINE'],
])

const toColor = reader<AgentStatusColor>({
  GREEN: 'green',
  RED: 'red',
  YELLOW: 'yellow',
  PINK: 'pink',
  BROWN: 'brown',
  BLUE_GREY: 'blue_grey',
  PURPLE: 'purple',
  LIGHT_BLUE: 'light_blue',
  INDIGO: 'indigo',
  GREY: 'grey',
})

export function toAgentStatus(value: unknown, account: AccountIdentity, tell: Tell) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('AGENT_STATUS', account, vendorId),
    kind: toStatusKind(vendorId),
    name: tell(row, 'name', toWord),
    color: tell(row, 'color', toColor),
    vendorColor: tell(row, 'color', toWord),
    wfmId: tell(row, 'wfm_id', toWord),
    ...toSetting(row, tell),
    customRoleIds: tell(row, 'custom_roles', toTexts),
  } satisfies AgentStatus
}

/** Names are ambiguous: two built-in statuses are called Meal. */
export function toStatusKind(vendorId: string): AgentStatusKind {
  return kinds.get(vendorId) ?? (/^[1-9]\d*$/.test(vendorId) ? 'CUSTOM' : 'UNKNOWN')
}

function toSetting(row: Wire, tell: Tell) {
  const flag = (key: string) => tell(row, 'setting', (setting) => toFlag(toObject(setting)?.[key]))
  return {
    restricted: flag('restricted'),
    allRolesRestricted: flag('all_roles_restricted'),
    breakthroughEnabled: flag('breakthrough_enabled'),
  }
}
