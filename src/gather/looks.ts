// Looks of pollers: a whole list, or the calls that began or changed.
import type { Ask } from '../domain/ask.ts'
import type { Call } from '../domain/call.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Account } from '../vendors/index.ts'
import type { ListRequest, ListRows, Page } from './question.ts'
import type { Look } from './watch.ts'
import { resourceOf } from '../vendors/index.ts'
import { skipped } from './report.ts'

/** Changes of one look. */
export interface Updates<R> {
  /** Sorted by change, the earliest first. */
  readonly rows: readonly R[]
  readonly reports: readonly AccountReport[]
}

/** Fields that change by themselves, e.g. `durationSeconds`, and raw vendor fields. */
const PASSING = /^raw$|Seconds$/

export function lookAtList<N extends ListNoun>(
  list: ListRows,
  request: ListRequest<N>,
): () => Look<Page<RowOf<N>>> {
  return () => {
    let told: string | null = null
    return async (ask) => {
      const page = await list(request, ask)
      const states = page.reports.map(({ account, state, code }) => [account, state, code])
      const shown = JSON.stringify([page.rows, states], (key, value: unknown) =>
        PASSING.test(key) ? undefined : value,
      )
      const change = shown === told ? null : page
      told = shown
      return { present: page, change }
    }
  }
}

/** Overlap of looks: clocks differ, and changes show late. */
const OVERLAP_MS = 60_000

/** Pages of one look; the next look reads the rest. */
const MOST_PAGES = 5
const PAGE_SIZE = 1000

/** True if the vendor filters calls by change. */
export function listsChanges(account: Account): boolean {
  const reach = resourceOf(account, 'CALL')?.filters.updatedAt.reach
  return reach === 'exact' || reach === 'superset'
}

export function lookAtCallChanges(
  list: ListRows,
  request: ListRequest<'CALL'>,
  selected: readonly Account[],
  clock: Clock,
): () => Look<Updates<Call>> {
  const able = selected.filter(listsChanges)
  const isAble = (name: string) => able.some((account) => account.name === name)
  const unable = selected
    .filter(({ name }) => !isAble(name))
    .map((account) => skipped(account, ['updatedAt']))

  /** Reads the changes since an instant. */
  async function read(since: Instant, ask: Ask): Promise<Updates<Call>> {
    const { filter } = request
    const from = Math.max(since, filter.updatedAt?.from ?? since)
    const rows: Call[] = []
    let reports: readonly AccountReport[] = []
    let after: string | null = null
    for (let pages = 0; pages < MOST_PAGES && able.length > 0; pages += 1) {
      const selection = { accounts: able.map(({ name }) => name) }
      const page: Page<Call> = await list(
        {
          ...request,
          selection,
          filter: { ...filter, updatedAt: { ...filter.updatedAt, from } },
          first: PAGE_SIZE,
          after,
        },
        ask,
      )
      rows.push(...page.rows)
      reports = page.reports
      after = page.endCursor()
      if (!page.hasNextPage || after === null || page.reports.some(({ state }) => state === 'FAILED')) break
    }
    return { rows, reports: inOrder([...reports, ...unable]) }
  }

  function inOrder(reports: readonly AccountReport[]): readonly AccountReport[] {
    const placeOf = ({ account }: AccountReport) => selected.findIndex(({ name }) => name === account)
    return reports.toSorted((a, b) => placeOf(a) - placeOf(b))
  }

  return () => {
    let since: Instant | null = null
    let seen = new Map<string, string>()
    return async (ask) => {
      const lookedAt = clock.now()
      const { rows, reports } = await read((since ?? lookedAt) - OVERLAP_MS, ask)
      const versions = new Map(rows.map((row) => [row.id, JSON.stringify(row)]))
      const isFirst = since === null
      const changed = rows.filter((row) => seen.get(row.id) !== versions.get(row.id))
      const isWhole = reports.every(({ state }) => state === 'COMPLETE' || state === 'SKIPPED')
      // After a failure the next look starts at the same instant.
      seen = isWhole ? versions : new Map([...seen, ...versions])
      if (isWhole || isFirst) since = lookedAt
      const present = { rows: [], reports }
      return { present, change: changed.length === 0 ? null : { rows: changed.toSorted(byChange), reports } }
    }
  }
}

function byChange(a: Call, b: Call): number {
  return (a.updatedAt ?? 0) - (b.updatedAt ?? 0)
}
