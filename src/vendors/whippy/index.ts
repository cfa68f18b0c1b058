// Whippy, text messages and calls with AI agents.
// https://docs.whippy.ai/reference/searchcalls, /docs/api-keys, /docs/pagination and /docs/rate-limiting
// Source of other lists: the vendor's tools, code that uses them.
import type { Paging, VendorDescription } from '../define.ts'
import { place } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { whole } from '../wire.ts'
import { pages, toChannel } from './api.ts'
import { TEXT_ID, UUID_ID } from '../id-form.ts'
import { agents } from './agent.ts'
import { calls } from './call.ts'
import { campaigns } from './campaign.ts'
import { chats } from './chat.ts'
import { unverified } from './unverified.ts'

const CHANNEL_ROWS = 50

/**
 * A short page is the last, as the list has no total.
 */
const channelPages: Paging = {
  maximum: CHANNEL_ROWS,
  page: pages.page,
  read: (answer, at) => {
    const page = pages.read(answer, at)
    return page && { ...page, more: page.rows.length < at.per ? false : page.more }
  },
}

/** The company's numbers and mailboxes, for rows with only their id. */
const channels = defineResource('CHANNEL', {
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

export const whippy: VendorDescription = {
  vendor: 'WHIPPY',
  about: 'Whippy, read through its v1 API.',
  defaultName: 'whippy',
  settings: [
    {
      suffix: 'BASE_URL',
      meaning: 'address of the API',
      kind: 'url',
      fallback: 'https://api.whippy.co/v1',
    },
    { suffix: 'API_KEY', meaning: "API key from the app's developer settings", kind: 'secret' },
  ],
  // Agents are `user-<number>` or a UUID.
  ids: { CALL: UUID_ID, CHAT: UUID_ID, CONTACT: UUID_ID, other: TEXT_ID },
  // "Standard endpoints": 25 requests a second per key.
  // The header is known from public code alone.
  quota: {
    scope: 'account',
    requests: 25,
    windowMs: 1000,
    even: false,
    waitMsHeader: 'x-ratelimit-remaining-interval-milliseconds',
  },
  // The search gives up after 15 seconds.
  timeoutMs: 17_000,
  overrides: {
    paths: ['agents', 'calls/search', 'campaigns', 'channels', 'conversations', 'sequences', 'users'],
  },
  authorize: ({ API_KEY = '' }) => ({ by: 'headers', headers: { 'x-whippy-key': API_KEY } }),
  unverified,
  resources: { AGENT: agents, CALL: calls, CAMPAIGN: campaigns, CHANNEL: channels, CHAT: chats },
}
