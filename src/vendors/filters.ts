// How far a vendor answers each filter, as a total table: whoever adds a key to a filter must say for every vendor
// what it does with it, or the code does not compile.

/** Query parameters in the vendor's spelling; a list repeats its key. */
export type Params = Readonly<Record<string, string | readonly string[]>>

/** No row of the vendor can match: no request is sent, and the answer is empty and complete. */
export const noMatch = Symbol('nothing')

/** For this value the vendor returns more rows than match; they are checked again. */
export interface Superset {
  readonly superset: Params
}

export function supersetOf(params: Params): Superset {
  return { superset: params }
}

export type Sent = Params | Superset | typeof noMatch

/** An account's settings by their suffix, e.g. `TIMEZONE`. */
export type Settings = Readonly<Record<string, string>>

/** Turns a filter's value into parameters; its global ids are those of the account that is asked. */
export type Send<Value> = (value: Value, settings: Settings) => Sent

export type Reach<Value> =
  /**
   * The vendor returns precisely the wanted rows. With `looksUp`, the value holds ids that are looked up one by one or in
   * batches, and the list is read only where rows do not tell of the other filters beside it.
   */
  | { readonly reach: 'exact'; readonly send: Send<Value>; readonly looksUp?: boolean }
  /** The vendor returns a superset, and rows are checked again where they carry the value. */
  | { readonly reach: 'superset'; readonly send: Send<Value>; readonly probe?: ProbeOptions }
  /** The filters of one vendor alone, each with its own reach. */
  | { readonly reach: 'nested'; readonly parts: Readonly<Record<string, Reach<never>>> }
  /** Nothing is sent; the rows carry the value and are checked here. */
  | { readonly reach: 'local' }
  /** The rows do not carry the value: the account is skipped and its report says so. */
  | { readonly reach: 'absent' }

/** How it is learned whether the vendor obeys a parameter. */
export interface ProbeOptions {
  /** The name under which the lesson is kept. */
  readonly name: string
  /** Set when the parameter is documented and its words are not: it may be refused, and is not ignored. */
  readonly documented?: boolean
  /** Set when the vendor may compare another spelling: until it has found a row, that it finds none is not believed. */
  readonly spelling?: boolean
  /**
   * Set when clients write the value: one that no vendor refuses that takes the parameter at all, e.g. `['+12025550123']`.
   * Only when this is refused too the parameter counts as refused.
   */
  readonly harmless?: unknown
  /** Set when of a range only this bound is sent. */
  readonly bound?: 'UPPER'
}

export type FilterTable<Filter> = { readonly [K in keyof Filter]-?: Reach<NonNullable<Filter[K]>> }

export function exact<Value>(send: Send<Value>): Reach<Value> {
  return { reach: 'exact', send }
}

export function superset<Value>(send: Send<Value>): Reach<Value> {
  return { reach: 'superset', send }
}

/** A parameter that the vendor's documents name in passing only. */
export function unproven<Value>(
  name: string,
  send: Send<Value>,
  further: Omit<ProbeOptions, 'name' | 'harmless'> & { readonly harmless?: NoInfer<Value> } = {},
): Reach<Value> {
  return { reach: 'superset', send, probe: { name, ...further } }
}

/** For `ids` of a list that takes none, at a vendor that gives rows by id. */
export const lookedUp: Reach<readonly string[]> = {
  reach: 'exact',
  send: () => supersetOf({}),
  looksUp: true,
}

export const local: { readonly reach: 'local' } = { reach: 'local' }
export const absent: { readonly reach: 'absent' } = { reach: 'absent' }

/** It fits every filter's value. */
type Exact = { readonly reach: 'exact'; readonly send: Send<unknown> }

/**
 * The filters of all vendors but the one whose own they stand beside, null for one that has none: they narrow those
 * vendors' rows only, so every row of this one is wanted.
 */
export function otherVendors<Key extends string, Own extends Key | null>(
  predicates: Readonly<Record<Key, unknown>>,
  own: Own,
): Readonly<Record<Exclude<Key, Own>, Exact>> {
  const keys = Object.keys(predicates).filter((key) => key !== own)
  const entries = keys.map((key) => [key, exact(() => ({}))])
  // Object.fromEntries forgets the key type.
  return Object.fromEntries(entries) as Record<Exclude<Key, Own>, Exact>
}

/** A vendor's own filters, each sent and checked by its own reach. */
export function nested<Filter extends object>(parts: FilterTable<Filter>): Reach<Filter> {
  return { reach: 'nested', parts }
}

/** Plain parameters have texts and lists as values, e.g. `{ superset: 'x' }`. */
export function isSuperset(sent: Params | Superset): sent is Superset {
  return typeof sent.superset === 'object' && !Array.isArray(sent.superset)
}

/** Sends the vendor's words for those of ours that it has, and nothing when it has none of them. */
export function words<Word extends string>(
  parameter: string,
  table: Readonly<Partial<Record<NoInfer<Word>, string>>>,
): Send<readonly Word[]> {
  return (wanted) => {
    const known = wanted.flatMap((word) => table[word] ?? [])
    if (wanted.length === 0) return noMatch
    // A word without a parameter value may still stand in rows, so nothing narrower than all can be sent.
    return known.length === wanted.length ? { [parameter]: known } : supersetOf({})
  }
}
