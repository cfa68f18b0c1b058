/** Reads the body of a call search; what the document does not name is refused by name. */
import { field, toNumber, toText } from '../fields.ts'
import { Refusal } from '../simulator.ts'
import type { Row } from '../shelf.ts'
import { isUuid, toMicros } from './spellings.ts'

export type Test = (row: Row) => boolean

/** UNVERIFIED: what `before` and `after` do to the instant itself. */
export type Bounds = 'inclusive' | 'exclusive'

type Reader = (value: unknown, name: string, bounds: Bounds) => Test

const invalid = (name: string): Refusal => new Refusal(422, `${name} is invalid`)

/** A single value or a list, any of which may hold; the check is put to every one of them. */
const anyOf =
  (path: string, isValid: (value: unknown) => boolean): Reader =>
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

/** The document's type is `date-time`, which has an offset. */
const created =
  (holds: (created: number, bound: number, bounds: Bounds) => boolean): Reader =>
  (value, name, bounds) => {
    const bound = /(Z|[+-]\d\d:\d\d)$/i.test(toText(value)) ? toMicros(value) : undefined
    if (bound === undefined) throw invalid(name)
    return (row) => {
      const at = toMicros(row.created_at)
      return at !== undefined && holds(at, bound, bounds)
    }
  }

const duration =
  (holds: (durationMs: number, bound: number) => boolean): Reader =>
  (value, name) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw invalid(name)
    return (row) => {
      const durationMs = toNumber(field(row, 'metadata.duration'))
      return durationMs !== undefined && holds(durationMs, value)
    }
  }

const readers: Readonly<Record<string, Reader>> = {
  before: created((at, bound, bounds) => at < bound || (bounds === 'inclusive' && at === bound)),
  after: created((at, bound, bounds) => at > bound || (bounds === 'inclusive' && at === bound)),
  from: anyOf('from', isText),
  to: anyOf('to', isText),
  // UNVERIFIED: the words of the three enums; the documents list none for calls.
  direction: anyOf('direction', oneOf('INBOUND', 'OUTBOUND')),
  mode: anyOf('mode', oneOf('phone_call', 'web_call')),
  call_completion_rating: anyOf('call_completion_rating', oneOf('Complete', 'Partial', 'Incomplete')),
  delivery_status: anyOf('delivery_status', isText),
  language: anyOf('language', isText),
  voicemail(value, name) {
    if (typeof value !== 'boolean') throw invalid(name)
    return (row) => row.voicemail === value
  },
  min_duration: duration((durationMs, bound) => durationMs >= bound),
  max_duration: duration((durationMs, bound) => durationMs <= bound),
  agent_id: anyOf('metadata.agent_id', isUuid),
  agent_version_id: anyOf('agent_version_id', isUuid),
  contact_id: anyOf('contact_id', isUuid),
  conversation_id: anyOf('conversation_id', isUuid),
  channel_id: anyOf('channel_id', isUuid),
}

export function readSearch(body: unknown, bounds: Bounds): Test {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal(422, 'the body must be an object')
  }
  const tests = Object.entries(body).map(([name, value]: [string, unknown]) => {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (reader === undefined) throw new Refusal(422, `unknown field: ${name}`)
    return reader(value, name, bounds)
  })
  return (row) => tests.every((test) => test(row))
}
