// The rows directly below menus and teams: parents wanted in one tick are asked for together.
import type { Ask } from '../domain/ask.ts'
import type { Identity } from '../domain/noun.ts'
import type { Memory, Pending } from '../vendors/index.ts'
import type { Gather, ReadWhole } from './gather.ts'
import { toDeadlineError, UpstreamError } from '../domain/errors.ts'
import { LIST_LIFETIME_MS } from '../domain/lifetime.ts'
import { createPending } from '../vendors/index.ts'

type ParentNoun = 'MENU' | 'TEAM'

/** As many parents as the vendor's page holds ids. */
const MOST_PARENTS = 100

interface Child extends Identity {
  readonly position?: number | null | undefined
  readonly deleted?: boolean | null | undefined
  readonly parent?: Identity | null | undefined
}

export function createChildren(readWhole: ReadWhole, memory: Memory): Gather['children'] {
  const pendings = new Map<string, Pending<readonly Child[]>>()

  function pendingOf(noun: ParentNoun, account: string): Pending<readonly Child[]> {
    const key = `${account} ${noun}`
    const pending = pendings.get(key) ?? createPending(() => MOST_PARENTS, fetch(noun, account))
    pendings.set(key, pending)
    return pending
  }

  function fetch(noun: ParentNoun, account: string) {
    return async (take: () => readonly string[], everybody: Ask) => {
      // The rest of the tick's parents come first.
      await Promise.resolve()
      const parentIds = take()
      const rows = await readWhole(noun, account, { parentIds, withDeleted: true }, everybody)
      return new Map(parentIds.map((id) => [id, childrenOf(id, rows)]))
    }
  }

  return async (parent, withDeleted, ask) => {
    const key = `children ${parent.id}`
    const remembered = memory.get<readonly Child[]>(key)?.value
    const all = remembered ?? (await wantChildren(parent, ask))
    if (remembered === undefined) {
      memory.set(key, all, { lifetimeMs: LIST_LIFETIME_MS[parent.noun], bytes: 100 + all.length * 16 })
    }
    // The children of a menu are menus, those of a team teams.
    return all.filter((child) => withDeleted || child.deleted !== true) as never
  }

  async function wantChildren(parent: Identity<ParentNoun>, ask: Ask): Promise<readonly Child[]> {
    try {
      return (await pendingOf(parent.noun, parent.account).want(parent.id, ask)) ?? []
    } catch (error) {
      throw error instanceof UpstreamError || !ask.signal.aborted ? error : toDeadlineError(parent.account)
    }
  }
}

function childrenOf(parentId: string, rows: readonly Child[]): readonly Child[] {
  return rows
    .filter((row) => row.parent?.id === parentId)
    .toSorted(
      (a, b) => (a.position ?? Number.POSITIVE_INFINITY) - (b.position ?? Number.POSITIVE_INFINITY) || 0,
    )
}
