// Where segments are kept: found again by whoever asks the same list, given as far as they are young enough, brought up
// to date or read anew behind the asker's back while they are stale, and bounded and forgotten by memory.
import type { Ask } from '../domain/ask.ts'
import type { Staleness } from '../domain/freshness.ts'
import type { ListNoun, Lists } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Memory } from '../vendors/index.ts'
import type { CachedEntry, SharedListDeps, Wanted } from './shared-list.ts'
import type { StalenessPolicy } from './staleness.ts'
import type { CachedList } from './cached-list.ts'
import type { OpenedList } from './stream.ts'
import { UpstreamError } from '../domain/errors.ts'
import { LIST_TTL_MS, CACHED_LIST_IDLE_MS, STALE_IF_ERROR_MS } from '../domain/ttl.ts'
import { createSharedList } from './shared-list.ts'
import { oldestOf, takeOver } from './old-rows.ts'
import { covers, reachesAsFar } from './cached-list.ts'

/** Walkers at different depths and in different ranges of one list; more than these are not kept. */
const MOST_LISTS = 16

/** A list is not read anew unasked when that takes more pages than these. */
const MOST_RENEWED_PAGES = 5

export interface ListCache {
  /** The segment from which the list goes on at the place, read as far as memory has it. */
  open<N extends ListNoun>(wanted: Wanted<Lists[N]['row']>, ask: Ask): OpenedList<Lists[N]['row']>
}

export interface ListCacheDeps extends SharedListDeps {
  readonly memory: Memory
  readonly policy: StalenessPolicy
}

const isRead = ({ requests }: CachedList<unknown>): boolean => requests > 0

