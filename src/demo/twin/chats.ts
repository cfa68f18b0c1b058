/**
 * Chat sessions and their messages. UNVERIFIED: the paths are those of the vendor's SDK, the fields are published
 * nowhere.
 */
import { minute, second } from '../company-day.ts'
import { flowInstants, whole } from '../flow.ts'
import type { Personal } from '../people.ts'
import { createRandom } from '../random.ts'
import type { Row, Story } from '../shelf.ts'
import type { Company } from './company.ts'
import { turns } from './words.ts'
import { instantOf, textOf, toTime, toUuid } from './values.ts'

const flow = { label: 'twin/chats', history: 420, liveGapSeconds: 80, slowestGapSeconds: 240 }

export function* chatStories(company: Company): Generator<Story, never> {
  const instants = flowInstants(company.weeks, flow)
  for (let number = 1; ; number++) yield toStory(company, number, whole(instants.next().value))
}

function toStory(company: Company, number: number, createdAt: number): Story {
  const seed = `${company.weeks.seed}/twin/chat/${number}`
  const random = createRandom(seed)
  const endsAt = createdAt + random.int(1, 25) * minute
  const bot = random.pick(company.bots)
  const client = random.pick(company.clients)
  const messagesCount = random.int(2, turns.length)
  return {
    at: createdAt,
    changes: [endsAt],
    tell: (now) => ({
      id: toUuid(seed),
      chatId: toUuid(`${company.weeks.seed}/channel/${bot.id}`),
      chatName: `${bot.name} on the web`,
      botId: bot.id,
      botName: bot.name,
      clientId: client.externalId,
      status: endsAt <= now ? 'CLOSED' : 'ACTIVE',
      messagesCount,
      createdAt: toTime(createdAt),
      updatedAt: toTime(endsAt <= now ? endsAt : createdAt),
      finishedAt: endsAt <= now ? toTime(endsAt) : null,
    }),
  }
}

export function toMessages(session: Row, personal: Personal): Row[] {
  const begin = instantOf(session.createdAt) ?? 0
  return turns.slice(0, Number(session.messagesCount ?? 0)).map(([role, text], index) => ({
    id: `${textOf(session.id)}-${index + 1}`,
    sessionId: session.id,
    role,
    body: personal.mark(text),
    createdAt: toTime(begin + index * 20 * second),
  }))
}
