// Where segments are kept: found again by whoever asks the same feed, bounded and forgotten by memory.
import type { Ask } from '../domain/ask.ts'
import type { ListNoun, Lists } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Clock } from '../domain/time.ts'
import type { Feed, Memory, SingleFlight } from '../vendors/index.ts'
import type { Place } from './segment.ts'
import type { LiveSegment } from './walk.ts'
import { LIST_LIFETIME_MS, SEGMENT_IDLE_MS } from '../domain/lifetime.ts'
import { createGrow } from './grow.ts'
import { covers, createSegment } from './segment.ts'
import { readWhole } from './whole.ts'

/** Walkers at different depths of one list; more than these are not kept. */
const MOST_SEGMENTS = 4

export interface Segments {
  /** The segment from which the list goes on at the place, null for its head; read as far as memory has it. */
  find<N extends ListNoun>(
    key: string,
    noun: N,
    feed: Feed<Lists[N]['row']>,
    order: Order<Lists[N]['row']>,
    place: Place | null,
  ): LiveSegment<Lists[N]['row']>
}

/** `remember` is told every row that was read and about how many characters they took together. */
export function createSegments(
  memory: Memory,
  flights: SingleFlight,
  clock: Clock,
  remember: (rows: readonly object[], size: number) => void,
): Segments {
  let count = 0

  function keep<R>(key: string, live: LiveSegment<R>): void {
    const kept = memory.get<readonly LiveSegment<R>[]>(key)?.value ?? []
    const all = [live, ...kept.filter((one) => one !== live)].slice(0, MOST_SEGMENTS)
    const characters = all.reduce((sum, { segment }) => sum + segment.size, 1000)
    memory.set(key, all, { lifetimeMs: SEGMENT_IDLE_MS, bytes: characters * 2 })
  }

  function create<R extends { readonly id: string }>(
    key: string,
    feed: Feed<R>,
    order: Order<R>,
    place: Place | null,
  ): LiveSegment<R> {
    const segment = createSegment<R>(feed.whole ? null : place, {
      readAt: clock.now(),
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
      if (requests === 0) segment.readAt = clock.now()
      growing = grow(ask).then(() => keep(key, live))
      await growing
    }

    const live: LiveSegment<R> = { segment, grow: (ask) => flights.share(flight, ask, growOnce) }
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

  return {
    find: (key, noun, feed, order, place) => {
      const kept = memory.get<readonly LiveSegment<Lists[typeof noun]['row']>[]>(key)?.value ?? []
      const oldest = clock.now() - LIST_LIFETIME_MS[noun]
      const usable = kept.find(
        ({ segment }) =>
          covers(segment, place, order.direction) && (place !== null || segment.readAt >= oldest),
      )
      const live = usable ?? create(key, feed, order, place)
      keep(key, live)
      return live
    },
  }
}
