// From a filter to one vendor's parameters, by its table: what is sent, what must be checked again, what cannot be
// asked at all.
import type { Predicates, Verdict } from '../domain/filter.ts'
import type { FilterTable, Params, Reach, Send, Settings, ProbeOptions } from './filters.ts'
import type { Probe, ProbeResult } from './unproven.ts'
import { givenKeys } from '../domain/filter.ts'
import { isSuperset, noMatch } from './filters.ts'

/** A filter for which nothing is sent. */
export interface Searched {
  readonly key: string
  /** Whether the vendor is sent other values of it. */
  readonly takesOthers: boolean
}

export interface Translation<Row> {
  readonly params: Params
  readonly probes: readonly Probe<Row>[]
  /** The keys that the vendor does not filter exactly, those of nested filters without their vendor. */
  readonly postFiltered: readonly string[]
  /** Whether a row passes all that is checked again. */
  readonly matches: (row: Row) => boolean
  /** The keys for which the vendor is sent nothing, so that its rows are searched here. */
  readonly searched: readonly Searched[]
  /** What its rows do not carry, of nested filters as `vendor.key`. */
  readonly absent: readonly string[]
  /** Whether no row can match. */
  readonly none: boolean
}

/** One key of a filter, or of a nested one, with its value. */
interface Leaf<Row> {
  readonly path: readonly string[]
  readonly value: unknown
  /** Of the leaf's own value. */
  readonly reach: Reach<unknown>
  readonly verdict: (row: Row, value: unknown) => Verdict
}

export function translate<Filter extends object, Row>(
  filter: Filter,
  table: FilterTable<Filter>,
  predicates: Predicates<Filter, Row>,
  maySupport: (parameter: string) => boolean,
  settings: Settings,
): Translation<Row> {
  let params: Params = {}
  let none = false
  const probes: Probe<Row>[] = []
  const absent: string[] = []
  const searched: Searched[] = []
  /** What is checked again, and whether the vendor has judged rows that do not carry the value. */
  const checked = new Map<Leaf<Row>, () => boolean>()
  const senders = new Map<string, Leaf<Row>>()
  const byNobody = () => false
  for (const leaf of leavesOf(filter, table, predicates)) {
    const { value, reach, path } = leaf
    // No row is among none.
    if (Array.isArray(value) && value.length === 0) none = true
    if (reach.reach !== 'exact') checked.set(leaf, byNobody)
    if (reach.reach === 'absent') absent.push(path.join('.'))
    if (reach.reach === 'local') searched.push({ key: path.join('.'), takesOthers: false })
    if (reach.reach !== 'exact' && reach.reach !== 'superset') continue
    const sent = reach.send(value, settings)
    if (sent === noMatch) {
      none = true
      continue
    }
    const isWide = isSuperset(sent)
    const own = isWide ? sent.superset : sent
    const isSent = Object.keys(own).length > 0
    const probe = reach.reach === 'superset' ? reach.probe : undefined
    const isJudged =
      probe === undefined ? () => true : () => probe.documented === true && maySupport(probe.name)
    if (isWide || reach.reach === 'superset') checked.set(leaf, isSent ? isJudged : byNobody)
    if (isWide && !isSent) searched.push({ key: path.join('.'), takesOthers: true })
    // Of two filters that need one parameter the later is sent, and the earlier checked here.
    for (const parameter of Object.keys(own)) {
      const earlier = senders.get(parameter)
      if (earlier !== undefined) checked.set(earlier, byNobody)
      senders.set(parameter, leaf)
    }
    if (probe === undefined) params = { ...params, ...own }
    else if (isSent && maySupport(probe.name))
      probes.push({
        name: probe.name,
        params: own,
        resultOf: (rows) => resultOf(rows, leaf, probe),
        spelling: probe.spelling === true,
        ...harmlessOf(reach.send, probe, settings),
      })
  }
  const checks = [...checked].map(([{ verdict, value }, isJudged]) => (row: Row) => {
    return verdict(row, value) ?? isJudged()
  })
  return {
    params,
    probes,
    postFiltered: [...checked.keys()].map(({ path }) => path.at(-1) ?? ''),
    matches: (row) => checks.every((holds) => holds(row)),
    searched,
    absent,
    none,
  }
}

function harmlessOf(
  send: Send<unknown>,
  { harmless }: ProbeOptions,
  settings: Settings,
): { readonly harmless?: Params } {
  if (harmless === undefined) return {}
  const sent = send(harmless, settings)
  return sent === noMatch || isSuperset(sent) ? {} : { harmless: sent }
}

/** The keys that are given, nested filters by their parts. */
function leavesOf<Filter extends object, Row>(
  filter: Filter,
  table: FilterTable<Filter>,
  predicates: Predicates<Filter, Row>,
): readonly Leaf<Row>[] {
  return givenKeys(filter).flatMap((key): readonly Leaf<Row>[] => {
    const given = filter[key]
    // Each value below is handed to the reach and the predicate of its own key.
    const reach = table[key] as Reach<unknown>
    const verdict = (row: Row, value: unknown) =>
      predicates[key](row, value as NonNullable<Filter[typeof key]>)
    if (reach.reach !== 'nested') return [{ path: [String(key)], value: given, reach, verdict }]
    const { parts } = reach
    return Object.entries(given ?? {}).flatMap(([part, value]: [string, unknown]) => {
      const own = parts[part]
      if (own === undefined || value === undefined || value === null) return []
      const ofPart = (row: Row, one: unknown) => verdict(row, { [part]: one })
      return [{ path: [String(key), part], value, reach: own as Reach<unknown>, verdict: ofPart }]
    })
  })
}

function resultOf<Row>(
  rows: readonly Row[],
  { value, verdict }: Leaf<Row>,
  { documented = false, bound }: ProbeOptions,
): ProbeResult | undefined {
  const sent = bound === undefined ? value : { to: Object(value).to as unknown }
  const verdicts = rows.map((row) => verdict(row, withInclusiveEnd(sent)))
  // Of a parameter that is surely meant, rows without the value say nothing.
  const telling = documented ? verdicts.filter((one) => one !== undefined) : verdicts
  if (telling.length === 0) return undefined
  return telling.every((one) => one === true) ? 'supported' : 'ignored'
}

/** A vendor that takes an upper bound as inclusive obeys it all the same. */
function withInclusiveEnd(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('to' in value) || typeof value.to !== 'number')
    return value
  return { ...value, to: value.to + 1 }
}
