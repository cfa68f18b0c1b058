// Text conversations and their messages.
import type { Random } from '../random.ts'
import type { Story } from '../shelf.ts'
import type { Company, Contact } from './company.ts'
import { DAY, MINUTE } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { toMicroTime, toPlainTime, toUuid } from './spellings.ts'

interface Message {
  readonly at: number
  readonly inbound: boolean
}

interface Plan {
  readonly id: string
  readonly createdAt: number
  readonly contact: Contact
  readonly userId: unknown
  readonly messages: readonly Message[]
  readonly closedAt: number
  readonly random: Random
}

export interface ConversationStories {
  readonly conversation: Story
  readonly messages: Story[]
}

/** Every contact's conversation from before the weeks; calls belong to it. */
export function oldConversation(company: Company, contact: Contact): ConversationStories {
  const random = createRandom(`${company.seed}/whippy/${contact.conversationId}`)
  const createdAt = company.start - random.int(30, 300) * DAY - random.next() * DAY
  return tell(company, plan(company, { id: contact.conversationId, createdAt, contact, random }))
}

export function newConversation(company: Company, serial: number, createdAt: number): ConversationStories {
  const random = createRandom(`${company.seed}/whippy/conversation/${serial}`)
  const id = toUuid(`${company.seed}/whippy-conversation/${serial}`)
  return tell(company, plan(company, { id, createdAt, contact: random.pick(company.contacts), random }))
}

function plan({ users }: Company, beginning: Pick<Plan, 'id' | 'createdAt' | 'contact' | 'random'>): Plan {
  const { random, createdAt } = beginning
  const messages: Message[] = []
  let at = createdAt
  for (let count = random.int(1, 7); count > 0; count--) {
    messages.push({ at, inbound: random.chance(0.5) })
    at += (0.2 + 12 * random.next()) * MINUTE
  }
  const closedAt = random.chance(0.7) ? at + random.int(5, 600) * MINUTE : Infinity
  const userId = random.chance(0.7) ? random.pick(users).id : null
  return { ...beginning, messages, closedAt, userId }
}

function tell(company: Company, one: Plan): ConversationStories {
  const { id, contact, createdAt, messages, closedAt, userId, random } = one
  const team = random.chance(0.3) ? toUuid(`${company.seed}/team/${random.int(0, 4)}`) : null
  const [language, openStatus, channelType] = [
    random.pick(['en', 'es', null]),
    random.pick(['open', 'open', 'automated', 'spam']),
    random.weighted([
      [85, 'phone'],
      [12, 'email'],
      [3, 'fax'],
    ]),
  ]
  return {
    conversation: {
      at: createdAt,
      changes: [...messages.map((message) => message.at), closedAt],
      tell(now) {
        const said = messages.filter((message) => message.at <= now)
        const lastAt = said.at(-1)?.at ?? createdAt
        const closed = closedAt <= now
        return {
          id,
          channel_id: contact.channel.id,
          channel_type: channelType,
          contact_id: contact.id,
          assigned_user_id: userId,
          assigned_team_id: team,
          status: closed ? 'closed' : openStatus,
          language,
          unread_count: closed ? 0 : said.filter((message) => message.inbound).length,
          last_message_date: toPlainTime(lastAt),
          created_at: toMicroTime(createdAt),
          updated_at: toMicroTime(closed ? closedAt : lastAt),
        }
      },
    },
    messages: messages.map((message, index) => toMessage(company, one, message, index)),
  }
}

function toMessage({ personal }: Company, one: Plan, { at, inbound }: Message, index: number): Story {
  const { phone, channel } = one.contact
  return {
    at,
    changes: [at],
    tell: () => ({
      id: toUuid(`${one.id}/message/${index}`),
      conversation_id: one.id,
      contact_id: one.contact.id,
      channel_id: channel.id,
      campaign_id: null,
      user_id: inbound ? null : one.userId,
      type: 'sms',
      direction: inbound ? 'INBOUND' : 'OUTBOUND',
      from: inbound ? phone : channel.phone,
      to: inbound ? channel.phone : phone,
      delivery_status: 'delivered',
      body: personal.mark(inbound ? 'Can you come on Tuesday?' : 'Tuesday at ten is free.'),
      attachments: [],
      metadata: null,
      language: null,
      created_at: toMicroTime(at),
      updated_at: toMicroTime(at),
    }),
  }
}
