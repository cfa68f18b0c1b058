// One list over many accounts: resolved, read, merged, reported.
import type { Ask } from '../domain/ask.ts'
import type { Emit, SavedBy } from '../domain/event.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Order, SortKey } from '../domain/order.ts'
import type { Account, Seal } from '../vendors/index.ts'
import type { Position } from './cursor.ts'
import type { AccountPart, StreamDeps } from './open-stream.ts'
import type { ListRequest, ListRows, Page } from './question.ts'
import type { AccountStream } from './stream.ts'
import type { Look } from './watch.ts'
import { compareKeys, compareRows } from '../domain/order.ts'
import { meaningOf } from '../vendors/index.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { merge } from './merge.ts'
import { openStream } from './open-stream.ts'
import { failIfNeeded, reportOf } from './report.ts'
import { grantedAccounts, resolve } from './resolve.ts'

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
  const { selected, order } = resolve(request, grantedAccounts(deps.accounts, ask.viewer))
  // Many answers show no cursor.
  const questionOf = () => {
    const names = selected.map((account) => account.name)
    return deps.hash([noun, filter, order.field, order.direction, names])
  }
  const position = request.after === null ? null : decodeCursor(request.after, questionOf(), deps.seal)

  // The answer fails without its only or a required account.
  const isNeeded = () => requireComplete || streams.length === 1
  const options = { request, order, position, ask, isNeeded }
  const parts = selected.flatMap((account) => openStream(deps, { ...options, account }) ?? [])
  const streams = parts.flatMap((part) => ('stream' in part ? part.stream : []))
  const isBeyond = (row: RowOf<N>, barrier: SortKey) =>
    compareKeys(order.keyOf(row), barrier, order.direction) > 0
  // Whole lists are concatenated by account.
  const compare = (a: RowOf<N>, b: RowOf<N>) =>
    first === null ? 0 : compareKeys(order.keyOf(a), order.keyOf(b), order.direction)
  const merged = await merge(streams, { compare, isBeyond }, first ?? Number.POSITIVE_INFINITY)
  // Vendors order ties at will; one page orders them by id.
  const rows = first === null || merged.length < 2 ? merged : merged.toSorted(compareRows(order))

  failIfNeeded(streams, rows.length, requireComplete)
  const placeAt = (index: number): Place => placeAfter(rows, index, order, position)
  const barrier = firstBarrier(streams, order)
  const endOf = () => {
    const last = rows.length > 0 ? placeAt(rows.length - 1) : position
    return rows.length === first ? last : laterOf(last, barrier, order)
  }
  const [budgetError] = streams.flatMap((stream) => stream.budgetError() ?? [])
  if (budgetError !== undefined && request.isBelow !== true) {
    const isStuck = endOf() === position && streams.every((stream) => stream.requests() === 0)
    if (isStuck) throw budgetError
  }
  const total = position === null ? await totalOf(parts, streams, request.counts === true) : position.total
  const reports = parts.map((part) => ('stream' in part ? reportOf(part, rows) : part.report))
  // Its code and time to wait change from moment to moment.
  if (reports.some(({ state }) => state === 'STALE')) ask.uses?.spoil()
  emitSavings(deps.emit, streams, position, ask)
  const hasNextPage = streams.some((stream) => stream.mayFollow())
  const ranks = Object.fromEntries(streams.map((stream) => [stream.account, stream.rank()]))
  let question: string | null = null
  const encode = (place: Place | null) =>
    encodeCursor(place === null ? null : { ...place, ranks, total }, (question ??= questionOf()), deps.seal)
  const endCursor = () => {
    const end = endOf()
    return end === null && !hasNextPage ? null : encode(end)
  }
  return {
    rows,
    reports,
    totalCount: total,
    hasNextPage,
    cursorAt: (index) => encode(placeAt(index)),
    endCursor,
  }
}

