// Cost of rows and lists for the SDL, in milliseconds of quota.
// e.g. 1000 for a list of UJET, which serves one request a second
import type { Noun } from '../domain/noun.ts'
import type { Resource, VendorDescription } from '../vendors/index.ts'
import { DESCRIPTIONS } from '../vendors/index.ts'

export interface QuotaCost {
  /** A list over one account of every vendor. */
  readonly everywhere: number
  /** A list or a row at the scarcest vendor. */
  readonly oneAccount: number
  /** A row's share of its page, e.g. 10 of 1000; `null`: no pages. */
  readonly row: number | null
  /** The most rows of a page; `null`: lists have no pages. */
  readonly rows: number | null
}

export function costOf(noun: Noun): QuotaCost {
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

/** The vendor's lists of the noun, each at least one request. */
function listsOf({ quota, resources }: VendorDescription, noun: Noun) {
  const takesMs = Math.ceil(quota.windowMs / quota.requests)
  // The noun decides nothing that is read here.
  const first = resources[noun] as Resource | undefined
  return [first, first?.besides].flatMap((one) =>
    one === undefined ? [] : { takesMs, rows: one.paging?.maximum ?? null },
  )
}
