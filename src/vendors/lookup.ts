// Rows by id: many ids a request where the vendor takes them, else one.
import type { Ask } from '../domain/ask.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Pending, Take } from '../upstream/pending.ts'
import type { Account } from './account.ts'
import type { LookUp, LookUpNoun, Resource } from './define.ts'
import type { Params } from './filters.ts'
import type { ProbeResult } from './unproven.ts'
import { reachOf } from './filters.ts'
import { UpstreamError } from '../domain/errors.ts'
import { givenKeys } from '../domain/filter.ts'
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
  /** Receives each row found and its size in characters. */
  readonly remember: (row: RowOf<N>, size: number) => void
}

/** By raw id. `null`: unknown to the vendor. A missing id was not answered. */
type Found<N extends LookUpNoun> = ReadonlyMap<string, RowOf<N> | null>

/** Bytes of ids in one address; servers allow 8 kB, some 4. */
const MOST_ID_BYTES = 3500

/** A refused id or a missing path. */
const PATH_REFUSED: ReadonlySet<number> = new Set([400, 405, 422, 501])

/** One id may spoil a batch: malformed, unknown, or too long with the others. */
const ONE_OF_MANY: ReadonlySet<number> = new Set([400, 404, 413, 414, 422, 431])

/** The pending look-ups of one noun and account, by raw id. */
export function createLookUp<N extends LookUpNoun>(deps: LookUpDeps<N>): Pending<RowOf<N>> {
  const { lookUp } = deps
  if (lookUp.by === 'batch') return createBatches(deps, lookUp)
  const read = lookUp.unproven === true ? tryOne : readOne
  return createPending({ ids: () => 1 }, (take, everybody) => read(deps, lookUp, take, everybody))
}

/**
 * Tries an undocumented path. An empty answer deps "no such row" only after the path has found one.
 * The account's example id proves the path.
 */
