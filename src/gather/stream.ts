// One account's rows for one page: cached rows, then fetched ones.
//
//   cached list   r r r r r r | fetchNextPage → r r r …
//   stream            ^ position      ^ until enough, capped or failed
import type { Ask } from '../domain/ask.ts'
import type { Order } from '../domain/order.ts'
import type { Stream } from './merge.ts'
import type { AccountTimeout } from './account-timeout.ts'
import type { AccountPosition, Range } from './cached-list.ts'
import type { ListView } from './list-view.ts'
import type { UpstreamError } from '../domain/errors.ts'
import type { Instant } from '../domain/time.ts'
import { InputError, toBudgetError, toNotCachedError } from '../domain/errors.ts'
import { toUpstreamError } from './staleness.ts'
import { giveUp, oldestOf } from './refresh.ts'
import { countIn, indexFrom, isWhole, rankAt } from './cached-list.ts'
import { createIteration, rowsOf } from './list-view.ts'

/** A list for a stream, and what to do with it first. */
export interface OpenedList<R> {
  readonly view: ListView<R>
  readonly needsRefresh: boolean
  /** True if the journal of changes saved its refresh. */
  readonly byJournal: boolean
  /** Opens an empty list where the refresh failed. */
  readonly reread: () => ListView<R>
  /** STALE_IF_ERROR: the list to serve when the account fails. */
  readonly fallback: ListView<R> | null
}

/** The rows of a range, as far as they are read. */
export interface Covered<R> {
  readonly rows: readonly R[]
  /** Rows from here on are all read, `-Infinity` if all of the range are; `null`: none is. */
  readonly from: Instant | null
  readonly isWhole: boolean
  /** Most rows of one request. */
  readonly pageSize: number
}

export interface AccountStream<R> extends Stream<R> {
  readonly account: string
  /** The error that ended it. */
  failure(): UpstreamError | null
  /** True if it stopped at the scan cap or budget. */
  capped(): boolean
  /** BUDGET_SPENT, if that stopped it. */
  budgetError(): UpstreamError | null
  /** True if further rows may follow. */
  mayFollow(): boolean
  /** All rows of the range by now, for statistics. */
  covered(): Covered<R>
  /** Returns to the fallback, if the list in its place is not read that far. */
  settle(): void
  /** Estimated number of vendor rows before the next one. */
  rank(): number
  /** Number of matching rows; `null`: not known exactly. */
  total(): number | null
  /** As `total`; may send one request for it. */
  count(): Promise<number | null>
  mayCount(): boolean
  /** True if the vendor has more rows than it returns. */
  cut(): boolean
  /** Instant when the oldest row used was read; `null`: none was. */
  asOf(): Instant | null
  /** Upstream requests sent for it. */
  requests(): number
  /** True if it serves the fallback after an error. */
  isFallback(): boolean
  /** True if the journal of changes saved its refresh. */
  byJournal(): boolean
  /** True if another, wider question read its list. */
  isNarrowed(): boolean
  /** Error that keeps its rows stale; `null`: they are fresh. */
  staleReason(): UpstreamError | null
}

/** Reads the total as of `since` or later, e.g. `{ total: 77, requests: 1 }`. */
export type Counting = (ask: Ask, since: Instant) => Promise<{ total: number | null; requests: number }>

export interface StreamOptions<R> {
  readonly account: string
  readonly ask: Ask
  readonly timeout: AccountTimeout
  readonly order: Order<R>
  readonly range: Range
  /** Range that the vendor counts exactly, or `null`. */
  readonly counted: Range | null
  readonly counting: Counting | null
  readonly maxScanPages: number
}

