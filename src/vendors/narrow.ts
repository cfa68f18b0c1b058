// Questions that rows of a wider list answer, as far as its rows show what a filter asks.
//
//   cached   { status: [COMPLETED] }
//   asked    { status: [COMPLETED], agentIds: ["agent:ujet:7"] }   →   cached rows whose agent is 7
import type { FilterSpecs, Verdict } from '../domain/filter.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Account } from './account.ts'
import type { Resource } from './define.ts'
import type { Reach, Settings } from './filters.ts'
import type { Leaf } from './translate.ts'
import { fieldOf, LISTS } from '../domain/lists.ts'
import { isSuperset, noMatch, valueAt } from './filters.ts'
import { leavesOf } from './translate.ts'

/** `undefined`: the row does not show it, so only its vendor knows. */
export type Judge<R> = (row: R) => Verdict

/** A list as its vendor is asked for it: a filter, and fields that rows are to have. */
export interface Asked<N extends ListNoun> {
  readonly filter: FilterOf<N>
  readonly wanted: ReadonlySet<string>
}

/** Judges rows of a wider list. `null`: the list may lack matching rows, or its rows do not show the filter. */
export function createJudge<N extends ListNoun>(
  { config }: Account,
  resource: Resource<N>,
  { filter, wanted }: Asked<N>,
  wider: Asked<N>,
): Judge<RowOf<N>> | null {
  const isWithin = ({ path, value }: Leaf<RowOf<N>>) => contains(value, valueAt(filter, path))
  if (!leaves(resource, wider.filter).every(isWithin)) return null
  const further = listsOf(resource).flatMap((list) =>
    leaves(list, filter)
      .filter(({ path, value }) => !isSame(value, valueAt(wider.filter, path)))
      .map((leaf) => ({ leaf, judge: toJudge(list, leaf, config.settings) })),
  )
  const fields = [...wanted, ...further.map(({ leaf }) => fieldOf(resource.noun, leaf.path.at(-1) ?? ''))]
  const judges = further.map(({ judge }) => judge)
  if (judges.includes(null) || !showsFields(resource, wider.wanted, fields)) return null
  return (row) => {
    let verdict: Verdict = true
    for (const judge of judges) {
      const one = judge?.(row)
      if (one === false) return false
      if (one === undefined) verdict = undefined
    }
    return verdict
  }
}

/** The filter without what no vendor is sent: rows are searched for it. */
export function toSentFilter<N extends ListNoun>(
  { config }: Account,
  resource: Resource<N>,
  filter: FilterOf<N>,
): FilterOf<N> {
  const isSent = ({ path, value }: Leaf<RowOf<N>>) =>
    listsOf(resource).some((list) => isSentBy(reachAt(list, path), value, config.settings))
  const unsent = leaves(resource, filter).filter((leaf) => !isSent(leaf))
  return unsent.reduce<FilterOf<N>>((rest, { path }) => without(rest, path), filter)
}

/** True if rows that were read with some fields have the wanted ones: both are sent alike. */
function showsFields<N extends ListNoun>(
  resource: Resource<N>,
  read: ReadonlySet<string>,
  wanted: readonly string[],
): boolean {
  if (wanted.every((field) => read.has(field))) return true
  const all = new Set([...read, ...wanted])
  const sentFor = (fields: ReadonlySet<string>) =>
    JSON.stringify(listsOf(resource).map(({ optIns }) => optIns?.params(fields)))
  return sentFor(all) === sentFor(read)
}

function listsOf<N extends ListNoun>(resource: Resource<N>): readonly Resource<N>[] {
  return resource.besides === undefined ? [resource] : [resource, resource.besides]
}

function leaves<N extends ListNoun>(
  { filters, predicates }: Resource<N>,
  filter: FilterOf<N>,
): readonly Leaf<RowOf<N>>[] {
  return leavesOf<FilterOf<N>, RowOf<N>>(filter, filters, predicates)
}

/** A missing value of an own endpoint's row is none; an unknown word may be any. */
function toJudge<N extends ListNoun>(
  { noun, own, untold = [], lacks = [] }: Resource<N>,
  { path, value, reach, verdict }: Leaf<RowOf<N>>,
  settings: Settings,
): Judge<RowOf<N>> | null {
  const [key = '', part] = path
  const specs: FilterSpecs = LISTS[noun].filters
  const { chooses, field, read } = (part === undefined ? specs[key] : own?.parts[part]) ?? {}
  const isJudged = isSentBy(reach, value, settings)
  const isLacking = new Set<string | undefined>(lacks).has(field)
  const isUntold = untold.includes(key) || untold.includes(path.join('.'))
  if (chooses === true || (isJudged && (isUntold || isLacking))) return null
  // The predicate's row is the value's.
  const isMissing = (row: RowOf<N>) => read !== undefined && (read(row as never) ?? null) === null
  return (row) => verdict(row, value) ?? (isJudged && !isMissing(row) ? undefined : false)
}

function reachAt({ filters }: Pick<Resource, 'filters'>, [key = '', part = '']: readonly string[]) {
  const tables: Readonly<Record<string, Reach<never>>> = filters
  const reach = tables[key]
  return reach?.reach === 'nested' ? reach.parts[part] : reach
}

/** True if the vendor judges rows by the value, also by returning none or all. */
function isSentBy(reach: Reach<never> | undefined, value: unknown, settings: Settings): boolean {
  if (reach === undefined || !('send' in reach)) return false
  // The table belongs to the filter that the value comes from.
  const sent = reach.send(value as never, settings)
  if (sent === noMatch) return true
  const params = isSuperset(sent) ? sent.superset : sent
  return Object.keys(params).length > 0 || (reach.reach === 'exact' && !isSuperset(sent))
}

function without<F extends object>(filter: F, [key = '', part]: readonly string[]): F {
  const rest = Object.entries(filter).flatMap(([name, value]) => {
    if (name !== key) return [[name, value]]
    const left = part === undefined ? {} : without(Object(value), [part])
    return Object.keys(left).length === 0 ? [] : [[name, left]]
  })
  // Object.fromEntries forgets the keys.
  return Object.fromEntries(rest) as F
}

/** True if each row that passes `narrow` passes `wide`, e.g. `[COMPLETED]` and `[COMPLETED, MISSED]`. */
function contains(wide: unknown, narrow: unknown): boolean {
  if (wide === narrow) return true
  // Lists hold texts, words or numbers.
  if (Array.isArray(wide)) return Array.isArray(narrow) && narrow.every((one) => wide.includes(one))
  const [outer, inner] = [toRange(wide), toRange(narrow)]
  return outer !== null && inner !== null && outer.from <= inner.from && inner.to <= outer.to
}

/** Without limits where a bound is missing, e.g. `{ from: 5, to: Infinity }`. */
function toRange(value: unknown): { readonly from: number; readonly to: number } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { from, to, ...rest }: { readonly from?: unknown; readonly to?: unknown } = value
  if (Object.keys(rest).length > 0) return null
  return { from: Number(from ?? Number.NEGATIVE_INFINITY), to: Number(to ?? Number.POSITIVE_INFINITY) }
}

function isSame(one: unknown, other: unknown): boolean {
  return contains(one, other) && contains(other, one)
}
