// Reads query parameters and the body of a call search; what a path's documents do not name is refused by name.
import type { Row } from '../shelf.ts'
import { field, isRow, toText, toNumber } from '../fields.ts'
import { Refusal } from '../simulator.ts'
import { toMicros, isUuid } from './spellings.ts'

type Reader = (values: readonly string[], name: string) => Test

export type Parameters = Readonly<Record<string, Reader>>

export interface Page {
  readonly limit: number
  readonly offset: number
}

export interface Query extends Page {
  readonly test: Test
}

/** UNVERIFIED: names match in part, ignoring case. */
const part =
  (path: string): Reader =>
  (values) => {
    const wanted = (values.at(-1) ?? '').toLowerCase()
    return (row) => toText(field(row, path)).toLowerCase().includes(wanted)
  }

const same =
  (path: string): Reader =>
  (values) =>
  (row) =>
    toText(field(row, path)) === values.at(-1)

const anyOf =
  (path: string): Reader =>
  (values) =>
  (row) =>
    values.includes(toText(field(row, path)))

/** E.g. any `channels[].id` of the row. */
const anyWithin =
  (list: string, key: string): Reader =>
  (values) =>
  (row) => {
    const inner = row[list]
    return (
      Array.isArray(inner) && inner.some((one: unknown) => isRow(one) && values.includes(toText(one[key])))
    )
  }

const beyond =
  (path: string, holds: (at: number, bound: number) => boolean): Reader =>
  (values, name) => {
    const limit = toMicros(values.at(-1))
    if (limit === undefined) throw new Refusal(422, `${name} is invalid`)
    return (row) => {
      const at = toMicros(row[path])
      return at !== undefined && holds(at, limit)
    }
  }

const before = (path: string, name: string): Parameters => ({
  [name]: beyond(path, (at, limit) => at < limit),
})

export const PARAMETERS = {
  none: {},
  agents: { name: part('name') },
  users: { name: part('name'), email: part('email'), role: same('role'), state: same('state') },
  campaigns: {
    title: part('title'),
    'status[]': anyOf('status'),
    'channels[][id]': anyWithin('channels', 'id'),
    'channels[][phone]': anyWithin('channels', 'phone'),
    'created_by[]': anyOf('created_by.id'),
    'updated_by[]': anyOf('updated_by.id'),
  },
  // UNVERIFIED: the list is incomplete; clients send these.
  conversations: {
    'status[]': anyOf('status'),
    'channels[][id]': anyOf('channel_id'),
    'assigned_users[]': anyOf('assigned_user_id'),
    ...before('created_at', 'created_at[before]'),
  },
} satisfies Record<string, Parameters>

/** Parameters of messages inside a conversation. */
export const INLINED = {
  ...before('created_at', 'messages[before]'),
  'messages[after]': beyond('created_at', (at, limit) => at > limit),
}

export interface Limits {
  readonly clamp: number
  /** The smallest page size that is refused. */
  readonly refusedFrom?: number
}

const DEFAULT_LIMIT = 50

function readCount(search: URLSearchParams, name: string, least: number): number | undefined {
  const text = search.get(name)
  if (text === null) return undefined
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new Refusal(422, `${name} is invalid`)
  return Number(text)
}

/** `within: "messages"` spells them `messages[limit]` and `messages[offset]`. */
export function readQuery(
  search: URLSearchParams,
  allowed: Parameters,
  { clamp, refusedFrom = Infinity, within }: Limits & { within?: string },
): Query {
  const spell = (name: string): string => (within === undefined ? name : `${within}[${name}]`)
  const [limit, offset] = [spell('limit'), spell('offset')]
  const tests = [...new Set(search.keys())]
    .filter((name) => name !== limit && name !== offset)
    .map((name) => {
      const reader = Object.hasOwn(allowed, name) ? allowed[name] : undefined
      if (reader === undefined) throw new Refusal(422, `unknown parameter: ${name}`)
      return reader(search.getAll(name), name)
    })
  const size = readCount(search, limit, 1) ?? DEFAULT_LIMIT
  if (size >= refusedFrom) throw new Refusal(422, `${limit} is too large`)
  return {
    limit: Math.min(clamp, size),
    offset: readCount(search, offset, 0) ?? 0,
    test: (row: Row) => tests.every((test) => test(row)),
  }
}