export function createAccountStream<R extends { readonly id: string }>(
  opened: OpenedList<R>,
  position: AccountPosition | null,
  { account, ask, timeout, order, range, counted, counting, maxScanPages }: StreamOptions<R>,
): AccountStream<R> {
  const iterate = createIteration(position, range, order)
  let { view, needsRefresh } = opened
  let { shared } = view
  let iterator = iterate(view)
  const rankBefore = rank()
  let requests = 0
  let pages = 0
  let isScanned = false
  let failure: UpstreamError | null = null
  let budgetError: UpstreamError | null = null
  let fallbackReason: UpstreamError | null = null

  const isDone = () => !needsRefresh && iterator.isDone()
  const peek = () => (needsRefresh ? undefined : iterator.peek())
  const sent = () => shared.list.requests + shared.list.refreshes
  const staleReason = () => fallbackReason ?? shared.failure()
  const isCapped = () => (isScanned || budgetError !== null) && peek() === undefined && !isDone()
  const isUncertain = () => failure !== null || isCapped() || shared.list.cut || staleReason() !== null

  // Without a row at hand it reserves one request for its first page.
  const hold = peek() === undefined && !isDone() ? ask.budget?.hold(shared.list) : undefined
  let payer = hold ?? ask.budget?.further()
  const paying = (by: Ask): Ask =>
    by.budget === undefined ? by : Object.create(by, { budget: { value: payer } })

  function switchTo(other: ListView<R>): void {
    view = other
    ;({ shared } = view)
    iterator = iterate(view)
    needsRefresh = false
  }

  /** Rows of a wider list are no rank in the question's own. */
  function rank(): number {
    if (view.isWider) return iterator.index()
    const { list } = shared
    return rankAt({ rows: iterator.rows(), topRank: list.topRank, rank: list.rank }, iterator.index())
  }

  /** Reads under the account's timeout and counts requests. */
  async function measured(read: (ask: Ask) => Promise<void>): Promise<void> {
    const [before, { list }] = [sent(), shared]
    try {
      await timeout((by) => read(paying(by)), ask, sent)
    } finally {
      hold?.giveBack()
      payer = ask.budget?.further()
      requests += list.requests + list.refreshes - before
    }
  }

  async function readOn(): Promise<void> {
    if (ask.freshness?.onlyIfCached === true) throw toNotCachedError(account)
    if (needsRefresh) {
      const { refresh } = shared
      let isRefreshed = false
      await measured(async (by) => void (isRefreshed = await refresh(by)))
      return switchTo(isRefreshed && view.suffices() ? view : opened.reread())
    }
    const { list } = shared
    const before = list.requests
    await measured(shared.fetchNextPage)
    pages += list.requests - before
    // Pages full of matching rows do not count for the scan cap.
    const found = iterator.returned() + iterator.rows().length - iterator.index()
    isScanned = pages - Math.floor(found / Math.max(1, list.pageSize)) >= maxScanPages
  }

  function handle(error: UpstreamError): void {
    const { fallback } = opened
    const isUsed = fallbackReason !== null || (!needsRefresh && shared === fallback?.shared)
    if (fallback !== null && !isUsed && iterator.returned() === 0) {
      switchTo(fallback)
      fallbackReason = error
      // Budget and deadline concern this caller only.
      if (error.code !== 'BUDGET_SPENT' && !ask.signal.aborted) shared.failed(error)
    } else if (error.code === 'BUDGET_SPENT') budgetError = error
    else failure = error
  }

  function total(): number | null {
    if (isUncertain()) return null
    const snapshot = iterator.snapshot()
    // Copied rows are counted once the report's age includes them.
    if (isDone() && iterator.asOf() <= oldestOf(snapshot)) {
      return view.filter?.isSure(snapshot.rows) === false ? null : countIn(iterator.rows(), range, order)
    }
    return hasOwnTotal() ? snapshot.total : null
  }

  /** False if the list's total is of another range or question. */
  const hasOwnTotal = () => view.filter === null && isSameRange(counted, shared.list.counted)

  /** Reads the total, or one page that completes the list. */
  async function fetchTotal(): Promise<number | null> {
    if (counting === null) {
      await measured(shared.fetchNextPage)
      return total()
    }
    let fetched: number | null = null
    const fetchOnce = async (by: Ask) => {
      const answer = await counting(paying(by), iterator.asOf())
      requests += answer.requests
      fetched = answer.total
    }
    await timeout(fetchOnce, ask, () => 0)
    // Changes cost the list its total. Its one page has both.
    if (hasOwnTotal() && shared.list.requests === 1) giveUp(shared.list)
    return fetched
  }

  function covered(): Covered<R> {
    const { list } = shared
    const { since, until } = range
    const { end, pageSize } = list
    if (needsRefresh) return { rows: [], from: null, isWhole: false, pageSize }
    const rows = rowsOf(view)
    const first = until === undefined ? 0 : indexFrom(rows, until, order)
    const last = since === undefined ? rows.length : indexFrom(rows, since - 1, order)
    const isRead = isWhole(list, range)
    // Rows of the same instant may follow the end.
    const from = typeof end === 'number' && list.requests > 0 ? end + 1 : null
    const whole = { from: Number.NEGATIVE_INFINITY, isWhole: true }
    return { rows: rows.slice(first, last), pageSize, ...(isRead ? whole : { from, isWhole: false }) }
  }

  function mayCount(): boolean {
    if (isUncertain()) return false
    const { list } = shared
    if (total() !== null) return true
    return counting === null ? !isDone() && list.rank - rankBefore < list.pageSize : list.tellsTotal
  }

  return {
    account,
    peek,
    skip: () => iterator.skip(),
    hungry: () => failure === null && budgetError === null && !isScanned && !isDone(),
    more: async () => {
      try {
        await readOn()
      } catch (error) {
        handle(toUpstreamError(error, account, ask))
      }
    },
    barrier: () => (isCapped() ? shared.list.end : undefined),
    blocks: () => isCapped() && shared.list.end === undefined,
    failure: () => failure,
    capped: isCapped,
    budgetError: () => budgetError,
    mayFollow: () => peek() !== undefined || (failure === null && !isDone()),
    covered,
    settle: () => {
      if (opened.fallback !== null && shared !== opened.fallback.shared && !covered().isWhole)
        handle(toBudgetError(account))
    },
    rank,
    total,
    mayCount,
    count: async () => {
      const known = total()
      if (known !== null || !mayCount() || ask.freshness?.onlyIfCached === true) return known
      return fetchTotal().catch((error: unknown) => {
        // The page is served without a total.
        if (!(error instanceof InputError)) toUpstreamError(error, account, ask)
        return null
      })
    },
    cut: () => shared.list.cut,
    asOf: () => (shared.list.requests === 0 ? null : iterator.asOf()),
    requests: () => requests,
    isFallback: () => fallbackReason !== null,
    byJournal: () => opened.byJournal,
    isNarrowed: () => view.isNarrowed,
    staleReason,
  }
}

function isSameRange(one: Range | null, other: Range | null): boolean {
  return one !== null && other !== null && one.since === other.since && one.until === other.until
}
