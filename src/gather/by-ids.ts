// A feed of looked-up rows for a filter by id, e.g. `ids: ["call:twin:81"]`.
import type { Ask } from '../domain/ask.ts'
import type { Identity } from '../domain/noun.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed, Resource } from '../vendors/index.ts'
import { givenKeys, toPredicate } from '../domain/filter.ts'
import { fieldOf } from '../domain/lists.ts'
import { readTogether } from '../vendors/index.ts'

/** One row by global id; `null`: there is none. */
export type FindRow = (
  id: string,
  ask: Ask,
  wanted: ReadonlySet<string>,
) => Promise<{ readonly row: Identity | null; readonly readAt: Instant }>

/** Characters of a row that is cached already. */
const SIZE = 100

/** The feed of a filter's ids. */
export function byIds<N extends ListNoun>(
  feed: Feed<RowOf<N>>,
  resource: Resource<N>,
  { filter, wanted: fields }: { readonly filter: FilterOf<N>; readonly wanted: ReadonlySet<string> },
  ids: readonly string[],
  find: FindRow,
): Feed<RowOf<N>> {
  const keys = givenKeys<FilterOf<N>>(filter)
  const wanted = new Set([...fields, ...keys.map((key) => fieldOf(resource.noun, String(key)))])
  const matches = toPredicate<FilterOf<N>, RowOf<N>>(resource.predicates, filter, keys)

  async function read(_: unknown, ask: Ask) {
    const found = await readTogether([...new Set(ids)], (id) => find(id, ask, wanted))
    // The id's noun is the row's.
    const rows = found.flatMap(({ row }) => (row === null ? [] : [row as RowOf<N>])).filter(matches)
    const sentAt = Math.min(...found.map(({ readAt }) => readAt))
    const size = rows.length * SIZE
    const count = rows.length
    return {
      rows,
      count,
      total: count,
      more: false,
      sorted: null,
      size,
      sentAt,
      requests: 1,
      isRemembered: true,
    }
  }

  return {
    account: feed.account,
    absent: feed.absent,
    none: feed.none,
    wanted: feed.wanted,
    optIns: feed.optIns,
    order: feed.order,
    whole: true,
    maximum: null,
    exact: true,
    matches,
    since: undefined,
    until: undefined,
    seekable: () => false,
    floored: () => false,
    changes: () => null,
    read,
  }
}
