// Where segments are kept: found again by whoever asks the same feed, given as far as they are young enough, read anew
// behind the asker's back while they are stale, and bounded and forgotten by memory.
import type { Ask } from '../domain/ask.ts'
import type { Use } from '../domain/freshness.ts'
import type { ListNoun, Lists } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Clock } from '../domain/time.ts'
import type { Feed, Memory, SingleFlight } from '../vendors/index.ts'
import type { Recollection } from './recollection.ts'
import type { Place, Segment } from './segment.ts'
import type { LiveSegment, Opened } from './walk.ts'
import { LIST_LIFETIME_MS, SEGMENT_IDLE_MS, STALE_MS } from '../domain/lifetime.ts'
import { createGrow } from './grow.ts'
import { covers, createSegment, reachesAsFar } from './segment.ts'
import { readWhole } from './whole.ts'

/** Walkers at different depths of one list; more than these are not kept. */
const MOST_SEGMENTS = 4

/** A list is not read anew unasked when that takes more pages than these. */
const MOST_RENEWED_PAGES = 5

export interface Wanted<R> {
  /** The same for everybody who asks the same. */
  readonly key: string
  readonly noun: ListNoun
  readonly feed: Feed<R>
  readonly order: Order<R>
  /** Where the list goes on; null for its head. */
  readonly place: Place | null
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
  /** What is being read anew, by the list's key. */
  const renewals = new Map<string, unknown>()

  // The key's list fixes the type of what is kept under it.
  const renewalOf = <R>({ key }: Wanted<R>) => renewals.get(key) as Kept<R> | undefined
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
    const { key, feed, order, place } = wanted
    const segment = createSegment<R>(feed.whole ? null : place, {
      asOf: clock.now(),
      pageSize: feed.maximum ?? 0,
      until: feed.until,
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
      if (requests === 0) segment.asOf = clock.now()
      growing = growAndKeep(ask)
      await growing
    }

    async function growAndKeep(ask: Ask): Promise<void> {
      await grow(ask)
      // What is read anew is kept when it is done.
      if (renewals.get(key) !== live) keep(wanted, live)
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
    if (renewals.has(wanted.key)) return
    const live = create({ ...wanted, place: null })
    renewals.set(wanted.key, live)
    const { direction } = wanted.order
    void (async () => {
      while (!reachesAsFar(live.segment, stale, direction) && live.segment.requests < MOST_RENEWED_PAGES)
        await live.grow(recollection.behind())
    })()
      // Whoever needs it next hears of a failure.
      .catch(() => {})
      .finally(() => {
        renewals.delete(wanted.key)
        if (isRead(live.segment)) keep(wanted, live)
      })
  }

  /** Later pages go on with what was read, however old; the head, and who says how old it may be, is given by age. */
  function useOf<R>({ noun, feed, place }: Wanted<R>, { segment, usedAt }: Kept<R>, ask: Ask): Use {
    const lifetimeMs = LIST_LIFETIME_MS[noun]
    const isIdle = clock.now() - usedAt > SEGMENT_IDLE_MS
    if (place !== null && ask.freshness === undefined && !isIdle && !feed.whole) return 'GIVE'
    const use = recollection.useOf(feed.account, { readAt: segment.asOf, lifetimeMs }, ask)
    if (use !== 'RENEW') return use
    const isCheap = feed.whole || segment.requests <= MOST_RENEWED_PAGES
    return isCheap && segment.top === undefined ? 'RENEW' : 'LAST_RESORT'
  }

  /** The segments that have the place, each by what may be done with it. */
  function find<R>(wanted: Wanted<R>, ask: Ask): ReadonlyMap<Use | 'JOIN', Kept<R>> {
    const kept = keptOf<R>(wanted.key).filter(({ segment }) =>
      covers(segment, wanted.place, wanted.order.direction),
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
        keep(wanted, live)
        return { live, instead: null }
      }
      const renewal = wanted.place === null ? renewalOf(wanted) : undefined
      const next = renewal ?? found.get('JOIN') ?? create(wanted)
      if (ask.freshness?.onlyIfCached !== true) keep(wanted, next)
      return { live: next, instead: found.get('LAST_RESORT') ?? null }
    },
  }
}

/** Whether a segment has nothing that a newer one does not have. */
function isOutdone<R>(one: Segment<R>, by: Segment<R>, { direction }: Order<R>): boolean {
  const areHeads = one.top === undefined && by.top === undefined
  return areHeads && isRead(by) && by.asOf >= one.asOf && reachesAsFar(by, one, direction)
}
