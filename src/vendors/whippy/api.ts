// The API's dialect: paging, envelopes, ranges and references.
import type { Agent } from '../../domain/agent.ts'
import type { TimeRange } from '../../domain/filter.ts'
import type { Instant } from '../../domain/time.ts'
import type { WhippyChannel } from './details.ts'
import type { AccountIdentity, Paging } from '../define.ts'
import type { Send } from '../filters.ts'
import type { Tell, Wire } from '../wire.ts'
import { identify, parseContactId, parseId } from '../../domain/id.ts'
import { toRfc3339 } from '../../domain/time.ts'
import { supersetOf, repeated } from '../filters.ts'
import { UUID_ID } from '../id-form.ts'
import { stub, toAddress, toFlag, toInstant, toInteger, toObject, toPhone, toWord } from '../wire.ts'

/**
 * No documented maximum. Other clients request 100 to 1000 rows.
 * At 25 requests a second a further page is cheap.
 */
export const pages: Paging = {
  maximum: 100,
  smaller: [50, 25, 10],
  page: (page, per, most = per) => ({
    limit: String(Math.min(per, most)),
    offset: String((page - 1) * per),
  }),
  read: ({ body }) => {
    const answer = toObject(body)
    if (answer === null || !Array.isArray(answer.data)) return null
    return { rows: answer.data, total: toInteger(answer.total), more: null }
  },
}

/** Unwraps a single row; an answer without one is unreadable. */
export function toOne(body: unknown): unknown {
  return toObject(body)?.data ?? body
}

/** Times without a zone count as UTC. */
export function toTime(value: unknown): Instant | null {
  return toInstant(value) ?? (typeof value === 'string' ? toInstant(`${value}Z`) : null)
}

/**
 * A range of instants with the post-filter, since inclusiveness is undocumented.
 * The lower bound is sent a millisecond early.
 */
export function between(after: string, before: string): Send<TimeRange> {
  return ({ from, to }) =>
    supersetOf({
      ...(from === undefined ? {} : { [after]: toRfc3339(from - 1) }),
      ...(to === undefined ? {} : { [before]: toRfc3339(to) }),
    })
}

/** An upper bound alone. */
export function until(before: string): Send<TimeRange> {
  return ({ to }) => supersetOf(to === undefined ? {} : { [before]: toRfc3339(to) })
}

/** UUIDs of global or raw ids; others name nothing. */
export function uuids(parameter: string): Send<readonly string[]> {
  return (wanted) => {
    const raw = wanted.map((id) => (parseId(id) ?? parseContactId(id))?.vendorId ?? id)
    return repeated(
      parameter,
      raw.filter((id) => UUID_ID.pattern.test(id)),
    )
  }
}

/** User numbers of agents' global ids, e.g. `agent:whippy:user-7`. */
export function userIds(parameter: string): Send<readonly string[]> {
  return (wanted) =>
    repeated(
      parameter,
      wanted.flatMap((id) => USER_ID.exec(parseId(id)?.vendorId ?? '')?.[1] ?? []),
    )
}

/** AI agents have UUIDs; users have numbers, prefixed to avoid clashes. */
const USER_ID = /^user-(\d{1,20})$/

/** Reads a number, or an object with the user's fields. */
export function toUser(value: unknown, account: AccountIdentity) {
  const row = toObject(value)
  const id = toWord(row === null ? value : row.id)
  if (id === null) return null
  return {
    ...identify('AGENT', account, `user-${id}`),
    kind: 'HUMAN',
    ...(row && toNames(row)),
  } satisfies Agent
}

function toNames(row: Wire): Pick<Agent, 'name' | 'email'> {
  const [name, email] = [stub(row, 'name', toWord), stub(row, 'email', toAddress)]
  return { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) }
}

/** Reads an id, or an object with the channel's fields. */
export function toChannel(
  value: unknown,
  { name: account }: AccountIdentity,
  tell: Tell = stub,
): WhippyChannel | null {
  const row = toObject(value)
  if (row === null) {
    const vendorId = toWord(value)
    return vendorId === null ? null : { account, vendorId }
  }
  return {
    account,
    vendorId: toWord(row.id),
    name: tell(row, 'name', toWord),
    phoneNumber: tell(row, 'phone', toPhone),
    timeZone: tell(row, 'timezone', toWord),
    channelType: tell(row, 'type', toWord),
    supportsAiAgent: tell(row, 'support_ai_agent', toFlag),
  }
}

export function toChannels(value: unknown, account: AccountIdentity): readonly WhippyChannel[] | null {
  return Array.isArray(value) ? value.flatMap((one) => toChannel(one, account) ?? []) : null
}
