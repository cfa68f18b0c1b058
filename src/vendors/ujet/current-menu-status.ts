// Current queues of menus; the document describes the answer in prose only.
import { place } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { local } from '../filters.ts'
import { toInteger, toNumber, toObject, toWord } from '../wire.ts'
import { firstOf, toMenuOf, toMenuPathOf } from './unpublished.ts'
import { toChannel } from './words.ts'

// UNVERIFIED: all of them.
const KEYS = {
  channel: ['channel', 'channel_type'],
  language: ['lang'],
  queued: ['queued.count', 'queued_count', 'queued'],
  longest: ['queued.longest', 'longest_queue_duration'],
  average: ['queued.average', 'average_queue_duration'],
  signedIn: ['logged_in_agents', 'agents.logged_in'],
  available: ['available_agents', 'agents.available'],
  breakthrough: ['breakthrough_agents', 'agents.breakthrough'],
}

export const currentMenuStatuses = defineResource('CURRENT_MENU_STATUS', {
  path: 'menus/current_status',
  paging: null,
  filters: { menuIds: local, channel: local },
  toRow: (value, account, _filter, index) => {
    const row = toObject(value)
    if (row === null) return null
    const menu = toMenuOf(row, account, ['menu_id', 'id'])
    const channel = toChannel(firstOf(row, KEYS.channel))
    const language = toWord(firstOf(row, KEYS.language))
    // UNVERIFIED: that a menu has one row for each channel and language.
    const key = menu && [menu.vendorId, channel, language].filter((part) => part !== null).join('/')
    return {
      ...place('CURRENT_MENU_STATUS', account, index, key),
      menu,
      menuPath: toMenuPathOf(row, account),
      channel,
      language,
      queuedCount: toInteger(firstOf(row, KEYS.queued)),
      longestQueueSeconds: toNumber(firstOf(row, KEYS.longest)),
      averageQueueSeconds: toNumber(firstOf(row, KEYS.average)),
      signedInAgentCount: toInteger(firstOf(row, KEYS.signedIn)),
      availableAgentCount: toInteger(firstOf(row, KEYS.available)),
      breakthroughAgentCount: toInteger(firstOf(row, KEYS.breakthrough)),
      raw: row,
    }
  },
})
