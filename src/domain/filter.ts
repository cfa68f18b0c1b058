// Filters of all vendors. A noun's table has one line a filter: kind, field and description.
//
//     rating: numberRange('rating', 'The stars the end user gave, from 1 to 5.')
import type { NodeNoun } from './noun.ts'
import type { Instant } from './time.ts'
import type { Vendor, VendorKey } from './vendor.ts'
import type { PiiKind } from './viewer.ts'
import type { WordList } from './words.ts'
import { WORDS_OF } from './noun.ts'
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
 * True if a row matches one key of a filter; `undefined`: the row lacks the value.
 * Such a row is left out, unless its vendor filtered by the key.
 */
export type Verdict = boolean | undefined

/** One predicate a key; a missing key is a compile error. */
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

/** `UNKNOWN` may be any word, so it matches undecidedly. */
export function among<T>(value: Maybe<T>, wanted: readonly T[]): Verdict {
  if (value === null || value === undefined) return undefined
  return wanted.includes(value) || (value === 'UNKNOWN' ? undefined : false)
}

/** Ignores case, accents and blanks: `jose r` is in `José  Ruiz`. */
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
 * True if a language is in one of the ranges, by BCP 47 basic filtering.
 * `en` has `en`, `en-US` and `en_us`; `en-US` has no plain `en`; `*` has all.
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

/** A predicate over rows for some keys. Keys without a value hold. */
export function toPredicate<Filter extends object, Row>(
  predicates: Predicates<Filter, Row>,
  filter: Filter,
  keys: readonly (keyof Filter)[],
): (row: Row) => boolean {
  return (row) => judge(predicates, filter, keys, row) === true
}

/** False if one key fails, else `undefined` if one is undecided. */
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

/** Keys with a value. */
export function givenKeys<Filter extends object>(filter: Filter): (keyof Filter)[] {
  // Object.keys forgets the key type.
  return (Object.keys(filter) as (keyof Filter)[]).filter(
    (key) => filter[key] !== undefined && filter[key] !== null,
  )
}

/** The form of a filter's value, e.g. `TIME_RANGE` for `{ from, to }`. */
export type FilterKind =
  | 'TIME_RANGE'
  | 'NUMBER_RANGE'
  | 'WHOLE_RANGE'
  | 'IDS'
  | 'ID'
  | 'WORDS'
  | 'WORD'
  | 'TEXTS'
  | 'TEXT'
  | 'PART_OF_TEXT'
  | 'PHONES'
  | 'ADDRESSES'
  | 'LANGUAGES'
  | 'NUMBERS'
  | 'NUMBER'
  | 'FLAG'

/** Notes that complete the description, e.g. `{ pii: 'PHONE' }`. */
interface FilterNotes {
  /** True if its values select different lists, e.g. `withDeleted`. */
  readonly chooses?: boolean
  readonly pii?: PiiKind
  readonly unit?: 'seconds'
  /** The undocumented claim, e.g. `the list of words`. */
  readonly unverified?: string
  /** The noun that global ids name. */
  readonly names?: NodeNoun | 'CONTACT'
  /** The words of `WORD` and `WORDS`. */
  readonly words?: WordList
}

/** One filter of a noun. */
export interface FilterSpec<Row, Value, Field extends string = string> extends FilterNotes {
  readonly kind: FilterKind
  /** `null`: an argument of the list, described in the graph. */
  readonly description: string | null
  /** The field that it reads, e.g. `agent` for `agentIds`; absent for several. */
  readonly field?: Field
  /** The value of a row; absent if rows lack it. */
  readonly read?: (row: Row) => unknown
  readonly verdict: (row: Row, wanted: Value) => Verdict
}

/** The filters of a noun or of one vendor, by their keys. */
export type FilterSpecs = Readonly<Record<string, FilterSpec<never, never>>>

/** A table's input, e.g. `{ startedAt?: TimeRange, status?: readonly CallStatus[] }`. */
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

/** A value, or several of which one must match. */
type Readable<Read> = Maybe<Read> | readonly Maybe<Read>[]
type Has<Field extends string, Read> = { readonly [K in Field]?: Readable<Read> }
type AnyRead<Read> = string | ((row: never) => Readable<Read>)

