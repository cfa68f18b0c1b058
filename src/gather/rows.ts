// Rows by global id, e.g. `agent:ujet:7`, from memory or by look-up.
import type { Ask } from '../domain/ask.ts'
import type { Emit } from '../domain/event.ts'
import type { Identity, NodeNoun } from '../domain/noun.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Account, Feed, Memory, Params, Pending, Remembered } from '../vendors/index.ts'
import type { StalenessPolicy } from './staleness.ts'
import type { ReadWhole } from './whole-lists.ts'
import DataLoader from 'dataloader'
import { parseId } from '../domain/id.ts'
import { MISSING_TTL_MS, rowTtlMs, STALE_IF_ERROR_MS } from '../domain/ttl.ts'
import { mayAsk } from '../domain/viewer.ts'
import { cannotLookUp, createLookUp, isAskable, resourceOf } from '../vendors/index.ts'

/** Bytes in memory per character of the answer. */
const BYTES_PER_CHARACTER = 2

export interface Rows {
  /** The cached row while fresh; value `null`: no such row. */
  peek(id: string, ask: Ask): Remembered<Identity | null> | undefined
  /** The row, or `null` if there is none. Rejects with UpstreamError. */
  find(noun: NodeNoun, id: string, ask: Ask, wanted: ReadonlySet<string>): Promise<Identity | null>
  /** The cached row of any age; value `null`: no such row. */
  remembered(id: string): Remembered<Identity | null> | undefined
  /** Throws UpstreamError for a noun without a look-up. */
  checkLookUp(noun: NodeNoun, id: string, viewer: Viewer): void
  readonly remember: Remember
}

/** Caches rows of a noun's own endpoint; `size` in characters. */
export type Remember = (rows: readonly object[], size: number, readAt: Instant) => void

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

  function keep(id: string, fresh: Identity | null, size: number, freshAt: Instant): void {
    const known = rememberedOf(id)
    const isYoung = known !== undefined && clock.now() - known.readAt <= known.ttlMs
    const read = { value: fresh, readAt: freshAt }
    const { value, readAt } = isYoung ? merge(known, read) : read
    memory.set(`row ${id}`, value, {
      ttlMs: value === null ? MISSING_TTL_MS : rowTtlMs(value, readAt),
      staleIfErrorMs: value === null ? 0 : STALE_IF_ERROR_MS,
      bytes: size * BYTES_PER_CHARACTER,
      readAt,
    })
    memory.raise(parseId(id)?.account ?? '')
  }

  /** Collects the ids of one tick for the pending look-ups. */
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
    const remember = (row: Identity, size: number, readAt: Instant) => keep(row.id, row, size, readAt)
    return createLookUp({ account, resource, lookUp, optIns, remember })
  }

  /** Look-up by id, else in the noun's whole list. */
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
    ask.uses?.add(account.name, Number.POSITIVE_INFINITY)
    const resource = resourceOf(account, noun)
    const { lookUp, optIns } = resource ?? {}
    const remembered = rememberedOf(id)
    const asked = optIns?.fields.filter((field) => wanted.has(field)) ?? []
    const known = hasAll(remembered, asked) ? remembered : undefined
    if (resource === undefined || lookUp === undefined || !isAskable(account, resource, parts.vendorId))
      return remembered?.value ?? null
    const seek = lookUpOf(account, noun, optIns?.params(wanted) ?? {})
    let isAsked = false
    const fetch = async (by: Ask) => {
      isAsked ||= by === ask
      const found = await seek(parts.vendorId, by)
      if (lookUp.by !== 'whole') for (const operation of by.operations) emit({ type: 'lookedUp', operation })
      if (found === null) keep(id, null, 1, clock.now())
      return found
    }
    const row = await policy.serve({ account: account.name, known, fetch }, ask)
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
      if (policy.stalenessOf(account, known, ask) !== 'FRESH') return undefined
      policy.use(account, known, ask)
      return known
    },
    find,
    checkLookUp: (noun, id, viewer) => {
      const name = parseId(id)?.account
      const account = accounts.find((one) => one.name === name)
      if (account === undefined || !mayAsk(viewer, account.name)) return
      if (resourceOf(account, noun)?.lookUp === undefined) throw cannotLookUp(account, noun)
    },
    remembered: rememberedOf,
    remember: (rows, size, readAt) => {
      for (const row of rows) if (isRow(row)) keep(row.id, row, size / rows.length, readAt)
    },
  }
}

type Read = Pick<Remembered<Identity | null>, 'value' | 'readAt'>

/** The newer row, with missing fields of the older at its age. */
function merge(known: Read, fresh: Read): Read {
  const [older, newer] = known.readAt <= fresh.readAt ? [known, fresh] : [fresh, known]
  if (older.value === null || newer.value === null) return newer
  const { value } = newer
  if (Object.keys(older.value).every((field) => field in value)) return newer
  return { value: Object.freeze({ ...older.value, ...value }), readAt: older.readAt }
}

/** True if a cached row has the fields, e.g. `['notes']`. */
function hasAll(known: Remembered<Identity | null> | undefined, fields: readonly string[]): boolean {
  const row = known?.value
  return row === null || (row !== undefined && fields.every((field) => has(row, field)))
}

/** True if the row or its details have the field. */
function has(row: Identity, field: string): boolean {
  // `details` exists on some nouns only.
  const { details, ...own } = row as Identity & { details?: object | null }
  return field in own || (details != null && field in details)
}

/** Keeps an unawaited rejection from ending the process. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

function isRow(row: object): row is Identity {
  return 'vendorId' in row && 'noun' in row
}

/** The feed, its parts and variants, caching every row. */
export function rememberingFeed<R extends object>(feed: Feed<R>, remember: Remember): Feed<R> {
  return {
    ...feed,
    parts: feed.parts?.map((part) => ({ ...part, feed: rememberingFeed(part.feed, remember) })),
    valued: () => {
      const valued = feed.valued?.() ?? null
      return valued === null ? null : rememberingFeed(valued, remember)
    },
    read: async (at, ask) => {
      const page = await feed.read(at, ask)
      if (page.isRemembered !== true) remember(page.rows, page.size, page.sentAt)
      return page
    },
  }
}
