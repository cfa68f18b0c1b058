// Filter tables: the reach of each filter at one vendor. A misspelt key is a compile error.
//
//     agentIds: exact(ids('agent_id[]'))             agentIds ['agent:ujet:7'] → agent_id[]=7
//     startedAt: superset(between('from', 'to'))     sent, and filtered again
//     rating: local                                  rows have it, nothing is sent
//     contactIds: absent                             rows lack it, the account is skipped
import type { FilterSpecs, FilterValues, OwnFilters } from '../domain/filter.ts'
import type { VendorKey } from '../domain/vendor.ts'

/** Query parameters in the vendor's spelling; a list repeats its key. */
export type Params = Readonly<Record<string, string | readonly string[]>>

/** No row can match: an empty, complete answer without a request. */
export const noMatch = Symbol('nothing')

/** Parameters that return more rows than match. */
export interface Superset {
  readonly superset: Params
}

export function supersetOf(params: Params): Superset {
  return { superset: params }
}

export type Sent = Params | Superset | typeof noMatch

/** An account's settings by their suffix, e.g. `TIMEZONE`. */
export type Settings = Readonly<Record<string, string>>

/** Parameters for a filter's value, without ids of other accounts. */
export type Send<Value> = (value: Value, settings: Settings) => Sent

export type Reach<Value> =
  /**
   * The vendor returns only matching rows.
   * With `looksUp` the ids are looked up, unless rows lack a value of another filter.
   */
  | { readonly reach: 'exact'; readonly send: Send<Value>; readonly looksUp?: boolean }
  /** The vendor returns a superset for the post-filter. */
  | { readonly reach: 'superset'; readonly send: Send<Value>; readonly probe?: ProbeOptions }
  /** Filters of this vendor alone, each with its own reach. */
  | {
      readonly reach: 'nested'
      readonly own: OwnFilters<never>
      readonly parts: Readonly<Record<string, Reach<never>>>
    }
  /** Nothing is sent; rows have the value. */
  | { readonly reach: 'local' }
  /** Rows lack the value: the account is `SKIPPED`. */
  | { readonly reach: 'absent' }

/** A parameter to probe. */
export interface ProbeOptions {
  /** The key of its result, e.g. `created_at`. */
  readonly name: string
  /** Set if only its words are undocumented: it may be refused, never ignored. */
  readonly documented?: boolean
  /** Set if the vendor may compare another spelling. It counts once it has found a row. */
  readonly spelling?: boolean
  /**
   * A value that the vendor accepts if it has the parameter, e.g. `['+12025550123']`.
   * A parameter counts as refused if this is refused too.
   */
  readonly harmless?: unknown
  /** Set when only this bound of a range is sent. */
  readonly bound?: 'UPPER'
}

/** Filters of other vendors have no entry: an account is not asked for them. */
export type FilterTable<Filter> = {
  readonly [K in Exclude<keyof Filter, VendorKey>]-?: Reach<NonNullable<Filter[K]>>
} & { readonly [K in Extract<keyof Filter, VendorKey>]?: Reach<object> }

/** Undefined for filters of other vendors. */
export function reachOf<Filter>(table: FilterTable<Filter>, key: keyof Filter): Reach<unknown> | undefined {
  // The value that it is handed is of the same key.
  return (table as Readonly<Partial<Record<keyof Filter, Reach<unknown>>>>)[key]
}

/** The value at a path, e.g. `['ujet', 'verified']`. */
export function valueAt(filter: object, [key = '', part]: readonly string[]): unknown {
  // Filters are plain objects; tables name their keys.
  const value = (filter as Readonly<Record<string, unknown>>)[key]
  return part === undefined || typeof value !== 'object' || value === null ? value : valueAt(value, [part])
}

export function exact<Value>(send: Send<Value>): Reach<Value> {
  return { reach: 'exact', send }
}

export function superset<Value>(send: Send<Value>): Reach<Value> {
  return { reach: 'superset', send }
}

/** A parameter that no document surely describes. */
export function unproven<Value>(
  name: string,
  send: Send<Value>,
  further: Omit<ProbeOptions, 'name' | 'harmless'> & { readonly harmless?: NoInfer<Value> } = {},
): Reach<Value> {
  return { reach: 'superset', send, probe: { name, ...further } }
}

/** For `ids`, where only look-ups take ids. */
export const lookedUp: Reach<readonly string[]> = {
  reach: 'exact',
  send: () => supersetOf({}),
  looksUp: true,
}

export const local: { readonly reach: 'local' } = { reach: 'local' }
export const absent: { readonly reach: 'absent' } = { reach: 'absent' }

export function nested<Row, Specs extends FilterSpecs>(
  own: OwnFilters<Row, Specs>,
  parts: FilterTable<FilterValues<Specs>>,
): Reach<object> {
  return { reach: 'nested', own, parts }
}

/** Plain parameters may have the name too, e.g. `{ superset: 'x' }`. */
export function isSuperset(sent: Params | Superset): sent is Superset {
  return typeof sent.superset === 'object' && !Array.isArray(sent.superset)
}

/** The vendor's words for ours, e.g. `{ 'status[]': ['active'] }`. */
export function words<Word extends string>(
  parameter: string,
  table: Readonly<Partial<Record<NoInfer<Word>, string>>>,
): Send<readonly Word[]> {
  return (wanted) => {
    const known = wanted.flatMap((word) => table[word] ?? [])
    if (wanted.length === 0) return noMatch
    // Rows may have a word that the parameter lacks.
    return known.length === wanted.length ? { [parameter]: known } : supersetOf({})
  }
}

/** A repeated key, e.g. `id[]=1&id[]=2`; without values no row can match. */
export function repeated(parameter: string, values: readonly string[]): Params | typeof noMatch {
  return values.length === 0 ? noMatch : { [parameter]: values }
}

export function texts(parameter: string): Send<readonly (string | number)[]> {
  return (wanted) => repeated(parameter, wanted.map(String))
}
