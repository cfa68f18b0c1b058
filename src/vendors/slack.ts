// How much more than what is wanted a vendor gives for a filter, by its table: what tells how many pages must be read
// for one that is full.
import type { FilterTable, Reach, Settings } from './filters.ts'
import { givenKeys } from '../domain/filter.ts'
import { isLoose, nothing } from './filters.ts'

/** How much more than what is wanted the vendor gives: nothing, a little, or all there is. */
export type Slack = 'NONE' | 'LITTLE' | 'SCAN'

/** The most first. */
const SLACKS: readonly Slack[] = ['SCAN', 'LITTLE']

export function slackOf<F extends object>(filter: F, table: FilterTable<F>, settings: Settings): Slack {
  const slacks = givenKeys(filter).map((key): Slack => {
    const value = filter[key]
    // Keys that are given carry a value.
    return value === undefined || value === null ? 'NONE' : slackOfOne(table[key], value, settings)
  })
  return SLACKS.find((one) => slacks.some((slack) => slack === one)) ?? 'NONE'
}

function slackOfOne<Value>(reach: Reach<Value>, value: Value, settings: Settings): Slack {
  if (reach.reach === 'local' || reach.reach === 'absent') return 'SCAN'
  const isNested = reach.reach === 'wider' && reach.parts !== undefined
  // The table of a nested filter is that of its value, which is an object.
  if (isNested) return slackOf(value as object, reach.parts as FilterTable<object>, settings)
  const sent = reach.send(value, settings)
  if (sent === nothing) return 'NONE'
  const own = isLoose(sent) ? sent.wider : sent
  if (reach.reach === 'exact' && own === sent) return 'NONE'
  return Object.keys(own).length === 0 ? 'SCAN' : 'LITTLE'
}

/** Filters that leave few rows where the vendor heeds them: about how many of each id, and of each person. */
const ROWS_OF_ONE: Readonly<Record<string, number>> = { ids: 1, from: 50, to: 50, contactIds: 50 }

/** About how many rows such filters leave at most. */
export function rowsOfSome<F extends object>(filter: F, table: FilterTable<F>, settings: Settings): number {
  const counts = givenKeys(filter).map((key) => {
    const value = filter[key]
    const rows = ROWS_OF_ONE[String(key)]
    if (rows === undefined || !Array.isArray(value)) return Number.POSITIVE_INFINITY
    // A list is a value that is given.
    const slack = slackOfOne(table[key], value as NonNullable<F[typeof key]>, settings)
    return slack === 'SCAN' ? Number.POSITIVE_INFINITY : rows * value.length
  })
  return Math.min(...counts)
}
