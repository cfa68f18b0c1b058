// Rows by id, in batches where the vendor takes several.
import type { Ask } from '../domain/ask.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Instant } from '../domain/time.ts'
import type { Pending, Take } from '../upstream/pending.ts'
import type { RequestSpec } from '../upstream/request-spec.ts'
import type { Account } from './account.ts'
import type { LookUp, LookUpNoun, Resource } from './define.ts'
import type { Params } from './filters.ts'
import type { ProbeResult } from './unproven.ts'
import { reachOf } from './filters.ts'
import { isBudgetSpent, UpstreamError } from '../domain/errors.ts'
import { givenKeys } from '../domain/filter.ts'
import { rowTtlMs } from '../domain/ttl.ts'
import { createPending } from '../upstream/pending.ts'
import { toPath } from './account.ts'
import { isGiven } from './changes.ts'
import { checkError, isEmpty, readPage } from './envelope.ts'
import { hasForm } from './id-form.ts'
import { toRequestSpec } from './request.ts'
import { isRefusal } from './unproven.ts'

type Batch = Extract<LookUp, { by: 'batch' }>
type One = Extract<LookUp, { by: 'one' }>

interface LookUpDeps<N extends LookUpNoun> {
  readonly account: Account
  readonly resource: Resource<N>
  readonly lookUp: Batch | One
  /** Parameters for look-ups of single rows. */
  readonly optIns: Params
  /** Receives each row found, its size in characters and when it was read. */
  readonly remember: (row: RowOf<N>, size: number, readAt: Instant) => void
}

/** By raw id. `null`: unknown. Missing: not answered. */
type Found<N extends LookUpNoun> = ReadonlyMap<string, RowOf<N> | null>

/** Bytes of ids in one address; servers allow 8 kB, some 4. */
const MOST_ID_BYTES = 3500

/** A refused id or a missing path. */
const PATH_REFUSED: ReadonlySet<number> = new Set([400, 405, 422, 501])

/** Statuses of a batch that one id may spoil. */
const ONE_OF_MANY: ReadonlySet<number> = new Set([400, 404, 413, 414, 422, 431])

/** The pending look-ups of one noun and account, by raw id. */
export function createLookUp<N extends LookUpNoun>(deps: LookUpDeps<N>): Pending<RowOf<N>> {
  const { lookUp } = deps
  if (lookUp.by === 'batch') return createBatches(deps, lookUp)
  if (lookUp.unproven === true) return createPending({ ids: () => 1 }, tryingOne(deps, lookUp))
  return createPending({ ids: () => 1 }, (take, everybody) => readOne(deps, lookUp, take, everybody))
}

/**
 * Tries an undocumented path. Empty answers count once the path has found a row.
 * The account's example id proves the path, the next time if the budget is spent.
 */
function tryingOne<N extends LookUpNoun>(deps: LookUpDeps<N>, lookUp: One) {
  const { account, resource } = deps
  const name = `${resource.noun} look-up`
  const { probeResults } = account
  let isProofDue = false

  async function send(ids: Take, ask: Ask) {
    try {
      const found = await readOne(deps, lookUp, ids, ask)
      if (hasRow(found)) probeResults.record(name, 'supported')
      return found
    } catch (error) {
      if (!isRefusal(error, PATH_REFUSED) || probeResults.of(name) === 'supported') throw error
      return error
    }
  }

  async function prove(example: string, ask: Ask): Promise<void> {
    isProofDue = false
    await send(() => [example], ask).catch((error: unknown) => {
      isProofDue = isBudgetSpent(error)
      throw error
    })
    if (probeResults.of(name) !== 'supported') probeResults.record(name, 'refused')
  }

  return async (take: Take, ask: Ask): Promise<Found<N> | null> => {
    const example = account.examples.get(resource.noun)
    if (isProofDue && example !== undefined) await prove(example, ask)
    if (!probeResults.maySupport(name)) {
      take()
      throw cannotLookUp(account, resource.noun)
    }
    const found = await send(take, ask)
    if (found === null) return null
    const isRefused = found instanceof UpstreamError
    if (!isRefused && probeResults.of(name) === 'supported') return found
    // Only a row known to exist proves the path.
    if (example === undefined) throw cannotTell(account, resource.noun)
    if (isRefused || !found.has(example)) await prove(example, ask)
    else probeResults.record(name, 'refused')
    if (!probeResults.maySupport(name)) throw cannotLookUp(account, resource.noun)
    if (isRefused) throw found
    return found
  }
}

function hasRow(found: ReadonlyMap<string, unknown> | null): boolean {
  return found !== null && [...found.values()].some((row) => row !== null)
}

/** The error of a vendor that sends rows in lists only. */
export function cannotLookUp({ name }: Pick<Account, 'name'>, noun: ListNoun): UpstreamError {
  const message = `${name} has no look-up for one ${wordOf(noun)} by its id, so whether it exists is unknown; find it in lists or inside other rows`
  return new UpstreamError(name, 'UPSTREAM_REJECTED', message)
}