/** Paging and `timeout` of a call search. */
export function readSearchQuery(search: URLSearchParams, limits: Limits): Page {
  const timeoutMs = readCount(search, 'timeout', 15_000)
  if (timeoutMs !== undefined && timeoutMs > 120_000) throw new Refusal(422, 'timeout is invalid')
  const paging = new URLSearchParams([...search].filter(([name]) => name !== 'timeout'))
  return readQuery(paging, {}, limits)
}

export type Test = (row: Row) => boolean

/** UNVERIFIED: `before` and `after` include the instant. */
export type Bounds = 'inclusive' | 'exclusive'

type FieldReader = (value: unknown, name: string, bounds: Bounds) => Test

const invalid = (name: string): Refusal => new Refusal(422, `${name} is invalid`)

/** A value or a list of alternatives; each is checked. */
const valueIn =
  (path: string, isValid: (value: unknown) => boolean): FieldReader =>
  (value, name) => {
    const wanted = Array.isArray(value) ? value : [value]
    if (wanted.length === 0 || !wanted.every(isValid)) throw invalid(name)
    const texts = new Set(wanted.map(toText))
    return (row) => {
      const found = field(row, path)
      return found != null && texts.has(toText(found))
    }
  }

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const oneOf =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    words.some((word) => word === value)

/** `date-time` has an offset, e.g. `2026-01-15T12:00:00Z`. */
const created =
  (holds: (created: number, bound: number, bounds: Bounds) => boolean): FieldReader =>
  (value, name, bounds) => {
    const bound = /(Z|[+-]\d\d:\d\d)$/i.test(toText(value)) ? toMicros(value) : undefined
    if (bound === undefined) throw invalid(name)
    return (row) => {
      const at = toMicros(row.created_at)
      return at !== undefined && holds(at, bound, bounds)
    }
  }

const duration =
  (holds: (durationMs: number, bound: number) => boolean): FieldReader =>
  (value, name) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw invalid(name)
    return (row) => {
      const durationMs = toNumber(field(row, 'metadata.duration'))
      return durationMs !== undefined && holds(durationMs, value)
    }
  }

const READERS: Readonly<Record<string, FieldReader>> = {
  before: created((at, bound, bounds) => at < bound || (bounds === 'inclusive' && at === bound)),
  after: created((at, bound, bounds) => at > bound || (bounds === 'inclusive' && at === bound)),
  from: valueIn('from', isText),
  to: valueIn('to', isText),
  // UNVERIFIED: the words of the three enums.
  direction: valueIn('direction', oneOf('INBOUND', 'OUTBOUND')),
  mode: valueIn('mode', oneOf('phone_call', 'web_call')),
  call_completion_rating: valueIn('call_completion_rating', oneOf('Complete', 'Partial', 'Incomplete')),
  delivery_status: valueIn('delivery_status', isText),
  language: valueIn('language', isText),
  voicemail(value, name) {
    if (typeof value !== 'boolean') throw invalid(name)
    return (row) => row.voicemail === value
  },
  min_duration: duration((durationMs, bound) => durationMs >= bound),
  max_duration: duration((durationMs, bound) => durationMs <= bound),
  agent_id: valueIn('metadata.agent_id', isUuid),
  agent_version_id: valueIn('agent_version_id', isUuid),
  contact_id: valueIn('contact_id', isUuid),
  conversation_id: valueIn('conversation_id', isUuid),
  channel_id: valueIn('channel_id', isUuid),
}

export function readSearch(body: unknown, bounds: Bounds): Test {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal(422, 'the body must be an object')
  }
  const tests = Object.entries(body).map(([name, value]: [string, unknown]) => {
    const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined
    if (reader === undefined) throw new Refusal(422, `unknown field: ${name}`)
    return reader(value, name, bounds)
  })
  return (row) => tests.every((test) => test(row))
}
