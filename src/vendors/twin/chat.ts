// Chat sessions.
import type { Chat, ChatStatus } from '../../domain/chat.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { byId, defineResource } from '../define.ts'
import { absent, lookedUp } from '../filters.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { reader, toInstant, toInteger, toWord } from '../wire.ts'
import { BOT_STUB, toBot } from './agent.ts'
import { pages, toSort } from './api.ts'

const toStatus = reader<ChatStatus>({ ASSIGNED: ['ACTIVE', 'OPEN'], FINISHED: ['CLOSED', 'FINISHED'] })

export const chats = defineResource('CHAT', {
  lacks: [...CONTACT_CENTRE.CHAT, 'type', 'vendorType', 'lastMessageAt', 'language', 'details'],
  path: 'sessions',
  service: 'chat',
  paging: pages(200),
  sorting: {
    byDefault: 'STARTED_AT',
    columns: { STARTED_AT: 'createdAt', UPDATED_AT: 'updatedAt' },
    params: toSort,
    unproven: true,
  },
  lookUp: {
    by: 'one',
    ask: () => ({ path: 'sessions/{id}', query: {} }),
    row: (body) => body,
  },
  carries: { agent: BOT_STUB },
  filters: {
    ids: lookedUp,
    // No document names a filter, and clients are no contacts.
    contactIds: absent,
  },
  toRow: byId('CHAT', toChat),
})

function toChat(row: Wire, account: AccountIdentity) {
  const externalId = toWord(row.clientId)
  return {
    status: toStatus(row.status) ?? 'UNKNOWN',
    vendorStatus: toWord(row.status),
    startedAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    endedAt: toInstant(row.finishedAt),
    messageCount: toInteger(row.messagesCount),
    agent: toBot(row.botId, row.botName, account),
    // Unverified.
    contact: externalId === null ? null : { id: null, externalId, phone: null },
  } satisfies Partial<Chat>
}
