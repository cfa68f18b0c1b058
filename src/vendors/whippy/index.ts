// Whippy, text messages and calls with AI agents.
// https://docs.whippy.ai/reference/searchcalls, /docs/api-keys, /docs/pagination and /docs/rate-limiting
// UNVERIFIED: the path of the call search, what it answers, its order, the largest page.
// Source of the other lists: the vendor's own tools and code that uses them.
import type { VendorDescription } from '../define.ts'
import { TEXT_ID, UUID_ID } from '../id-form.ts'
import { agents } from './agent.ts'
import { calls } from './call.ts'
import { campaigns } from './campaign.ts'
import { channels } from './channel.ts'
import { chats } from './chat.ts'

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
  resources: { AGENT: agents, CALL: calls, CAMPAIGN: campaigns, CHANNEL: channels, CHAT: chats },
}
