// The dialect of TWIN's services: how they page, bound and list words, and how rows name bots and tasks.
import type { TimeRange } from '../../domain/filter.ts'
import type { Direction } from '../../domain/order.ts'
import type { Paging } from '../define.ts'
import type { Params, Send } from '../filters.ts'
import { toRfc3339 } from '../../domain/time.ts'
import { noMatch, supersetOf } from '../filters.ts'
import { toInteger, toObject } from '../wire.ts'

/** More rows than these of one question are not given. */
const MOST_ROWS = 50_000

/** `offset` or `page`, never both; the number of the first page is told for one list only, so `offset` it is. */
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
      // A page may hold fewer rows than were asked for, so that the rows that came are counted.
      const more = total === null ? null : (page - 1) * per + rows.length < total
      const cut = (more ?? rows.length >= per) && page * per >= MOST_ROWS
      return { rows, total, more: cut ? false : more, cut }
    },
  }
}

/** In which order words may be, without spaces. */
export function commaList(values: readonly string[]): string {
  return [...new Set(values)].join(',')
}

/** Sends the vendor's words for ours; those that it does not filter by make it send nothing narrower than all. */
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

const SECOND_MS = 1000

/**
 * A range of instants in whole seconds with an offset, as the documents write them. Nobody says whether the bounds are
 * inclusive, so that each is sent where it loses nothing, and rows are checked again.
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

/** A number as the vendor has it, without any formatting. */
export function toDigits(number: string): string {
  return /^[\d\s()+.\-/]+$/.test(number) ? number.replaceAll(/\D/g, '') : number
}

export function toSort(column: string, direction: Direction): Params {
  return { sort: `${direction === 'ASC' ? '+' : '-'}${column}` }
}
