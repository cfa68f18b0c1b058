// Which questions are answered by looking ids up rather than by reading a list.
import type { FilterOf, ListNoun } from '../domain/lists.ts'
import type { Resource } from './define.ts'
import { givenKeys } from '../domain/filter.ts'
import { isGiven } from './changes.ts'

/**
 * The global ids to look up for a filter, for example `['call:twin:81']`. Null where the list must be read: the filter has
 * no ids, the list itself takes them, or rows do not tell of another filter beside them.
 */
export function idsToLookUp<N extends ListNoun>(
  { filters, lookUp, changes }: Resource<N>,
  filter: FilterOf<N>,
): readonly string[] | null {
  if (lookUp === undefined || lookUp.by === 'whole') return null
  if (changes?.untold?.some((path) => isGiven(filter, path)) === true) return null
  const key = givenKeys<FilterOf<N>>(filter).find((one) => {
    const reach = filters[one]
    return reach.reach === 'exact' && reach.looksUp === true
  })
  const ids: unknown = key === undefined ? null : filter[key]
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : null
}
