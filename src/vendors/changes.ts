// Rows changed since they were read, which update a cached list.
import type { Instant } from '../domain/time.ts'
import type { Account } from './account.ts'
import type { Resource } from './define.ts'
import type { Changes, Feed, Question } from './question.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import { givenKeys, toPredicate } from '../domain/filter.ts'
import { LISTS } from '../domain/lists.ts'

const changedAt = (row: object): Instant | null => {
  const { updatedAt }: { updatedAt?: Instant | null } = row
  return updatedAt ?? null
}

/** `null`: the vendor lists no changes, or rows lack the value of a filter. */
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
  /** A superset sent without the guess proves nothing. */
  const isGuessed = () => guess === null || account.learned.about(guess) === 'obeyed'
  if (changes.untold?.some((path) => isGiven(question.filter, path))) return null
  const { predicates, byDefault } = LISTS[noun]
  const keys = givenKeys<FilterOf<N>>(question.filter)
  // The post-filter needs these fields.
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

/** A row without a change time disproves the list of changes. */
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

/** Nested filters have paths such as `vendor.key`. */
export function isGiven(filter: object, path: string): boolean {
  const [key = '', own] = path.split('.')
  const value: unknown = new Map<string, unknown>(Object.entries(filter)).get(key)
  if (own === undefined || typeof value !== 'object' || value === null) return value !== undefined
  return isGiven(value, own)
}
