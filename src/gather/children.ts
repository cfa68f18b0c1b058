// Rows directly below menus and teams. Parents of one tick share a request.
import type { Ask } from '../domain/ask.ts'
import type { RowOf } from '../domain/lists.ts'
import type { Identity } from '../domain/noun.ts'
import type { Instant } from '../domain/time.ts'
import type { Memory, Pending } from '../vendors/index.ts'
import type { ReadWhole } from './question.ts'
import type { StalenessPolicy } from './staleness.ts'
import { LIST_TTL_MS, STALE_IF_ERROR_MS } from '../domain/ttl.ts'
import { createPending } from '../vendors/index.ts'

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
