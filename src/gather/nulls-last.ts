// Orders by a field, rows without a value last.
// PostgreSQL puts nulls first when it sorts descending:
//
//   vendor   null null null | 5 4 4 2 1
//   here                      5 4 4 2 1 | null null null
//
// The first page shows their side, so later pages read it too.
import type { Order } from '../domain/order.ts'
import type { Feed } from '../vendors/index.ts'
import type { ReadSorted } from './by-sort.ts'
import type { ReadPage } from './page-reader.ts'
import type { FetchNextPage, CachedList } from './cached-list.ts'
import { InputError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { bySort } from './by-sort.ts'

/** Rejects with UNSUPPORTED_ORDER for unsorted rows, or nulls that stay. */
export function nullsLast<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
): FetchNextPage {
  const { top } = list
  const otherWay = order.direction === 'ASC' ? 'DESC' : 'ASC'
  const nullsFirst = `it lists rows without a value first; order by another field, or ${otherWay} where ${feed.account} can`
  const valued = feed.valued?.() ?? null
  const hasValue = (row: R) => (order.keyOf(row) ?? null) !== null
  let isSplit = false
  let step = opening()

  function opening(): ReadSorted<R> {
    if (top === undefined) return fromHead()
    if (top === null) return nulls()
    return valued === null ? fromMiddle() : values(valued)
  }

  /** Reads the whole list, unless it begins with nulls. */
  function fromHead(): ReadSorted<R> {
    const accepts = (page: ReadPage<R>) => {
      if (!page.more || !isNullFirst(page)) return true
      step = withoutNulls(page)
      return false
    }
    return bySort(feed, list, order, { accepts })
  }

  /** Reads on in the middle, after a look at the first page. */
  function fromMiddle(): ReadSorted<R> {
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

  /** `false` for nulls between values: such a page is not sorted. */
  function isNullFirst({ start, rows }: ReadPage<R>): boolean {
    const first = rows.findIndex(hasValue)
    if (start > 0 || first === 0 || rows.length === 0) return false
    return first < 0 || rows.slice(first).every(hasValue)
  }

  /** Reads rows with a value; the first `page` begins with nulls. */
  function withoutNulls(page: ReadPage<R>): ReadSorted<R> {
    if (page.rows.some(hasValue)) return values(skippingNulls(feed, page, order))
    if (valued !== null) return values(valued)
    if (page.total === null) throw cannotSort(feed, nullsFirst)
    return onlyNulls(Math.ceil(page.total / Math.max(1, list.pageSize)))
  }

  /** Reads the list if its last page has no value either. */
  function onlyNulls(lastPage: number): ReadSorted<R> {
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

  function values(of: Feed<R>): ReadSorted<R> {
    isSplit = true
    list.rank = list.topRank
    const accepts = ({ rows }: ReadPage<R>) => {
      if (rows.every(hasValue)) return true
      throw cannotSort(feed, 'it lists rows without a value among the others; order by another field')
    }
    return bySort(of, list, order, { accepts, atEnd: () => void (step = nulls()) })
  }

  /** Reads rows without a value: at the head, else at the tail. */
  function nulls(): ReadSorted<R> {
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
    if (unsorted !== null) throw cannotSort(feed, 'its rows come in another order; order by another field')
    // A part's total is not the list's.
    if (isSplit) list.left = null
  }
}

/** The feed without nulls; its first page is served from `first`. */
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

/** The feed up to its first value. */
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

export function cannotSort(
  { account, order }: Pick<Feed<unknown>, 'account' | 'order'>,
  reason: string,
): InputError {
  return new InputError(`"orderBy": ${account} cannot sort by ${order}: ${reason}.`, 'UNSUPPORTED_ORDER')
}
