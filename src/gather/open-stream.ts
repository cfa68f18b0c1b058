// Opens one account's stream, or reports why it is not asked.
import type { Ask } from '../domain/ask.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Account, Asked, Feed, KeyedHash, Memory, Searched } from '../vendors/index.ts'
import type { FindRow } from './by-ids.ts'
import type { AccountPosition, Range } from './cached-list.ts'
import type { Position } from './cursor.ts'
import type { ListCache } from './list-cache.ts'
import type { ListRequest } from './question.ts'
import type { ResolvedOrder } from './resolve.ts'
import type { AccountStream, Counting } from './stream.ts'
import { withChanges } from '../domain/ask.ts'
import { USUAL_FRESHNESS } from '../domain/freshness.ts'
import { parseId } from '../domain/id.ts'
import { byIndex } from '../domain/order.ts'
import { LIST_TTL_MS } from '../domain/ttl.ts'
import {
  createFeed,
  createJudge,
  idsToLookUp,
  resourceOf,
  toSentFilter,
  toStableJson,
} from '../vendors/index.ts'
import { createAccountTimeout } from './account-timeout.ts'
import { byIds } from './by-ids.ts'
import { selects } from './question.ts'
import { lacking, skipped, unasked } from './report.ts'
import { ownFilter } from './resolve.ts'
import { createAccountStream } from './stream.ts'
import { BEGINNING } from './window.ts'

/** Tolerance for vendors' clocks and time zones. */
const WRONG_CLOCK_MS = 24 * 60 * 60 * 1000

/** Ranges that end this recently are read from the head, e.g. `to: now`. */
const OPEN_END_MS = 5 * 60 * 1000

/** One account's part: a stream, or a report without rows. */
export type AccountPart<R> =
  | { readonly account: Account; readonly stream: AccountStream<R>; readonly searched: readonly Searched[] }
  | { readonly report: AccountReport }

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
  /** True if the answer fails without this account. */
  readonly isNeeded: () => boolean
}

/** `null`: the account lacks the noun, and neither its name nor its vendor is selected. */
export function openStream<N extends ListNoun>(
  deps: StreamDeps,
  { request, order, account, position, ask, isNeeded }: OpenStreamOptions<N>,
): AccountPart<RowOf<N>> | null {
  const { noun, filter, selection } = request
  const { clock, hash, find, listCache, maxScanPages } = deps
  const resource = resourceOf(account, noun)
  ask.uses?.add(account.name, Number.POSITIVE_INFINITY)
  if (resource === undefined) return selects(selection, account) ? { report: lacking(account, noun) } : null
  const own = ownFilter(noun, filter, account)
  const ids = own === null ? null : idsToLookUp(resource, own)
  const feedOf = (asked: Asked<N>) => {
    const listed = createFeed(account, resource, { ...asked, ...order })
    return ids === null ? listed : byIds(listed, resource, asked, ids, find)
  }
  const feed = feedOf({ filter: own ?? filter, wanted: request.wanted })
  const now = clock.now()
  if (feed.absent.length > 0) return { report: skipped(account, feed.absent) }
  if (own === null || feed.none || isOutside(feed, now)) return { report: unasked(account) }

  const range: Range = feed.whole ? {} : { since: feed.since, until: feed.until }
  const isRange = range.since !== undefined || range.until !== undefined
  const isPast = range.until !== undefined && range.until < now - OPEN_END_MS
  // Questions of all ranges share lists, which begin at a past end, or at the head.
  const until = isPast ? range.until : undefined
  const counted = { since: range.since, until }
  const asked = { filter: isRange ? { ...own, startedAt: undefined } : own, wanted: feed.wanted }
  const sent = {
    ...asked,
    filter: ids === null ? toSentFilter(account, resource, asked.filter) : asked.filter,
  }
  const bound = until === undefined ? {} : { startedAt: { to: until + 1 } }
  let listed: Feed<RowOf<N>> | null = null
  const after = position === null ? null : toAccountPosition(position, account)
  const first = after ?? positionAt(range.until)
  const family = `${account.name} ${noun} ${order.field} ${order.direction}`
  let question: string | null = null
  const query = {
    key: `lists ${family} ${hash([sent.filter, feed.optIns])}`,
    question: () => (question ??= toStableJson(asked.filter)),
    // Numbers of rows differ between lists.
    family: ids !== null || order.keyOf === byIndex.keyOf ? null : family,
    noun,
    account: account.name,
    readsWhole: feed.whole,
    // Most questions open a list that is cached.
    feed: () => (listed ??= feedOf({ ...sent, filter: { ...sent.filter, ...bound } })),
    sent,
    isNarrower: sent.filter !== asked.filter,
    judgeOf: (wider: Asked<N>) => createJudge(account, resource, asked, wider),
    order,
    start: after ?? positionAt(until),
    page: { position: first, range, rows: request.first ?? Number.POSITIVE_INFINITY },
    isLater: after !== null,
    floor: feed.whole ? undefined : feed.since,
    counted: after === null ? counted : null,
  }
  const isCounted = after === null && feed.exact
  const stream = createAccountStream(listCache.open(query, ask), first, {
    account: account.name,
    ask,
    timeout: createAccountTimeout(account, clock, isNeeded),
    order,
    range,
    // Without the range's end the list counts other rows.
    counted: isCounted && until === range.until ? counted : null,
    counting: isCounted ? createCounting(deps, feed, noun, () => hash([own, feed.optIns])) : null,
    maxScanPages,
  })
  return { account, stream, searched: feed.searched ?? [] }
}

/** Requests one row for its total, once in the list's ttl. */
function createCounting<R>(
  { memory, clock }: StreamDeps,
  feed: Feed<R>,
  noun: ListNoun,
  questionOf: () => string,
): Counting {
  return async (ask, since) => {
    const name = `total ${feed.account} ${noun} ${questionOf()}`
    const known = memory.get<number | null>(name)
    const maxAgeMs = Math.min(LIST_TTL_MS[noun], ask.freshness?.maxAgeMs ?? Number.POSITIVE_INFINITY)
    if (known !== undefined && known.readAt >= since && clock.now() - known.readAt <= maxAgeMs)
      return { total: known.value, requests: 0 }
    // Another instance may have counted before the rows were read.
    const freshness = { ...USUAL_FRESHNESS, ...ask.freshness, maxAgeMs: clock.now() - since }
    const { total, requests, sentAt } = await feed.read({ page: 1, per: 1 }, withChanges(ask, { freshness }))
    memory.set(name, total, { ttlMs: LIST_TTL_MS[noun], bytes: 8, readAt: sentAt })
    return { total: sentAt < since ? null : total, requests }
  }
}

/** True for a range before 2010 or in the future. */
function isOutside<R>({ since, until }: Feed<R>, now: Instant): boolean {
  return (until ?? now) < BEGINNING || (since ?? now) > now + WRONG_CLOCK_MS
}

function positionAt(until: Instant | undefined): AccountPosition | null {
  return until === undefined ? null : { key: until, ids: new Set(), rank: 0 }
}

function toAccountPosition({ key, ids, ranks }: Position, { name }: Account): AccountPosition {
  // Pages must overlap the rows returned at the key.
  const returned = ids.filter((id) => parseId(id)?.account === name)
  return { key, ids: new Set(ids), rank: Math.max(0, (ranks[name] ?? 0) - returned.length) }
}