function cannotTell({ name }: Account, noun: ListNoun): UpstreamError {
  const message = `${name} found no such ${wordOf(noun)} by an undocumented look-up, which proves nothing yet; list some of the account first, then ask again`
  return new UpstreamError(name, 'UPSTREAM_REJECTED', message)
}

function wordOf(noun: ListNoun): string {
  return noun.toLowerCase().replaceAll('_', ' ')
}

/** Rejects malformed ids, which name no row. */
export function isAskable<N extends ListNoun>(
  { ids }: Account,
  { noun, lookUp }: Resource<N>,
  vendorId: string,
): boolean {
  if (lookUp === undefined) return false
  return lookUp.by === 'whole' || hasForm(ids, noun, vendorId)
}

/**
 * Global ids to look up for a filter, e.g. `['call:twin:81']`.
 * `null`: no ids, a list that takes ids, or a filter on more than rows show.
 */
export function idsToLookUp<N extends ListNoun>(
  { filters, lookUp, untold }: Resource<N>,
  filter: FilterOf<N>,
): readonly string[] | null {
  if (lookUp === undefined || lookUp.by === 'whole') return null
  if (untold?.some((path) => isGiven(filter, path)) === true) return null
  const key = givenKeys<FilterOf<N>>(filter).find((one) => {
    const reach = reachOf(filters, one)
    return reach?.reach === 'exact' && reach.looksUp === true
  })
  const ids: unknown = key === undefined ? null : filter[key]
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : null
}

/** Single look-ups below the list's path, e.g. `calls/{id}`. */
function toOne<N extends LookUpNoun>(resource: Resource<N>, { constants = {} }: Batch): One {
  const path = `${pathOf(resource)}/{id}`
  return { by: 'one', ask: () => ({ path, query: constants }), row: (body) => body, tellsAll: true }
}

function createBatches<N extends LookUpNoun>(deps: LookUpDeps<N>, lookUp: Batch): Pending<RowOf<N>> {
  const { account, resource } = deps
  const name = `${resource.noun} look-up`
  const inBatches = () => account.probeResults.maySupport(name)
  // The budget ended after a refused batch: one id is looked up by its path.
  let isDoubted = false
  const room = {
    ids: () => (inBatches() && !isDoubted ? (resource.paging?.maximum ?? 1) : 1),
    bytes: MOST_ID_BYTES,
    bytesOf: (id: string) => `&${lookUp.parameter}=${encodeURIComponent(id)}`.length,
    mayBeOneId: (error: unknown) => isRefusal(error, ONE_OF_MANY),
  }
  return createPending(room, async (take, everybody) => {
    if (!inBatches()) return readOne(deps, toOne(resource, lookUp), take, everybody)
    if (isDoubted) {
      const found = await readOne(deps, toOne(resource, lookUp), take, everybody).catch(toNullUnlessSpent)
      isDoubted = false
      if (hasRow(found)) return found
    }
    try {
      const { found, result } = await readBatch(deps, lookUp, take, everybody)
      if (result !== undefined) account.probeResults.record(name, result)
      return found
    } catch (error) {
      if (lookUp.unproven === undefined || account.probeResults.of(name) !== undefined) throw error
      if (!isRefusal(error)) throw error
      isDoubted = true
      const found = await askFirst(deps, lookUp, take, everybody)
      isDoubted = false
      if (found === null) throw error
      if (hasRow(found)) account.probeResults.record(name, 'refused')
      return found
    }
  })
}

/**
 * Distinguishes a refused parameter from a refused id by the first id alone.
 * `null`: the batch of one succeeded, so another id was refused. Rejects with BUDGET_SPENT alone.
 */
async function askFirst<N extends LookUpNoun>(
  deps: LookUpDeps<N>,
  lookUp: Batch,
  take: Take,
  everybody: Ask,
): Promise<Found<N> | null> {
  const [first] = take()
  const takeFirst: Take = () => take().filter((id) => id === first)
  if (take().length > 1) {
    const error = await readBatch(deps, lookUp, takeFirst, everybody).catch((reason: unknown) => reason)
    if (isBudgetSpent(error)) throw error
    if (!isRefusal(error)) return null
  }
  return readOne(deps, toOne(deps.resource, lookUp), takeFirst, everybody).catch(toNullUnlessSpent)
}

function toNullUnlessSpent(error: unknown): null {
  if (isBudgetSpent(error)) throw error
  return null
}

