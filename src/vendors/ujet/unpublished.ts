// Answers without a published shape; keys missed here stay in `raw`.
// Every key is unverified.
import type { AgentStatus } from '../../domain/agent-status.ts'
import type { Agent } from '../../domain/agent.ts'
import type { Menu } from '../../domain/menu.ts'
import type { MenuPath } from '../../domain/session.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { place } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { exact, local } from '../filters.ts'
import { stub, toFlag, toInstant, toInteger, toNumber, toObject, toRef, toWord } from '../wire.ts'
import { toAgentStatus, toStatusKind } from './agent-status.ts'
import { toAgent } from './agent.ts'
import { toMenuPath } from './session.ts'
import { toMenuStub } from './stubs.ts'
import { toChannel } from './words.ts'

/** The first value found; a dot enters an object, e.g. `menu.id`. */
export function firstOf(row: Wire, keys: readonly string[]): unknown {
  const values = keys.map((key) => key.split('.').reduce<unknown>(enter, row))
  return values.find((value) => value !== null && value !== undefined)
}

function enter(value: unknown, key: string): unknown {
  const object = toObject(value)
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined
}

function firstObject(row: Wire, keys: readonly string[]): Wire | null {
  return keys.map((key) => toObject(enter(row, key))).find((object) => object !== null) ?? null
}

/** The row's menu, by object, id or the end of a path. */
function toMenuOf(row: Wire, account: AccountIdentity, ids: readonly string[] = ['menu_id']): Menu | null {
  const object = firstObject(row, ['menu'])
  if (object !== null) return toMenuStub(object, account)
  const menu = toRef('MENU', account, firstOf(row, ids))
  if (menu === null) return toMenuPathOf(row, account)?.menus?.at(-1) ?? null
  return named(menu, firstOf(row, ['menu_name']))
}

/** An object, or names and ids under separate keys. */
function toMenuPathOf(row: Wire, account: AccountIdentity): MenuPath | null {
  const path = firstOf(row, ['menu_path'])
  const ids = firstOf(row, ['materialized_path'])
  return toMenuPath(ids === undefined ? path : { materialized_path: ids, name: path }, account)
}

/** Without a name, a look-up can supply it. */
function named<T extends object>(row: T, value: unknown): T & { readonly name?: string } {
  const name = toWord(value)
  return name === null ? row : { ...row, name }
}

/** Current statuses of signed-in agents. */
export const currentAgentStatuses = defineResource('CURRENT_AGENT_STATUS', {
  path: 'agents/current_status',
  paging: null,
  filters: { agentIds: local, statusIds: local, onHold: local },
  toRow: (value, account, _filter, index) => {
    const row = toObject(value)
    if (row === null) return null
    const agent = toAgentOf(row, account)
    return {
      ...place('CURRENT_AGENT_STATUS', account, index, agent?.vendorId),
      agent,
      status: toStatusOf(row, account),
      startedAt: toInstant(firstOf(row, ['status_updated_at', 'status_started_at', 'started_at'])),
      durationSeconds: toNumber(firstOf(row, ['duration', 'time_in_status', 'status_duration'])),
      onHold: toFlag(firstOf(row, ['hold.on_hold', 'on_hold', 'is_on_hold'])),
      holdSeconds: toNumber(firstOf(row, ['hold.duration', 'hold_duration', 'hold_time'])),
      raw: row,
    }
  },
})

/** Reads a nested agent, an id with a name, or the row itself. */
function toAgentOf(row: Wire, account: AccountIdentity): Agent | null {
  const object = firstObject(row, ['agent', 'user'])
  if (object !== null) return toAgent(object, account, stub)
  const id = firstOf(row, ['agent_id', 'user_id'])
  const agent = toRef('AGENT', account, id ?? row.id)
  const name = firstOf(row, ['agent_name', 'user_name', ...(id === undefined ? ['name'] : [])])
  return agent && named({ ...agent, kind: 'HUMAN' as const }, name)
}

function toStatusOf(row: Wire, account: AccountIdentity): AgentStatus | null {
  const object = firstObject(row, ['status', 'current_status'])
  if (object !== null) return toAgentStatus(object, account, stub)
  const status = toRef('AGENT_STATUS', account, row.status_id)
  const name = firstOf(row, ['status_name', 'current_status', 'status'])
  return status && named({ ...status, kind: toStatusKind(status.vendorId) }, name)
}

/** Current queues of menus, one row for each channel and language. */
export const currentMenuStatuses = defineResource('CURRENT_MENU_STATUS', {
  path: 'menus/current_status',
  paging: null,
  filters: { menuIds: local, channel: local },
  toRow: (value, account, _filter, index) => {
    const row = toObject(value)
    if (row === null) return null
    const menu = toMenuOf(row, account, ['menu_id', 'id'])
    const channel = toChannel(firstOf(row, ['channel', 'channel_type']))
    const language = toWord(row.lang)
    const key = menu && [menu.vendorId, channel, language].filter((part) => part !== null).join('/')
    return {
      ...place('CURRENT_MENU_STATUS', account, index, key),
      menu,
      menuPath: toMenuPathOf(row, account),
      channel,
      language,
      queuedCount: toInteger(firstOf(row, ['queued.count', 'queued_count', 'queued'])),
      longestQueueSeconds: toNumber(firstOf(row, ['queued.longest', 'longest_queue_duration'])),
      averageQueueSeconds: toNumber(firstOf(row, ['queued.average', 'average_queue_duration'])),
      signedInAgentCount: toInteger(firstOf(row, ['logged_in_agents', 'agents.logged_in'])),
      availableAgentCount: toInteger(firstOf(row, ['available_agents', 'agents.available'])),
      breakthroughAgentCount: toInteger(firstOf(row, ['breakthrough_agents', 'agents.breakthrough'])),
      raw: row,
    }
  },
})

const channels = { CALL: 'call', CHAT: 'chat' } as const

/** Service levels by menu path or group of queues. */
export const serviceLevels = defineResource('SERVICE_LEVEL', {
  path: ({ groupBy }) => (groupBy === 'QUEUE_GROUP' ? 'menus/sla_by_queue_group' : 'menus/sla'),
  paging: null,
  filters: {
    channel: exact((channel) => ({ channel: channels[channel] })),
    minutes: exact((minutes) => ({ minutes: String(minutes) })),
    // The path has it.
    groupBy: exact(() => ({})),
  },
  toRow: (value, account, { channel, minutes, groupBy = 'MENU' }, index) => {
    const row = toObject(value)
    if (row === null) return null
    const isMenu = groupBy === 'MENU'
    return {
      ...place('SERVICE_LEVEL', account, index),
      channel,
      minutes,
      groupBy,
      menu: isMenu ? toMenuOf(row, account) : null,
      menuPath: isMenu ? toMenuPathOf(row, account) : null,
      queueGroup: isMenu
        ? null
        : toWord(firstOf(row, ['queue_group.name', 'queue_group', 'group.name', 'group'])),
      servicePercent: toNumber(firstOf(row, ['service_level.percent', 'service_level', 'sla'])),
      raw: row,
    }
  },
})

/** Opening hours of all menus. */
export const operationHours = defineResource('OPERATION_HOURS', {
  path: 'menus/operation_hours',
  paging: null,
  filters: {},
  toRow: (value, account, _filter, index) => {
    const row = toObject(value)
    if (row === null) return null
    return {
      ...place('OPERATION_HOURS', account, index),
      menu: toMenuOf(row, account),
      name: toWord(firstOf(row, ['name', 'menu.name'])),
      timeZone: toWord(firstOf(row, ['time_zone', 'timezone'])),
      raw: row,
    }
  },
})
