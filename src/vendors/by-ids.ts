// Filters answered by look-ups instead of lists.
import type { FilterOf, ListNoun } from '../domain/lists.ts'
import type { Resource } from './define.ts'
import { givenKeys } from '../domain/filter.ts'
import { isGiven } from './changes.ts'

/**
 * Global ids to look up for a filter, e.g. `['call:twin:81']`.
 * `null`: no ids, a list that takes them, or a filter on a value that rows lack.
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
