// Filters, independent of any vendor: a noun's table says of each key its type, its meaning and the field it reads.
import type { NodeNoun } from './noun.ts'
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
 * True if a row matches one key of a filter; undefined where the row has no value that says so. Such a row is left out,
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

/** True if a text contains a part, ignoring case, accents and the width of blanks: `jose` is in `José  Ruiz`. */
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
 * True if a language is in one of the ranges by BCP 47 basic filtering: `en` has `en`, `en-US` and `en_us`, while
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

/** The keys of a filter that carry a value. */
export function givenKeys<Filter extends object>(filter: Filter): (keyof Filter)[] {
  // Object.keys forgets the key type; a filter has no other keys than those of its type.
  return (Object.keys(filter) as (keyof Filter)[]).filter(
    (key) => filter[key] !== undefined && filter[key] !== null,
  )
}

/** The form of a filter's value, e.g. `TIME_RANGE` for `{ from, to }`. */
export type FilterKind =
  | 'TIME_RANGE'
  | 'NUMBER_RANGE'
  | 'IDS'
  | 'ID'
  | 'WORDS'
  | 'WORD'
  | 'TEXTS'
  | 'TEXT'
  | 'PHONES'
  | 'ADDRESSES'
  | 'LANGUAGES'
  | 'NUMBERS'
  | 'NUMBER'
  | 'FLAG'
  | 'NESTED'

/** One filter of a noun. */
export interface FilterSpec<Row, Value, Field extends string = string> {
  readonly kind: FilterKind
  /** The field of the row that it reads, e.g. `agent` for `agentIds`; absent where it reads more than one field. */
  readonly field?: Field
  /** The noun that global ids name. */
  readonly names?: NodeNoun | 'CONTACT'
  /** The words of `WORD` and `WORDS`. */
  readonly words?: readonly string[]
  /** The vendor of a nested filter, and its parts. */
  readonly vendor?: Vendor
  readonly parts?: FilterSpecs
  readonly verdict: (row: Row, wanted: Value) => Verdict
}

/** The filters of a noun or of one vendor, by their keys. */
export type FilterSpecs = Readonly<Record<string, FilterSpec<never, never>>>

/** The input of a table of filters, e.g. `{ startedAt?: TimeRange, status?: readonly CallStatus[] }`. */
export type FilterValues<Specs> = {
  [K in keyof Specs]?:
    | (Specs[K] extends { readonly verdict: (row: never, wanted: infer Value) => Verdict } ? Value : never)
    | undefined
}

/** A table of filters over one noun's rows. */
export function defineFilters<Row>() {
  return <Specs extends Readonly<Record<string, FilterSpec<Row, never>>>>(specs: Specs): Specs => specs
}

/** The meaning of each filter of a table. */
export function predicatesOf<Specs extends FilterSpecs>(
  specs: Specs,
): { readonly [K in keyof Specs]: Specs[K]['verdict'] } {
  const verdicts = Object.entries(specs).map(([key, { verdict }]) => [key, verdict])
  // Object.fromEntries forgets the keys.
  return Object.fromEntries(verdicts) as { readonly [K in keyof Specs]: Specs[K]['verdict'] }
}

type Has<Field extends string, Value> = { readonly [K in Field]?: Maybe<Value> }

/** By the name of a field, or by a function that reads the value. */
interface Builder<Read, Value> {
  <Field extends string>(field: Field): FilterSpec<Has<Field, Read>, Value, Field>
  <Row>(read: (row: Row) => Maybe<Read>): FilterSpec<Row, Value, never>
}

type AnyRead<Read> = string | ((row: never) => Maybe<Read>)

function specOf<Read, Value>(
  kind: FilterKind,
  reads: AnyRead<Read>,
  judgeValue: (value: Maybe<Read>, wanted: Value) => Verdict,
  further: Pick<FilterSpec<never, never>, 'names' | 'words'> = {},
): FilterSpec<never, Value> {
  const { read, field } =
    typeof reads === 'string'
      ? { read: (row: Readonly<Record<string, Maybe<Read>>>) => row[reads], field: { field: reads } }
      : { read: reads, field: {} }
  const verdict = (row: never, wanted: Value) => judgeValue(read(row), wanted)
  return { kind, ...field, ...further, verdict }
}

/** A kind of filter, used as `timeRange('startedAt')` or `timeRange((call: Call) => …)`. */
export function builderOf<Read, Value>(
  kind: FilterKind,
  judgeValue: (value: Maybe<Read>, wanted: Value) => Verdict,
): Builder<Read, Value> {
  // Which field or row it is depends on the call.
  return ((reads: AnyRead<Read>) => specOf(kind, reads, judgeValue)) as Builder<Read, Value>
}

