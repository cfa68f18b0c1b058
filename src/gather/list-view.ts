// A cached list as one question sees it: all rows, or those that pass a narrower filter.
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Judge } from '../vendors/index.ts'
import type { RowFilter } from './row-filter.ts'
import type { Entry, ListQuery, SharedList } from './shared-list.ts'
import { indexFrom, isWhole } from './cached-list.ts'
import { createRowFilter } from './row-filter.ts'

/** Limit of narrower questions that one list keeps the rows of. */
const MOST_QUESTIONS = 32

export interface ListView<R> {
  readonly shared: SharedList<R>
  /** `null`: all rows of the list match. */
  readonly filter: RowFilter<R> | null
  /** True if the vendor would be sent more for the question than for the list. */
  readonly isWider: boolean
  /** True if another question read the list. */
  readonly isNarrowed: boolean
  /** False if a page needs rows that a wider list lacks. */
  suffices(): boolean
}

/** The question's own list. */
export function ownView<N extends ListNoun>(query: ListQuery<N>, entry: Entry<N>): ListView<RowOf<N>> {
  return viewOf(query, entry, query.judge, false)
}

export function viewOf<N extends ListNoun>(
  query: ListQuery<N>,
  entry: Entry<N>,
  judge: Judge<RowOf<N>> | null,
  isWider: boolean,
): ListView<RowOf<N>> {
  const { question } = query
  const filter = judge === null ? null : (entry.filters.get(question) ?? createRowFilter(judge))
  const view = {
    shared: entry,
    filter,
    isWider,
    isNarrowed: filter !== null && entry.query.question !== question,
    suffices: () => !isWider || fills(query, view),
  }
  if (filter === null) return view
  entry.filters.delete(question)
  entry.filters.set(question, filter)
  const [oldest] = entry.filters.keys()
  if (entry.filters.size > MOST_QUESTIONS && oldest !== undefined) entry.filters.delete(oldest)
  return view
}

/** True if a list has all rows of a page. */
export function fills<N extends ListNoun>(
  { page: { position, range, rows }, order }: ListQuery<N>,
  { shared: { list }, filter }: Pick<ListView<RowOf<N>>, 'shared' | 'filter'>,
): boolean {
  if (list.cut || filter?.isSure(list.rows) === false) return false
  if (isWhole(list, range)) return true
  const passing = filter?.passing(list.rows) ?? list.rows
  const given = position === null ? 0 : indexFrom(passing, position.key, order) + position.ids.size
  return passing.length - given >= rows
}
