// The ways in which random cases draw their values. A case has few of each, so that rows share instants and filters
// meet rows.
import type { NumberRange, TimeRange } from '../../src/domain/filter.ts'
import type { Random } from '../../src/demo/random.ts'

/** A row as a vendor writes it. */
export type WireRow = Record<string, unknown>

export interface Draw {
  readonly random: Random
  /** One of the case's instants; the fewer there are, the more rows share one. */
  instant(): number
  /** The same or a later one. */
  after(instant: number): number
  number(): number
  maybe<T>(value: T): T | null
}

const START = Date.UTC(2026, 0, 15, 6)
const SPAN_MS = 6 * 3_600_000
export const MOST_ROWS = 40

/** Instants stand within six hours, and beside some of them another one so many milliseconds later. */
export function createDraw(random: Random, start = START, neighboursMs: readonly number[] = [1]): Draw {
  const count = random.weighted([
    [1, 1],
    [3, 4],
    [3, 15],
    [3, 60],
  ])
  const instants = Array.from({ length: count }, () => start + random.int(0, SPAN_MS / 1000) * 1000).flatMap(
    // Neighbours show whether bounds are right.
    (instant) => (random.chance(0.2) ? [instant, instant + random.pick(neighboursMs)] : [instant]),
  )
  return {
    random,
    instant: () => random.pick(instants),
    after: (instant) => random.pick([instant, ...instants.filter((one) => one > instant)]),
    number: () => random.int(0, 6),
    maybe: (value) => (random.chance(0.25) ? null : value),
  }
}

/** Few rows now and then, many mostly. */
export function drawCount({ int, weighted }: Random): number {
  return weighted([
    [1, int(0, 3)],
    [5, int(4, MOST_ROWS)],
  ])
}

export function times(draw: Draw): TimeRange {
  const [one, other] = [draw.instant() + draw.random.int(0, 1), draw.instant() + draw.random.int(0, 1)]
  const range = { from: Math.min(one, other), to: Math.max(one, other) + 1 }
  const { from, to } = range
  return draw.random.pick([range, { from }, { to }])
}

export function numbers(draw: Draw): NumberRange {
  const [one, other] = [draw.number(), draw.number()]
  const [from, to] = [Math.min(one, other), Math.max(one, other)]
  return draw.random.pick([{ from, to }, { from }, { to }])
}

/** Some of the values, now and then none. */
export function some<T>(values: readonly T[]): ({ random }: Draw) => T[] {
  return ({ random }) =>
    Array.from({ length: random.chance(0.05) ? 0 : random.int(1, 3) }, () => random.pick(values))
}

/** Few of the keys, since with many filters nothing is left. */
export function drawKeys<Key>({ pick, weighted }: Random, keys: readonly Key[]): readonly Key[] {
  const count = weighted([
    [3, 0],
    [5, 1],
    [2, 2],
    [1, 3],
  ])
  return Array.from({ length: count }, () => pick(keys))
}

/** How many rows the pages are to have, over and over; not so few that there would be too many pages. */
export function drawFirst(random: Random, rows: number): readonly number[] {
  const first = Array.from({ length: 4 }, () => random.int(1, 25))
  return first.reduce((sum, one) => sum + one) * 8 < rows ? [...first, 25] : first
}

export const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

export const PHONES = [
  '+13165550000',
  '+1 (316) 555-0001',
  '0013165550002',
  '+13165550100',
  '+13165550102',
] as const