/** `found: null`: every client has left. `ignored`: the vendor sent other rows. */
async function readBatch<N extends LookUpNoun>(
  deps: LookUpDeps<N>,
  lookUp: Batch,
  take: Take,
  ask: Ask,
): Promise<{ readonly found: Found<N> | null; readonly result: ProbeResult | undefined }> {
  const { account, resource } = deps
  const { noun, paging } = resource
  const path = toPath(account, pathOf(resource))
  const specOf = (some: readonly string[]) => {
    const params = { ...lookUp.constants, ...paging?.page(1, paging.maximum), [lookUp.parameter]: some }
    return toRequestSpec(resource, { path, page: {}, params })
  }
  let elsewhere: Found<N> = new Map()
  let ids: readonly string[] = []
  const page = await account.client.send({
    noun,
    kind: 'LOOKUP',
    ask,
    prepare: async (inTurn) => {
      elsewhere = await readElsewhere(deps, take(inTurn), specOf, ask)
      ids = take().filter((id) => !elsewhere.has(id))
      return ids.length === 0 ? null : specOf(ids)
    },
    read: (answer, sentAt) => {
      const wire = readPage(paging, answer, { page: 1, per: paging?.maximum ?? 1 })
      return wire && { value: { ...wire, size: answer.size, sentAt }, rows: wire.rows.length }
    },
  })
  if (page === null) return { found: elsewhere.size === 0 ? null : elsewhere, result: undefined }
  const rows = toRows(deps, page.rows, page, { specOf })
  const isSupported = [...rows.keys()].every((id) => ids.includes(id))
  // Other rows or a short page say nothing about missing ids.
  const cut = rows.size > 0 && (page.more ?? (page.total !== null && page.total > page.rows.length))
  const answered = isSupported && !cut ? ids : ids.filter((id) => rows.has(id))
  const found = new Map([...elsewhere, ...answered.map((id) => [id, rows.get(id) ?? null] as const)])
  if (rows.size === 0) return { found, result: undefined }
  return { found, result: isSupported ? 'supported' : 'ignored' }
}

async function readOne<N extends LookUpNoun>(
  deps: LookUpDeps<N>,
  lookUp: One,
  take: Take,
  ask: Ask,
): Promise<Found<N> | null> {
  const { account, resource } = deps
  const { noun, paging, service } = resource
  const optIns = lookUp.tellsAll === true ? {} : deps.optIns
  const specOf = ([id = '']: readonly string[]) => {
    const { path, query } = lookUp.ask(id, account.config.settings)
    return { path: toPath(account, path, { id }), query: { ...query, ...optIns }, service }
  }
  let elsewhere: Found<N> = new Map()
  let asked: string | undefined
  try {
    const found = await account.client.send({
      noun,
      kind: 'LOOKUP',
      ask,
      prepare: async (inTurn) => {
        elsewhere = await readElsewhere(deps, take(inTurn), specOf, ask, optIns)
        asked = take().find((id) => !elsewhere.has(id))
        return asked === undefined ? null : specOf([asked])
      },
      accepts: paging?.isEmpty,
      carriesText: true,
      read: (answer, sentAt) => {
        const row = isEmpty(answer) ? null : lookUp.row(answer.body)
        const at = { size: answer.size, sentAt }
        const rows = toRows(deps, row === null ? [] : [row], at, { specOf, optIns })
        if (rows.size === 0 && !isEmpty(answer)) checkError(answer.body, paging)
        if (rows.size === 0 && row !== null) return null
        return { value: new Map([[asked ?? '', rows.get(asked ?? '') ?? null]]), rows: rows.size }
      },
    })
    return found ?? (elsewhere.size === 0 ? null : elsewhere)
  } catch (error) {
    const isUnknown = error instanceof UpstreamError && error.status === 404
    // With own words for "not found", any other 404 is a failure.
    if (isUnknown && asked !== undefined && paging?.isEmpty === undefined) return new Map([[asked, null]])
    throw error
  }
}

/** The request of some ids; that of one id names its row for other instances. */
type SpecOf = (ids: readonly string[]) => RequestSpec

/** Rows that other instances have read: they are not asked for again. */
async function readElsewhere<N extends LookUpNoun>(
  deps: LookUpDeps<N>,
  ids: readonly string[],
  specOf: SpecOf,
  ask: Ask,
  optIns: Params = {},
): Promise<Found<N>> {
  if (ids.length === 0) return new Map()
  const { account, resource } = deps
  const questions = ids.map((id) => [resource.noun, specOf([id])])
  const found = await account.memory.look('LOOKUP', questions, ask)
  return new Map(found.flatMap((one) => (one ? [...toRows(deps, [one.value], one, { optIns })] : [])))
}

/** Remembers the rows, and with `specOf` for other instances too. */
function toRows<N extends LookUpNoun>(
  { account, resource, remember }: LookUpDeps<N>,
  wire: readonly unknown[],
  { size, sentAt }: { readonly size: number; readonly sentAt: Instant },
  { specOf, optIns = {} }: { readonly specOf?: SpecOf; readonly optIns?: Params },
): ReadonlyMap<string, RowOf<N>> {
  const read = wire.flatMap((value, index) => {
    const row: RowOf<N> | null = resource.toRow(value, account, {}, index, optIns)
    return row === null ? [] : [{ row, value }]
  })
  for (const { row } of read) {
    Object.freeze(row)
    remember(row, size / wire.length, sentAt)
  }
  if (specOf !== undefined)
    account.memory.keep(
      read.map(({ row, value }) => ({
        kind: 'LOOKUP',
        question: [resource.noun, specOf([row.vendorId])],
        value,
        ttlMs: rowTtlMs(row, sentAt),
      })),
      sentAt,
    )
  return new Map(read.map(({ row }) => [row.vendorId, row]))
}

function pathOf<N extends LookUpNoun>({ path }: Resource<N>): string {
  return typeof path === 'string' ? path : path({})
}
