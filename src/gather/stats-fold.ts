// Counts rows by groups, and moves the counts when rows come, change or leave.
//
//   before   a b c d        row by row in one order: c leaves, e comes
//   after    a b d e        → every number of c is taken back, and those of e are added
import type { Distribution, Measure, Measured, StatsInterval, WordCount } from '../domain/stats.ts'
import type { SortKey } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Zone } from '../domain/zone.ts'
import type { Interval } from './stats-intervals.ts'
import { LimitError } from '../domain/errors.ts'
import { intervalAt } from './stats-intervals.ts'

/** Limit of groups of one statistic. */
export const MOST_GROUPS = 1000

export interface FoldOptions<R> {
  readonly measures: Readonly<Record<string, Measure<R>>>
  /** Fields of rows that group, e.g. `['agent']`. */
  readonly keys: readonly (string & keyof R)[]
  readonly interval: { readonly name: StatsInterval; readonly zone: Zone } | null
  readonly startOf: (row: R) => SortKey | undefined
  /** Start instants, `to` excluded; intervals end here. */
  readonly from: Instant
  readonly to: Instant | undefined
}

/** The rows of one group. */
export interface Group extends Measured {
  readonly interval: Interval | null
  /** By field, e.g. `{ agent: { id: 'agent:ujet:7', … } }`. */
  readonly keys: Readonly<Record<string, unknown>>
}

export interface Fold<R> {
  /** Values of a row, with its place in a group. */
  readonly measures: number
  /** Replaces rows. Both lists are sorted newest first. Throws LimitError. */
  move(before: readonly R[], after: readonly R[]): void
  /** Groups by interval, the largest first. Intervals until `now` are there without rows. Throws LimitError. */
  read(now: Instant): { readonly total: Measured; readonly groups: readonly Group[] }
}

/** Numbers of rows by value, one map a measure. */
interface Cell {
  readonly name: string
  readonly interval: Interval | null
  readonly keys: Readonly<Record<string, unknown>>
  readonly tallies: readonly Map<number | string, number>[]
  count: number
  measured: Measured | null
}

export function createFold<R>({ measures, keys, interval, startOf, from, to }: FoldOptions<R>): Fold<R> {
  const read = Object.values(measures)
  const total = createCell('', null, {})
  const cells = new Map<string, Cell>()
  /** Contiguous from `from` on. */
  const intervals: Interval[] = []
  let last: Interval | null = null

  function createCell(name: string, during: Interval | null, values: Cell['keys']): Cell {
    return {
      name,
      interval: during,
      keys: values,
      tallies: read.map(() => new Map()),
      count: 0,
      measured: null,
    }
  }

  /** Cuts intervals up to an instant. */
  function cutUntil(at: Instant): void {
    if (interval === null) return
    for (let next = intervals.at(-1)?.endsAt ?? from; next <= at; next = intervals.at(-1)?.endsAt ?? next) {
      if (intervals.length > MOST_GROUPS) throw toTooMany(intervals.length)
      const { endsAt } = intervalAt(next, interval.name, interval.zone)
      intervals.push({ startsAt: next, endsAt: to === undefined ? endsAt : Math.min(endsAt, to) })
    }
  }

  /** Rows are sorted, so that the interval of one is mostly that of the row before. */
  function intervalOf(row: R): Interval | null {
    const at = startOf(row)
    if (interval === null || typeof at !== 'number') return null
    if (last !== null && last.startsAt <= at && at < last.endsAt) return last
    cutUntil(at)
    last = intervals.findLast(({ startsAt }) => startsAt <= at) ?? null
    return last
  }

  function cellOf(row: R): Cell | null {
    if (keys.length === 0 && interval === null) return null
    const during = intervalOf(row)
    let name = during === null ? '' : String(during.startsAt)
    for (const key of keys) name += ` ${nameOf(row[key])}`
    const known = cells.get(name)
    if (known !== undefined) return known
    // Rows that leave may make room for those that come.
    if (cells.size >= 2 * MOST_GROUPS) throw toTooMany(cells.size)
    const values = Object.fromEntries(keys.map((key) => [key, row[key] ?? null]))
    const cell = createCell(name, during, values)
    cells.set(name, cell)
    return cell
  }

  /** Without lists of its own: it runs for each of many rows. */
  function count(row: R, by: 1 | -1): void {
    const cell = cellOf(row)
    mark(total, by)
    if (cell !== null) mark(cell, by)
    for (let index = 0; index < read.length; index += 1) {
      const value = read[index]?.read(row)
      if (typeof value !== 'object' || value === null) add(cell, index, value, by)
      else for (const one of value) add(cell, index, one, by)
    }
    if (cell?.count === 0) cells.delete(cell.name)
  }

  function add(
    cell: Cell | null,
    index: number,
    value: number | string | null | undefined,
    by: number,
  ): void {
    if (value === null || value === undefined) return
    tally(total.tallies[index], value, by)
    tally(cell?.tallies[index], value, by)
  }

  /** Measures of a cell, made once for each change. */
  function measuredOf(cell: Cell): Measured {
    if (cell.measured !== null) return cell.measured
    const values = Object.entries(measures).map(([name, { of }], index) => {
      const counts = cell.tallies[index] ?? new Map<number | string, number>()
      return [name, of === 'NUMBERS' ? toDistribution(counts) : toWords(counts)] as const
    })
    return (cell.measured = { count: cell.count, values: Object.fromEntries(values) })
  }

  return {
    measures: read.length + 1,
    move: (before, after) => {
      let [old, next] = [0, 0]
      while (old < before.length || next < after.length) {
        const [left, come] = [before[old], after[next]]
        if (left !== undefined && left === come) [old, next] = [old + 1, next + 1]
        else if (come === undefined || (left !== undefined && isBefore(startOf(left), startOf(come)))) {
          if (left !== undefined) count(left, -1)
          old += 1
        } else {
          count(come, 1)
          next += 1
        }
      }
    },
    read: (now) => {
      cutUntil(to === undefined ? Math.max(now, from) : to - 1)
      const filled = new Set(cells.values().map((cell) => cell.interval))
      const empty = intervals.filter((one) => !filled.has(one)).map((one) => createCell('', one, {}))
      const all = [...cells.values(), ...empty]
      if (all.length > MOST_GROUPS) throw toTooMany(all.length)
      const sorted = all.toSorted(
        (a, b) => startOfCell(a) - startOfCell(b) || b.count - a.count || (a.name < b.name ? -1 : 1),
      )
      const groups = sorted.map((cell) => ({ interval: cell.interval, keys: cell.keys, ...measuredOf(cell) }))
      return { total: measuredOf(total), groups }
    },
  }
}