/** The exact total; `isWanted` allows requests for it. */
function totalOf<R>(
  parts: readonly AccountPart<R>[],
  streams: readonly AccountStream<R>[],
  isWanted: boolean,
): number | null | Promise<number | null> {
  if (parts.some((part) => 'report' in part && part.report.state !== 'COMPLETE')) return null
  if (isWanted && streams.every((stream) => stream.mayCount()))
    return Promise.all(streams.map((stream) => stream.count())).then(sumOf)
  return sumOf(streams.map((stream) => stream.total()))
}

function sumOf(totals: readonly (number | null)[]): number | null {
  return totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0)
}

/** Counts lists that no request was sent for. */
export function emitSavings<R>(
  emit: Emit,
  streams: readonly AccountStream<R>[],
  position: Position | null,
  ask: Ask,
): void {
  const [operation] = ask.operations
  if (operation === undefined) return
  const isSaved = (stream: AccountStream<R>) =>
    stream.requests() === 0 && stream.failure() === null && stream.asOf() !== null
  const unsent = streams.filter(isSaved)
  const byOf = (stream: AccountStream<R>): SavedBy => {
    if (stream.byJournal()) return 'journal'
    return position === null && !stream.isNarrowed() ? 'cached' : 'segment'
  }
  for (const [by, saving] of Map.groupBy(unsent, byOf)) {
    const served = saving.filter((stream) => !stream.isFallback())
    const asOf = Math.min(...saving.flatMap((stream) => stream.asOf() ?? []))
    emit({ type: 'saved', operation, by, count: served.length, asOf })
    const narrowed = by === 'segment' ? served.filter((stream) => stream.isNarrowed()).length : 0
    if (narrowed > 0) emit({ type: 'saved', operation, by: 'narrowed', count: narrowed })
  }
}

/** e.g. `{ key: 1768464000000, ids: ['call:ujet:1'] }`. */
type Place = Pick<Position, 'key' | 'ids'>

/** The place after a row: its key, and the ids returned at it. */
function placeAfter<R extends { readonly id: string }>(
  rows: readonly R[],
  index: number,
  { keyOf }: Order<R>,
  position: Place | null,
): Place {
  const keyAt = (at: number) => (rows[at] === undefined ? undefined : (keyOf(rows[at]) ?? null))
  const key = keyAt(index) ?? null
  const ids = position?.key === key ? [...position.ids] : []
  for (let at = index; keyAt(at) === key; at -= 1) ids.push(rows[at]?.id ?? '')
  return { key, ids }
}

/** The barrier, if it is later; `null`: the start. */
function laterOf<R>(
  place: Place | null,
  barrier: SortKey | undefined,
  { direction }: Order<R>,
): Place | null {
  const isLater = barrier !== undefined && (place === null || compareKeys(barrier, place.key, direction) > 0)
  return isLater ? { key: barrier, ids: [] } : place
}

/** First barrier of capped streams: a short page ends there. */
function firstBarrier<R>(streams: readonly AccountStream<R>[], { direction }: Order<R>): SortKey | undefined {
  if (streams.some((stream) => stream.blocks())) return undefined
  return streams
    .flatMap((stream) => stream.barrier() ?? [])
    .toSorted((a, b) => compareKeys(a, b, direction))
    .at(0)
}

/** A watcher's look. Ignores passing fields, e.g. `durationSeconds`. */
export function lookAtList<N extends ListNoun>(
  listOf: ListRows,
  request: ListRequest<N>,
): () => Look<Page<RowOf<N>>> {
  const passing: ReadonlySet<string> = new Set<string>(meaningOf(request.noun).passing)
  return () => {
    let told: string | null = null
    return async (ask) => {
      const page = await listOf(request, ask)
      const states = page.reports.map(({ account, state, code }) => [account, state, code])
      const lasting = page.rows.map((row) => Object.entries(row).filter(([name]) => !passing.has(name)))
      const shown = JSON.stringify([lasting, states])
      const change = shown === told ? null : page
      told = shown
      return { present: page, change }
    }
  }
}
