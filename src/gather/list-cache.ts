// Cached lists by question, shared by equal questions.
import type { Ask } from '../domain/ask.ts'
import type { Staleness } from '../domain/freshness.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Asked, Judge } from '../vendors/index.ts'
import type { CachedList } from './cached-list.ts'
import type { ListView } from './list-view.ts'
import type { Entry, EntryDeps, ListQuery } from './shared-list.ts'
import type { StalenessPolicy } from './staleness.ts'
import type { OpenedList } from './stream.ts'
import { UpstreamError } from '../domain/errors.ts'
import { CACHED_LIST_IDLE_MS, LIST_TTL_MS, STALE_IF_ERROR_MS } from '../domain/ttl.ts'
import { covers, isWhole, reachesAsFar } from './cached-list.ts'
import { fills, ownView, viewOf } from './list-view.ts'
import { copyOldRows, oldestOf } from './refresh.ts'
import { createEntry } from './shared-list.ts'

/** Limit of lists per question, of other ranges and depths. */
const MOST_LISTS = 16

/** Lists of more pages are not read again in the background. */
const MOST_REVALIDATED_PAGES = 5

/** Limit of filters per account, noun and order. */
const MOST_FILTERS = 32

/** Limit of wider lists that one question looks at. */
const MOST_WIDER_LISTS = 4

export interface ListCache {
  /** A list that covers the query's start. Sends nothing. */
  open<N extends ListNoun>(query: ListQuery<N>, ask: Ask): OpenedList<RowOf<N>>
}

export interface ListCacheDeps extends EntryDeps {
  readonly policy: StalenessPolicy
}

/** Time after which a statistic has a long list read again. */
const MOST_STATS_TTL_MS = 60_000

/** LOADING: pages are on the way, and the answer does not count without them. */
interface Candidate<N extends ListNoun> {
  readonly entry: Entry<N>
  readonly view: ListView<RowOf<N>>
  readonly state: Staleness | 'LOADING'
  /** True if changes at hand made it fresh. */
  readonly byJournal: boolean
  /** The least is chosen among those of one state. */
  readonly cost: number
}

/** A filter whose lists are cached under a key. */
interface CachedFilter<N extends ListNoun> extends Asked<N> {
  readonly key: string
  readonly characters: number
}

const isRead = ({ requests }: CachedList<unknown>): boolean => requests > 0

