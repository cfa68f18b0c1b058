// Service levels by menu path or group of queues; the document shows no answer.
import { place } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { exact } from '../filters.ts'
import { toNumber, toObject, toWord } from '../wire.ts'
import { firstOf, toMenuOf, toMenuPathOf } from './unpublished.ts'

const channels = { CALL: 'call', CHAT: 'chat' } as const

// UNVERIFIED: all of them. Nested objects are searched first.
const KEYS = {
  group: ['queue_group.name', 'queue_group', 'group.name', 'group'],
  percent: ['service_level.percent', 'service_level', 'sla'],
}

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
    const ofMenu = groupBy === 'MENU'
    return {
      ...place('SERVICE_LEVEL', account, index),
      channel,
      minutes,
      groupBy,
      menu: ofMenu ? toMenuOf(row, account) : null,
      menuPath: ofMenu ? toMenuPathOf(row, account) : null,
      queueGroup: ofMenu ? null : toWord(firstOf(row, KEYS.group)),
      servicePercent: toNumber(firstOf(row, KEYS.percent)),
      raw: row,
    }
  },
})
