// The services' dialect: paging, sorting, ranges, lists of words and numbers.
import type { TimeRange } from '../../domain/filter.ts'
import type { Direction } from '../../domain/order.ts'
import type { Paging } from '../define.ts'
import type { Params, Send } from '../filters.ts'
import type { Words } from '../wire.ts'
import { toRfc3339 } from '../../domain/time.ts'
import { noMatch, supersetOf } from '../filters.ts'
import { toInteger, toObject } from '../wire.ts'

/** Rows beyond this offset are refused. */
const MOST_ROWS = 50_000

/** By `offset`: the documents number the first `page` for one list only. */
export function pages(maximum: number): Paging {
  return {
    maximum,
    // The maximum is documented for two of the lists.
    smaller: [200, 50, 10],
    page: (page, per, most = per) => ({
      limit: String(Math.min(per, most)),
      offset: String((page - 1) * per),
    }),
    read: ({ body }, { page, per }) => {
      const answer = toObject(body)
      if (answer === null || !Array.isArray(answer.items)) return null
      const rows: readonly unknown[] = answer.items
      const total = toInteger(answer.count)
      // Pages may be short, so the offset counts rows received.
      const more = total === null ? null : (page - 1) * per + rows.length < total
      const cut = (more ?? rows.length >= per) && page * per >= MOST_ROWS
      return { rows, total, more: cut ? false : more, cut }
    },
  }
}

export function commaList(values: readonly string[]): string {
  return [...new Set(values)].join(',')
}

/** The vendor's words for ours, or nothing if one is no filter word. */
export function among<Word extends string>(
  parameter: string,
  wordsOf: (word: Word) => readonly string[],
  isSent: (word: string) => boolean,
): Send<readonly Word[]> {
  return (wanted) => {
    if (wanted.some((word) => word === 'UNKNOWN')) return supersetOf({})
    const words = wanted.flatMap(wordsOf)
    if (words.length === 0) return noMatch
    return words.every(isSent) ? { [parameter]: commaList(words) } : supersetOf({})
  }
}

/** TWIN's words for a common status, e.g. MISSED: `NOANSWER`, `UNAVAILABLE`, `EXPIRED`. */
export function meaning<Own extends string, Common extends string>(
  words: Words<Own>,
  common: Readonly<Record<Own, Common>>,
): (status: Common) => readonly string[] {
  // Object.entries forgets the key type; the table has no other keys.
  const entries = Object.entries(words) as [Own, string][]
  return (status) => entries.flatMap(([own, word]) => (common[own] === status ? [word] : []))
}

/** Words to search for. A blank text matches all, and TWIN refuses it. */
export function searching(parameter: string, words: string): Params {
  return words.trim() === '' ? {} : { [parameter]: words.trim() }
}

/** A company by its number, e.g. `7`. Another text names none. */
export function ofCompany(parameter: string, id: string): Params | typeof noMatch {
  return /^\d{1,20}$/.test(id) ? { [parameter]: id } : noMatch
}

const SECOND_MS = 1000

/**
 * A range in whole seconds, e.g. `2026-01-15T12:00:00+00:00`.
 * Bounds of unknown inclusiveness leave room for the post-filter.
 */
export function between(from: string, to: string): (range: TimeRange) => Params {
  return (range) => ({
    ...(range.from === undefined ? {} : { [from]: toOffset(Math.floor(range.from / SECOND_MS) - 1) }),
    ...(range.to === undefined ? {} : { [to]: toOffset(Math.ceil(range.to / SECOND_MS)) }),
  })
}

function toOffset(seconds: number): string {
  return toRfc3339(seconds * SECOND_MS).replace(/\.\d+Z$/, '+00:00')
}

/** A number without formatting, e.g. `74951234567`. */
export function toDigits(number: string): string {
  return /^[\d\s()+.\-/]+$/.test(number) ? number.replaceAll(/\D/g, '') : number
}

export function toSort(column: string, direction: Direction): Params {
  return { sort: `${direction === 'ASC' ? '+' : '-'}${column}` }
}
