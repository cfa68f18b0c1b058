// Where segments are kept: found again by whoever asks the same feed, given as far as they are young enough, read anew
// behind the asker's back while they are stale, and bounded and forgotten by memory.
import type { Ask } from '../domain/ask.ts'
import type { Use } from '../domain/freshness.ts'
import type { ListNoun, Lists } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Feed, Memory, SingleFlight } from '../vendors/index.ts'
import type { Recollection } from './recollection.ts'
import type { Place, Range, Segment } from './segment.ts'
import type { LiveSegment, Opened } from './walk.ts'
import { LIST_LIFETIME_MS, SEGMENT_IDLE_MS, STALE_MS } from '../domain/lifetime.ts'
import { createGrow } from './grow.ts'
import { covers, createSegment, reachesAsFar } from './segment.ts'
import { readWhole } from './whole.ts'

/** Walkers at different depths and in different ranges of one list; more than these are not kept. */
const MOST_SEGMENTS = 16

/** A list is not read anew unasked when that takes more pages than these. */
const MOST_RENEWED_PAGES = 5

export interface Wanted<R> {
  /** The same for everybody who asks the same. */
  readonly key: string
  readonly noun: ListNoun
  readonly feed: Feed<R>
  readonly order: Order<R>
  /** Where the list begins or goes on; null for its head. */
  readonly start: Place | null
  /** Whether it goes on there after an earlier page. */
  readonly isLater: boolean
  /** Before which instant nothing that starts is wanted. */
  readonly floor: Instant | undefined
  /** The range of which a list asked for from the start on is counted; null for later pages. */
  readonly counted: Range | null
}

export interface Segments {
  /** The segment from which the list goes on at the place, read as far as memory has it. */
  open<N extends ListNoun>(wanted: Wanted<Lists[N]['row']>, ask: Ask): Opened<Lists[N]['row']>
}

export interface SegmentMeans {
  readonly memory: Memory
  readonly flights: SingleFlight
  readonly clock: Clock
  readonly recollection: Recollection
}

interface Kept<R> extends LiveSegment<R> {
  usedAt: number
}

const isRead = ({ requests }: Segment<unknown>): boolean => requests > 0

/** `remember` is told every row that was read and about how many characters they took together. */
export function createSegments(
  { memory, flights, clock, recollection }: SegmentMeans,
  remember: (rows: readonly object[], size: number) => void,
): Segments {
  let count = 0
  /** What is being read anew, by list and beginning. */
  const renewals = new Map<string, unknown>()

  // The key's list fixes the type of what is kept under it.
  const renewalOf = <R>(wanted: Wanted<R>) => renewals.get(nameOf(wanted)) as Kept<R> | undefined
  const keptOf = <R>(key: string) => memory.get<readonly Kept<R>[]>(key)?.value ?? []

  function keep<R>({ key, noun, order }: Wanted<R>, live: Kept<R>): void {
    live.usedAt = clock.now()
    const others = keptOf<R>(key).filter(
      (one) => one !== live && !isOutdone(one.segment, live.segment, order),
    )
    const all = [live, ...others].slice(0, MOST_SEGMENTS)
    const characters = all.reduce((sum, { segment }) => sum + segment.size, 1000)
    memory.set(key, all, { lifetimeMs: LIST_LIFETIME_MS[noun], staleMs: STALE_MS, bytes: characters * 2 })
  }

  function create<R extends { readonly id: string }>(wanted: Wanted<R>): Kept<R> {
    const { key, feed, order, start, floor, counted } = wanted
    const pageSize = feed.maximum ?? 0
    const segment = createSegment<R>(feed.whole ? null : start, {
      asOf: clock.now(),
      pageSize,
      floor,
      counted,
    })
    const remembering = rememberingFeed(feed)
    const grow = feed.whole
      ? readWhole(remembering, segment, order)
      : createGrow(remembering, segment, order, clock)
    const flight = `${key} ${(count += 1)}`
    let growing = Promise.resolve()

    async function growOnce(ask: Ask): Promise<void> {
      const { requests } = segment
      // What was sent for others who have left since may still come in, and is as good.
      await growing.catch(() => {})
      if (segment.requests > requests) return
      growing = growAndKeep(ask)
      await growing
    }

    async function growAndKeep(ask: Ask): Promise<void> {
      await grow(ask)
      // What is read anew is kept when it is done.
      if (renewals.get(nameOf(wanted)) !== live) keep(wanted, live)
    }

    const live: Kept<R> = {
      segment,
      usedAt: clock.now(),
      grow: (ask) => flights.share(flight, ask, growOnce),
    }
    return live
  }

  function rememberingFeed<R extends object>(feed: Feed<R>): Feed<R> {
    return {
      ...feed,
      parts: feed.parts?.map((part) => ({ ...part, feed: rememberingFeed(part.feed) })),
      read: async (at, ask) => {
        const page = await feed.read(at, ask)
        remember(page.rows, page.size)
        return page
      },
    }
  }

  /** Reads a head anew as deep as it was read, without anybody waiting for it; whoever asks meanwhile may join. */
  function renew<R extends { readonly id: string }>(wanted: Wanted<R>, stale: Segment<R>): void {
    const name = nameOf(wanted)
    if (renewals.has(name)) return
    const live = create(wanted)
    renewals.set(name, live)
    const { direction } = wanted.order
    void (async () => {
      while (!reachesAsFar(live.segment, stale, direction) && live.segment.requests < stale.requests)
        await live.grow(recollection.behind())
    })()
      // Whoever needs it next hears of a failure.
      .catch(() => {})
      .finally(() => {
        renewals.delete(name)
        if (isRead(live.segment)) keep(wanted, live)
      })
  }

  /** Later pages go on with what was read, however old; the head, and who says how old it may be, is given by age. */
  function useOf<R>({ noun, feed, isLater }: Wanted<R>, { segment, usedAt }: Kept<R>, ask: Ask): Use {
    const lifetimeMs = LIST_LIFETIME_MS[noun]
    const isIdle = clock.now() - usedAt > SEGMENT_IDLE_MS
    if (isLater && ask.freshness === undefined && !isIdle && !feed.whole) return 'GIVE'
    const use = recollection.useOf(feed.account, { readAt: segment.asOf, lifetimeMs }, ask)
    if (use !== 'RENEW') return use
    const isCheap = feed.whole || segment.requests <= MOST_RENEWED_PAGES
    return isCheap && !isLater ? 'RENEW' : 'LAST_RESORT'
  }

  /** The segments that have the place, each by what may be done with it. */
  function find<R>(wanted: Wanted<R>, ask: Ask): ReadonlyMap<Use | 'JOIN', Kept<R>> {
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
      const stale = found.get('RENEW')
      const live = found.get('GIVE') ?? stale
      if (live !== undefined) {
        if (live === stale) renew(wanted, stale.segment)
        widen(live.segment, wanted.floor)
        keep(wanted, live)
        return { live, instead: null }
      }
      const renewal = wanted.isLater ? undefined : renewalOf(wanted)
      const next = renewal ?? found.get('JOIN') ?? create(wanted)
      widen(next.segment, wanted.floor)
      if (ask.freshness?.onlyIfCached !== true) keep(wanted, next)
      return { live: next, instead: found.get('LAST_RESORT') ?? null }
    },
  }
}

/** Names what is read from a start on. */
function nameOf<R>({ key, start }: Wanted<R>): string {
  return `${key} ${start?.key ?? ''}`
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
