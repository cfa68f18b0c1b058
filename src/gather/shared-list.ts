// A cached list that streams of many clients extend and refresh together.
import type { Ask } from '../domain/ask.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Asked, Feed, Judge, Memory, SingleFlight } from '../vendors/index.ts'
import type { AccountPosition, CachedList, Range } from './cached-list.ts'
import type { JournalOf } from './journal.ts'
import type { Remember } from './rows.ts'
import { UpstreamError } from '../domain/errors.ts'
import { createCachedList } from './cached-list.ts'
import { createFetchNextPage } from './fetch-next-page.ts'
import { catchUp, isRefreshable, refresh } from './refresh.ts'
import { rememberingFeed } from './rows.ts'

export interface ListQuery<N extends ListNoun> {
  /** The same for equal lists, e.g. `lists ujet CALL null DESC Zm9v…`. */
  readonly key: string
  /** The same for equal questions; a list answers several. */
  readonly question: () => string
  /** Lists that may be wider, e.g. `ujet CALL null DESC`; `null`: none. */
  readonly family: string | null
  readonly noun: N
  /** Name of the account, e.g. `ujet`. */
  readonly account: string
  /** True for lists that are read whole. */
  readonly readsWhole: boolean
  /** Reads the list. Made on the first call. */
  readonly feed: () => Feed<RowOf<N>>
  /** Filter and fields of the feed, without its range. */
  readonly sent: Asked<N>
  /** False if all rows of the own list match. */
  readonly isNarrower: boolean
  /** Judges rows of a list; `null`: the list cannot answer. */
  readonly judgeOf: (list: Asked<N>) => Judge<RowOf<N>> | null
  readonly order: Order<RowOf<N>>
  /** Position of the first row; `null`: the head. */
  readonly start: AccountPosition | null
  /** Rows that the answer needs at most. */
  readonly page: { readonly position: AccountPosition | null; readonly range: Range; readonly rows: number }
  /** Set when the client sent a cursor. */
  readonly isLater: boolean
  /** Earliest start that is wanted. */
  readonly floor: Instant | undefined
  /** Range of the total; `null` for later pages. */
  readonly counted: Range | null
}

export interface SharedList<R> {
  readonly list: CachedList<R>
  /** Callers in flight share one request. */
  fetchNextPage(ask: Ask): Promise<void>
  /** Resolves to `false` for a list to be read again. */
  refresh(ask: Ask): Promise<boolean>
  /** Error of the last revalidation; `null`: it succeeded. */
  failure(): UpstreamError | null
  failed(failure: UpstreamError): void
}

/** A shared list with the question that opened it. */
export interface Entry<N extends ListNoun> extends SharedList<RowOf<N>> {
  readonly query: ListQuery<N>
  /** Rows that pass narrower questions, by question. */
  readonly filters: Map<string, RowFilter<RowOf<N>>>
  usedAt: Instant
  isRefreshable(): boolean
  /** Merges the changes at hand. True if there were any. */
  catchUp(): boolean
}

export interface EntryDeps {
  readonly memory: Memory
  readonly flights: SingleFlight
  readonly clock: Clock
  readonly remember: Remember
  readonly journalOf: JournalOf
}

