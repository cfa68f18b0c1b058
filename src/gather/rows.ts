// Rows by global id, remembered: every row that came from its noun's own endpoint answers later look-ups.
import type { Ask } from '../domain/ask.ts'
import type { Emit } from '../domain/event.ts'
import type { Lists } from '../domain/lists.ts'
import type { Identity, NodeNoun } from '../domain/noun.ts'
import type { Clock } from '../domain/time.ts'
import type { Account, Memory, Params, Pending } from '../vendors/index.ts'
import type { ReadWhole } from './gather.ts'
import DataLoader from 'dataloader'
import { toDeadlineError, UpstreamError } from '../domain/errors.ts'
import { parseId } from '../domain/id.ts'
import { MISSING_LIFETIME_MS, rowLifetimeMs } from '../domain/lifetime.ts'
import { mayAsk } from '../domain/viewer.ts'
import { createLookUp, createPending, resourceOf } from '../vendors/index.ts'

/** Bytes of a row in memory for each character it took on the wire. */
const BYTES_PER_CHARACTER = 2

export interface Rows {
  /** What memory has: the row, null for an id known to name nothing, undefined when it cannot tell. */
  recall(id: string): Identity | null | undefined
  /** The row, null when the id names nothing. Rejects with UpstreamError. */
  find(noun: NodeNoun, id: string, ask: Ask, wanted: ReadonlySet<string>): Promise<Identity | null>
  /** Keeps rows of a noun's own endpoint; `size` is the characters they took together. */
  remember(rows: readonly object[], size: number): void
}

type Waiting = { readonly row: Promise<Identity | null> }

export function createRows(
  accounts: readonly Account[],
  { memory, clock, emit, readWhole }: { memory: Memory; clock: Clock; emit: Emit; readWhole: ReadWhole },
): Rows {
  const loaders = new Map<string, DataLoader<{ vendorId: string; ask: Ask }, Waiting>>()

  /** A row that tells less than the one remembered adds to it: what is sent only when asked stays known. */
  function keep(id: string, fresh: Identity | null, size: number): void {
    const known = fresh === null ? null : recall(id)
    const tellsLess = known != null && Object.keys(known).some((field) => !(field in (fresh ?? {})))
    const row = tellsLess ? Object.freeze({ ...known, ...fresh }) : fresh
    const lifetimeMs = row === null ? MISSING_LIFETIME_MS : rowLifetimeMs(row, clock.now())
    memory.set(`row ${id}`, row, { lifetimeMs, bytes: size * BYTES_PER_CHARACTER })
  }

  /** Collects the ids of one tick and files them with the pending look-ups, which decide when to ask for which. */
  function loaderOf(
    account: Account,
    noun: NodeNoun,
    optIns: Params,
  ): DataLoader<{ vendorId: string; ask: Ask }, Waiting> {
    const key = `${account.name} ${noun} ${JSON.stringify(optIns)}`
    const known = loaders.get(key)
    if (known !== undefined) return known
    const pending = pendingOf(account, noun, optIns)
    const loader = new DataLoader<{ vendorId: string; ask: Ask }, Waiting>(
      (keys) =>
        Promise.resolve(keys.map(({ vendorId, ask }) => ({ row: quiet(pending.want(vendorId, ask)) }))),
      { cache: false },
    )
    loaders.set(key, loader)
    return loader
  }

  function pendingOf(account: Account, noun: NodeNoun, optIns: Params): Pending<Identity> {
    const resource = resourceOf(account, noun)
    const lookUp = resource?.lookUp
    if (resource === undefined || lookUp === undefined || lookUp.by === 'whole')
      return wholePending(account, noun)
    const remember = (row: Identity, size: number) => keep(row.id, row, size)
    return createLookUp({ account, resource, lookUp, optIns, remember })
  }

  /** Look-ups in a list that is read whole: one reading answers all that are wanted. */
  function wholePending(account: Account, noun: NodeNoun): Pending<Identity> {
    return createPending<Identity>(
      () => Number.POSITIVE_INFINITY,
      async (take, everybody) => {
        const rows: readonly Identity[] = await readWhole(noun, account.name, {}, everybody)
        const found = new Map(rows.map((row) => [row.vendorId, row]))
        return new Map(take().map((id) => [id, found.get(id) ?? null]))
      },
    )
  }

  async function find(
    noun: NodeNoun,
    id: string,
    ask: Ask,
    wanted: ReadonlySet<string>,
  ): Promise<Identity | null> {
    const parts = parseId(id)
    const account = accounts.find(({ name }) => name === parts?.account)
    if (parts?.noun !== noun || account === undefined || !mayAsk(ask.viewer, account.name)) return null
    const { lookUp, optIns } = resourceOf(account, noun) ?? {}
    const known = recall(id)
    const asked = optIns?.fields.filter((field) => wanted.has(field)) ?? []
    if (known !== undefined && (known === null || asked.every((field) => tells(known, field)))) {
      const [operation] = ask.operations
      if (operation !== undefined) emit({ type: 'saved', operation, by: 'cached', count: 1 })
      return known
    }
    if (lookUp === undefined || (lookUp.by !== 'whole' && !lookUp.ids.test(parts.vendorId)))
      return known ?? null
    try {
      const params = optIns?.params(wanted) ?? {}
      const { row } = await loaderOf(account, noun, params).load({ vendorId: parts.vendorId, ask })
      const found = await row
      if (found === null) keep(id, null, 1)
      return found
    } catch (error) {
      throw error instanceof UpstreamError || !ask.signal.aborted ? error : toDeadlineError(account.name)
    }
  }

  const recall = (id: string) => memory.get<Identity | null>(`row ${id}`)?.value

  return {
    recall,
    find,
    remember: (rows, size) => {
      for (const row of rows) if (isRow(row)) keep(row.id, row, size / rows.length)
    },
  }
}

/** Whether a row tells a field itself or in its details. */
function tells(row: Identity, field: string): boolean {
  // Rows are plain objects; which fields one has is the noun's matter.
  const { details, ...own } = row as Identity & { details?: object | null }
  return field in own || (details != null && field in details)
}

/** A promise whose failure is told to whoever awaits it, and is no fault of the process when nobody does. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

function isRow(row: object): row is Identity {
  return 'vendorId' in row && 'noun' in row
}

/** The row type of a noun; what `find` gives for the noun is of it. */
export type RowOf<N extends NodeNoun> = Lists[N]['row']