export const timeRange = builderOf<Instant, TimeRange>('TIME_RANGE', inTimes)
export const numberRange = builderOf<number, NumberRange>('NUMBER_RANGE', inNumbers)
export const numbers = builderOf<number, readonly number[]>('NUMBERS', among)
export const texts = builderOf<string, readonly string[]>('TEXTS', among)
/** Ids as the vendor writes them. */
export const rawIds = builderOf<string, readonly string[]>('IDS', among)
/** A part of the text. */
export const text = builderOf<string, string>('TEXT', includesText)
export const exactText = builderOf<string, string>('TEXT', (value, wanted) => among(value, [wanted]))
export const phones = builderOf<string, readonly string[]>('PHONES', amongPhones)
export const addresses = builderOf<string, readonly string[]>('ADDRESSES', amongAddresses)
export const languages = builderOf<string, readonly string[]>('LANGUAGES', amongLanguages)
export const flag = builderOf<boolean, boolean>('FLAG', (value, wanted) => among(value, [wanted]))

/** Words of a closed list, e.g. `words('status', CALL_STATUSES)`. */
export function words<Field extends string, Word extends string>(
  field: Field,
  all: readonly Word[],
): FilterSpec<Has<Field, Word>, readonly Word[], Field>
export function words<Row, Word extends string>(
  read: (row: Row) => Maybe<Word>,
  all: readonly Word[],
): FilterSpec<Row, readonly Word[], never>
export function words<Word extends string>(reads: AnyRead<Word>, all: readonly Word[]) {
  return specOf<Word, readonly Word[]>('WORDS', reads, among, { words: all })
}

/** One word of a closed list. */
export function word<Field extends string, Word extends string>(
  field: Field,
  all: readonly Word[],
): FilterSpec<Has<Field, Word>, Word, Field>
export function word<Row, Word extends string>(
  read: (row: Row) => Maybe<Word>,
  all: readonly Word[],
): FilterSpec<Row, Word, never>
export function word<Word extends string>(reads: AnyRead<Word>, all: readonly Word[]) {
  const isWanted = (value: Maybe<Word>, wanted: Word) => among(value, [wanted])
  return specOf<Word, Word>('WORD', reads, isWanted, { words: all })
}

interface Identified {
  readonly id?: string | null | undefined
}

/** Global ids: of the row itself, or of another noun in a field, e.g. `ids('AGENT', 'agent')`. */
export function ids(names: NodeNoun): FilterSpec<Identified, readonly string[], never>
export function ids<Field extends string>(
  names: NodeNoun | 'CONTACT',
  field: Field,
): FilterSpec<Has<Field, Identified>, readonly string[], Field>
export function ids<Row>(
  names: NodeNoun | 'CONTACT',
  read: (row: Row) => Maybe<Identified>,
): FilterSpec<Row, readonly string[], never>
export function ids(
  names: NodeNoun | 'CONTACT',
  reads: AnyRead<Identified> = (row: Identified): Identified => row,
) {
  const isWanted = (value: Maybe<Identified>, wanted: readonly string[]) => among(value?.id, wanted)
  return specOf('IDS', reads, isWanted, { names })
}

type Further = Pick<FilterSpec<never, never>, 'names' | 'words'>

/** A filter with a meaning of its own. */
export function custom<Row, Value>(
  kind: FilterKind,
  verdict: (row: Row, wanted: Value) => Verdict,
  further: Further = {},
): FilterSpec<Row, Value, never> {
  return { kind, ...further, verdict }
}

/** A filter that the vendor alone judges: its rows do not carry the value. */
export function judged<Value>(kind: FilterKind, further: Further = {}): FilterSpec<unknown, Value, never> {
  return custom(kind, () => undefined, further)
}

/** A filter that names the list, e.g. the campaign of `campaignContacts`; every row matches. */
export function choosing<Value>(kind: FilterKind, further: Further = {}): FilterSpec<unknown, Value, never> {
  return custom(kind, () => true, further)
}

/** The filters of one vendor: of its rows they keep what is `meant`; rows of other vendors always pass. */
export function nested<
  Row extends { readonly vendor: Vendor },
  Specs extends Readonly<Record<string, FilterSpec<Row, never>>>,
>(
  vendor: Vendor,
  parts: Specs,
  meant: (row: Row) => boolean = () => true,
): FilterSpec<Row, FilterValues<Specs>, never> & { readonly kind: 'NESTED' } {
  // Generic values hide that each predicate takes the value of its own key.
  const predicates = predicatesOf(parts) as unknown as Predicates<FilterValues<Specs>, Row>
  const verdict = (row: Row, wanted: FilterValues<Specs>): Verdict => {
    const keys = givenKeys(wanted)
    if (row.vendor !== vendor || keys.length === 0) return true
    return meant(row) && judge<FilterValues<Specs>, Row>(predicates, wanted, keys, row)
  }
  return { kind: 'NESTED', vendor, parts, verdict }
}
