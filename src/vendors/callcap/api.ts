// The calls service's dialect: paging, envelopes, names and lists.
import type { Paging } from '../define.ts'
import type { Send, Settings } from '../filters.ts'
import type { Zone } from '../../domain/zone.ts'
import { parseId } from '../../domain/id.ts'
import { toPhoneNumber } from '../../domain/phone.ts'
import { noMatch } from '../filters.ts'
import { toInteger, toObject, toWord } from '../wire.ts'
import { createZone } from '../../domain/zone.ts'
import { ARIZONA } from './local-time.ts'

/**
 * `show` may be 1000; a full call takes some 3 kB.
 * 200 rows stay below the timeout and keep long walks cheap.
 */
const PAGE_SIZE = 200

/** A wire row with the time zone of its answer, e.g. `US/Arizona`. */
interface WireCall {
  readonly call: unknown
  readonly timeZone: string
}

/** A success without calls is an empty page. */
export const pages: Paging = {
  maximum: PAGE_SIZE,
  page: (page, per) => ({ page: String(page), show: String(per) }),
  // Unverified.
  // Documented: errors have a status in words and a message.
  // Any other 404 is a failure, e.g. of a wrong address.
  isEmpty: ({ status, body }) => {
    const error = toObject(body)
    return status === 404 && typeof error?.status === 'string' && typeof error.message === 'string'
  },
  // The status "will be success"; a missing one is no error.
  isError: ({ status }) => (toWord(status) ?? 'success') !== 'success',
  read: ({ body }, { page }) => {
    const answer = toObject(body)
    if (answer === null) return null
    const pagination = toObject(answer.pagination)
    const { call } = answer
    if (!Array.isArray(call) && !isNone(call, answer.status)) return null
    const timeZone = toTimeZone(answer.search)
    const last = toInteger(pagination?.last_page)
    return {
      rows: Array.isArray(call) ? call.map((one: unknown): WireCall => ({ call: one, timeZone })) : [],
      total: toInteger(pagination?.total_records),
      more: last === null ? null : page < last,
    }
  },
}

function isNone(call: unknown, status: unknown): boolean {
  return (call === null || call === undefined) && toWord(status) === 'success'
}

/** The call of a look-up, either a row or a list of one. */
export function toOne(body: unknown): unknown {
  const answer = toObject(body)
  if (answer === null) return body
  const { call } = answer
  const one: unknown = Array.isArray(call) ? call[0] : call
  if (one !== undefined && one !== null) return { call: one, timeZone: toTimeZone(answer.search) }
  return Array.isArray(call) || isNone(call, answer.status) ? null : body
}

/** The answer's zone, else the requested one. */
function toTimeZone(search: unknown): string {
  return toWord(toObject(search)?.timezone) ?? ARIZONA.name
}

export function toZone(timeZone: unknown): Zone {
  const name = toWord(timeZone) ?? ARIZONA.name
  return (name === ARIZONA.name ? null : createZone(name)) ?? ARIZONA
}

/** Keeps the login's profile from shifting times. */
export const inArizona = { search_timezone: ARIZONA.name }

export const FALLBACK_ZONE = 'US/Central'

/** The zone of the account's days. */
export function zoneNameOf(settings: Settings = {}): string {
  return settings.TIMEZONE ?? FALLBACK_ZONE
}

/** A comma list of raw numbers, e.g. `1,2`. Other ids name nothing. */
export function numbers(parameter: string): Send<readonly string[]> {
  return (wanted) => {
    const raw = wanted.map((id) => parseId(id)?.vendorId ?? id).filter((id) => /^\d{1,20}$/.test(id))
    return raw.length === 0 ? noMatch : { [parameter]: raw.join(',') }
  }
}

/** A comma list of Callcap's words for ours. */
export function commaWords<Word extends string>(
  parameter: string,
  table: Readonly<Record<Word, string>>,
): Send<readonly Word[]> {
  return (wanted) =>
    wanted.length === 0 ? noMatch : { [parameter]: wanted.map((word) => table[word]).join(',') }
}

/** An exact text; an empty one matches nothing and might be refused. */
export function text(parameter: string): Send<string> {
  return (wanted) => (wanted.trim() === '' ? noMatch : { [parameter]: wanted.trim() })
}

/**
 * E.g. `316-555-3333`; others, such as short codes, stay as written.
 * Numbers of ten digits are unverified.
 */
export function toPhone(value: unknown): string | null {
  const word = toWord(value)
  if (word === null) return null
  const national = toNational(word)
  return national === null ? toPhoneNumber(word) : `+1${national}`
}

/** The ten digits that Callcap compares. `null`: another country. */
export function toNational(number: string): string | null {
  return /^(?:\+?1)?([2-9]\d{9})$/.exec(number.replace(/[\s().\-/]/g, ''))?.[1] ?? null
}
