// Rows by id: many ids in one request where the vendor takes them, one by one where it turned out not to.
import type { Ask } from '../domain/ask.ts'
import type { Lists } from '../domain/lists.ts'
import type { Pending } from '../upstream/pending.ts'
import type { Account } from './account.ts'
import type { LookUp, LookUpNoun, Resource } from './define.ts'
import { UpstreamError } from '../domain/errors.ts'
import { createPending } from '../upstream/pending.ts'
import { toPath } from './account.ts'

type RowOf<N extends LookUpNoun> = Lists[N]['row']
type Batch = Extract<LookUp, { by: 'batch' }>

/** What a look-up needs to know, together. */
interface LookUpMeans<N extends LookUpNoun> {
  readonly account: Account
  readonly resource: Resource<N>
  readonly lookUp: Batch
  /** Told every row that was found and about how many characters it took. */
  readonly remember: (row: RowOf<N>, size: number) => void
}

/** By raw id: the row, null for an id that the vendor does not know; what is missing has not been answered. */
type Found<N extends LookUpNoun> = ReadonlyMap<string, RowOf<N> | null>

/** The pending look-ups of one noun and account; ids are the vendor's raw ones. */
export function createLookUp<N extends LookUpNoun>(means: LookUpMeans<N>): Pending<RowOf<N>> {
  const { account, resource, lookUp } = means
  const lesson = `${resource.noun} look-up`
  const inBatches = () => account.learned.worksPerhaps(lesson)
  const maximum = () => (inBatches() ? (resource.paging?.maximum ?? 1) : 1)

  return createPending(maximum, async (take, everybody) => {
    if (!inBatches()) return readOne(means, take, everybody)
    try {
      const { found, obeyed } = await readBatch(means, take, everybody)
      if (obeyed !== undefined) account.learned.learn(lesson, obeyed ? 'obeyed' : 'ignored')
      return found
    } catch (error) {
      const refused = error instanceof UpstreamError && (error.status === 400 || error.status === 422)
      if (!refused || lookUp.unproven === undefined || account.learned.about(lesson) === 'obeyed') throw error
      account.learned.learn(lesson, 'refused')
      return null
    }
  })
}

/** `found` is null when nothing was answered: nobody was left to ask for, or the vendor gave what nobody asked for. */
async function readBatch<N extends LookUpNoun>(
  means: LookUpMeans<N>,
  take: () => readonly string[],
  ask: Ask,
): Promise<{ readonly found: Found<N> | null; readonly obeyed: boolean | undefined }> {
  const { account, resource, lookUp } = means
  let ids: readonly string[] = []
  const page = await account.client.send({
    noun: resource.noun,
    kind: 'LOOKUP',
    ask,
    prepare: () => {
      ids = take()
      const paging = resource.paging?.page(1, resource.paging.maximum)
      const query = { ...lookUp.constants, ...paging, [lookUp.parameter]: ids }
      return ids.length === 0 ? null : { path: toPath(account, pathOf(resource)), query }
    },
    read: (answer) => {
      const wire = resource.paging?.read(answer) ?? null
      return wire === null ? null : { value: { ...wire, size: answer.size }, rows: wire.rows.length }
    },
  })
  if (page === null) return { found: null, obeyed: undefined }
  const rows = toRows(means, page.rows, page.size)
  if ([...rows.keys()].some((id) => !ids.includes(id))) return { found: null, obeyed: false }
  // A vendor with shorter pages than it was asked for has not told of the ids that are missing.
  const cut = rows.size > 0 && (page.more ?? (page.total !== null && page.total > page.rows.length))
  const answered = cut ? ids.filter((id) => rows.has(id)) : ids
  const found = new Map(answered.map((id) => [id, rows.get(id) ?? null]))
  return { found, obeyed: rows.size > 0 ? true : undefined }
}

async function readOne<N extends LookUpNoun>(
  means: LookUpMeans<N>,
  take: () => readonly string[],
  ask: Ask,
): Promise<Found<N> | null> {
  const { account, resource, lookUp } = means
  let asked: string | undefined
  try {
    return await account.client.send({
      noun: resource.noun,
      kind: 'LOOKUP',
      ask,
      prepare: () => {
        ;[asked] = take()
        if (asked === undefined) return null
        const path = toPath(account, `${pathOf(resource)}/{id}`, { id: asked })
        return { path, query: { ...lookUp.constants } }
      },
      read: (answer) => {
        const rows = toRows(means, [answer.body], answer.size)
        return rows.size === 0
          ? null
          : { value: new Map([[asked ?? '', rows.get(asked ?? '') ?? null]]), rows: 1 }
      },
    })
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 404 && asked !== undefined) {
      return new Map([[asked, null]])
    }
    throw error
  }
}

function toRows<N extends LookUpNoun>(
  { account, resource, remember }: LookUpMeans<N>,
  wire: readonly unknown[],
  size: number,
): ReadonlyMap<string, RowOf<N>> {
  const rows = wire.flatMap((one, index): RowOf<N>[] => {
    const row = resource.toRow(one, account, {}, index)
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
