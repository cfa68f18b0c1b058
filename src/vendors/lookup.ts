// Rows by id: many ids in one request where the vendor takes them, one by one where it turned out not to.
import type { Ask } from '../domain/ask.ts'
import type { Lists } from '../domain/lists.ts'
import type { Pending } from '../upstream/pending.ts'
import type { Account } from './account.ts'
import type { LookUp, LookUpNoun, Resource } from './define.ts'
import type { Params } from './filters.ts'
import { UpstreamError } from '../domain/errors.ts'
import { createPending } from '../upstream/pending.ts'
import { toPath } from './account.ts'
import { toWish } from './try-out.ts'

/** A row of a look-up and about how many characters it took. */
export interface Found<R> {
  readonly row: R
  readonly size: number
}

type RowOf<N extends LookUpNoun> = Lists[N]['row']
type Batch = Extract<LookUp, { by: 'batch' }>
type One = Extract<LookUp, { by: 'one' }>

/** The pending look-ups of one noun and account; ids are the vendor's raw ones. */
export function createLookUp<N extends LookUpNoun>(
  account: Account,
  resource: Resource<N>,
  lookUp: Batch | One,
  optIns: Params,
): Pending<Found<RowOf<N>>> {
  if (lookUp.by === 'batch') return createBatches(account, resource, lookUp)
  return createPending(
    () => 1,
    (take, everybody) => readOne(account, resource, lookUp, optIns, take, everybody),
  )
}

/** Look-ups one by one below the list's path, for what a batch turned out not to bring. */
function toOne<N extends LookUpNoun>(resource: Resource<N>, { ids, constants = {} }: Batch): One {
  const path = `${pathOf(resource)}/{id}`
  return { by: 'one', ids, ask: () => ({ path, query: constants }), row: (body) => body }
}

function createBatches<N extends LookUpNoun>(
  account: Account,
  resource: Resource<N>,
  lookUp: Batch,
): Pending<Found<RowOf<N>>> {
  const single = toOne(resource, lookUp)
  const lesson = `${resource.noun} look-up`
  const inBatches = () => account.learned.worksPerhaps(lesson)
  const maximum = () => (inBatches() ? (resource.paging?.maximum ?? 1) : 1)
  const one = createPending<Found<RowOf<N>>>(
    () => 1,
    (take, everybody) => readOne(account, resource, single, {}, take, everybody),
  )

  /** What the batch did not bring, asked one by one. */
  async function singly(
    ids: readonly string[],
    everybody: Ask,
  ): Promise<ReadonlyMap<string, Found<RowOf<N>>>> {
    const found = await Promise.all(ids.map(async (id) => [id, await one.want(id, everybody)] as const))
    return new Map(found.flatMap(([id, row]) => (row === null ? [] : [[id, row]])))
  }

  return createPending(maximum, async (take, everybody) => {
    if (!inBatches()) return readOne(account, resource, single, {}, take, everybody)
    let asked: readonly string[] = []
    const takeAndNote = () => (asked = take())
    try {
      const found = await readBatch(account, resource, lookUp, takeAndNote, everybody)
      const wanted = new Set(asked)
      if (found === null || [...found.keys()].every((id) => wanted.has(id))) {
        if (found !== null && found.size > 0) account.learned.learn(lesson, 'obeyed')
        return found
      }
      account.learned.learn(lesson, 'ignored')
    } catch (error) {
      const refused = error instanceof UpstreamError && (error.status === 400 || error.status === 422)
      if (!refused || lookUp.unproven === undefined || account.learned.about(lesson) === 'obeyed') throw error
      account.learned.learn(lesson, 'refused')
    }
    return singly(asked, everybody)
  })
}

function readBatch<N extends LookUpNoun>(
  account: Account,
  resource: Resource<N>,
  { parameter, constants }: Batch,
  take: () => readonly string[],
  ask: Ask,
): Promise<ReadonlyMap<string, Found<RowOf<N>>> | null> {
  return account.client.send({
    noun: resource.noun,
    kind: 'LOOKUP',
    ask,
    prepare: () => {
      const ids = take()
      const page = resource.paging?.page(1, resource.paging.maximum) ?? {}
      const params = { ...constants, ...page, [parameter]: ids }
      const parts = { path: toPath(account, pathOf(resource)), page: {}, params }
      return ids.length === 0 ? null : toWish(resource, parts)
    },
    read: (answer) => {
      const page = resource.paging?.read(answer, { page: 1, per: resource.paging.maximum }) ?? null
      if (page === null) return null
      return { value: toRows(account, resource, page.rows, answer.size), rows: page.rows.length }
    },
  })
}

async function readOne<N extends LookUpNoun>(
  account: Account,
  resource: Resource<N>,
  lookUp: One,
  optIns: Params,
  take: () => readonly string[],
  ask: Ask,
): Promise<ReadonlyMap<string, Found<RowOf<N>>> | null> {
  const sent = lookUp.tellsAll === true ? {} : optIns
  try {
    return await account.client.send({
      noun: resource.noun,
      kind: 'LOOKUP',
      ask,
      prepare: () => {
        const [id] = take()
        if (id === undefined) return null
        const { path, query } = lookUp.ask(id, account.config.settings)
        return {
          path: toPath(account, path, { id }),
          query: { ...query, ...sent },
          service: resource.service,
        }
      },
      read: (answer) => {
        const row = lookUp.row(answer.body)
        const rows = toRows(account, resource, row === null ? [] : [row], answer.size, sent)
        return rows.size === 0 && row !== null ? null : { value: rows, rows: rows.size }
      },
    })
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 404) return new Map()
    throw error
  }
}

function toRows<N extends LookUpNoun>(
  account: Account,
  resource: Resource<N>,
  wire: readonly unknown[],
  size: number,
  sent: Params = {},
): ReadonlyMap<string, Found<RowOf<N>>> {
  const found = wire.flatMap((one, index): [string, Found<RowOf<N>>][] => {
    const row = resource.toRow(one, account, {}, index, sent)
    if (row === null) return []
    Object.freeze(row)
    return [[row.vendorId, { row, size: size / wire.length }]]
  })
  return new Map(found)
}

function pathOf<N extends LookUpNoun>({ path }: Resource<N>): string {
  return typeof path === 'string' ? path : path({})
}
