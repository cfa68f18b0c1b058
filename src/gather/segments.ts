// Where segments are kept: found again by whoever asks the same list, given as far as they are young enough, brought up
// to date or read anew behind the asker's back while they are stale, and bounded and forgotten by memory.
import type { Ask } from '../domain/ask.ts'
import type { Use } from '../domain/freshness.ts'
import type { ListNoun, Lists } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Memory } from '../vendors/index.ts'
import type { Live, LiveMeans, Wanted } from './live.ts'
import type { Recollection } from './recollection.ts'
import type { Segment } from './segment.ts'
import type { Opened } from './walk.ts'
import { UpstreamError } from '../domain/errors.ts'
import { LIST_LIFETIME_MS, SEGMENT_IDLE_MS, STALE_MS } from '../domain/lifetime.ts'
import { createLive } from './live.ts'
import { oldestOf, takeOver } from './old-rows.ts'
import { covers, reachesAsFar } from './segment.ts'

/** Walkers at different depths and in different ranges of one list; more than these are not kept. */
const MOST_SEGMENTS = 16

/** A list is not read anew unasked when that takes more pages than these. */
const MOST_RENEWED_PAGES = 5

export interface Segments {
  /** The segment from which the list goes on at the place, read as far as memory has it. */
  open<N extends ListNoun>(wanted: Wanted<Lists[N]['row']>, ask: Ask): Opened<Lists[N]['row']>
}

export interface SegmentMeans extends LiveMeans {
  readonly memory: Memory
  readonly recollection: Recollection
}

const isRead = ({ requests }: Segment<unknown>): boolean => requests > 0

export function createSegments(means: SegmentMeans): Segments {
  const { memory, clock, recollection } = means
  let count = 0
  /** What is being read anew, by list and beginning. */
  const renewals = new Map<string, unknown>()

  // The key's list fixes the type of what is kept under it.
  const renewalOf = <R>(wanted: Wanted<R>) => renewals.get(nameOf(wanted)) as Live<R> | undefined
  const keptOf = <R>(key: string) => memory.get<readonly Live<R>[]>(key)?.value ?? []

  function keep<R>({ key, noun, order, floor }: Wanted<R>, live: Live<R>): Live<R> {
    live.usedAt = clock.now()
    widen(live.segment, floor)
    const others = keptOf<R>(key).filter(
      (one) => one !== live && !isOutdone(one.segment, live.segment, order),
    )
    const all = [live, ...others].slice(0, MOST_SEGMENTS)
    const characters = all.reduce((sum, { segment }) => sum + segment.size, 1000)
    memory.set(key, all, { ttlMs: LIST_LIFETIME_MS[noun], staleIfErrorMs: STALE_MS, bytes: characters * 2 })
    return live
  }

  function create<R extends { readonly id: string }>(wanted: Wanted<R>): Live<R> {
    const { key, feed, order } = wanted
    return createLive(wanted, `${key} ${(count += 1)}`, means, (live, ask) => {
      const others = keptOf<R>(key).map(({ segment }) => segment)
      if (feed.changes() === null && !isParticular(ask)) takeOver(live.segment, others, order, clock.now())
      // What is read anew is kept when it is done.
      if (renewals.get(nameOf(wanted)) !== live) keep(wanted, live)
    })
  }

  /** Makes it young without anybody waiting for it. Rejects with UpstreamError. */
  async function renew<R extends { readonly id: string }>(wanted: Wanted<R>, stale: Live<R>): Promise<void> {
    if (stale.isRefreshable() && (await stale.refresh(recollection.behind()))) return
    const name = nameOf(wanted)
    if (renewals.has(name) || !isCheap(wanted, stale)) return
    const live = create(wanted)
    renewals.set(name, live)
    try {
      while (!isRenewed(live.segment, stale.segment, wanted.order)) await live.grow(recollection.behind())
    } finally {
      renewals.delete(name)
      if (isRead(live.segment)) keep(wanted, live)
    }
  }

  /** Later pages go on with what was read, however old; the head, and who says how old it may be, is given by age. */
  function useOf<R>(wanted: Wanted<R>, live: Live<R>, ask: Ask): Use {
    const { noun, feed, isLater } = wanted
    const { segment, usedAt } = live
    const isIdle = clock.now() - usedAt > SEGMENT_IDLE_MS
    if (isLater && ask.freshness === undefined && !isIdle && !feed.whole) return 'GIVE'
    const readAt = ask.freshness === undefined ? segment.asOf : oldestOf(segment)
    const use = recollection.useOf(feed.account, { readAt, ttlMs: LIST_LIFETIME_MS[noun] }, ask)
    return use !== 'RENEW' || live.isRefreshable() || isCheap(wanted, live) ? use : 'LAST_RESORT'
  }

  /** The segments that have the place, each by what may be done with it. */
  function find<R>(wanted: Wanted<R>, ask: Ask): ReadonlyMap<Use | 'JOIN', Live<R>> {
    const kept = keptOf<R>(wanted.key).filter(({ segment }) =>
      covers(segment, wanted.start, wanted.order.direction),
    )
    const uses = kept.map((live) => [isRead(live.segment) ? useOf(wanted, live, ask) : 'JOIN', live] as const)
    // Of two for one use the last one used stays.
    return new Map(uses.toReversed())
  }

  return {
    open: (wanted, ask) => {
      const found = find(wanted, ask)
      const anew = () => keep(wanted, renewalOf(wanted) ?? found.get('JOIN') ?? create(wanted))
      const stale = found.get('RENEW')
      const young = found.get('GIVE') ?? stale
      if (young !== undefined) {
        if (young === stale)
          renew(wanted, stale).catch((error) => error instanceof UpstreamError && stale.failed(error))
        return { live: keep(wanted, young), isDue: false, anew, instead: null }
      }
      if (ask.freshness?.onlyIfCached === true)
        return { live: create(wanted), isDue: false, anew, instead: null }
      const instead = found.get('LAST_RESORT') ?? null
      const old = instead ?? found.get('NEVER')
      return old?.isRefreshable() === true
        ? { live: keep(wanted, old), isDue: true, anew, instead }
        : { live: anew(), isDue: false, anew, instead }
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

function isCheap<R>({ feed, isLater }: Wanted<R>, { segment }: Live<R>): boolean {
  return feed.whole || (segment.requests <= MOST_RENEWED_PAGES && !isLater)
}

/** Whether it has been read as deep as before, or as many pages of it. */
function isRenewed<R>(one: Segment<R>, stale: Segment<R>, { direction }: Order<R>): boolean {
  return reachesAsFar(one, stale, direction) || one.requests >= stale.requests
}

/** From now on rows are wanted down to the floor, if they were not before. */
function widen(segment: Segment<unknown>, floor: Instant | undefined): void {
  if (floor === undefined) segment.floor = undefined
  else if (segment.floor !== undefined) segment.floor = Math.min(segment.floor, floor)
}

/** Whether a segment has nothing that a newer one does not have. */
function isOutdone<R>(one: Segment<R>, by: Segment<R>, { direction }: Order<R>): boolean {
  return one.top === by.top && isRead(by) && by.asOf >= one.asOf && reachesAsFar(by, one, direction)
}