/** `onRead` is called after every page and refresh. */
export function createEntry<N extends ListNoun>(
  query: ListQuery<N>,
  name: string,
  { memory, flights, clock, remember, journalOf }: EntryDeps,
  onRead: (entry: Entry<N>, ask: Ask) => void,
): Entry<N> {
  const { noun, order, start, floor, counted } = query
  const feed = query.feed()
  const pageSize = feed.maximum ?? 0
  const options = { asOf: clock.now(), pageSize, floor, counted }
  const list = createCachedList<RowOf<N>>(feed.whole ? null : start, options)
  const fetchNextPage = createFetchNextPage(rememberingFeed(feed, remember), list, order, clock)
  const refreshed = { name, list, order, journal: journalOf(feed.account, noun) }
  let fetching = Promise.resolve()
  let failing: { readonly error: UpstreamError; readonly at: Instant } | null = null

  const raise = () => memory.raise(feed.account)

  async function fetchOnce(ask: Ask): Promise<void> {
    const { requests } = list
    // A request without callers may still bring the page.
    await fetching.catch(() => {})
    if (list.requests > requests) return
    fetching = fetchNextPage(ask)
      .then(() => onSuccess(ask))
      .finally(raise)
    await fetching
  }

  async function refreshOnce(ask: Ask): Promise<boolean> {
    const changes = feed.changes()
    const isRefreshed = changes !== null && (await refresh(changes, refreshed, ask).finally(raise))
    if (isRefreshed) onSuccess(ask)
    return isRefreshed
  }

  function onSuccess(ask: Ask): void {
    failing = null
    onRead(entry, ask)
  }

  const entry: Entry<N> = {
    query,
    list,
    filters: new Map(),
    usedAt: clock.now(),
    fetchNextPage: (ask) => flights.share(name, ask, fetchOnce),
    refresh: (ask) => flights.share(`${name} refresh`, ask, refreshOnce),
    isRefreshable: () => isRefreshable(list, feed.changes(), clock.now()),
    catchUp: () => {
      const changes = feed.changes()
      if (changes === null || !isRefreshable(list, changes, clock.now())) return false
      const isYounger = catchUp(changes, refreshed)
      if (isYounger) failing = null
      return isYounger
    },
    failure: () => failing && afterMs(failing.error, clock.now() - failing.at),
    failed: (error) => {
      failing = { error, at: clock.now() }
      raise()
    },
  }
  return entry
}

/** The error some time later: `retryAfterMs` 1000 → 600. */
function afterMs({ account, code, message, retryAfterMs, status }: UpstreamError, ms: number): UpstreamError {
  const left = retryAfterMs === null ? null : Math.max(0, retryAfterMs - ms)
  return new UpstreamError(account, code, message, { retryAfterMs: left, status })
}

/**
 * Rows of a list that pass a narrower filter. Each row is judged once.
 *
 *   list      a b c d e | f g         f and g are appended
 *   passing   b d e     | g           only they are judged
 */
export interface RowFilter<R> {
  /** The rows that pass, in their order. */
  passing(rows: readonly R[]): readonly R[]
  /** False if a row lacks a value of the filter. */
  isSure(rows: readonly R[]): boolean
  /** Rows that passed last, for the size in memory. */
  count(): number
}

interface Judged<R> {
  readonly passing: R[]
  count: number
  isSure: boolean
}

export function createRowFilter<R>(judge: Judge<R>): RowFilter<R> {
  // A refresh replaces the array; streams still read the old one.
  const known = new WeakMap<readonly R[], Judged<R>>()
  let last: { readonly rows: readonly R[]; readonly judged: Judged<R> } | null = null

  /** Keeps verdicts of rows that a refresh left alone. */
  function verdicts(): Judge<R> {
    if (last === null || !last.judged.isSure) return judge
    const { rows, judged: before } = last
    const [all, passing] = [new Set(rows.slice(0, before.count)), new Set(before.passing)]
    return (row) => (all.has(row) ? passing.has(row) : judge(row))
  }

  function judged(rows: readonly R[]): Judged<R> {
    if (last?.rows === rows && last.judged.count === rows.length) return last.judged
    const found = known.get(rows) ?? { passing: [], count: 0, isSure: true }
    if (found.count === rows.length) return found
    const verdictOf = found.count === 0 ? verdicts() : judge
    for (const row of rows.slice(found.count)) {
      const verdict = verdictOf(row)
      if (verdict === undefined) found.isSure = false
      if (verdict === true) found.passing.push(row)
    }
    found.count = rows.length
    known.set(rows, found)
    last = { rows, judged: found }
    return found
  }

  return {
    passing: (rows) => judged(rows).passing,
    isSure: (rows) => judged(rows).isSure,
    count: () => last?.judged.passing.length ?? 0,
  }
}
