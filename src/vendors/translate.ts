// Translation of a filter by a vendor's table.
//
//     { status: ['MISSED'], rating: { from: 4 }, ujet: { verified: true } }
//       → params { 'status[]': ['missed'] }, postFiltered ['rating'], absent []
import type { Predicates, Verdict } from '../domain/filter.ts'
import type { FilterTable, Params, Reach, Send, Settings, ProbeOptions } from './filters.ts'
import type { Probe, ProbeResult } from './unproven.ts'
import { givenKeys } from '../domain/filter.ts'
import { isSuperset, noMatch, reachOf } from './filters.ts'

/** A filter that is not sent. */
export interface Searched {
  readonly key: string
  /** True if other values of it are sent. */
  readonly takesOthers: boolean
}

interface Translation<Row> {
  readonly params: Params
  readonly probes: readonly Probe<Row>[]
  /** Keys for the post-filter; nested ones without their vendor, e.g. `callType`. */
  readonly postFiltered: readonly string[]
  /** The post-filter. */
  readonly matches: (row: Row) => boolean
  readonly searched: readonly Searched[]
  /** Keys on values that rows lack, e.g. `ujet.callType`. */
  readonly absent: readonly string[]
  /** True if no row can match. */
  readonly none: boolean
}

/** One given key of a filter, e.g. `['ujet', 'callType']`. */
export interface Leaf<Row> {
  readonly path: readonly string[]
  readonly value: unknown
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
  /** The post-filter. True: the vendor has filtered rows that lack the value. */
  const checked = new Map<Leaf<Row>, () => boolean>()
  const senders = new Map<string, Leaf<Row>>()
  const byNobody = () => false
  for (const leaf of leavesOf(filter, table, predicates)) {
    const { value, reach, path } = leaf
    // An empty list matches nothing.
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
    const hasSuperset = isSuperset(sent)
    const own = hasSuperset ? sent.superset : sent
    const isSent = Object.keys(own).length > 0
    const probe = reach.reach === 'superset' ? reach.probe : undefined
    const isJudged =
      probe === undefined ? () => true : () => probe.documented === true && maySupport(probe.name)
    if (hasSuperset || reach.reach === 'superset') checked.set(leaf, isSent ? isJudged : byNobody)
    if (hasSuperset && !isSent) searched.push({ key: path.join('.'), takesOthers: true })
    // Of two filters for one parameter the unproven or the earlier one is post-filtered.
    for (const parameter of Object.keys(own)) {
      const earlier = senders.get(parameter)
      const isOverruled = probe !== undefined && earlier !== undefined && !isUnproven(earlier)
      const [sender, other] = isOverruled ? [earlier, leaf] : [leaf, earlier]
      if (other !== undefined) checked.set(other, byNobody)
      senders.set(parameter, sender)
    }
    if (probe === undefined) params = { ...params, ...own }
    else if (isSent && maySupport(probe.name))
      probes.push({
        name: probe.name,
        params: own,
        resultOf: (rows) => resultOf(rows, leaf, probe),
        spelling: probe.spelling === true,
        harmless: () => harmlessOf(reach.send, probe, settings),
      })
  }
  const checks = [...checked].map(([{ verdict, value }, isJudged]) => (row: Row) => {
    return verdict(row, value) ?? isJudged()
  })
  return {
    params,
    probes: probes.filter((probe) => Object.keys(probe.params).every((name) => !(name in params))),
    postFiltered: [...checked.keys()].map(({ path }) => path.at(-1) ?? ''),
    matches: (row) => checks.every((holds) => holds(row)),
    searched,
    absent,
    none,
  }
}

function isUnproven({ reach }: Leaf<never>): boolean {
  return reach.reach === 'superset' && reach.probe !== undefined
}

function harmlessOf(send: Send<unknown>, { harmless }: ProbeOptions, settings: Settings): Params | null {
  if (harmless === undefined) return null
  const sent = send(harmless, settings)
  return sent === noMatch || isSuperset(sent) ? null : sent
}

export function leavesOf<Filter extends object, Row>(
  filter: Filter,
  table: FilterTable<Filter>,
  predicates: Predicates<Filter, Row>,
): readonly Leaf<Row>[] {
  const leaves: Leaf<Row>[] = []
  for (const key of givenKeys(filter)) {
    const value = filter[key]
    const reach = reachOf(table, key)
    if (reach === undefined) continue
    // The value is of the same key.
    const verdict = predicates[key] as Leaf<Row>['verdict']
    if (reach.reach !== 'nested') {
      leaves.push({ path: [String(key)], value, reach, verdict })
      continue
    }
    for (const [part, one] of Object.entries(value ?? {})) {
      const own = reach.parts[part]
      if (own === undefined || one === undefined || one === null) continue
      const ofPart = (row: Row, wanted: unknown) => verdict(row, { [part]: wanted })
      leaves.push({ path: [String(key), part], value: one, reach: own as Reach<unknown>, verdict: ofPart })
    }
  }
  return leaves
}

function resultOf<Row>(
  rows: readonly Row[],
  { value, verdict }: Leaf<Row>,
  { documented = false, bound }: ProbeOptions,
): ProbeResult | undefined {
  const sent = bound === undefined ? value : { to: Object(value).to as unknown }
  const verdicts = rows.map((row) => verdict(row, withInclusiveEnd(sent)))
  // A documented parameter is not disproved by rows without the value.
  const telling = documented ? verdicts.filter((one) => one !== undefined) : verdicts
  if (telling.length === 0) return undefined
  return telling.every((one) => one === true) ? 'supported' : 'ignored'
}

/** An inclusive upper bound counts as supported. */
function withInclusiveEnd(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('to' in value) || typeof value.to !== 'number')
    return value
  return { ...value, to: value.to + 1 }
}
