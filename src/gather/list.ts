// One list over many accounts: checked, asked of each, merged in one order, with a report of what each account did.
import type { Ask } from '../domain/ask.ts'
import type { Emit } from '../domain/event.ts'
import type { ListNoun, Lists } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Account, Feed } from '../vendors/index.ts'
import type { Position } from './cursor.ts'
import type { ListRequest, Page } from './gather.ts'
import type { KeyedHash } from './keyed-hash.ts'
import type { Seal } from './seal.ts'
import type { Place } from './segment.ts'
import type { Segments } from './segments.ts'
import type { Walk } from './walk.ts'
import { InputError } from '../domain/errors.ts'
import { parseId } from '../domain/id.ts'
import { compareKeys, compareRows } from '../domain/order.ts'
import { createFeed, meaningOf, resourceOf } from '../vendors/index.ts'
import { decodeCursor } from './cursor.ts'
import { merge } from './merge.ts'
import { toPage } from './page.ts'
import { createPatience } from './patience.ts'
import { failIfNeeded, reportOf, skipped, unasked } from './report.ts'
import { checkFilter, grantedAccounts, ownFilter, selectAccounts } from './select.ts'
import { createWalk } from './walk.ts'
import { BEGINNING } from './window.ts'

const MOST_ROWS = 1000

/** By how much a vendor's clock, or what is taken for its time zone, may be ahead. */
const WRONG_CLOCK_MS = 24 * 60 * 60 * 1000

export interface ListMeans {
  readonly accounts: readonly Account[]
  readonly segments: Segments
  readonly hash: KeyedHash
  readonly seal: Seal
  readonly clock: Clock
  readonly emit: Emit
  readonly maxScanPages: number
}

type RowOf<N extends ListNoun> = Lists[N]['row']

/** What one account does for one list: it walks, or its report says why it does not. */
type Part<R> =
  | { readonly account: Account; readonly feed: Feed<R>; readonly walk: Walk<R> }
  | { readonly report: AccountReport }

export async function list<N extends ListNoun>(
  means: ListMeans,
  request: ListRequest<N>,
  ask: Ask,
): Promise<Page<RowOf<N>>> {
  const { noun, filter, first, requireComplete } = request
  const granted = grantedAccounts(means.accounts, ask.viewer)
  const selected = selectAccounts(granted, request.selection)
  if (first !== null) checkFirst(first)
  checkFilter(noun, filter, granted, selected)
  const order = orderOf(noun, request.orderBy, selected)
  const names = selected.map((account) => account.name)
  const question = means.hash([noun, filter, order.field, order.direction, names])
  const position = request.after === null ? null : decodeCursor(request.after, question, means.seal)

  // Without the only account, or any of those that are all required, there is no answer.
  const visit = { position, ask, isNeeded: () => requireComplete || walks.length === 1 }
  const parts = selected.flatMap((account) => partOf(means, request, order, account, visit) ?? [])
  const walks = parts.flatMap((part) => ('walk' in part ? part.walk : []))
  const isBeyond = (row: RowOf<N>, barrier: SortKey) =>
    compareKeys(order.keyOf(row), barrier, order.direction) > 0
  // Lists that are given whole stand account after account.
  const compare = (a: RowOf<N>, b: RowOf<N>) =>
    first === null ? 0 : compareKeys(order.keyOf(a), order.keyOf(b), order.direction)
  const merged = await merge(walks, { compare, isBeyond }, first ?? Number.POSITIVE_INFINITY)
  // Rows of one key come in their vendors' order; inside one answer they stand by id.
  const rows = first === null ? merged : merged.toSorted(compareRows(order))

  const reports = parts.map((part) =>
    'walk' in part ? reportOf(part.account, part.walk, rows) : part.report,
  )
  failIfNeeded(walks, rows.length, requireComplete)
  tellSavings(means.emit, walks, position, ask)
  const total = position === null ? totalOf(parts) : position.total
  return toPage({ rows, first, walks, reports, order, position, question, total, seal: means.seal })
}

interface ResolvedOrder<N extends ListNoun> {
  readonly field: Lists[N]['field'] | null
  readonly direction: Direction
  readonly keyOf: (row: RowOf<N>) => SortKey | undefined
}