/** Reads a field by its name, or the value by a function. */
type SpecOf<Reads, Read, Value> = Reads extends string
  ? FilterSpec<Has<Reads, Read>, Value, Reads>
  : Reads extends (row: infer Row) => unknown
    ? FilterSpec<Row, Value, never>
    : never

type Builder<Read, Value> = <const Reads extends AnyRead<Read>>(
  reads: Reads,
  description: string | null,
  notes?: FilterNotes,
) => SpecOf<Reads, Read, Value>

function specOf<Read, Value>(
  kind: FilterKind,
  reads: AnyRead<Read>,
  judgeOne: (value: Maybe<Read>, wanted: Value) => Verdict,
  description: string | null,
  notes: FilterNotes = {},
): FilterSpec<never, Value> {
  const { read, field } =
    typeof reads === 'string'
      ? { read: (row: Readonly<Record<string, Readable<Read>>>) => row[reads], field: { field: reads } }
      : { read: reads, field: {} }
  const verdict = (row: never, wanted: Value): Verdict => {
    const value = read(row)
    if (value === undefined) return undefined
    if (!Array.isArray(value)) return judgeOne(value as Maybe<Read>, wanted)
    const verdicts = new Set(value.map((one: Maybe<Read>) => judgeOne(one, wanted)))
    return verdicts.has(true) || (verdicts.has(undefined) ? undefined : false)
  }
  return { kind, description, ...notes, ...field, read, verdict }
}

/** A kind of filter, used as `timeRange('startedAt', 'When the call began.')`. */
export function builderOf<Read, Value>(
  kind: FilterKind,
  judgeOne: (value: Maybe<Read>, wanted: Value) => Verdict,
  further: FilterNotes = {},
): Builder<Read, Value> {
  // Its row and field depend on the call.
  return ((reads: AnyRead<Read>, description: string | null, notes?: FilterNotes) =>
    specOf(kind, reads, judgeOne, description, { ...notes, ...further })) as Builder<Read, Value>
}

const is = <T>(value: Maybe<T>, wanted: T): Verdict => among(value, [wanted])

export const timeRange = builderOf<Instant, TimeRange>('TIME_RANGE', inTimes)
export const numberRange = builderOf<number, NumberRange>('NUMBER_RANGE', inNumbers)
/** Of whole numbers. */
export const wholeRange = builderOf<number, NumberRange>('WHOLE_RANGE', inNumbers)
export const numbers = builderOf<number, readonly number[]>('NUMBERS', among)
export const texts = builderOf<string, readonly string[]>('TEXTS', among)
/** Ids as the vendor writes them. */
export const rawIds = builderOf<string, readonly string[]>('IDS', among)
export const rawId = builderOf<string, string>('ID', is)
export const text = builderOf<string, string>('TEXT', is)
export const partOfText = builderOf<string, string>('PART_OF_TEXT', includesText)
export const phones = builderOf<string, readonly string[]>('PHONES', amongPhones)
export const addresses = builderOf<string, readonly string[]>('ADDRESSES', amongAddresses)
export const flag = builderOf<boolean, boolean>('FLAG', is)
const RANGES_OF_LANGUAGES =
  'The languages to keep, as language ranges in any case: `en` keeps `en`, `en-US` and `en_GB`, while `en-US` keeps no plain `en`.'

const inLanguages = builderOf<string, readonly string[]>('LANGUAGES', amongLanguages)

export function languages<Field extends string>(field: Field, more = '', notes?: FilterNotes) {
  return inLanguages(field, `${RANGES_OF_LANGUAGES} ${more}`.trim(), notes)
}

/** Words of a closed list, e.g. `words('status', CALL_STATUSES, 'The statuses to keep.')`. */
export function words<const Reads extends AnyRead<NoInfer<Word>>, Word extends string>(
  reads: Reads,
  all: WordList<Word>,
  description: string,
  notes?: FilterNotes,
): SpecOf<Reads, Word, readonly Word[]> {
  return builderOf<Word, readonly Word[]>('WORDS', among, { words: all })(reads, description, notes)
}

