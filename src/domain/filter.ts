// What a filter means, independent of any vendor: ranges, and one predicate for each key of a noun's filter.
import type { Instant } from './time.ts'
import type { Vendor } from './vendor.ts'
import { canBeSameNumber } from './phone.ts'

/** From inclusive, to exclusive. */
export interface TimeRange {
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** Inclusive at both ends. */
export interface NumberRange {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** The filter of a noun that has none. */
export type NoFilter = Readonly<Record<never, never>>

type Maybe<T> = T | null | undefined

/**
 * Whether a row matches one key of a filter; undefined where the row has no value that says so. Such a row is left out,
 * unless its vendor filtered by the key: then the vendor has judged it.
 */
export type Verdict = boolean | undefined

/** The meaning of each key of a filter, written once; a missing key is a compile error. */
export type Predicates<Filter, Row> = {
  readonly [K in keyof Filter]-?: (row: Row, wanted: NonNullable<Filter[K]>) => Verdict
}

export function inTimes(instant: Maybe<Instant>, range: TimeRange): Verdict {
  if (instant === null || instant === undefined) return undefined
  return (range.from === undefined || instant >= range.from) && (range.to === undefined || instant < range.to)
}

export function inNumbers(value: Maybe<number>, range: NumberRange): Verdict {
  if (value === null || value === undefined) return undefined
  return (range.from === undefined || value >= range.from) && (range.to === undefined || value <= range.to)
}

/** `UNKNOWN` stands for a word that no table knows, so it says nothing of the words that are wanted. */
export function among<T>(value: Maybe<T>, wanted: readonly T[]): Verdict {
  if (value === null || value === undefined) return undefined
  return wanted.includes(value) || (value === 'UNKNOWN' ? undefined : false)
}

/** Whether a text contains a part, ignoring case, accents and the width of blanks: `jose` is in `José  Ruiz`. */
export function includesText(value: Maybe<string>, part: string): Verdict {
  return value == null ? undefined : toPlainText(value).includes(toPlainText(part))
}

function toPlainText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

/** E-mail addresses match whole, in any case. */
export function amongAddresses(value: Maybe<string>, wanted: readonly string[]): Verdict {
  const address = value?.trim().toLowerCase()
  return among(
    address,
    wanted.map((one) => one.trim().toLowerCase()),
  )
}

/**
 * Whether a language is in one of the ranges by BCP 47 basic filtering: `en` has `en`, `en-US` and `en_us`, while
 * `en-US` has no plain `en`. `*` has every language.
 */
export function amongLanguages(value: Maybe<string>, ranges: readonly string[]): Verdict {
  if (value === null || value === undefined) return undefined
  const tag = toLanguageTag(value)
  return ranges
    .map(toLanguageTag)
    .some((range) => range === '*' || tag === range || tag.startsWith(`${range}-`))
}

/** Some systems write `en_US`. */
function toLanguageTag(language: string): string {
  return language.trim().replaceAll('_', '-').toLowerCase()
}

/** Numbers match in any spelling. */
export function amongPhones(value: Maybe<string>, wanted: readonly string[]): Verdict {
  return value == null ? undefined : wanted.some((one) => canBeSameNumber(value, one))
}

/** A predicate over rows for the given keys of a filter; keys without a value always hold. */
export function toPredicate<Filter extends object, Row>(
  predicates: Predicates<Filter, Row>,
  filter: Filter,
  keys: readonly (keyof Filter)[],
): (row: Row) => boolean {
  return (row) => judge(predicates, filter, keys, row) === true
}

/** False where one key does not match, else undefined where one cannot be told. */
function judge<Filter, Row>(
  predicates: Predicates<Filter, Row>,
  filter: Filter,
  keys: readonly (keyof Filter)[],
  row: Row,
): Verdict {
  let verdict: Verdict = true
  for (const key of keys) {
    const wanted = filter[key]
    const one = wanted === undefined || wanted === null ? true : predicates[key](row, wanted)
    if (one === false) return false
    if (one === undefined) verdict = undefined
  }
  return verdict
}

/**
 * The meaning of one vendor's own filters: they narrow its rows, and of these keep only what is `meant`; rows of other
 * vendors always pass.
 */
export function narrowing<Filter extends object, Row extends { readonly vendor: Vendor }>(
  vendor: Vendor,
  predicates: Predicates<Filter, Row>,
  meant: (row: Row) => boolean = () => true,
): (row: Row, wanted: Filter) => Verdict {
  return (row, wanted) => {
    const keys = givenKeys(wanted)
    if (row.vendor !== vendor || keys.length === 0) return true
    return meant(row) && judge(predicates, wanted, keys, row)
  }
}

/** The keys of a filter that carry a value. */
export function givenKeys<Filter extends object>(filter: Filter): (keyof Filter)[] {
  // Object.keys forgets the key type; a filter has no other keys than those of its type.
  return (Object.keys(filter) as (keyof Filter)[]).filter(
    (key) => filter[key] !== undefined && filter[key] !== null,
  )
}
