// One account's way through its list for one page: from the position on through the segment, which it lets grow when it
// comes to its end, and its report in the end.
import type { Ask } from '../domain/ask.ts'
import type { Order, SortKey } from '../domain/order.ts'
import type { Stream } from './merge.ts'
import type { AccountTimeout } from './account-timeout.ts'
import type { AccountPosition, Range, CachedList } from './cached-list.ts'
import type { UpstreamError } from '../domain/errors.ts'
import type { Instant } from '../domain/time.ts'
import { InputError, toNotCachedError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { toUpstreamError } from './staleness.ts'
import { oldestOf } from './old-rows.ts'
import { createSnapshotIterator } from './snapshot-iterator.ts'
import { countIn, rankAt } from './cached-list.ts'

/** A segment that somebody may let grow, or bring up to date. */
export interface SharedList<R> {
  readonly list: CachedList<R>
  /** One vendor page more, shared with whoever else wants it. */
  fetchNextPage(ask: Ask): Promise<void>
  /** False when it has to be read again instead. */
  refresh(ask: Ask): Promise<boolean>
  /** Why nothing newer could be had when that was tried last; null when it could, or was not tried. */
  failure(): UpstreamError | null
  failed(failure: UpstreamError): void
}

/** A segment to walk through, and what becomes of it first. */
export interface OpenedList<R> {
  readonly live: SharedList<R>
  /** Whether it is to be brought up to date. */
  readonly needsRefresh: boolean
  /** One that is read from the beginning, where it cannot be brought up to date. */
  readonly reread: () => SharedList<R>
  /** An older one to walk through where nothing newer can be had. */
  readonly fallback: SharedList<R> | null
}

export interface AccountStream<R> extends Stream<R> {
  readonly account: string
  /** Why it ended early. */
  failure(): UpstreamError | null
  capped(): boolean
  /** Why it could not go on, where the operation may send no more. */
  budgetError(): UpstreamError | null
  /** Whether the account can go on: rows may follow what was given, and it has not failed. */
  mayFollow(): boolean
  /** About how many of the vendor's rows come before the next one. */
  rank(): number
  /** How many rows match in all, from the range's beginning on; null when that is not known exactly. */
  total(): number | null
  /** The same, read off the vendor where it is not known yet and a list read from scratch would tell it. */
  count(): Promise<number | null>
  mayCount(): boolean
  /** Whether the list goes on beyond what the vendor gives. */
  cut(): boolean
  /** When the oldest row used was read; null when none was. */
  asOf(): Instant | null
  /** Vendor pages read for this walk. */
  requests(): number
  /** Whether it had to do with what was remembered although it asked. */
  isFallback(): boolean
  /** Why what it gave is old and nothing newer can be had now; null when that is not so. */
  staleness(): UpstreamError | null
}

export interface StreamOptions<R> {
  readonly account: string
  readonly ask: Ask
  readonly timeout: AccountTimeout
  readonly order: Order<R>
  readonly range: Range
  /** The range of which the vendor's own total would be exact; null when it is not, or is not needed. */
  readonly counted: Range | null
  /** Asks for the vendor's own total; `null` where that is not exact. */
  readonly counting: Counting | null
  readonly maxScanPages: number
}

/** The vendor's total as of `since` or later, and how many requests that took. */
export type Counting = (ask: Ask, since: Instant) => Promise<{ total: number | null; requests: number }>

export function createAccountStream<R extends { readonly id: string }>(
  opened: OpenedList<R>,
  place: AccountPosition | null,
  { account, ask, timeout, order, range, counted, counting, maxScanPages }: StreamOptions<R>,
): AccountStream<R> {
  const through = createSnapshotIterator(place, range, order)
  let { live, needsRefresh } = opened
  let path = through(live.list)
  let requests = 0
  let failure: UpstreamError | null = null
  let budgetError: UpstreamError | null = null
  const rankBefore = rankAt(live.list, path.index())
  let grown = 0
  let spent = false
  let fallbackReason: UpstreamError | null = null

  const isDone = () => !needsRefresh && path.isDone()
  const peek = () => (needsRefresh ? undefined : path.peek())
  const asked = () => live.list.requests + live.list.refreshes
  // Nothing is at hand, so that something will be asked for.
  const first = peek() === undefined && !isDone() ? ask.budget?.hold(live.list) : undefined
  let paysBy = first ?? ask.budget?.further
  const paying = (by: Ask): Ask =>
    by.budget === undefined ? by : Object.create(by, { budget: { value: paysBy } })

  function moveTo(other: SharedList<R>): void {
    live = other
    path = through(live.list)
    needsRefresh = false
  }

  async function count(reading: (ask: Ask) => Promise<void>): Promise<void> {
    const [before, { list }] = [asked(), live]
    try {
      await timeout((by) => reading(paying(by)), ask, asked)
    } finally {
      first?.giveBack()
      paysBy = ask.budget?.further
      requests += list.requests + list.refreshes - before
    }
  }

  async function read(): Promise<void> {
    if (ask.freshness?.onlyIfCached === true) throw toNotCachedError(account)
    if (needsRefresh) {
      const { refresh } = live
      let isRefreshed = false
      await count(async (by) => void (isRefreshed = await refresh(by)))
      return moveTo(isRefreshed ? live : opened.reread())
    }
    const { list } = live
    const before = list.requests
    await count(live.fetchNextPage)
    grown += list.requests - before
    const found = path.given() + path.run().rows.length - path.index()
    // As many pages as are full of what was found do not count.
    spent = grown - Math.floor(found / Math.max(1, list.pageSize)) >= maxScanPages
  }

  const staleness = () => fallbackReason ?? live.failure()
  /** Nothing is left of what was read, and no more may be. */
  const isCapped = () => (spent || budgetError !== null) && peek() === undefined && !isDone()

  const isUnsure = () => failure !== null || isCapped() || live.list.cut || staleness() !== null

  function total(): number | null {
    if (isUnsure()) return null
    const run = path.run()
    // Of rows that were taken over the report must say how old they are.
    if (isDone() && path.asOf() <= oldestOf(run)) return countIn(run.rows, range, order)
    // A segment serves other ranges than the one that was counted.
    return areEqual(counted, live.list.counted) ? run.total : null
  }

  /** Reads what a list read from scratch would have told by now: the vendor's total, or rows of a whole page. */
  async function countAnew(): Promise<number | null> {
    if (counting === null) {
      await count(live.fetchNextPage)
      return total()
    }
    let told: number | null = null
    const askOnce = async (by: Ask) => {
      const answer = await counting(paying(by), path.asOf())
      requests += answer.requests
      told = answer.total
    }
    await timeout(askOnce, ask, () => 0)
    return told
  }

  function mayCount(): boolean {
    if (isUnsure()) return false
    const { tellsTotal, rank, pageSize } = live.list
    return total() !== null || (counting === null ? !isDone() && rank - rankBefore < pageSize : tellsTotal)
  }

  return {
    account,
    peek,
    skip: () => path.skip(),
    hungry: () => failure === null && budgetError === null && !spent && !isDone(),
    more: async () => {
      try {
        await read()
      } catch (error) {
        const told = toUpstreamError(error, account, ask)
        const { fallback } = opened
        if (
          fallback === null ||
          fallbackReason !== null ||
          path.given() > 0 ||
          (!needsRefresh && live === fallback)
        )
          if (told.code === 'BUDGET_SPENT') budgetError = told
          else failure = told
        else {
          moveTo(fallback)
          fallbackReason = told
          // Who is short of time or of budget tells nothing to others.
          if (told.code !== 'BUDGET_SPENT' && !ask.signal.aborted) fallback.failed(told)
        }
      }
    },
    barrier: () => (isCapped() ? live.list.end : undefined),
    blocks: () => isCapped() && live.list.end === undefined,
    failure: () => failure,
    capped: isCapped,
    mayFollow: () => peek() !== undefined || (failure === null && !isDone()),
    budgetError: () => budgetError,
    rank: () => rankAt(live.list, path.index()),
    total,
    mayCount,
    count: async () => {
      const known = total()
      if (known !== null || !mayCount() || ask.freshness?.onlyIfCached === true) return known
      return countAnew().catch((error: unknown) => {
        // The page is as good without it, also where a further page shows that the order cannot be had.
        if (!(error instanceof InputError)) toUpstreamError(error, account, ask)
        return null
      })
    },
    cut: () => live.list.cut,
    asOf: () => (live.list.requests === 0 ? null : path.asOf()),
    requests: () => requests,
    isFallback: () => fallbackReason !== null,
    staleness,
  }
}

function areEqual(one: Range | null, other: Range | null): boolean {
  return one !== null && other !== null && one.since === other.since && one.until === other.until
}

/** The key at which the streams together have arrived when a page stays short: the first of the barriers; undefined for none. */
export function reachedKey<R>(
  streams: readonly AccountStream<R>[],
  { direction }: Order<R>,
): SortKey | undefined {
  if (streams.some((stream) => stream.blocks())) return undefined
  return streams
    .flatMap((stream) => stream.barrier() ?? [])
    .toSorted((a, b) => compareKeys(a, b, direction))
    .at(0)
}
