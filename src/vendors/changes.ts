// Which rows have changed since they were read, where a vendor can list them: so that what is remembered of a list can be
// brought up to date without being read again.
import type { Instant } from '../domain/time.ts'
import type { Account } from './account.ts'
import type { Resource } from './define.ts'
import type { Changes, Feed, Question } from './question.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import { givenKeys, toPredicate } from '../domain/filter.ts'
import { LISTS } from '../domain/lists.ts'

/** Rows of every noun whose vendor can list changes tell when they changed. */
const changedAt = (row: object): Instant | null => {
  const { updatedAt }: { updatedAt?: Instant | null } = row
  return updatedAt ?? null
}

/** Null where the vendor cannot list changes, or where not all that the question asks about can be told from rows. */
export function createChanges<N extends ListNoun>(
  account: Account,
  { noun, changes }: Resource<N>,
  question: Question<N>,
  listOf: (question: Question<N>) => Feed<RowOf<N>>,
): Changes<RowOf<N>> | null {
  const lesson = nameOf(noun)
  if (changes === undefined || !account.learned.worksPerhaps(lesson)) return null
  const guess = changes.guess === undefined ? null : `${noun} ${changes.guess}`
  if (guess !== null && !account.learned.worksPerhaps(guess)) return null
  /** Without the guess a superset came, which proves nothing. */
  const isGuessed = () => guess === null || account.learned.about(guess) === 'obeyed'
  if (changes.untold?.some((path) => isGiven(question.filter, path))) return null
  const { predicates, byDefault } = LISTS[noun]
  const keys = givenKeys<FilterOf<N>>(question.filter)
  // What is checked here must be there.
  const wanted = new Set([...question.wanted, ...keys.map(String)])
  return {
    since: (instant) =>
      listOf({ ...byDefault, field: null, wanted, filter: { updatedAt: { from: instant } } }),
    matches: toPredicate<FilterOf<N>, RowOf<N>>(predicates, question.filter, keys),
    changedAt,
    isProven: () => changes.unproven !== true || account.learned.about(lesson) === 'obeyed',
    learn: (learned) => account.learned.learn(lesson, isGuessed() ? learned : 'ignored'),
  }
}

/** A row that does not tell when it changed cannot be found by it, nor can others like it that are yet to come. */
export function learnFromRows<N extends ListNoun>(
  account: Account,
  { noun, changes }: Resource<N>,
  rows: readonly object[],
): void {
  if (changes !== undefined && rows.some((row) => changedAt(row) === null))
    account.learned.learn(nameOf(noun), 'ignored')
}

function nameOf(noun: ListNoun): string {
  return `${noun} changes`
}

/** Whether the filter has a value at the path, of nested filters as `vendor.key`. */
export function isGiven(filter: object, path: string): boolean {
  const [key = '', own] = path.split('.')
  const value: unknown = new Map<string, unknown>(Object.entries(filter)).get(key)
  if (own === undefined || typeof value !== 'object' || value === null) return value !== undefined
  return isGiven(value, own)
}