/** One word of a closed list. */
export function word<const Reads extends AnyRead<NoInfer<Word>>, Word extends string>(
  reads: Reads,
  all: WordList<Word>,
  description: string | null,
): SpecOf<Reads, Word, Word> {
  return builderOf<Word, Word>('WORD', is, { words: all })(reads, description)
}

interface Identified {
  readonly id?: string | null | undefined
}

const isIdentified = (value: Maybe<Identified>, wanted: readonly string[]) => among(value?.id, wanted)

/** Global ids of the row itself. */
export function ownIds(noun: NodeNoun, more = ''): FilterSpec<Identified, readonly string[], 'id'> {
  return builderOf('IDS', among<string>, { names: noun })('id', `${describeIds(noun)} ${more}`.trim())
}

/** Global ids of another noun, e.g. `ids('AGENT', 'agent')`. */
export function ids<const Reads extends AnyRead<Identified>>(
  names: NodeNoun | 'CONTACT',
  reads: Reads,
  description = describeIds(names),
): SpecOf<Reads, Identified, readonly string[]> {
  // A contact's id identifies a person.
  const notes: FilterNotes = names === 'CONTACT' ? { names, pii: 'ID' } : { names }
  return builderOf('IDS', isIdentified, notes)(reads, description)
}

function describeIds(noun: NodeNoun | 'CONTACT'): string {
  return noun === 'CONTACT'
    ? 'The global ids of the contacts to keep, as `Contact.id` gives them.'
    : `The global ids of the ${WORDS_OF[noun].many} to keep; only the accounts of the ids are asked.`
}

/** A filter with a meaning of its own. */
export function custom<Row, Value>(
  kind: FilterKind,
  verdict: (row: Row, wanted: Value) => Verdict,
  description: string,
  notes: FilterNotes = {},
): FilterSpec<Row, Value, never> {
  return { kind, description, ...notes, verdict }
}

/** The vendor alone judges: its rows lack the value. */
export function judged<Value>(
  kind: FilterKind,
  description: string,
  notes?: FilterNotes,
): FilterSpec<unknown, Value, never> {
  return custom(kind, () => undefined, description, notes)
}

/** Chooses the list, e.g. the campaign of `campaignContacts`. Every row matches. */
export function choosing<Value>(kind: FilterKind, notes?: FilterNotes): FilterSpec<unknown, Value, never> {
  return { ...notes, chooses: true, kind, description: null, verdict: () => true }
}

/** Filters of single vendors, e.g. `{ twin: { dialStatus: ['BUSY'] } }`. */
export type VendorFilters = { readonly [Key in VendorKey]?: object | undefined }

/** The filters of one vendor for one noun. */
export interface OwnFilters<Row, Specs extends FilterSpecs = FilterSpecs> {
  readonly vendor: Vendor
  readonly parts: Specs
  /** Rows that the filters leave out, e.g. `bots`. */
  readonly leavesOut: string | null
  /** Over the vendor's rows. */
  readonly verdict: (row: Row, wanted: FilterValues<Specs>) => Verdict
}

interface Meant<Row> {
  /** The rows that the filters are for. */
  readonly meant?: (row: Row) => boolean
  /** The others in words, e.g. `bots`. */
  readonly leavesOut: string
}

/** A vendor's own filters of a noun, e.g. `defineOwnFilters<Agent>()('TWIN', { role: … })`. */
export function defineOwnFilters<Row>() {
  return <Specs extends Readonly<Record<string, FilterSpec<Row, never>>>>(
    vendor: Vendor,
    parts: Specs,
    rows?: Meant<Row>,
  ): OwnFilters<Row, Specs> => {
    // Each predicate takes the value of its own key.
    const predicates = predicatesOf(parts) as unknown as Predicates<FilterValues<Specs>, Row>
    const verdict = (row: Row, wanted: FilterValues<Specs>): Verdict => {
      const keys = givenKeys(wanted)
      if (keys.length === 0) return true
      return (rows?.meant?.(row) ?? true) && judge<FilterValues<Specs>, Row>(predicates, wanted, keys, row)
    }
    return { vendor, parts, verdict, leavesOut: rows?.leavesOut ?? null }
  }
}