export function createListCache(deps: ListCacheDeps): ListCache {
  const { memory, clock, policy } = deps
  let count = 0
  /** What is being read anew, by list and beginning. */
  const renewals = new Map<string, unknown>()

  // The key's list fixes the type of what is kept under it.
  const renewalOf = <R>(wanted: Wanted<R>) => renewals.get(nameOf(wanted)) as CachedEntry<R> | undefined
  const keptOf = <R>(key: string) => memory.get<readonly CachedEntry<R>[]>(key)?.value ?? []

  function keep<R>({ key, noun, order, floor }: Wanted<R>, live: CachedEntry<R>): CachedEntry<R> {
    live.usedAt = clock.now()
    widen(live.list, floor)
    const others = keptOf<R>(key).filter((one) => one !== live && !isOutdone(one.list, live.list, order))
    const all = [live, ...others].slice(0, MOST_LISTS)
    const characters = all.reduce((sum, { list }) => sum + list.size, 1000)
    memory.set(key, all, {
      ttlMs: LIST_TTL_MS[noun],
      staleIfErrorMs: STALE_IF_ERROR_MS,
      bytes: characters * 2,
    })
    return live
  }

  function create<R extends { readonly id: string }>(wanted: Wanted<R>): CachedEntry<R> {
    const { key, feed, order } = wanted
    return createSharedList(wanted, `${key} ${(count += 1)}`, deps, (live, ask) => {
      const others = keptOf<R>(key).map(({ list }) => list)
      if (feed.changes() === null && !isParticular(ask)) takeOver(live.list, others, order, clock.now())
      // What is read anew is kept when it is done.
      if (renewals.get(nameOf(wanted)) !== live) keep(wanted, live)
    })
  }

  /** Makes it young without anybody waiting for it. Rejects with UpstreamError. */
  async function renew<R extends { readonly id: string }>(
    wanted: Wanted<R>,
    stale: CachedEntry<R>,
  ): Promise<void> {
    if (stale.isRefreshable() && (await stale.refresh(policy.behind()))) return
    const name = nameOf(wanted)
    if (renewals.has(name) || !isCheap(wanted, stale)) return
    const live = create(wanted)
    renewals.set(name, live)
    try {
      while (!isRenewed(live.list, stale.list, wanted.order)) await live.fetchNextPage(policy.behind())
    } finally {
      renewals.delete(name)
      if (isRead(live.list)) keep(wanted, live)
    }
  }

  /** Later pages go on with what was read, however old; the head, and who says how old it may be, is given by age. */
  function stalenessOf<R>(wanted: Wanted<R>, live: CachedEntry<R>, ask: Ask): Staleness {
    const { noun, feed, isLater } = wanted
    const { list, usedAt } = live
    const isIdle = clock.now() - usedAt > CACHED_LIST_IDLE_MS
    if (isLater && ask.freshness === undefined && !isIdle && !feed.whole) return 'FRESH'
    const readAt = ask.freshness === undefined ? list.asOf : oldestOf(list)
    const use = policy.stalenessOf(feed.account, { readAt, ttlMs: LIST_TTL_MS[noun] }, ask)
    return use !== 'STALE_WHILE_REVALIDATE' || live.isRefreshable() || isCheap(wanted, live)
      ? use
      : 'STALE_IF_ERROR'
  }

  /** The segments that have the place, each by what may be done with it. */
  function find<R>(wanted: Wanted<R>, ask: Ask): ReadonlyMap<Staleness | 'JOIN', CachedEntry<R>> {
    const kept = keptOf<R>(wanted.key).filter(({ list }) =>
      covers(list, wanted.start, wanted.order.direction),
    )
    const uses = kept.map(
      (live) => [isRead(live.list) ? stalenessOf(wanted, live, ask) : 'JOIN', live] as const,
    )
    // Of two for one use the last one used stays.
    return new Map(uses.toReversed())
  }

  return {
    open: (wanted, ask) => {
      const found = find(wanted, ask)
      const reread = () => keep(wanted, renewalOf(wanted) ?? found.get('JOIN') ?? create(wanted))
      const stale = found.get('STALE_WHILE_REVALIDATE')
      const young = found.get('FRESH') ?? stale
      if (young !== undefined) {
        if (young === stale)
          renew(wanted, stale).catch((error) => error instanceof UpstreamError && stale.failed(error))
        return { live: keep(wanted, young), needsRefresh: false, reread, fallback: null }
      }
      if (ask.freshness?.onlyIfCached === true)
        return { live: create(wanted), needsRefresh: false, reread, fallback: null }
      const fallback = found.get('STALE_IF_ERROR') ?? null
      const old = fallback ?? found.get('EXPIRED')
      return old?.isRefreshable() === true
        ? { live: keep(wanted, old), needsRefresh: true, reread, fallback }
        : { live: reread(), needsRefresh: false, reread, fallback }
    },
  }
}

/** Whether whoever waits for it says how old it may be. */
function isParticular({ priority, freshness }: Ask): boolean {
  if (priority === 'BACKGROUND' || freshness === undefined) return false
  return freshness.maxAgeMs !== null || freshness.maxStaleMs !== null
}

/** Names what is read from a start on. */
function nameOf<R>({ key, start }: Wanted<R>): string {
  return `${key} ${start?.key ?? ''}`
}

function isCheap<R>({ feed, isLater }: Wanted<R>, { list }: CachedEntry<R>): boolean {
  return feed.whole || (list.requests <= MOST_RENEWED_PAGES && !isLater)
}

/** Whether it has been read as deep as before, or as many pages of it. */
function isRenewed<R>(one: CachedList<R>, stale: CachedList<R>, { direction }: Order<R>): boolean {
  return reachesAsFar(one, stale, direction) || one.requests >= stale.requests
}

/** From now on rows are wanted down to the floor, if they were not before. */
function widen(list: CachedList<unknown>, floor: Instant | undefined): void {
  if (floor === undefined) list.floor = undefined
  else if (list.floor !== undefined) list.floor = Math.min(list.floor, floor)
}

/** Whether a segment has nothing that a newer one does not have. */
function isOutdone<R>(one: CachedList<R>, by: CachedList<R>, { direction }: Order<R>): boolean {
  return one.top === by.top && isRead(by) && by.asOf >= one.asOf && reachesAsFar(by, one, direction)
}
