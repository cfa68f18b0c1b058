// Cached lists by question, shared by the streams that ask the same.
import type { Ask } from '../domain/ask.ts'
import type { Staleness } from '../domain/freshness.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Feed, Memory, SingleFlight } from '../vendors/index.ts'
import type { AccountPosition, CachedList, Range } from './cached-list.ts'
import type { Journal, JournalOf } from './journal.ts'
import type { Remember } from './remember.ts'
import type { StalenessPolicy } from './staleness.ts'
import type { OpenedList, SharedList } from './stream.ts'
import { UpstreamError } from '../domain/errors.ts'
import { CACHED_LIST_IDLE_MS, LIST_TTL_MS, STALE_IF_ERROR_MS } from '../domain/ttl.ts'
import { covers, createCachedList, reachesAsFar } from './cached-list.ts'
import { createFetchNextPage } from './fetch-next-page.ts'
import { catchUp, copyOldRows, isRefreshable, oldestOf, refresh } from './refresh.ts'
import { rememberingFeed } from './remember.ts'

/** Limit of lists per question: other ranges and depths open their own. */
const MOST_LISTS = 16

/** Lists of more pages are not read again in the background. */
const MOST_REVALIDATED_PAGES = 5

export interface ListQuery<R> {
  /** The same for equal questions, e.g. `lists ujet CALL Zm9v…`. */
  readonly key: string
  readonly noun: ListNoun
  readonly feed: Feed<R>
  readonly order: Order<R>
  /** Position of the first row; `null`: the head. */
  readonly start: AccountPosition | null
  /** Set when the client sent a cursor. */
  readonly isLater: boolean
  /** Earliest start that is wanted. */
  readonly floor: Instant | undefined
  /** Range of the total; `null` for later pages. */
  readonly counted: Range | null
}

export interface ListCache {
  /** A list that covers the query's start. Sends nothing by itself. */
  open<N extends ListNoun>(query: ListQuery<RowOf<N>>, ask: Ask): OpenedList<RowOf<N>>
}

export interface ListCacheDeps {
  readonly memory: Memory
  readonly policy: StalenessPolicy
  readonly flights: SingleFlight
  readonly clock: Clock
  readonly remember: Remember
  readonly journalOf: JournalOf
}

interface Entry<R> extends SharedList<R> {
  usedAt: Instant
  isRefreshable(): boolean
  /** Merges the changes at hand. True if there were any. */
  catchUp(): boolean
}

/** A list that covers a query; LOADING: its first page is on the way. */
interface Candidate<R> {
  readonly entry: Entry<R>
  readonly state: Staleness | 'LOADING'
  /** True if changes at hand made it fresh. */
  readonly byJournal: boolean
}

const isRead = ({ requests }: CachedList<unknown>): boolean => requests > 0

