// Conversations as chats. Three undocumented parameters are probed.
import type { Chat, ChatStatus, ChatType } from '../../domain/chat.ts'
import type { AccountIdentity } from '../define.ts'
import type { Send } from '../filters.ts'
import type { Wire } from '../wire.ts'
import type { WhippyChannelType, WhippyConversationStatus } from './details.ts'
import { parseId } from '../../domain/id.ts'
import { byId, defineResource } from '../define.ts'
import { lookedUp, supersetOf, unproven, texts } from '../filters.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { reader, toContactRef, toInteger, toWord } from '../wire.ts'
import { pages, toChannel, toOne, toTime, toUser, until, userIds } from './api.ts'

/** Users only; an AI agent's part is in its calls. */
const assignedUsers: Send<readonly string[]> = (wanted, settings) =>
  wanted.every((id) => parseId(id)?.vendorId.startsWith('user-'))
    ? userIds('assigned_users[]')(wanted, settings)
    : supersetOf({})

/** Assignment cannot be filtered, so open conversations match both statuses. */
const statuses: Send<readonly ChatStatus[]> = (wanted, settings) => {
  const [queued, assigned] = [wanted.includes('QUEUED'), wanted.includes('ASSIGNED')]
  if (wanted.includes('UNKNOWN') || queued !== assigned) return supersetOf({})
  const words = [
    ...(queued ? ['open', 'automated'] : []),
    ...(wanted.includes('FINISHED') ? ['closed'] : []),
    ...(wanted.includes('CANCELED') ? ['spam'] : []),
  ]
  return texts('status[]')(words, settings)
}

export const chats = defineResource('CHAT', {
  lacks: [...CONTACT_CENTRE.CHAT, 'endedAt', 'messageCount'],
  path: 'conversations',
  paging: pages,
  seekable: true,
  lookUp: {
    by: 'one',
    ask: () => ({ path: 'conversations/{id}', query: {} }),
    row: toOne,
  },
  carries: { agent: ['kind'] },
  filters: {
    ids: lookedUp,
    // Only the upper bound is known.
    startedAt: unproven('created_at', until('created_at[before]'), {
      bound: 'UPPER',
      harmless: { to: 1.7e12 },
    }),
    agentIds: unproven('assigned_users[]', assignedUsers, { harmless: ['agent:whippy:user-1'] }),
    status: unproven('status[]', statuses),
  },
  toRow: byId('CHAT', toChat),
})

/** Texts use a telephone number; mail and fax have no common type. */
const toType = reader<ChatType>({ SMS: 'phone', WHATSAPP: 'whatsapp' })
const toChannelType = reader<WhippyChannelType>({ PHONE: 'phone', EMAIL: 'email', FAX: 'fax' })
const toConversationStatus = reader<WhippyConversationStatus>({
  OPEN: 'open',
  CLOSED: 'closed',
  AUTOMATED: 'automated',
  SPAM: 'spam',
})

/** An open conversation waits until it is assigned. */
function toStatus(status: WhippyConversationStatus | null, assigned: boolean): ChatStatus {
  if (status === 'OPEN') return assigned ? 'ASSIGNED' : 'QUEUED'
  if (status === 'AUTOMATED') return 'ASSIGNED'
  if (status === 'SPAM') return 'CANCELED'
  return status === 'CLOSED' ? 'FINISHED' : 'UNKNOWN'
}

function toChat(row: Wire, account: AccountIdentity) {
  const agent = toUser(row.assigned_user_id, account)
  const status = toConversationStatus(row.status)
  const channelType = toWord(row.channel_type)
  return {
    type: toType(channelType),
    vendorType: channelType,
    status: toStatus(status, agent !== null || toWord(row.assigned_team_id) !== null),
    vendorStatus: toWord(row.status),
    startedAt: toTime(row.created_at) ?? toTime(row.inserted_at),
    updatedAt: toTime(row.updated_at),
    lastMessageAt: toTime(row.last_message_date),
    language: toWord(row.language),
    agent,
    contact: toContactRef(account, row.contact_id),
    details: {
      vendor: 'WHIPPY',
      channel: toChannel(row.channel_id, account),
      channelType: toChannelType(channelType),
      conversationStatus: status,
      assignedTeamVendorId: toWord(row.assigned_team_id),
      unreadCount: toInteger(row.unread_count),
    },
  } satisfies Partial<Chat>
}
