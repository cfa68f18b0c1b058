// From a filter to one vendor's parameters, by its table: what is sent, what must be checked again, what cannot be
// asked at all.
import type { Predicates } from '../domain/filter.ts'
import type { FilterTable, Params, Reach, Settings } from './filters.ts'
import type { Lesson } from './learned.ts'
import { givenKeys } from '../domain/filter.ts'
import { isLoose, nothing } from './filters.ts'

/** Parameters that the vendor may ignore or refuse; whether it does is learned under the name. */
export interface Trial<Row> {
  readonly name: string
  readonly params: Params
  /** What an answer with these rows tells of it, undefined when that is nothing. */
  readonly tells: (rows: readonly Row[]) => Lesson | undefined
}

export interface Translation<Filter, Row> {
  readonly params: Params
  readonly trials: readonly Trial<Row>[]
  /** What the vendor does not filter exactly. */
  readonly residual: readonly (keyof Filter)[]
  /** What its rows do not carry. */
  readonly absent: readonly (keyof Filter)[]
  /** Whether no row can match. */
  readonly none: boolean
}

export function translate<Filter extends object, Row>(
  filter: Filter,
  table: FilterTable<Filter>,
  predicates: Predicates<Filter, Row>,
  worksPerhaps: (parameter: string) => boolean,
  settings: Settings,
): Translation<Filter, Row> {
  let params: Params = {}
  let none = false
  const trials: Trial<Row>[] = []
  const residual: (keyof Filter)[] = []
  const absent: (keyof Filter)[] = []
  const senders = new Map<string, keyof Filter>()
  for (const key of givenKeys(filter)) {
    const value = filter[key]
    if (value === undefined || value === null) continue
    // No row is among none.
    if (Array.isArray(value) && value.length === 0) none = true
    const reach: Reach<typeof value> = table[key]
    if (reach.reach !== 'exact') residual.push(key)
    if (reach.reach === 'absent') absent.push(key)
    if (reach.reach !== 'exact' && reach.reach !== 'wider') continue
    const sent = reach.send(value, settings)
    if (sent === nothing) {
      none = true
      continue
    }
    const loose = isLoose(sent)
    if (loose && reach.reach === 'exact') residual.push(key)
    const own = loose ? sent.wider : sent
    // Of two filters that need one parameter the later is sent, and the earlier checked again.
    for (const parameter of Object.keys(own)) {
      const earlier = senders.get(parameter)
      if (earlier !== undefined) residual.push(earlier)
      senders.set(parameter, key)
    }
    const unproven = reach.reach === 'wider' ? reach.unproven : undefined
    if (unproven === undefined) params = { ...params, ...own }
    else if (Object.keys(own).length > 0 && worksPerhaps(unproven)) {
      const holds = (row: Row) => predicates[key](row, loosen(value))
      trials.push({ name: unproven, params: own, tells: (rows) => lessonOf(rows, holds) })
    }
  }
  return { params, trials, residual, absent, none }
}

function lessonOf<Row>(rows: readonly Row[], holds: (row: Row) => boolean): Lesson | undefined {
  if (rows.length === 0) return undefined
  return rows.every(holds) ? 'obeyed' : 'ignored'
}

/** A vendor that takes an upper bound as inclusive obeys it all the same. */
function loosen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || !('to' in value) || typeof value.to !== 'number')
    return value
  return { ...value, to: value.to + 1 }
}
