// Looks of a watcher at a whole list.
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { ListRequest, ListRows, Page } from './question.ts'
import type { Look } from './watch.ts'
import { meaningOf } from '../vendors/index.ts'

/** A change of passing fields alone, e.g. `durationSeconds`, is no change. */
export function lookAtList<N extends ListNoun>(
  list: ListRows,
  request: ListRequest<N>,
): () => Look<Page<RowOf<N>>> {
  const passing: ReadonlySet<string> = new Set<string>(meaningOf(request.noun).passing)
  return () => {
    let told: string | null = null
    return async (ask) => {
      const page = await list(request, ask)
      const states = page.reports.map(({ account, state, code }) => [account, state, code])
      const lasting = page.rows.map((row) => Object.entries(row).filter(([name]) => !passing.has(name)))
      const shown = JSON.stringify([lasting, states])
      const change = shown === told ? null : page
      told = shown
      return { present: page, change }
    }
  }
}
