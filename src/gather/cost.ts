// What rows and lists of a noun take of the vendors' quotas, in milliseconds during which the vendor serves nobody else;
// read off the vendors' own tables, for routers that limit operations by their cost.
import type { Noun } from '../domain/noun.ts'
import type { Resource, VendorDescription } from '../vendors/index.ts'
import { DESCRIPTIONS } from '../vendors/index.ts'

export interface Cost {
  /** A list over an account of every vendor that has the noun. */
  readonly everywhere: number
  /** A list or a row of one account, at the scarcest vendor. */
  readonly oneAccount: number
  /** A row's share of the request that brings it, at the scarcest vendor; null when whole lists come at once. */
  readonly row: number | null
  /** The most rows that a request brings; null when whole lists come at once. */
  readonly rows: number | null
}

export function costOf(noun: Noun): Cost {
  const lists = Object.values(DESCRIPTIONS).flatMap((description) => listsOf(description, noun))
  const takes = lists.map(({ takesMs }) => takesMs)
  const paged = lists.flatMap(({ takesMs, rows }) => (rows === null ? [] : [{ takesMs, rows }]))
  return {
    everywhere: takes.reduce((sum, one) => sum + one, 0),
    oneAccount: Math.max(0, ...takes),
    row: paged.length === 0 ? null : Math.max(...paged.map(({ takesMs, rows }) => Math.ceil(takesMs / rows))),
    rows: paged.length === 0 ? null : Math.max(...paged.map(({ rows }) => rows)),
  }
}

/** The lists that a vendor keeps of the noun; one request each is a question's least. */
function listsOf({ quota, resources }: VendorDescription, noun: Noun) {
  const takesMs = Math.ceil(quota.windowMs / quota.requests)
  // Which noun it is matters to none of what is read here.
  const first = resources[noun] as Resource | undefined
  return [first, first?.besides].flatMap((one) =>
    one === undefined ? [] : { takesMs, rows: one.paging?.maximum ?? null },
  )
}
