// Rows found in an account's whole list: channels by id, children by parent.
import type { Ask } from '../domain/ask.ts'
import type { OwnChannel } from '../domain/channel.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Identity } from '../domain/noun.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Memory, Pending } from '../vendors/index.ts'
import type { ListRows } from './question.ts'
import type { StalenessPolicy } from './staleness.ts'
import { ListError, toBudgetError, UpstreamError } from '../domain/errors.ts'
import { LIST_TTL_MS, STALE_IF_ERROR_MS } from '../domain/ttl.ts'
import { createPending } from '../vendors/index.ts'
import { WHOLE } from './question.ts'

/** Reads one account's whole list. Rejects with UpstreamError. */
export type ReadWhole = <N extends ListNoun>(
  noun: N,
  account: string,
  filter: FilterOf<N>,
  ask: Ask,
) => Promise<{ readonly rows: readonly RowOf<N>[]; readonly asOf: Instant }>

export function createReadWhole(listOf: ListRows, clock: Clock): ReadWhole {
  return async (noun, account, filter, ask) => {
    try {
      const { rows, reports } = await listOf(
        { ...WHOLE, noun, selection: { accounts: [account] }, filter },
        ask,
      )
      if (reports.some(({ code }) => code === 'BUDGET_SPENT')) throw toBudgetError(account)
      return { rows, asOf: reports[0]?.asOf ?? clock.now() }
    } catch (error) {
      // A list of one account fails with the account's error.
      throw error instanceof ListError ? (error.failures[0] ?? error) : error
    }
  }
}

type ById = ReadonlyMap<string, OwnChannel>

/** `null`: no such channel. Rejects with UpstreamError. */
export type FindChannel = (account: string, vendorId: string, ask: Ask) => Promise<OwnChannel | null>

/** A refusal holds for the list's ttl. */
export function createChannels(readWhole: ReadWhole, clock: Clock): FindChannel {
  const refusals = new Map<string, { readonly error: UpstreamError; readonly until: Instant }>()
  // An operation with a hundred rows reads the list once.
  const reads = new WeakMap<Ask, Map<string, Promise<ById>>>()

  async function read(account: string, ask: Ask): Promise<ById> {
    const refusal = refusals.get(account)
    if (refusal !== undefined && refusal.until > clock.now()) throw refusal.error
    try {
      const { rows } = await readWhole('CHANNEL', account, {}, ask)
      refusals.delete(account)
      return new Map(
        rows.flatMap(({ channel }) => (channel?.vendorId == null ? [] : [[channel.vendorId, channel]])),
      )
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.code !== 'UPSTREAM_REJECTED') throw error
      const refused = toRefusal(error)
      refusals.set(account, { error: refused, until: clock.now() + LIST_TTL_MS.CHANNEL })
      throw refused
    }
  }

  return async (account, vendorId, ask) => {
    const own = reads.get(ask) ?? new Map<string, Promise<ById>>()
    reads.set(ask, own)
    const byId = own.get(account) ?? read(account, ask)
    own.set(account, byId)
    return (await byId).get(vendorId) ?? null
  }
}

function toRefusal({ account, status }: UpstreamError): UpstreamError {
  const how = status === null ? '' : ` (HTTP ${status})`
  const message = `${account} refused the list of its channels${how}, so of a channel only what its row carries is known; the list is tried again after ${LIST_TTL_MS.CHANNEL / 60_000} minutes`
  return new UpstreamError(account, 'UPSTREAM_REJECTED', message, { status })
}

type ParentNoun = 'MENU' | 'TEAM'

/** Ids of one request: a vendor's page. */
export const MOST_PARENTS = 100

/** Rows directly below a menu or team, sorted by position. */
export type Children = <N extends ParentNoun>(
  parent: Identity<N>,
  withDeleted: boolean,
  ask: Ask,
) => Promise<readonly RowOf<N>[]>

interface Child extends Identity {
  readonly position?: number | null | undefined
  readonly deleted?: boolean | null | undefined
  readonly parent?: Identity | null | undefined
}

/** Children of one parent. */
interface Siblings {
  readonly all: readonly Child[]
  readonly asOf: Instant
}

export function createChildren(
  readWhole: ReadWhole,
  { memory, policy }: { memory: Memory; policy: StalenessPolicy },
): Children {
  const pendings = new Map<string, Pending<Siblings>>()

  function pendingOf(noun: ParentNoun, account: string): Pending<Siblings> {
    const key = `${account} ${noun}`
    const pending = pendings.get(key) ?? createPending({ ids: () => MOST_PARENTS }, read(noun, account))
    pendings.set(key, pending)
    return pending
  }

  function read(noun: ParentNoun, account: string) {
    return async (take: () => readonly string[], everybody: Ask) => {
      // Other parents of the tick join first.
      await Promise.resolve()
      const parentIds = take()
      const { rows, asOf } = await readWhole(noun, account, { parentIds, withDeleted: true }, everybody)
      return new Map(parentIds.map((id) => [id, { all: childrenOf(id, rows), asOf }]))
    }
  }

  return async (parent, withDeleted, ask) => {
    const { id, noun, account } = parent
    const key = `children ${id}`
    const fetch = async (by: Ask) => {
      const siblings = await pendingOf(noun, account).want(id, by)
      if (siblings === null) return []
      const { all, asOf } = siblings
      const bytes = 100 + all.length * 16
      memory.set(key, all, {
        ttlMs: LIST_TTL_MS[noun],
        staleIfErrorMs: STALE_IF_ERROR_MS,
        bytes,
        readAt: asOf,
      })
      memory.raise(account)
      return all
    }
    const known = memory.get<readonly Child[]>(key)
    const all = await policy.serve({ account, known, fetch }, ask)
    // Children are of the parent's noun.
    return all.filter((child) => withDeleted || child.deleted !== true) as never
  }
}

function childrenOf(parentId: string, rows: readonly Child[]): readonly Child[] {
  return rows
    .filter((row) => row.parent?.id === parentId)
    .toSorted(
      (a, b) => (a.position ?? Number.POSITIVE_INFINITY) - (b.position ?? Number.POSITIVE_INFINITY) || 0,
    )
}
