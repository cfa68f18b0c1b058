// Statistics over many accounts: rows of cached lists, counted. What is not read yet is read meanwhile.
//
//   list        ■■■■■■■■■■■■■■■■■■┊········   read within the budget, then in the background
//   statistic   ← from coveredFrom on         counted once, then moved by what changed
import type { Ask } from '../domain/ask.ts'
import type { FilterOf, RowOf } from '../domain/lists.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Measure, Measured, StatsInterval, StatsKey, StatsNoun } from '../domain/stats.ts'
import type { Instant } from '../domain/time.ts'
import type { Zone } from '../domain/zone.ts'
import type { Account } from '../vendors/index.ts'
import type { ListDeps } from './list.ts'
import type { ListRequest, Selection } from './question.ts'
import type { StatsFill } from './stats-fill.ts'
import type { Fold, Group } from './stats-fold.ts'
import type { AccountStream, Covered } from './stream.ts'
import type { Look } from './watch.ts'
import { isDeepStrictEqual } from 'node:util'
import { InputError, kindOf, LimitError } from '../domain/errors.ts'
import { keyFieldOf, measuresOf } from '../domain/stats.ts'
import { createZone } from '../domain/zone.ts'
import { resourceOf } from '../vendors/index.ts'
import { lacksField } from './carriers.ts'
import { emitSavings } from './list.ts'
import { openStream } from './open-stream.ts'
import { failIfNeeded } from './report.ts'
import { grantedAccounts, resolve } from './resolve.ts'
import { WANTED_MS } from './stats-fill.ts'
import { createFold } from './stats-fold.ts'
import { isFailed, isReadAgain, statsReport } from './stats-report.ts'

export interface StatsRequest<N extends StatsNoun = StatsNoun> {
  readonly noun: N
  readonly selection: Selection
  readonly filter: FilterOf<N>
  readonly groupBy: readonly StatsKey[]
  readonly interval: StatsInterval | null
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string
  /** Selected measures, e.g. `durationSeconds`. */
  readonly measures: ReadonlySet<string>
}

export interface Stats {
  readonly total: Measured
  readonly groups: readonly Group[]
  /** True if every matching row of every account is counted. */
  readonly isComplete: boolean
  /** Rows that start here or later are all counted; `null`: an account has not answered. */
  readonly coveredFrom: Instant | null
  readonly reports: readonly AccountReport[]
}

export interface StatsDeps extends ListDeps {
  readonly fill: StatsFill
  readonly maxStatsRows: number
}

/** The time between two looks of a subscription. */
export const STATS_EVERY_MS = 5000

const MOST_KEYS = 3

/** Rows of a range, and the measures that are counted. */
interface Question<N extends StatsNoun> {
  readonly from: Instant
  readonly to: Instant | undefined
  /** Fields of rows. */
  readonly keys: readonly (string & keyof RowOf<N>)[]
  readonly measures: Readonly<Record<string, Measure<RowOf<N>>>>
  readonly interval: { readonly name: StatsInterval; readonly zone: Zone } | null
  /** Fields by the names that clients know, e.g. `handleSeconds` → `handleDurations`. */
  readonly fields: ReadonlyMap<string, string>
  readonly list: ListRequest<N>
}

/** Throws InputError. */
export function toQuestion<N extends StatsNoun>(request: StatsRequest<N>): Question<N> {
  const { noun, selection, filter, groupBy } = request
  const { from, to } = filter.startedAt ?? {}
  if (from === undefined)
    throw new InputError('"filter.startedAt.from": expected the instant from which on to count, got none.')
  const grouped = new Set(groupBy)
  if (grouped.size > MOST_KEYS)
    throw new InputError(`Argument "groupBy": expected at most ${MOST_KEYS} keys, got ${grouped.size}.`)
  const zone = createZone(request.timeZone)
  if (zone === null)
    throw new InputError(
      `Argument "timeZone": expected the IANA name of a time zone, e.g. "America/Chicago", got ${kindOf(request.timeZone)}.`,
    )
  const interval = request.interval === null ? null : { name: request.interval, zone }
  // The table names fields of the noun's rows.
  const keys = [...grouped].flatMap((key) => keyFieldOf(noun, key) ?? []) as Question<N>['keys']
  const selected = Object.entries(measuresOf(noun)).filter(([name]) => request.measures.has(name))
  const fields = new Map([
    ...keys.map((key): [string, string] => [key, key]),
    ...selected.map(([name, { field }]): [string, string] => [name, field]),
  ])
  const wanted = new Set(['startedAt', ...fields.values()])
  const whole = { orderBy: null, first: null, after: null, requireComplete: false }
  const list = { ...whole, noun, selection, filter, wanted }
  return { from, to, keys, interval, measures: Object.fromEntries(selected), fields, list }
}