export function createListCache(deps: ListCacheDeps): ListCache {
  const { memory, clock, policy } = deps
  let count = 0
  /** Lists read again in the background, by question and start. */
  const revalidations = new Map<string, unknown>()

  // The key fixes the noun of what it holds.
  const revalidationOf = <N extends ListNoun>(query: ListQuery<N>) =>
    revalidations.get(nameOf(query)) as Entry<N> | undefined
  const entriesOf = <N extends ListNoun>(key: string) => memory.get<readonly Entry<N>[]>(key)?.value ?? []
  const filtersOf = <N extends ListNoun>(family: string) =>
    memory.get<readonly CachedFilter<N>[]>(`filters ${family}`)?.value ?? []

  function keep<N extends ListNoun>(query: ListQuery<N>, entry: Entry<N>): Entry<N> {
    const { key, noun, order, floor } = query
    entry.usedAt = clock.now()
    lowerFloor(entry.list, floor)
    const others = entriesOf<N>(key).filter(
      (one) => one !== entry && !isSuperseded(one.list, entry.list, order),
    )
    const entries = [entry, ...others].slice(0, MOST_LISTS)
    memory.set(key, entries, {
      ttlMs: LIST_TTL_MS[noun],
      staleIfErrorMs: STALE_IF_ERROR_MS,
      bytes: entries.reduce((sum, one) => sum + bytesOf(one), 2000),
    })
    keepFilter(query)
    return entry
  }

  /** Short filters stay longest: they are the widest. */
  function keepFilter<N extends ListNoun>({ key, family, sent }: ListQuery<N>): void {
    if (family === null) return
    const known = filtersOf<N>(family)
    if (known.some((one) => one.key === key)) return
    const added = { ...sent, key, characters: JSON.stringify(sent.filter).length }
    const kept = [added, ...known].toSorted((a, b) => a.characters - b.characters).slice(0, MOST_FILTERS)
    const bytes = kept.reduce((sum, { characters }) => sum + characters * 2 + 200, 0)
    memory.set(`filters ${family}`, kept, { ttlMs: STALE_IF_ERROR_MS, bytes })
  }

  function create<N extends ListNoun>(query: ListQuery<N>): Entry<N> {
    const { key, order } = query
    return createEntry(query, `${key} ${(count += 1)}`, deps, (entry, ask) => {
      const others = entriesOf<N>(key).map(({ list }) => list)
      const feed = query.feed()
      // Other orders mix young rows with old ones.
      if (feed.order === null && feed.changes() === null && !limitsAge(ask))
        copyOldRows(entry.list, others, order, clock.now())
      if (revalidations.get(nameOf(query)) !== entry) keep(query, entry)
    })
  }

  /** Refreshes a stale list, or reads it again. Rejects with UpstreamError. */
  async function revalidate<N extends ListNoun>(query: ListQuery<N>, stale: Entry<N>): Promise<void> {
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

  /** Serves later pages at any age, unless the client limits it. */
  function stateOf<N extends ListNoun>(
    query: ListQuery<N>,
    entry: Entry<N>,
    ask: Ask,
  ): Candidate<N>['state'] {
    const { noun, account, readsWhole, isLater } = query
    const { list } = entry
    if (!isRead(list)) return 'LOADING'
    if (isLater && ask.freshness === undefined && !isIdle(entry) && !readsWhole) return 'FRESH'
    const readAt = limitsAge(ask) ? oldestOf(list) : list.asOf
    const state = policy.stalenessOf(account, { readAt, ttlMs: LIST_TTL_MS[noun] }, ask)
    if (state !== 'STALE_WHILE_REVALIDATE' || entry.isRefreshable() || isShort(query, entry)) return state
    return 'STALE_IF_ERROR'
  }

  /** The state of a list, after the changes at hand. */
  function ageOf<N extends ListNoun>(query: ListQuery<N>, entry: Entry<N>, ask: Ask) {
    const state = stateOf(query, entry, ask)
    // Later pages stay at rest.
    const mayChange = state !== 'LOADING' && (state !== 'FRESH' || !query.isLater)
    if (!mayChange || !entry.catchUp()) return { state, byJournal: false }
    const now = stateOf(query, entry, ask)
    return { state: now, byJournal: state !== 'FRESH' && now === 'FRESH' }
  }

  const isIdle = <N extends ListNoun>({ usedAt }: Entry<N>) => clock.now() - usedAt > CACHED_LIST_IDLE_MS

  /** The question's own lists, with the rows that match. */
  function ownCandidates<N extends ListNoun>(query: ListQuery<N>, ask: Ask): readonly Candidate<N>[] {
    return entriesOf<N>(query.key)
      .filter(({ list }) => covers(list, query.start, query.order.direction))
      .map((entry) => {
        const [view, age] = [ownView(query, entry), ageOf(query, entry, ask)]
        return { entry, view, ...age, cost: age.state === 'FRESH' && fills(query, view) ? 0 : 2 }
      })
  }

  /** Wider lists that answer the question without a request. */
  function widerCandidates<N extends ListNoun>(query: ListQuery<N>, ask: Ask): readonly Candidate<N>[] {
    const { key, family, page, start, order } = query
    if (family === null) return []
    const reaches = (list: CachedList<unknown>) => isWhole(list, page.range) || list.rows.length >= page.rows
    const wider: { readonly entry: Entry<N>; readonly judge: Judge<RowOf<N>> }[] = []
    for (const filter of filtersOf<N>(family)) {
      const judge = filter.key === key ? null : query.judgeOf(filter)
      if (judge === null) continue
      for (const entry of entriesOf<N>(filter.key)) {
        const { list } = entry
        if (isRead(list) && covers(list, start, order.direction) && reaches(list))
          wider.push({ entry, judge })
      }
      if (wider.length >= MOST_WIDER_LISTS) break
    }
    return wider.slice(0, MOST_WIDER_LISTS).flatMap(({ entry, judge }) => {
      const age = ageOf(query, entry, ask)
      const view = viewOf(query, entry, () => judge, true)
      // A client goes on in the question's own list, unless the wider one is fresh.
      const isCheap =
        age.state === 'FRESH'
          ? stateOf({ ...query, isLater: false }, entry, ask) === 'FRESH'
          : entry.list.requests === 1 || entry.isRefreshable()
      return view.suffices() ? [{ entry, view, ...age, cost: isCheap ? 1 : 3 }] : []
    })
  }

  /**
   * A statistic keeps the list that reaches furthest until a younger one does.
   *
   *   whole, 70 s old   ■■■■■■■■■■■■   counted until the younger one is whole
   *   younger           ■■■■┊·······   LOADING
   *
   * A list that changes cannot refresh is read on at any age. Once whole, it is read again
   * after as many ttls as it has pages, a minute at most.
   */
  function statsCandidates<N extends ListNoun>(
    { noun, order: { direction }, page: { range } }: ListQuery<N>,
    candidates: readonly Candidate<N>[],
    ask: Ask,
  ): readonly Candidate<N>[] {
    const isDone = (list: CachedList<unknown>) => list.cut || isWhole(list, range)
    const isKnown = ({ state }: Candidate<N>) => state !== 'LOADING' && state !== 'EXPIRED'
    const known = candidates.filter(isKnown).map(({ entry }) => entry.list)
    const done = known.filter(isDone)
    const furthest = known.filter((list) => known.every((other) => reachesAsFar(list, other, direction)))
    const counted = new Set(done.length > 0 ? done : furthest)
    return candidates.flatMap((one) => {
      const { entry, state } = one
      const { list } = entry
      if (!isKnown(one)) return one
      if (!counted.has(list)) return isIdle(entry) ? [] : { ...one, state: 'LOADING' }
      if (entry.isRefreshable() || limitsAge(ask)) return one
      const ttlMs = Math.min(MOST_STATS_TTL_MS, LIST_TTL_MS[noun] * list.requests)
      if (isDone(list) ? clock.now() - list.asOf < ttlMs : !isIdle(entry)) return { ...one, state: 'FRESH' }
      // Reading in the background goes on with the younger list.
      return { ...one, state: state === 'FRESH' && ask.priority === 'BACKGROUND' ? 'STALE_IF_ERROR' : state }
    })
  }

  return {
    open: <N extends ListNoun>(query: ListQuery<N>, ask: Ask): OpenedList<RowOf<N>> => {
      const own = ownCandidates(query, ask)
      const isStatistic = query.page.rows === Number.POSITIVE_INFINITY && !query.readsWhole
      const isAtHand = own.some(({ cost }) => cost === 0)
      const found = isAtHand ? own : [...own, ...widerCandidates(query, ask)]
      const candidates = isStatistic ? statsCandidates(query, found, ask) : found
      // Entries stand by last use, the latest first.
      const all = (state: Candidate<N>['state']) =>
        candidates.filter((one) => one.state === state).toSorted((a, b) => a.cost - b.cost)
      const best = (state: Candidate<N>['state']) => cheapest(candidates, state)
      const use = ({ entry, view }: Candidate<N>) => {
        keep(view.isWider ? renewalOf(entry) : query, entry)
        return view
      }
      const reread = () =>
        ownView(query, keep(query, revalidationOf(query) ?? best('LOADING')?.entry ?? create(query)))
      const served = { needsRefresh: false, byJournal: false, reread, fallback: null }

      const fresh = best('FRESH')
      if (fresh !== undefined) {
        const { asOf } = fresh.entry.list
        // Later pages are fresh at any age.
        if (!query.isLater) policy.use(query.account, { readAt: asOf, ttlMs: LIST_TTL_MS[query.noun] }, ask)
        return { ...served, byJournal: fresh.byJournal, view: use(fresh) }
      }

      const stale = best('STALE_WHILE_REVALIDATE')
      if (stale !== undefined) {
        const { entry, view } = stale
        ask.uses?.spoil()
        revalidate(view.isWider ? renewalOf(entry) : query, entry).catch(
          (error) => error instanceof UpstreamError && entry.failed(error),
        )
        return { ...served, view: use(stale) }
      }
      if (ask.freshness?.onlyIfCached === true) return { ...served, view: ownView(query, create(query)) }

      const fallback = best('STALE_IF_ERROR')?.view ?? null
      // An idle list has missed many changes.
      const old = [...all('STALE_IF_ERROR'), ...all('EXPIRED')].find(
        ({ entry, view }) => entry.isRefreshable() && (!view.isWider || !isIdle(entry)),
      )
      return old === undefined
        ? { ...served, view: reread(), fallback }
        : { ...served, view: use(old), needsRefresh: true, fallback }
    },
  }
}

/** Of equal costs the first. */
function cheapest<N extends ListNoun>(
  candidates: readonly Candidate<N>[],
  state: Candidate<N>['state'],
): Candidate<N> | undefined {
  let least: Candidate<N> | undefined
  for (const one of candidates)
    if (one.state === state && (least === undefined || one.cost < least.cost)) least = one
  return least
}

/** The question that opened a list, with its present floor. */
function renewalOf<N extends ListNoun>({ query, list }: Entry<N>): ListQuery<N> {
  return { ...query, floor: list.floor }
}

/** A character takes two bytes, a row in an array eight. */
function bytesOf<N extends ListNoun>({ list, filters }: Entry<N>): number {
  return list.size * 2 + filters.values().reduce((sum, filter) => sum + filter.count() * 8, 0)
}

/** True if a client limits the age of its answer. Watchers do not. */
function limitsAge({ priority, freshness }: Ask): boolean {
  if (priority === 'BACKGROUND' || freshness === undefined || freshness.staleIfError === true) return false
  return freshness.maxAgeMs !== null || freshness.maxStaleMs !== null
}

function nameOf<N extends ListNoun>({ key, start }: ListQuery<N>): string {
  return `${key} ${start?.key ?? ''}`
}

function isShort<N extends ListNoun>({ readsWhole, isLater }: ListQuery<N>, { list }: Entry<N>): boolean {
  return readsWhole || (list.requests <= MOST_REVALIDATED_PAGES && !isLater)
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
