// Resolves a question before anything is sent: accounts selected, arguments checked, order chosen.
import type { ListNoun, Lists, RowOf } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { Account } from '../vendors/index.ts'
import type { ListRequest } from './question.ts'
import { InputError } from '../domain/errors.ts'
import { directionsOf, meaningOf, resourceOf } from '../vendors/index.ts'
import { checkFilter, checkFirst, selectAccounts } from './select.ts'

export interface ResolvedOrder<N extends ListNoun> {
  /** `null`: the noun's own order. */
  readonly field: Lists[N]['field'] | null
  readonly direction: Direction
  readonly keyOf: (row: RowOf<N>) => SortKey | undefined
}

export interface Resolved<N extends ListNoun> {
  readonly selected: readonly Account[]
  readonly order: ResolvedOrder<N>
}

/** `granted` are the viewer's accounts. Throws InputError. */
export function resolve<N extends ListNoun>(
  request: Pick<ListRequest<N>, 'noun' | 'selection' | 'filter' | 'first' | 'orderBy'>,
  granted: readonly Account[],
): Resolved<N> {
  const { noun, selection, filter, first, orderBy } = request
  const selected = selectAccounts(granted, selection)
  checkFirst(first)
  checkFilter(noun, filter, granted, selected)
  return { selected, order: orderOf(noun, orderBy, selected) }
}

function orderOf<N extends ListNoun>(
  noun: N,
  orderBy: ListRequest<N>['orderBy'],
  selected: readonly Account[],
): ResolvedOrder<N> {
  const { byDefault, orders, read } = meaningOf(noun)
  if (orderBy === null) return { field: null, ...byDefault }
  const { field, direction } = orderBy
  const keyOf =
    orders[field] ?? selected.flatMap((account) => resourceOf(account, noun)?.sorting?.own?.[field] ?? [])[0]
  if (read === 'PAGES' && field === 'STARTED_AT' && direction === byDefault.direction)
    return { field: null, ...byDefault }
  const unableTo = (way: Direction) =>
    selected.filter((account) => {
      const resource = resourceOf(account, noun)
      return read === 'PAGES' && resource && !directionsOf(resource.sorting, field).includes(way)
    })
  const unable = unableTo(direction)
  if (unable.length > 0) {
    const names = unable.map((account) => account.name).join(', ')
    const otherWay = direction === 'ASC' ? 'DESC' : 'ASC'
    const advice =
      unableTo(otherWay).length === 0 ? `order ${otherWay}` : 'use another order or select other accounts'
    throw new InputError(
      `"orderBy": ${names} cannot sort by ${field} ${direction}; ${advice}.`,
      'UNSUPPORTED_ORDER',
    )
  }
  return keyOf === undefined ? { field: null, ...byDefault } : { field, direction, keyOf }
}
