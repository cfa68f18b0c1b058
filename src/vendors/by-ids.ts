// Which questions are answered by looking ids up rather than by reading a list, and what that costs.
import type { ListNoun } from '../domain/lists.ts'
import type { Account } from './account.ts'
import type { Resource } from './define.ts'
import type { FilterOf } from './feed.ts'
import type { ListCost, PricedQuestion } from './price.ts'
import { givenKeys } from '../domain/filter.ts'
import { parseId } from '../domain/id.ts'
import { isGiven } from './changes.ts'
import { isAskable } from './lookup.ts'
import { priceLookUp } from './price.ts'

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

/** Undefined where the list must be read, null where nothing is asked. */
export function priceIds<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  { filter }: PricedQuestion<N>,
): ListCost | null | undefined {
  const ids = idsToLookUp(resource, filter)
  if (ids === null) return undefined
  if (givenKeys<FilterOf<N>>(filter).some((key) => resource.filters[key].reach === 'absent')) return null
  const known = new Set(ids.filter((id) => isAskable(account, resource, parseId(id)?.vendorId ?? '')))
  const cost = priceLookUp(account, resource, known.size)
  const pages = JSON.stringify([...known].toSorted())
  return cost && { ...cost, rows: known.size, more: 0, pages, scans: false }
}
