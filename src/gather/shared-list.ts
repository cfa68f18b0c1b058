// A segment at work: it grows at its end and is brought up to date, each once at a time for everybody who wants it.
import type { Ask } from '../domain/ask.ts'
import type { ListNoun } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Feed, SingleFlight } from '../vendors/index.ts'
import type { AccountPosition, Range } from './cached-list.ts'
import type { SharedList } from './stream.ts'
import { UpstreamError } from '../domain/errors.ts'
import { createFetchNextPage } from './fetch-next-page.ts'
import { isRefreshable, refresh } from './refresh.ts'
import { createCachedList } from './cached-list.ts'
import { readWhole } from './whole.ts'

export interface Wanted<R> {
  /** The same for everybody who asks the same. */
  readonly key: string
  readonly noun: ListNoun
  readonly feed: Feed<R>
  readonly order: Order<R>
  /** Where the list begins or goes on; null for its head. */
  readonly start: AccountPosition | null
  /** Whether it goes on there after an earlier page. */
  readonly isLater: boolean
  /** Before which instant nothing that starts is wanted. */
  readonly floor: Instant | undefined
  /** The range of which a list asked for from the start on is counted; null for later pages. */
  readonly counted: Range | null
}

export interface CachedEntry<R> extends SharedList<R> {
  usedAt: Instant
  /** Whether what changed costs less than reading again. */
  isRefreshable(): boolean
}

export interface SharedListDeps {
  readonly flights: SingleFlight
  readonly clock: Clock
  /** Told every row that was read and about how many characters they took together. */
  readonly remember: (rows: readonly object[], size: number) => void
}

/** `name` is its own; `onRead` is called whenever something was read of it, with the ask of whoever wanted that. */
export function createSharedList<R extends { readonly id: string }>(
  { feed, order, start, floor, counted }: Wanted<R>,
  name: string,
  { flights, clock, remember }: SharedListDeps,
  onRead: (live: CachedEntry<R>, ask: Ask) => void,
): CachedEntry<R> {
  const pageSize = feed.maximum ?? 0
  const options = { asOf: clock.now(), pageSize, floor, counted }
  const list = createCachedList<R>(feed.whole ? null : start, options)
  const remembering = <F extends R>(one: Feed<F>) => rememberingFeed(one, remember)
  const fetchNextPage = feed.whole
    ? readWhole(remembering(feed), list, order)
    : createFetchNextPage(remembering(feed), list, order, clock)
  let fetching = Promise.resolve()
  let failing: { readonly error: UpstreamError; readonly at: Instant } | null = null

  async function fetchOnce(ask: Ask): Promise<void> {
    const { requests } = list
    // What was sent for others who have left since may still come in, and is as good.
    await fetching.catch(() => {})
    if (list.requests > requests) return
    fetching = fetchAndKeep(ask)
    await fetching
  }

  async function fetchAndKeep(ask: Ask): Promise<void> {
    await fetchNextPage(ask)
    failing = null
    onRead(live, ask)
  }

  async function refreshOnce(ask: Ask): Promise<boolean> {
    const changes = feed.changes()
    if (changes === null) return false
    const isRefreshed = await refresh(changes, { list, order, remembering, pageSize }, ask)
    if (!isRefreshed) return false
    failing = null
    onRead(live, ask)
    return true
  }

  const live: CachedEntry<R> = {
    list,
    usedAt: clock.now(),
    fetchNextPage: (ask) => flights.share(name, ask, fetchOnce),
    refresh: (ask) => flights.share(`${name} refresh`, ask, refreshOnce),
    isRefreshable: () => isRefreshable(list, feed, clock.now()),
    failure: () => failing && later(failing.error, clock.now() - failing.at),
    failed: (error) => {
      failing = { error, at: clock.now() }
    },
  }
  return live
}

/** The error as it is to be reported some time after it came. */
function later({ account, code, message, retryAfterMs, status }: UpstreamError, ms: number): UpstreamError {
  const left = retryAfterMs === null ? null : Math.max(0, retryAfterMs - ms)
  return new UpstreamError(account, code, message, { retryAfterMs: left, status })
}

function rememberingFeed<R extends object>(feed: Feed<R>, remember: SharedListDeps['remember']): Feed<R> {
  return {
    ...feed,
    parts: feed.parts?.map((part) => ({ ...part, feed: rememberingFeed(part.feed, remember) })),
    valued: () => {
      const valued = feed.valued?.() ?? null
      return valued === null ? null : rememberingFeed(valued, remember)
    },
    read: async (at, ask) => {
      const page = await feed.read(at, ask)
      if (page.isRemembered !== true) remember(page.rows, page.size)
      return page
    },
  }
}