async function tryOne<N extends LookUpNoun>(
  deps: LookUpDeps<N>,
  lookUp: One,
  take: Take,
  ask: Ask,
): Promise<Found<N> | null> {
  const { account, resource } = deps
  const name = `${resource.noun} look-up`
  const { probeResults } = account
  const send = async (ids: Take) => {
    try {
      const found = await readOne(deps, lookUp, ids, ask)
      if (found !== null && [...found.values()].some((row) => row !== null))
        probeResults.record(name, 'supported')
      return found
    } catch (error) {
      if (!isRefusal(error, PATH_REFUSED) || probeResults.of(name) === 'supported') throw error
      return error
    }
  }
  if (!probeResults.maySupport(name)) {
    take()
    throw cannotLookUp(account, resource.noun)
  }
  const found = await send(take)
  if (found === null) return null
  const isRefused = found instanceof UpstreamError
  if (!isRefused && probeResults.of(name) === 'supported') return found
  // Only a row known to exist proves the path.
  const example = account.examples.get(resource.noun)
  if (example === undefined) throw cannotTell(account, resource.noun)
  if (isRefused || !found.has(example)) await send(() => [example])
  if (probeResults.of(name) === 'supported') {
    if (isRefused) throw found
    return found
  }
  probeResults.record(name, 'refused')
  throw cannotLookUp(account, resource.noun)
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
 * `null`: no ids, a list that takes them, or a filter on a value that rows lack.
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

/** Single look-ups below the list's path, for a vendor that ignored a batch. */
function toOne<N extends LookUpNoun>(resource: Resource<N>, { constants = {} }: Batch): One {
  const path = `${pathOf(resource)}/{id}`
  return { by: 'one', ask: () => ({ path, query: constants }), row: (body) => body, tellsAll: true }
}

function createBatches<N extends LookUpNoun>(deps: LookUpDeps<N>, lookUp: Batch): Pending<RowOf<N>> {
  const { account, resource } = deps
  const name = `${resource.noun} look-up`
  const inBatches = () => account.probeResults.maySupport(name)
  const room = {
    ids: () => (inBatches() ? (resource.paging?.maximum ?? 1) : 1),
    bytes: MOST_ID_BYTES,
    bytesOf: (id: string) => `&${lookUp.parameter}=${encodeURIComponent(id)}`.length,
    mayBeOneId: (error: unknown) => isRefusal(error, ONE_OF_MANY),
  }

  return createPending(room, async (take, everybody) => {
    if (!inBatches()) return readOne(deps, toOne(resource, lookUp), take, everybody)
    try {
      const { found, result } = await readBatch(deps, lookUp, take, everybody)
      if (result !== undefined) account.probeResults.record(name, result)
      return found
    } catch (error) {
      if (lookUp.unproven === undefined || account.probeResults.of(name) !== undefined) throw error
      if (!isRefusal(error)) throw error
      const found = await askFirst(deps, lookUp, take, everybody)
      if (found === null) throw error
      if (hasRow(found)) account.probeResults.record(name, 'refused')
      return found
    }
  })
}

/**
 * Distinguishes a refused parameter from a refused id: sends the first id as a batch, then alone.
 * `null`: the batch of one succeeded, so another id was refused.
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
    if (!isRefusal(error)) return null
  }
  return readOne(deps, toOne(deps.resource, lookUp), takeFirst, everybody).catch(() => null)
}

/** `found: null`: every client has left. `ignored`: the vendor sent other rows. */
async function readBatch<N extends LookUpNoun>(
  deps: LookUpDeps<N>,
  lookUp: Batch,
  take: Take,
  ask: Ask,
): Promise<{ readonly found: Found<N> | null; readonly result: ProbeResult | undefined }> {
  const { account, resource } = deps
  let ids: readonly string[] = []
  const page = await account.client.send({
    noun: resource.noun,
    kind: 'LOOKUP',
    ask,
    prepare: (inTurn) => {
      ids = take(inTurn)
      const paging = resource.paging?.page(1, resource.paging.maximum)
      const params = { ...lookUp.constants, ...paging, [lookUp.parameter]: ids }
      const parts = { path: toPath(account, pathOf(resource)), page: {}, params }
      return ids.length === 0 ? null : toRequestSpec(resource, parts)
    },
    read: (answer) => {
      const wire = readPage(resource.paging, answer, { page: 1, per: resource.paging?.maximum ?? 1 })
      return wire === null ? null : { value: { ...wire, size: answer.size }, rows: wire.rows.length }
    },
  })
  if (page === null) return { found: null, result: undefined }
  const rows = toRows(deps, page.rows, page.size)
  const isSupported = [...rows.keys()].every((id) => ids.includes(id))
  // Other rows or a short page say nothing about missing ids.
  const cut = rows.size > 0 && (page.more ?? (page.total !== null && page.total > page.rows.length))
  const answered = isSupported && !cut ? ids : ids.filter((id) => rows.has(id))
  const found = new Map(answered.map((id) => [id, rows.get(id) ?? null]))
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
  const sent = lookUp.tellsAll === true ? {} : deps.optIns
  let asked: string | undefined
  try {
    return await account.client.send({
      noun: resource.noun,
      kind: 'LOOKUP',
      ask,
      prepare: (inTurn) => {
        ;[asked] = take(inTurn)
        if (asked === undefined) return null
        const { path, query } = lookUp.ask(asked, account.config.settings)
        return {
          path: toPath(account, path, { id: asked }),
          query: { ...query, ...sent },
          service: resource.service,
        }
      },
      accepts: resource.paging?.isEmpty,
      carriesText: true,
      read: (answer) => {
        const row = isEmpty(answer) ? null : lookUp.row(answer.body)
        const rows = toRows(deps, row === null ? [] : [row], answer.size, sent)
        if (rows.size === 0 && !isEmpty(answer)) checkError(answer.body, resource.paging)
        if (rows.size === 0 && row !== null) return null
        return { value: new Map([[asked ?? '', rows.get(asked ?? '') ?? null]]), rows: rows.size }
      },
    })
  } catch (error) {
    const isUnknown = error instanceof UpstreamError && error.status === 404
    // A vendor with its own words for "not found" deps something else by any other 404.
    if (isUnknown && asked !== undefined && resource.paging?.isEmpty === undefined)
      return new Map([[asked, null]])
    throw error
  }
}

function toRows<N extends LookUpNoun>(
  { account, resource, remember }: LookUpDeps<N>,
  wire: readonly unknown[],
  size: number,
  sent: Params = {},
): ReadonlyMap<string, RowOf<N>> {
  const rows = wire.flatMap((one, index): RowOf<N>[] => {
    const row = resource.toRow(one, account, {}, index, sent)
    return row === null ? [] : [row]
  })
  for (const row of rows) {
    Object.freeze(row)
    remember(row, size / wire.length)
  }
  return new Map(rows.map((row) => [row.vendorId, row]))
}

function pathOf<N extends LookUpNoun>({ path }: Resource<N>): string {
  return typeof path === 'string' ? path : path({})
}
