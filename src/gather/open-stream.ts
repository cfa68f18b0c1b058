// What one account does for one list: it streams through a segment, or its report says why it does not.
import type { Ask } from '../domain/ask.ts'
import type { TimeRange } from '../domain/filter.ts'
import type { FilterOf, ListNoun, Lists, RowOf } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Account, Feed, Memory, Searched } from '../vendors/index.ts'
import type { Position } from './cursor.ts'
import type { ListRequest } from './question.ts'
import type { FindRow } from './by-ids.ts'
import type { KeyedHash } from './keyed-hash.ts'
import type { AccountPosition, Range } from './cached-list.ts'
import type { ListCache } from './list-cache.ts'
import type { Counting, AccountStream } from './stream.ts'
import { parseId } from '../domain/id.ts'
import { LIST_TTL_MS } from '../domain/ttl.ts'
import { createFeed, resourceOf } from '../vendors/index.ts'
import { byIds } from './by-ids.ts'
import { createAccountTimeout } from './account-timeout.ts'
import { skipped, unasked } from './report.ts'
import { ownFilter } from './select.ts'
import { createAccountStream } from './stream.ts'
import { BEGINNING } from './window.ts'

/** By how much a vendor's clock, or what is taken for its time zone, may be ahead. */
const WRONG_CLOCK_MS = 24 * 60 * 60 * 1000

/** A range that ends as recently is read as one that does not end, so that one that moves with the clock stays the same. */
const OPEN_MS = 5 * 60 * 1000

export type AccountPart<R> =
  | { readonly account: Account; readonly stream: AccountStream<R>; readonly searched: readonly Searched[] }
  | { readonly report: AccountReport }

export interface ResolvedOrder<N extends ListNoun> {
  readonly field: Lists[N]['field'] | null
  readonly direction: Direction
  readonly keyOf: (row: RowOf<N>) => SortKey | undefined
}

export interface StreamDeps {
  readonly listCache: ListCache
  readonly hash: KeyedHash
  readonly memory: Memory
  readonly clock: Clock
  readonly maxScanPages: number
  readonly find: FindRow
}

export interface OpenStreamOptions<N extends ListNoun> {
  readonly request: ListRequest<N>
  readonly order: ResolvedOrder<N>
  readonly account: Account
  readonly position: Position | null
  readonly ask: Ask
  readonly isNeeded: () => boolean
}

/** Null for an account that has no such list and was not asked for by name. */
export function openStream<N extends ListNoun>(
  deps: StreamDeps,
  { request, order, account, position, ask, isNeeded }: OpenStreamOptions<N>,
): AccountPart<RowOf<N>> | null {
  const { noun, filter, selection } = request
  const resource = resourceOf(account, noun)
  if (resource === undefined)
    return selection.accounts?.includes(account.name) ? { report: skipped(account, [noun]) } : null
  const own = ownFilter(noun, filter, account)
  const feedOf = (asking: FilterOf<N>) => {
    const question = { filter: asking, wanted: request.wanted, ...order }
    return byIds(createFeed(account, resource, question), resource, question, deps.find)
  }
  const feed = feedOf(own ?? filter)
  const now = deps.clock.now()
  if (feed.absent.length > 0) return { report: skipped(account, feed.absent) }
  if (own === null || feed.none || isOutside(feed, now)) return { report: unasked(account) }

  // Lists in order of start are the same whatever range of it is asked for, and so are their listCache.
  const range: Range = feed.whole ? {} : { since: feed.since, until: feed.until }
  const isRange = range.since !== undefined || range.until !== undefined
  const end = range.until !== undefined && range.until < now - OPEN_MS ? range.until : undefined
  const asked = isRange ? withStart(own, undefined) : own
  const listed = isRange ? feedOf(withStart(asked, end === undefined ? undefined : { to: end + 1 })) : feed
  const question = deps.hash([asked, order.field, order.direction, feed.optIns])
  const key = `lists ${account.name} ${noun} ${question}`
  const place = position === null ? null : toPlace(position, account)
  const counted: Range = { since: range.since, until: end }
  const wanted = {
    key,
    noun,
    feed: listed,
    order,
    start: place ?? placeAt(end),
    isLater: place !== null,
    floor: range.since,
    counted: place === null ? counted : null,
  }
  const counting: Counting = async (by, since) => {
    const name = `total ${account.name} ${noun} ${deps.hash([own, feed.optIns])}`
    const known = deps.memory.get<number | null>(name)
    const maxAgeMs = Math.min(LIST_TTL_MS[noun], by.freshness?.maxAgeMs ?? Number.POSITIVE_INFINITY)
    if (known !== undefined && known.readAt >= since && deps.clock.now() - known.readAt <= maxAgeMs)
      return { total: known.value, requests: 0 }
    const { total, requests, sentAt } = await feed.read({ page: 1, per: 1 }, by)
    deps.memory.set(name, total, { ttlMs: LIST_TTL_MS[noun], bytes: 8, readAt: sentAt })
    return { total, requests }
  }
  const isCounted = place === null && feed.exact
  const stream = createAccountStream(deps.listCache.open(wanted, ask), place ?? placeAt(range.until), {
    account: account.name,
    ask,
    timeout: createAccountTimeout(account, deps.clock, isNeeded),
    order,
    range,
    // A list whose range ends a moment ago is read, and counted, without that end.
    counted: isCounted && end === range.until ? counted : null,
    counting: isCounted ? counting : null,
    maxScanPages: deps.maxScanPages,
  })
  return { account, stream, searched: feed.searched ?? [] }
}

/** Whether the feed's range ends before anything began, or begins in the future. */
function isOutside<R>({ since, until }: Feed<R>, now: Instant): boolean {
  return (until ?? now) < BEGINNING || (since ?? now) > now + WRONG_CLOCK_MS
}

function withStart<F extends object>(filter: F, startedAt: TimeRange | undefined): F {
  return { ...filter, startedAt }
}

function placeAt(until: Instant | undefined): AccountPosition | null {
  return until === undefined ? null : { key: until, ids: new Set(), rank: 0 }
}

function toPlace({ key, ids, ranks }: Position, { name }: Account): AccountPosition {
  // Before the rows already given at the position's key: a page must begin before them.
  const given = ids.filter((id) => parseId(id)?.account === name)
  return { key, ids: new Set(ids), rank: Math.max(0, (ranks[name] ?? 0) - given.length) }
}
