// Another order than the noun's own, with rows without a value last wherever the vendor puts them. PostgreSQL puts them
// first when it sorts descending. Such a list is read in two parts, each by page number:
//
//   vendor   null null null | 5 4 4 2 1
//   here                      5 4 4 2 1 | null null null
//
// The first page shows where they stand, so a walk that goes on in the middle reads that page too.
import type { Order } from '../domain/order.ts'
import type { Feed } from '../vendors/index.ts'
import type { Step } from './by-sort.ts'
import type { ReadPage } from './page-reader.ts'
import type { FetchNextPage, CachedList } from './cached-list.ts'
import { InputError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { bySort } from './by-sort.ts'

/** Rejects with InputError UNSUPPORTED_ORDER when the vendor does not sort, or puts nulls first and cannot leave them out. */
export function nullsLast<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
): FetchNextPage {
  const { top } = list
  const otherWay = order.direction === 'ASC' ? 'DESC' : 'ASC'
  const nullsFirst = `which lists rows without a value first; order ${otherWay}, or by another field`
  const valued = feed.valued?.() ?? null
  const hasValue = (row: R) => (order.keyOf(row) ?? null) !== null
  let isSplit = false
  let step = opening()

  function opening(): Step<R> {
    if (top === undefined) return fromHead()
    if (top === null) return nulls()
    return valued === null ? fromMiddle() : values(valued)
  }

  /** The whole list, unless its first page begins with nulls. */
  function fromHead(): Step<R> {
    const accepts = (page: ReadPage<R>) => {
      if (!page.more || !isNullFirst(page)) return true
      step = withoutNulls(page)
      return false
    }
    return bySort(feed, list, order, { accepts })
  }

  /** The whole list from the middle on, once its first page has shown that it does not begin with nulls. */
  function fromMiddle(): Step<R> {
    const { rank } = list
    list.rank = 0
    const accepts = (page: ReadPage<R>) => {
      if (!page.more) return true
      list.rank = rank
      step = isNullFirst(page) ? withoutNulls(page) : bySort(feed, list, order)
      return false
    }
    return bySort(feed, list, order, { accepts })
  }

  /** On a page that is not sorted at all nulls may stand anywhere. */
  function isNullFirst({ start, rows }: ReadPage<R>): boolean {
    const first = rows.findIndex(hasValue)
    if (start > 0 || first === 0 || rows.length === 0) return false
    return first < 0 || rows.slice(first).every(hasValue)
  }

  /** The rows with a value, where `page`, the first one, begins with others. */
  function withoutNulls(page: ReadPage<R>): Step<R> {
    if (page.rows.some(hasValue)) return values(skippingNulls(feed, page, order))
    if (valued !== null) return values(valued)
    if (page.total === null) throw cannotSort(feed, nullsFirst)
    return onlyNulls(Math.ceil(page.total / Math.max(1, list.pageSize)))
  }

  /** The whole list, when its last page shows that no row has a value. */
  function onlyNulls(lastPage: number): Step<R> {
    const accepts = ({ rows }: Pick<ReadPage<R>, 'rows'>) => {
      if (rows.some(hasValue)) throw cannotSort(feed, nullsFirst)
      return true
    }
    return async (ask) => {
      const page = await feed.read({ page: lastPage, per: list.pageSize }, ask)
      list.requests += page.requests
      list.size += page.size
      if (accepts(page)) {
        list.rank = list.topRank
        step = bySort(feed, list, order, { accepts })
      }
      return null
    }
  }

  function values(of: Feed<R>): Step<R> {
    isSplit = true
    list.rank = list.topRank
    const accepts = ({ rows }: ReadPage<R>) => {
      if (rows.every(hasValue)) return true
      throw cannotSort(feed, 'which lists rows without a value among the others; order by another field')
    }
    return bySort(of, list, order, { accepts, atEnd: () => void (step = nulls()) })
  }

  /** The rows without a value: the beginning of the list, or its tail where its first page begins with a value. */
  function nulls(): Step<R> {
    const { rank } = list
    isSplit = true
    list.rank = 0
    const accepts = ({ start, rows, count }: ReadPage<R>) => {
      if (start > 0 || rows.length > 0 || count === 0) return true
      list.rank = rank
      step = bySort(feed, list, order)
      return false
    }
    return bySort(upToValues(feed, hasValue), list, order, { accepts })
  }

  return async (ask) => {
    const unsorted = await step(ask)
    if (unsorted !== null) throw cannotSort(feed, 'whose rows come in another order; order by another field')
    // The totals of parts count other rows than those of the whole list.
    if (isSplit) list.left = null
  }
}

/** The list without its nulls; `first` is its first page, which has been read. */
function skippingNulls<R>(feed: Feed<R>, first: ReadPage<R>, { keyOf, direction }: Order<R>): Feed<R> {
  let read: ReadPage<R> | null = { ...first, requests: 0, size: 0 }
  return {
    ...feed,
    read: async (at, ask) => {
      const page = at.page === 1 && read !== null ? read : await feed.read(at, ask)
      read = null
      const rows = page.rows.filter((row) => (keyOf(row) ?? null) !== null)
      if (rows.length === page.rows.length) return page
      const isSorted = rows.every((row, index) => {
        const before = rows[index - 1]
        return before === undefined || compareKeys(keyOf(before), keyOf(row), direction) <= 0
      })
      return { ...page, rows, sorted: isSorted ? null : false }
    },
  }
}

/** The list as if it ended where values begin. */
function upToValues<R>(feed: Feed<R>, hasValue: (row: R) => boolean): Feed<R> {
  return {
    ...feed,
    read: async (at, ask) => {
      const page = await feed.read(at, ask)
      const end = page.rows.findIndex(hasValue)
      if (end < 0) return { ...page, sorted: true }
      return { ...page, rows: page.rows.slice(0, end), total: null, more: false, sorted: true }
    },
  }
}

function cannotSort(
  { account, order }: Pick<Feed<unknown>, 'account' | 'order'>,
  reason: string,
): InputError {
  return new InputError(`"orderBy": ${order} cannot be had from ${account}, ${reason}.`, 'UNSUPPORTED_ORDER')
}