export function createListCache(deps: ListCacheDeps): ListCache {
  const { memory, clock, policy } = deps
  let count = 0
  /** Lists that are read again in the background, by question and start. */
  const revalidations = new Map<string, unknown>()

  // The question fixes the row type of its entries.
  const revalidationOf = <R>(query: ListQuery<R>) => revalidations.get(nameOf(query)) as Entry<R> | undefined
  const entriesOf = <R>(key: string) => memory.get<readonly Entry<R>[]>(key)?.value ?? []

  function keep<R>({ key, noun, order, floor }: ListQuery<R>, entry: Entry<R>): Entry<R> {
    entry.usedAt = clock.now()
    lowerFloor(entry.list, floor)
    const others = entriesOf<R>(key).filter(
      (one) => one !== entry && !isSuperseded(one.list, entry.list, order),
    )
    const entries = [entry, ...others].slice(0, MOST_LISTS)
    const characters = entries.reduce((sum, { list }) => sum + list.size, 1000)
    memory.set(key, entries, {
      ttlMs: LIST_TTL_MS[noun],
      staleIfErrorMs: STALE_IF_ERROR_MS,
      bytes: characters * 2,
    })
    return entry
  }

  function create<R extends { readonly id: string }>(query: ListQuery<R>): Entry<R> {
    const { key, feed, order } = query
    return createEntry(query, `${key} ${(count += 1)}`, deps, (entry, ask) => {
      const others = entriesOf<R>(key).map(({ list }) => list)
      if (feed.changes() === null && !limitsAge(ask)) copyOldRows(entry.list, others, order, clock.now())
      if (revalidations.get(nameOf(query)) !== entry) keep(query, entry)
    })
  }

  /** Refreshes a stale list, or reads it again. Rejects with UpstreamError. */
  async function revalidate<R extends { readonly id: string }>(
    query: ListQuery<R>,
    stale: Entry<R>,
  ): Promise<void> {
    if (stale.isRefreshable() && (await stale.refresh(policy.background()))) return
    const name = nameOf(query)
    if (revalidations.has(name) || !isShort(query, stale)) return
    const entry = create(query)
    revalidations.set(name, entry)
    const isDone = () =>
      reachesAsFar(entry.list, stale.list, query.order.direction) ||
      entry.list.requests >= stale.list.requests
    try {
      while (!isDone()) await entry.fetchNextPage(policy.background())
    } finally {
      revalidations.delete(name)
      if (isRead(entry.list)) keep(query, entry)
    }
  }

  /** Later pages are served at any age, unless the client limits it. */
  function stateOf<R>(query: ListQuery<R>, entry: Entry<R>, ask: Ask): Candidate<R>['state'] {
    const { noun, feed, isLater } = query
    const { list, usedAt } = entry
    if (!isRead(list)) return 'LOADING'
    const isIdle = clock.now() - usedAt > CACHED_LIST_IDLE_MS
    if (isLater && ask.freshness === undefined && !isIdle && !feed.whole) return 'FRESH'
    const readAt = ask.freshness === undefined ? list.asOf : oldestOf(list)
    const state = policy.stalenessOf(feed.account, { readAt, ttlMs: LIST_TTL_MS[noun] }, ask)
    const isWorthIt = entry.isRefreshable() || isShort(query, entry)
    return state === 'STALE_WHILE_REVALIDATE' && !isWorthIt ? 'STALE_IF_ERROR' : state
  }

  function candidatesOf<R>(query: ListQuery<R>, ask: Ask): readonly Candidate<R>[] {
    return entriesOf<R>(query.key)
      .filter(({ list }) => covers(list, query.start, query.order.direction))
      .map((entry) => {
        const state = stateOf(query, entry, ask)
        const isDue = state !== 'FRESH' && state !== 'LOADING'
        if (!isDue || !entry.catchUp()) return { entry, state, byJournal: false }
        const now = stateOf(query, entry, ask)
        return { entry, state: now, byJournal: now === 'FRESH' }
      })
  }

  return {
    open: (query, ask) => {
      const candidates = candidatesOf(query, ask)
      // Entries stand by last use, the latest first.
      const find = (state: Candidate<unknown>['state']) => candidates.find((one) => one.state === state)
      const last = (state: Candidate<unknown>['state']) => find(state)?.entry ?? null
      const reread = () => keep(query, revalidationOf(query) ?? last('LOADING') ?? create(query))
      const served = { needsRefresh: false, byJournal: false, reread, fallback: null }

      const fresh = find('FRESH')
      if (fresh !== undefined)
        return { ...served, byJournal: fresh.byJournal, shared: keep(query, fresh.entry) }

      const stale = last('STALE_WHILE_REVALIDATE')
      if (stale !== null) {
        revalidate(query, stale).catch((error) => error instanceof UpstreamError && stale.failed(error))
        return { ...served, shared: keep(query, stale) }
      }
      if (ask.freshness?.onlyIfCached === true) return { ...served, shared: create(query) }

      const fallback = last('STALE_IF_ERROR')
      const old = fallback ?? last('EXPIRED')
      return old?.isRefreshable() === true
        ? { ...served, shared: keep(query, old), needsRefresh: true, fallback }
        : { ...served, shared: reread(), fallback }
    },
  }
}

