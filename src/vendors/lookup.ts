// Rows by id: many ids in one request where the vendor takes them, one by one where it turned out not to.
import type { Ask } from '../domain/ask.ts'
import type { Lists } from '../domain/lists.ts'
import type { Pending } from '../upstream/pending.ts'
import type { Account } from './account.ts'
import type { LookUp, LookUpNoun, Resource } from './define.ts'
import { UpstreamError } from '../domain/errors.ts'
import { createPending } from '../upstream/pending.ts'
import { toPath } from './account.ts'

/** A row of a look-up and about how many characters it took. */
export interface Found<R> {
  readonly row: R
  readonly size: number
}

type RowOf<N extends LookUpNoun> = Lists[N]['row']
type Batch = Extract<LookUp, { by: 'batch' }>

/** The pending look-ups of one noun and account; ids are the vendor's raw ones. */
export function createLookUp<N extends LookUpNoun>(
  account: Account,
  resource: Resource<N>,
  lookUp: Batch,
): Pending<Found<RowOf<N>>> {
  const lesson = `${resource.noun} look-up`
  const inBatches = () => account.learned.worksPerhaps(lesson)
  const maximum = () => (inBatches() ? (resource.paging?.maximum ?? 1) : 1)
  const one = createPending<Found<RowOf<N>>>(
    () => 1,
    (take, everybody) => readOne(account, resource, lookUp, take, everybody),
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
    if (!inBatches()) return readOne(account, resource, lookUp, take, everybody)
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
      const page = resource.paging?.page(1, resource.paging.maximum)
      const query = { ...constants, ...page, [parameter]: ids }
      return ids.length === 0 ? null : { path: toPath(account, pathOf(resource)), query }
    },
    read: (answer) => {
      const page = resource.paging?.read(answer) ?? null
      if (page === null) return null
      return { value: toRows(account, resource, page.rows, answer.size), rows: page.rows.length }
    },
  })
}

async function readOne<N extends LookUpNoun>(
  account: Account,
  resource: Resource<N>,
  { constants }: Batch,
  take: () => readonly string[],
  ask: Ask,
): Promise<ReadonlyMap<string, Found<RowOf<N>>> | null> {
  try {
    return await account.client.send({
      noun: resource.noun,
      kind: 'LOOKUP',
      ask,
      prepare: () => {
        const [id] = take()
        if (id === undefined) return null
        return { path: toPath(account, `${pathOf(resource)}/{id}`, { id }), query: { ...constants } }
      },
      read: (answer) => {
        const rows = toRows(account, resource, [answer.body], answer.size)
        return rows.size === 0 ? null : { value: rows, rows: rows.size }
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
): ReadonlyMap<string, Found<RowOf<N>>> {
  const found = wire.flatMap((one, index): [string, Found<RowOf<N>>][] => {
    const row = resource.toRow(one, account, {}, index)
    if (row === null) return []
    Object.freeze(row)
    return [[row.vendorId, { row, size: size / wire.length }]]
  })
  return new Map(found)
}

function pathOf<N extends LookUpNoun>({ path }: Resource<N>): string {
  return typeof path === 'string' ? path : path({})
}
