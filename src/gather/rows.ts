// Rows by global id, remembered: every row that came from its noun's own endpoint answers later look-ups.
import type { Ask } from '../domain/ask.ts'
import type { Emit } from '../domain/event.ts'
import type { Identity, NodeNoun } from '../domain/noun.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Account, Memory, Params, Pending, Remembered } from '../vendors/index.ts'
import type { ReadWhole } from './question.ts'
import type { StalenessPolicy } from './staleness.ts'
import DataLoader from 'dataloader'
import { parseId } from '../domain/id.ts'
import { MISSING_TTL_MS, rowTtlMs, STALE_IF_ERROR_MS } from '../domain/ttl.ts'
import { mayAsk } from '../domain/viewer.ts'
import { cannotLookUp, createLookUp, isAskable, resourceOf } from '../vendors/index.ts'

/** Bytes of a row in memory for each character it took on the wire. */
const BYTES_PER_CHARACTER = 2

export interface Rows {
  /** What memory has that is young enough: the row, null for an id known to name nothing, else undefined. */
  peek(id: string, ask: Ask): Remembered<Identity | null> | undefined
  /** The row, null when the id names nothing. Rejects with UpstreamError. */
  find(noun: NodeNoun, id: string, ask: Ask, wanted: ReadonlySet<string>): Promise<Identity | null>
  /** When the vendor last told of an id, as far as memory knows. */
  readAt(id: string): Instant | undefined
  /** Throws UpstreamError where the account has no way to give a row of the noun by its id, so that null would say too much. */
  checkLookUp(noun: NodeNoun, id: string, viewer: Viewer): void
  /** Keeps rows of a noun's own endpoint; `size` is the characters they took together. */
  remember(rows: readonly object[], size: number): void
}

type Waiting = { readonly row: Promise<Identity | null> }

interface RowDeps {
  readonly memory: Memory
  readonly policy: StalenessPolicy
  readonly clock: Clock
  readonly emit: Emit
  readonly readWhole: ReadWhole
}

export function createRows(
  accounts: readonly Account[],
  { memory, policy, clock, emit, readWhole }: RowDeps,
): Rows {
  const loaders = new Map<string, DataLoader<{ vendorId: string; ask: Ask }, Waiting>>()

  const rememberedOf = (id: string) => memory.get<Identity | null>(`row ${id}`)

  /** A row that tells less than the one remembered adds to it: what is sent only when asked stays known, as of then. */
  function keep(id: string, fresh: Identity | null, size: number): void {
    const now = clock.now()
    const known = fresh === null ? undefined : rememberedOf(id)
    const isYoung = known !== undefined && now - known.readAt <= known.ttlMs
    const tellsLess =
      isYoung && known.value !== null && Object.keys(known.value).some((field) => !(field in (fresh ?? {})))
    const row = tellsLess ? Object.freeze({ ...known.value, ...fresh }) : fresh
    const ttlMs = row === null ? MISSING_TTL_MS : rowTtlMs(row, now)
    memory.set(`row ${id}`, row, {
      ttlMs,
      staleIfErrorMs: row === null ? 0 : STALE_IF_ERROR_MS,
      bytes: size * BYTES_PER_CHARACTER,
      readAt: tellsLess ? known.readAt : now,
    })
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
      throw new Error('a list that is read whole is no matter of single ids')
    const remember = (row: Identity, size: number) => keep(row.id, row, size)
    return createLookUp({ account, resource, lookUp, optIns, remember })
  }

  /** Looks a row up: in a list that is read whole, where that is the way, or with the ids that others want. */
  function lookUpOf(account: Account, noun: NodeNoun, optIns: Params) {
    const by = resourceOf(account, noun)?.lookUp?.by
    return async (vendorId: string, ask: Ask): Promise<Identity | null> => {
      if (by !== 'whole') return (await loaderOf(account, noun, optIns).load({ vendorId, ask })).row
      const { rows } = await readWhole(noun, account.name, {}, ask)
      return rows.find((row: Identity) => row.vendorId === vendorId) ?? null
    }
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
    const resource = resourceOf(account, noun)
    const { lookUp, optIns } = resource ?? {}
    const remembered = rememberedOf(id)
    const asked = optIns?.fields.filter((field) => wanted.has(field)) ?? []
    const known = tellsAll(remembered, asked) ? remembered : undefined
    if (resource === undefined || lookUp === undefined || !isAskable(account, resource, parts.vendorId))
      return remembered?.value ?? null
    const seek = lookUpOf(account, noun, optIns?.params(wanted) ?? {})
    let isAsked = false
    const fetch = async (by: Ask) => {
      isAsked ||= by === ask
      const found = await seek(parts.vendorId, by)
      if (lookUp.by !== 'whole') for (const operation of by.operations) emit({ type: 'lookedUp', operation })
      if (found === null) keep(id, null, 1)
      return found
    }
    const row = await policy.give({ account: account.name, known, fetch }, ask)
    const [operation] = ask.operations
    if (row === known?.value && operation !== undefined)
      emit({ type: 'saved', operation, by: 'cached', count: isAsked ? 0 : 1, asOf: known.readAt })
    return row
  }

  return {
    peek: (id, ask) => {
      const known = rememberedOf(id)
      const account = known === undefined ? undefined : parseId(id)?.account
      if (known === undefined || account === undefined) return undefined
      return policy.stalenessOf(account, known, ask) === 'FRESH' ? known : undefined
    },
    find,
    checkLookUp: (noun, id, viewer) => {
      const name = parseId(id)?.account
      const account = accounts.find((one) => one.name === name)
      if (account === undefined || !mayAsk(viewer, account.name)) return
      if (resourceOf(account, noun)?.lookUp === undefined) throw cannotLookUp(account, noun)
    },
    readAt: (id) => rememberedOf(id)?.readAt,
    remember: (rows, size) => {
      for (const row of rows) if (isRow(row)) keep(row.id, row, size / rows.length)
    },
  }
}

/** Whether what is remembered tells the fields; that an id names nothing tells everything. */
function tellsAll(known: Remembered<Identity | null> | undefined, fields: readonly string[]): boolean {
  const row = known?.value
  return row === null || (row !== undefined && fields.every((field) => tells(row, field)))
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