/** The same for equal questions about the same accounts. */
export function keyOf<N extends StatsNoun>(
  { hash }: Pick<StatsDeps, 'hash'>,
  { noun, filter, groupBy, interval, timeZone, measures }: StatsRequest<N>,
  accounts: readonly string[],
): string {
  return `stats ${hash([noun, filter, groupBy, interval, timeZone, [...measures].toSorted(), accounts])}`
}

/** Reads for `mostMs`; else as far as the budget lasts. Throws InputError, LimitError or ListError. */
export async function countRows<N extends StatsNoun>(
  deps: StatsDeps,
  request: StatsRequest<N>,
  ask: Ask,
  mostMs = Number.POSITIVE_INFINITY,
): Promise<Stats> {
  const { clock, fill } = deps
  const question = toQuestion(request)
  const { list, from, to } = question
  const { selected, order } = resolve(list, grantedAccounts(deps.accounts, ask.viewer))
  const key = keyOf(
    deps,
    request,
    selected.map(({ name }) => name),
  )
  const create = () => createFold({ ...question, startOf: order.keyOf })
  // Too many intervals are refused before anything is read.
  if (deps.memory.get(key) === undefined) create().read(clock.now())
  const open = (account: Account, by: Ask) => {
    const isNeeded = () => by !== ask || streams.length === 1
    return openStream(deps, { request: list, order, account, position: null, ask: by, isNeeded })
  }
  const parts = selected.flatMap((account) => open(account, ask) ?? [])
  const streams = parts.flatMap((part) => ('stream' in part ? part.stream : []))
  await readOn(streams, clock.now() + mostMs, deps)

  const covered = new Map(streams.map((stream) => [stream, stream.covered()]))
  const coveredOf = (stream: AccountStream<RowOf<N>>) => covered.get(stream) ?? stream.covered()
  failIfNeeded(streams, Math.max(0, ...streams.map((stream) => coveredOf(stream).rows.length)), false)
  const [spent] = streams.flatMap((stream) => stream.budgetError() ?? [])
  if (spent !== undefined && streams.every((stream) => coveredOf(stream).from === null)) throw spent

  const reports = parts.map((part) => {
    if ('report' in part) return part.report
    const { account, stream } = part
    const isPartial = !coveredOf(stream).isWhole && !stream.cut() && !isFailed(stream)
    const isToBeRead = isPartial || isReadAgain(stream)
    if (isToBeRead) {
      const reopen = (by: Ask) => {
        const again = open(account, by)
        return again !== null && 'stream' in again ? again.stream : null
      }
      fill.want(account.name, key, reopen)
    }
    const range = { from, to: Math.min(to ?? clock.now(), clock.now()) }
    const lacking = lackingOf(account, question)
    return statsReport({ account, stream, covered: coveredOf(stream), range, lacking })
  })
  // An open range and a pause to wait for change from moment to moment.
  const isOpen = to === undefined || to > clock.now()
  if (isOpen || reports.some(({ state }) => state === 'STALE')) ask.uses?.spoil()
  emitSavings(deps.emit, streams, null, ask)
  const isCounted = (report: AccountReport, index: number) => {
    const part = parts[index]
    return (
      report.state === 'COMPLETE' || (report.state === 'SKIPPED' && part !== undefined && 'stream' in part)
    )
  }
  const later = (one: Instant | null, other: Instant | null) =>
    one === null || other === null ? null : Math.max(one, other)
  return {
    ...count(deps, key, covered, create),
    isComplete: reports.every(isCounted),
    coveredFrom: streams.map((stream) => coveredOf(stream).from).reduce(later, from),
    reports,
  }
}