/** `onRead` is called after every page and refresh. */
function createEntry<R extends { readonly id: string }>(
  { noun, feed, order, start, floor, counted }: ListQuery<R>,
  name: string,
  { flights, clock, remember, journalOf }: ListCacheDeps,
  onRead: (entry: Entry<R>, ask: Ask) => void,
): Entry<R> {
  const pageSize = feed.maximum ?? 0
  const options = { asOf: clock.now(), pageSize, floor, counted }
  const list = createCachedList<R>(feed.whole ? null : start, options)
  const fetchNextPage = createFetchNextPage(rememberingFeed(feed, remember), list, order, clock)
  // The noun fixes the row type.
  const journal = journalOf(feed.account, noun) as unknown as Journal<R>
  let fetching = Promise.resolve()
  let failing: { readonly error: UpstreamError; readonly at: Instant } | null = null

  async function fetchOnce(ask: Ask): Promise<void> {
    const { requests } = list
    // A request whose callers have left may still bring the page.
    await fetching.catch(() => {})
    if (list.requests > requests) return
    fetching = fetchNextPage(ask).then(() => onSuccess(ask))
    await fetching
  }

  async function refreshOnce(ask: Ask): Promise<boolean> {
    const changes = feed.changes()
    const isRefreshed = changes !== null && (await refresh(changes, { name, list, order, journal }, ask))
    if (isRefreshed) onSuccess(ask)
    return isRefreshed
  }

  function onSuccess(ask: Ask): void {
    failing = null
    onRead(entry, ask)
  }

  const entry: Entry<R> = {
    list,
    usedAt: clock.now(),
    fetchNextPage: (ask) => flights.share(name, ask, fetchOnce),
    refresh: (ask) => flights.share(`${name} refresh`, ask, refreshOnce),
    isRefreshable: () => isRefreshable(list, feed.changes(), clock.now()),
    catchUp: () => {
      const changes = feed.changes()
      if (changes === null || !isRefreshable(list, changes, clock.now())) return false
      const isYounger = catchUp(changes, { list, order, journal })
      if (isYounger) failing = null
      return isYounger
    },
    failure: () => failing && afterMs(failing.error, clock.now() - failing.at),
    failed: (error) => {
      failing = { error, at: clock.now() }
    },
  }
  return entry
}

/** The error some time later, e.g. `retryAfterMs: 600` 400 ms after 1000. */
function afterMs({ account, code, message, retryAfterMs, status }: UpstreamError, ms: number): UpstreamError {
  const left = retryAfterMs === null ? null : Math.max(0, retryAfterMs - ms)
  return new UpstreamError(account, code, message, { retryAfterMs: left, status })
}

/** True if a client limits the age of its answer. */
function limitsAge({ priority, freshness }: Ask): boolean {
  if (priority === 'BACKGROUND' || freshness === undefined) return false
  return freshness.maxAgeMs !== null || freshness.maxStaleMs !== null
}

function nameOf<R>({ key, start }: ListQuery<R>): string {
  return `${key} ${start?.key ?? ''}`
}

function isShort<R>({ feed, isLater }: ListQuery<R>, { list }: Entry<R>): boolean {
  return feed.whole || (list.requests <= MOST_REVALIDATED_PAGES && !isLater)
}

/** Extends the wanted range; `undefined` removes its limit. */
function lowerFloor(list: CachedList<unknown>, floor: Instant | undefined): void {
  if (floor === undefined) list.floor = undefined
  else if (list.floor !== undefined) list.floor = Math.min(list.floor, floor)
}

/** True if a younger list holds all of its rows. */
function isSuperseded<R>(one: CachedList<R>, by: CachedList<R>, { direction }: Order<R>): boolean {
  return one.top === by.top && isRead(by) && by.asOf >= one.asOf && reachesAsFar(by, one, direction)
}
