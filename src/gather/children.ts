// The rows directly below menus and teams: parents wanted in one tick are asked for together.
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

/** As many parents as the vendor's page holds ids. */
export const MOST_PARENTS = 100

/** The rows directly below a menu or team, by position; parents of one tick share requests. */
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

/** The children of one parent, as of when they were read. */
interface Brood {
  readonly all: readonly Child[]
  readonly asOf: Instant
}

export function createChildren(
  readWhole: ReadWhole,
  { memory, policy }: { memory: Memory; policy: StalenessPolicy },
): Children {
  const pendings = new Map<string, Pending<Brood>>()

  function pendingOf(noun: ParentNoun, account: string): Pending<Brood> {
    const key = `${account} ${noun}`
    const pending = pendings.get(key) ?? createPending({ ids: () => MOST_PARENTS }, read(noun, account))
    pendings.set(key, pending)
    return pending
  }

  function read(noun: ParentNoun, account: string) {
    return async (take: () => readonly string[], everybody: Ask) => {
      // The rest of the tick's parents come first.
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
      const brood = await pendingOf(noun, account).want(id, by)
      if (brood === null) return []
      const { all, asOf } = brood
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
    const all = await policy.give({ account, known, fetch }, ask)
    // The children of a menu are menus, those of a team teams.
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