/** Reads all lists on together. Throws LimitError. */
async function readOn<R>(
  streams: readonly AccountStream<R>[],
  until: Instant,
  { clock, maxStatsRows }: StatsDeps,
): Promise<void> {
  let refusal: LimitError | null = null
  const isOver = (stream: AccountStream<R>) => {
    const { isWhole, rows } = stream.covered()
    const least = Math.max(rows.length, stream.total() ?? 0)
    if (least > maxStatsRows) refusal = toTooManyRows(stream.account, least, maxStatsRows)
    if (refusal !== null || isWhole || stream.cut()) return true
    return stream.failure() !== null || stream.budgetError() !== null
  }
  await Promise.all(
    streams.map(async (stream) => {
      for (let isLate = false; !isLate && !isOver(stream); isLate = clock.now() >= until) await stream.more()
      isOver(stream)
      stream.settle()
    }),
  )
  if (refusal !== null) throw refusal
}

/** Rows counted so far, by account. */
interface Counted<R> {
  readonly fold: Fold<R>
  readonly rows: ReadonlyMap<string, readonly R[]>
}

/** Numbers are kept, so that a repeated question looks at changed rows only. */
function count<R>(
  { memory, clock }: StatsDeps,
  key: string,
  covered: ReadonlyMap<AccountStream<R>, Covered<R>>,
  create: () => Fold<R>,
): { readonly total: Measured; readonly groups: readonly Group[] } {
  const { fold, rows: before } = memory.get<Counted<R>>(key)?.value ?? { fold: create(), rows: new Map() }
  const rows = new Map(covered.entries().map(([{ account }, one]) => [account, one.rows]))
  // A fold that throws on its way is of no use.
  memory.delete(key)
  for (const account of new Set([...before.keys(), ...rows.keys()]))
    fold.move(before.get(account) ?? [], rows.get(account) ?? [])
  const numbers = fold.read(clock.now())
  const values = rows.values().reduce((sum, one) => sum + one.length, 0) * fold.measures
  memory.set(key, { fold, rows }, { ttlMs: WANTED_MS, bytes: BYTES_PER_VALUE * values })
  return numbers
}

/** The most that a value takes in the maps of its group and of the total. */
const BYTES_PER_VALUE = 80

function lackingOf<N extends StatsNoun>(account: Account, { list, fields }: Question<N>): readonly string[] {
  const resource = resourceOf(account, list.noun)
  if (resource === undefined) return []
  return [...fields].flatMap(([name, field]) => (lacksField(resource, field) ? [name] : []))
}

function toTooManyRows(account: string, value: number, maximum: number): LimitError {
  return new LimitError(
    `${account} has at least ${value} rows in "filter.startedAt", and at most ${maximum} are counted; count a shorter range, or narrow the filter.`,
    { limit: 'statsRows', value, maximum },
  )
}

/** A subscription's look: it reads for a while, tells what is counted, and is told again when a number moves. */
export function lookAtStats<N extends StatsNoun>(
  deps: StatsDeps,
  request: StatsRequest<N>,
): () => Look<Stats> {
  return () => {
    let told: Stats | null = null
    return async (ask) => {
      const present = await countRows(deps, request, ask, STATS_EVERY_MS)
      const change = told !== null && isDeepStrictEqual(numbersOf(told), numbersOf(present)) ? null : present
      told = present
      return { present, change }
    }
  }
}

/** All but ages and requests. */
function numbersOf({ total, groups, isComplete, coveredFrom, reports }: Stats) {
  return [total, groups, isComplete, coveredFrom, reports.map(({ state, code }) => [state, code])]
}
