// The API's dialect: paging, ranges and excluded fields.
import type { TimeRange } from '../../domain/filter.ts'
import type { Instant } from '../../domain/time.ts'
import type { Paging } from '../define.ts'
import type { Params, Send } from '../filters.ts'
import { toRfc3339 } from '../../domain/time.ts'
import { supersetOf } from '../filters.ts'
import { toInteger, toObject } from '../wire.ts'

/** The most for `limit` and `offset`; rows without transcripts are small. */
const MOST_ROWS = 200
const MOST_SKIPPED = 10_000

const toOffset = (page: number, per: number) => Math.min((page - 1) * per, MOST_SKIPPED)

/**
 * Deep pages seek by `timestamp_to`.
 * The greatest offset cuts only rows of one instant and other orders.
 */
export const pages: Paging = {
  maximum: MOST_ROWS,
  page: (page, per) => ({ limit: String(per), offset: String(toOffset(page, per)) }),
  read: ({ body }, { page, per }) => {
    const answer = toObject(body)
    if (answer === null || !Array.isArray(answer.data)) return null
    const rows: readonly unknown[] = answer.data
    const total = toInteger(answer.count)
    // Pages may be short, so the offset counts rows received.
    const more = total === null ? null : toOffset(page, per) + rows.length < total
    const cut = (more ?? rows.length >= per) && page * per > MOST_SKIPPED
    return { rows, total, more: cut ? false : more, cut }
  },
}

const SECOND_MS = 1000

/**
 * A range of instants, inclusive and in whole seconds, as documented.
 * Other bounds return a superset for the post-filter.
 */
export function between(name: string): Send<TimeRange> {
  return ({ from, to }) => {
    const least = from === undefined ? undefined : Math.floor(from / SECOND_MS) * SECOND_MS
    // The last millisecond inside the range.
    const last = to === undefined ? undefined : to - 1
    const most = last === undefined ? undefined : Math.ceil(last / SECOND_MS) * SECOND_MS
    const params: Params = {
      ...(least === undefined ? {} : { [`${name}_from`]: toSeconds(least) }),
      ...(most === undefined ? {} : { [`${name}_to`]: toSeconds(most) }),
    }
    const isWhole = least === from && most === last
    return isWhole && (from !== undefined || to !== undefined) ? params : supersetOf(params)
  }
}

function toSeconds(instant: Instant): string {
  return toRfc3339(instant).replace(/\.\d+Z$/, 'Z')
}

/** First-level fields sent by default, and our fields read from each. */
const OPT_OUTS = {
  transcript_json: ['transcript', 'language', 'transcriptObfuscated', 'speechModel'],
  tracking_info: ['trackingInfo'],
  qualification: ['qualification', 'outcome'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/**
 * Excludes unselected fields, e.g. `exclude=tracking_info`.
 * The vendor refuses unknown names; the document has these three.
 */
export const optIns = {
  fields: Object.values(OPT_OUTS).flat(),
  params: (wanted: ReadonlySet<string>): Params => {
    const excluded = Object.entries(OPT_OUTS).flatMap(([name, fields]) =>
      fields.some((field) => wanted.has(field)) ? [] : [name],
    )
    return excluded.length === 0 ? {} : { exclude: excluded.join(',') }
  },
}

/** First-level fields that the request excluded; the row is silent on them. */
export function toExcluded({ exclude = '' }: Params): (field: string) => boolean {
  const names = typeof exclude === 'string' ? exclude.split(',') : exclude
  return (field) => names.includes(field)
}