/** `16=agent:ujet:7`: the id of an embedded row, else the value. */
function nameOf(value: unknown): string {
  if (value === null || value === undefined) return '-'
  const text = String(typeof value === 'object' && 'id' in value ? value.id : value)
  return `${text.length}=${text}`
}

function startOfCell({ interval }: Cell): Instant {
  return interval?.startsAt ?? 0
}

function mark(cell: Cell, by: number): void {
  cell.count += by
  cell.measured = null
}

function tally(counts: Map<number | string, number> | undefined, value: number | string, by: number): void {
  const count = (counts?.get(value) ?? 0) + by
  if (count === 0) counts?.delete(value)
  else counts?.set(value, count)
}

/** True if the first of two starts stands before, newest first. */
function isBefore(one: SortKey | undefined, other: SortKey | undefined): boolean {
  return typeof one === 'number' && typeof other === 'number' ? one >= other : true
}

/** Summed by rising value, so that equal rows give equal sums. */
function toDistribution(counts: ReadonlyMap<number | string, number>): Distribution {
  const sorted = [...counts]
    .map(([value, count]) => [Number(value), count] as const)
    .toSorted(([a], [b]) => a - b)
  let [count, sum] = [0, 0]
  for (const [value, times] of sorted) [count, sum] = [count + times, sum + value * times]
  /** The nearest rank: a value that occurs. */
  const percentile = (percent: number) => {
    let left = Math.ceil((count * percent) / 100)
    return sorted.find(([, times]) => (left -= times) <= 0)?.[0] ?? null
  }
  return {
    count,
    sum: count === 0 ? null : sum,
    minimum: sorted[0]?.[0] ?? null,
    average: count === 0 ? null : sum / count,
    maximum: sorted.at(-1)?.[0] ?? null,
    p50: percentile(50),
    p90: percentile(90),
  }
}

function toWords(counts: ReadonlyMap<number | string, number>): readonly WordCount[] {
  const words = [...counts].map(([word, count]) => ({ word: String(word), count }))
  return words.toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
}

function toTooMany(value: number): LimitError {
  return new LimitError(
    `The statistic has more than ${MOST_GROUPS} groups, and at most ${MOST_GROUPS} are returned; group by less, by a longer interval, or over a shorter range.`,
    { limit: 'statsGroups', value, maximum: MOST_GROUPS },
  )
}
