// The list of changed rows of an account, which brings its cached lists up to date.
import type { Instant } from '../domain/time.ts'
import type { Account } from './account.ts'
import type { Resource } from './define.ts'
import type { Changes, Feed, Question } from './question.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import { givenKeys, toPredicate } from '../domain/filter.ts'
import { fieldOf, LISTS } from '../domain/lists.ts'
import { valueAt } from './filters.ts'

/** `null`: the row has none. */
function instantOf(row: object, field: 'updatedAt' | 'startedAt'): Instant | null {
  const { [field]: at }: { [Field in typeof field]?: Instant | null } = row
  return at ?? null
}

/** False once a parameter of the list of changes was ignored or refused. */
export function maySupportChanges<N extends ListNoun>(
  { probeResults }: Account,
  { noun, changes }: Resource<N>,
): boolean {
  if (changes === undefined || !probeResults.maySupport(nameOf(noun))) return false
  return changes.guess === undefined || probeResults.maySupport(`${noun} ${changes.guess}`)
}

/** `null`: the vendor lists no changes, or rows lack the value of a filter. */
export function createChanges<N extends ListNoun>(
  account: Account,
  { noun, changes, untold, optIns, predicates }: Resource<N>,
  question: Question<N>,
  listOf: (question: Question<N>) => Feed<RowOf<N>>,
): Changes<RowOf<N>> | null {
  if (changes === undefined || untold?.some((path) => isGiven(question.filter, path))) return null
  const name = nameOf(noun)
  const { probeResults } = account
  /** A superset sent without the guess proves nothing. */
  const isGuessed = () =>
    changes.guess === undefined || probeResults.of(`${noun} ${changes.guess}`) === 'supported'
  const { byDefault } = LISTS[noun]
  const keys = givenKeys<FilterOf<N>>(question.filter)
  // The post-filter needs these fields.
  const wanted = new Set([...question.wanted, ...keys.map((key) => fieldOf(noun, String(key)))])
  // Rows have the vendor's time, readers this machine's.
  const behindMs = account.client.clockBehindMs
  const here = (instant: Instant | null) => (instant === null ? null : instant + behindMs())
  return {
    since: (instant, fields) => {
      const updatedAt = { from: instant - behindMs() }
      return listOf({ ...byDefault, field: null, wanted: fields, filter: { updatedAt } })
    },
    fields: optIns?.fields.filter((field) => wanted.has(field)) ?? [],
    matches: toPredicate<FilterOf<N>, RowOf<N>>(predicates, question.filter, keys),
    changedAt: (row) => here(instantOf(row, 'updatedAt')),
    startedAt: (row) => here(instantOf(row, 'startedAt')),
    isProven: () => changes.unproven !== true || probeResults.of(name) === 'supported',
    record: (result) => probeResults.record(name, isGuessed() ? result : 'ignored'),
  }
}

/** A row without a change time disproves the list of changes. */
export function probeChangeTimes<N extends ListNoun>(
  account: Account,
  { noun, changes }: Resource<N>,
  rows: readonly object[],
): void {
  if (changes !== undefined && rows.some((row) => instantOf(row, 'updatedAt') === null))
    account.probeResults.record(nameOf(noun), 'ignored')
}

function nameOf(noun: ListNoun): string {
  return `${noun} changes`
}

/** Nested filters have paths such as `vendor.key`. */
export function isGiven(filter: object, path: string): boolean {
  return valueAt(filter, path.split('.')) !== undefined
}