function orderOf<N extends ListNoun>(
  noun: N,
  orderBy: ListRequest<N>['orderBy'],
  selected: readonly Account[],
): ResolvedOrder<N> {
  const { byDefault, orders, read } = meaningOf(noun)
  const keyOf = orderBy === null ? undefined : orders[orderBy.field]
  if (orderBy === null || keyOf === undefined) return { field: null, ...byDefault }
  const isDefault =
    read === 'PAGES' && orderBy.field === 'STARTED_AT' && orderBy.direction === byDefault.direction
  if (isDefault) return { field: null, ...byDefault }
  const cannot = selected.filter((account) => {
    const resource = resourceOf(account, noun)
    const { columns, directions } = resource?.sorting ?? {}
    const sorts = columns?.[orderBy.field] !== undefined && (directions?.includes(orderBy.direction) ?? true)
    return read === 'PAGES' && resource !== undefined && !sorts
  })
  if (cannot.length > 0) {
    const names = cannot.map((account) => account.name).join(', ')
    throw new InputError(
      `"orderBy": ${orderBy.field} ${orderBy.direction} cannot be had from ${names}; select other accounts.`,
      'UNSUPPORTED_ORDER',
    )
  }
  return { field: orderBy.field, direction: orderBy.direction, keyOf }
}

function checkFirst(first: number): void {
  if (first >= 1 && first <= MOST_ROWS) return
  throw new InputError(`Argument "first": expected a whole number from 1 to ${MOST_ROWS}, got ${first}.`)
}

function partOf<N extends ListNoun>(
  means: ListMeans,
  { noun, filter, selection, wanted }: ListRequest<N>,
  order: ResolvedOrder<N>,
  account: Account,
  { position, ask, isNeeded }: { position: Position | null; ask: Ask; isNeeded: () => boolean },
): Part<RowOf<N>> | null {
  const resource = resourceOf(account, noun)
  if (resource === undefined)
    return selection.accounts?.includes(account.name) ? { report: skipped(account, [noun]) } : null
  const own = ownFilter(noun, filter, account)
  const feed = createFeed(account, resource, { filter: own ?? filter, wanted, ...order })
  if (feed.absent.length > 0) return { report: skipped(account, feed.absent) }
  if (own === null || feed.none || isOutside(feed, means.clock.now())) return { report: unasked(account) }
  const key = `segments ${account.name} ${noun} ${means.hash([own, order.field, order.direction, feed.optIns])}`
  const place = position === null ? null : toPlace(position, account)
  const opened = means.segments.open({ key, noun, feed, order, place }, ask)
  const walk = createWalk(opened, place, {
    account: account.name,
    ask,
    patience: createPatience(account, means.clock, isNeeded),
    order,
    maxScanPages: means.maxScanPages,
  })
  return { account, feed, walk }
}

/** Whether the feed's range ends before anything began, or begins in the future. */
function isOutside<R>({ since, until }: Feed<R>, now: Instant): boolean {
  return (until ?? now) < BEGINNING || (since ?? now) > now + WRONG_CLOCK_MS
}

function toPlace({ key, ids, ranks }: Position, { name }: Account): Place {
  // Before the rows already given at the position's key: a page must begin before them.
  const given = ids.filter((id) => parseId(id)?.account === name)
  return { key, ids: new Set(ids), rank: Math.max(0, (ranks[name] ?? 0) - given.length) }
}

/** Exact over all accounts, or null. */
function totalOf<R>(parts: readonly Part<R>[]): number | null {
  const totals = parts.map((part) => {
    if ('report' in part) return part.report.state === 'COMPLETE' ? 0 : null
    const { failure, capped } = part.walk
    const segment = part.walk.segment()
    if (failure() !== null || capped() || segment.cut || segment.top !== undefined) return null
    if (segment.complete) return segment.rows.length
    return part.feed.exact ? segment.total : null
  })
  return totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0)
}

function tellSavings<R>(emit: Emit, walks: readonly Walk<R>[], position: Position | null, ask: Ask): void {
  const remembered = walks.filter((walk) => walk.requests() === 0 && walk.failure() === null)
  const [operation] = ask.operations
  if (remembered.length === 0 || operation === undefined) return
  const count = remembered.filter((walk) => !walk.isLastResort()).length
  const asOf = Math.min(...remembered.flatMap((walk) => walk.asOf() ?? []))
  emit({ type: 'saved', operation, by: position === null ? 'cached' : 'segment', count, asOf })
}
