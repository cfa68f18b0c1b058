// The company's numbers and mailboxes, a short list read whole for rows with only a channel id.
import type { Paging } from '../define.ts'
import { place } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { whole } from '../wire.ts'
import { pages, toChannel } from './api.ts'

const PAGE_ROWS = 50

/**
 * A page shorter than requested is the last, as the list has no total.
 * UNVERIFIED: that this list pages. Source: the vendor's page on pagination, which names no list.
 */
const channelPages: Paging = {
  maximum: PAGE_ROWS,
  page: pages.page,
  read: (answer, at) => {
    const page = pages.read(answer, at)
    return page && { ...page, more: page.rows.length < at.per ? false : page.more }
  },
}

export const channels = defineResource('CHANNEL', {
  path: 'channels',
  paging: channelPages,
  lookUp: { by: 'whole' },
  filters: {},
  toRow: (row, account, _filter, index) => {
    const channel = toChannel(row, account, whole)
    const vendorId = channel?.vendorId ?? null
    if (channel === null || vendorId === null) return null
    return { ...place('CHANNEL', account, index, vendorId), channel }
  },
})
