// One list over many accounts: checked, asked of each, merged in one order, with a report of what each account did.
import type { Ask } from '../domain/ask.ts'
import type { Emit } from '../domain/event.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { Account } from '../vendors/index.ts'
import type { Position } from './cursor.ts'
import type { ListRequest, Page } from './question.ts'
import type { AccountPart, StreamDeps, ResolvedOrder } from './open-stream.ts'
import type { Seal } from './seal.ts'
import type { AccountStream } from './stream.ts'
import { InputError } from '../domain/errors.ts'
import { compareKeys, compareRows } from '../domain/order.ts'
import { directionsOf, meaningOf, resourceOf } from '../vendors/index.ts'
import { decodeCursor } from './cursor.ts'
import { merge } from './merge.ts'
import { isStuck, toPage } from './page.ts'
import { openStream } from './open-stream.ts'
import { failIfNeeded, reportOf } from './report.ts'
import { checkFilter, checkFirst, grantedAccounts, selectAccounts } from './select.ts'

export interface ListDeps extends StreamDeps {
  readonly accounts: readonly Account[]
  readonly seal: Seal
  readonly emit: Emit
}

export async function list<N extends ListNoun>(
  deps: ListDeps,
  request: ListRequest<N>,
  ask: Ask,
): Promise<Page<RowOf<N>>> {
  const { noun, filter, first, requireComplete } = request
  const granted = grantedAccounts(deps.accounts, ask.viewer)
  const selected = selectAccounts(granted, request.selection)
  checkFirst(first)
  checkFilter(noun, filter, granted, selected)
  const order = orderOf(noun, request.orderBy, selected)
  const names = selected.map((account) => account.name)
  const question = deps.hash([noun, filter, order.field, order.direction, names])
  const position = request.after === null ? null : decodeCursor(request.after, question, deps.seal)

  // Without the only account, or any of those that are all required, there is no answer.
  const isNeeded = () => requireComplete || streams.length === 1
  const options = { request, order, position, ask, isNeeded }
  const parts = selected.flatMap((account) => openStream(deps, { ...options, account }) ?? [])
  const streams = parts.flatMap((part) => ('stream' in part ? part.stream : []))
  const isBeyond = (row: RowOf<N>, barrier: SortKey) =>
    compareKeys(order.keyOf(row), barrier, order.direction) > 0
  // Lists that are given whole stand account after account.
  const compare = (a: RowOf<N>, b: RowOf<N>) =>
    first === null ? 0 : compareKeys(order.keyOf(a), order.keyOf(b), order.direction)
  const merged = await merge(streams, { compare, isBeyond }, first ?? Number.POSITIVE_INFINITY)
  // Rows of one key come in their vendors' order; inside one answer they stand by id.
  const rows = first === null ? merged : merged.toSorted(compareRows(order))

  failIfNeeded(streams, rows.length, requireComplete)
  const [budgetError] = streams.flatMap((stream) => stream.budgetError() ?? [])
  if (budgetError !== undefined && request.isBelow !== true && isStuck({ rows, streams, order, position }))
    throw budgetError
  const total = position === null ? await totalOf(parts, request.counts === true) : position.total
  const reports = parts.map((part) => ('stream' in part ? reportOf(part, rows) : part.report))
  tellSavings(deps.emit, streams, position, ask)
  return toPage({ rows, first, streams, reports, order, position, question, total, seal: deps.seal })
}

/** The order that is meant. Throws InputError when a selected account cannot give it. */
export function orderOf<N extends ListNoun>(
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
  const unable = (direction: Direction) =>
    selected.filter((account) => {
      const resource = resourceOf(account, noun)
      const sorts = directionsOf(resource?.sorting, orderBy.field).includes(direction)
      return read === 'PAGES' && resource !== undefined && !sorts
    })
  const cannot = unable(orderBy.direction)
  if (cannot.length > 0) {
    const names = cannot.map((account) => account.name).join(', ')
    const otherWay = orderBy.direction === 'ASC' ? 'DESC' : 'ASC'
    const advice = unable(otherWay).length === 0 ? `order ${otherWay}` : 'select other accounts'
    throw new InputError(
      `"orderBy": ${orderBy.field} ${orderBy.direction} cannot be had from ${names}; ${advice}.`,
      'UNSUPPORTED_ORDER',
    )
  }
  return { field: orderBy.field, direction: orderBy.direction, keyOf }
}

/** Exact over all accounts, or `null`; asked for only where it is wanted and every account can tell it. */
async function totalOf<R>(parts: readonly AccountPart<R>[], isWanted: boolean): Promise<number | null> {
  if (parts.some((part) => 'report' in part && part.report.state !== 'COMPLETE')) return null
  const streams = parts.flatMap((part) => ('stream' in part ? part.stream : []))
  const isAsked = isWanted && streams.every((stream) => stream.mayCount())
  const totals = await Promise.all(streams.map(async (stream) => (isAsked ? stream.count() : stream.total())))
  return totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0)
}

function tellSavings<R>(
  emit: Emit,
  streams: readonly AccountStream<R>[],
  position: Position | null,
  ask: Ask,
): void {
  const remembered = streams.filter((stream) => stream.requests() === 0 && stream.failure() === null)
  const [operation] = ask.operations
  if (remembered.length === 0 || operation === undefined) return
  const count = remembered.filter((stream) => !stream.isFallback()).length
  const asOf = Math.min(...remembered.flatMap((stream) => stream.asOf() ?? []))
  emit({ type: 'saved', operation, by: position === null ? 'cached' : 'segment', count, asOf })
}
