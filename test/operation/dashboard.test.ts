// A dashboard polls the calls of the last days while calls begin, arrive late, change and end.
// Each answer equals filter-and-sort over all rows, at one request per account at most.
import type { AccountName, FiveStage } from '../support/five.ts'
import type { Answer } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conversationOf } from '../../src/demo/callcap/filters.ts'
import { ACCOUNTS, createFiveStage } from '../support/five.ts'

const SECOND = 1000
const DAY = 24 * 60 * 60 * SECOND

/** A compared call: its id and changing fields. */
interface Told {
  readonly id: string
  readonly startedAt: number
  readonly updatedAt: number | null
  readonly status: string | null
}

type Wire = Readonly<Record<string, unknown>>

const at = (value: unknown): number | null =>
  typeof value === 'string' ? Date.parse(/Z$|[+-]\d\d:\d\d$/.test(value) ? value : `${value}Z`) : null

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The calls of each simulator. */
const READ: Readonly<Record<AccountName, (row: Wire) => Omit<Told, 'id'> & { readonly id: unknown }>> = {
  ujet: ({ id, created_at, updated_at, status }) => ({
    id,
    startedAt: at(created_at) ?? 0,
    updatedAt: at(updated_at),
    status: textOf(status),
  }),
  callcap: ({ call_id: id, start_datetime, last_modified, action }) => ({
    id,
    startedAt: at(start_datetime) ?? 0,
    updatedAt: at(last_modified),
    status: textOf(action),
  }),
  whippy: ({ id, created_at, updated_at, delivery_status }) => ({
    id,
    startedAt: at(created_at) ?? 0,
    updatedAt: at(updated_at),
    status: textOf(delivery_status),
  }),
  'allo-media': ({ unique_id: id, timestamp, qualified, status }) => ({
    id,
    startedAt: at(timestamp) ?? 0,
    updatedAt: at(qualified),
    status: textOf(status),
  }),
  twin: ({ id, startedAt, createdAt, updatedAt, status }) => ({
    id,
    startedAt: at(startedAt) ?? at(createdAt) ?? 0,
    updatedAt: at(updatedAt),
    status: textOf(status),
  }),
}

/** All calls of each account at every request. */
class History {
  readonly snapshots = new Map<string, ReadonlyMap<number, readonly Told[]>>()

  constructor({ simulators, clock }: FiveStage) {
    for (const name of ACCOUNTS) {
      const states = new Map<number, readonly Told[]>()
      this.snapshots.set(name, states)
      simulators[name].intercept = () => {
        const rows: readonly Wire[] = simulators[name].data.calls
        // Callcap lists text conversations among calls.
        const calls = name === 'callcap' ? rows.filter((row) => conversationOf(row) === 'call') : rows
        const told = calls.map((row) => {
          const one = READ[name](row)
          return { ...one, id: `call:${name}:${String(one.id)}` }
        })
        states.set(clock.now(), told)
        return undefined
      }
    }
  }

  /** The calls at a request's instant. */
  at(name: string, instant: number): readonly Told[] {
    return this.snapshots.get(name)?.get(instant) ?? assert.fail(`${name} was not asked at that instant`)
  }

  /** Instants of requests, from one on. */
  from(name: string, instant: number): number[] {
    return [...(this.snapshots.get(name)?.keys() ?? [])].filter((one) => one >= instant)
  }
}

const QUERY = `query ($from: DateTime!, $after: String) {
  calls(filter: { startedAt: { from: $from } }, first: 1000, after: $after) {
    nodes { id accountName startedAt updatedAt vendorStatus }
    pageInfo { hasNextPage endCursor }
    totalCount
    accounts { account state asOf upstreamRequests }
  }
}`

interface Page {
  readonly rows: readonly (Told & { readonly account: string })[]
  readonly total: number | null
  readonly asOf: ReadonlyMap<string, number>
}

/** All pages of one poll, with `asOf` by account. */
async function round(stage: FiveStage, days: number): Promise<readonly Page[]> {
  const pages: Page[] = []
  const from = new Date(stage.clock.now() - days * DAY).toISOString()
  for (let after: string | null = null, more = true; more;) {
    const answer: Answer<any> = await stage.ask(QUERY, { from, after })
    assert.deepEqual(answer.errors, [])
    const { nodes, pageInfo, totalCount, accounts } = answer.data.calls
    for (const { state } of accounts) assert.equal(state, 'COMPLETE')
    pages.push({
      rows: nodes.map((node: any) => ({
        id: node.id,
        account: node.accountName,
        startedAt: at(node.startedAt),
        updatedAt: at(node.updatedAt),
        status: node.vendorStatus,
      })),
      total: totalCount,
      asOf: new Map(accounts.map(({ account, asOf }: any) => [account, at(asOf)])),
    })
    more = pageInfo.hasNextPage
    after = pageInfo.endCursor
  }
  return pages
}

function byIdOf(rows: readonly Told[]): Told[] {
  return rows
    .map(({ id, startedAt, updatedAt, status }) => ({ id, startedAt, updatedAt, status }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

const sameRows = (one: readonly Told[], other: readonly Told[]) =>
  JSON.stringify(byIdOf(one)) === JSON.stringify(byIdOf(other))

/** Vendors with a change filter. Others may reuse old rows. */
const TELLS_CHANGES: ReadonlySet<string> = new Set(['ujet', 'callcap', 'twin'])

/** Asserts that each account's rows equal a filter over its calls of one instant. */
function check(history: History, pages: readonly Page[], since: number): void {
  const starts = pages.flatMap(({ rows }) => rows.map(({ startedAt }) => startedAt))
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => b - a),
    'newest first',
  )
  for (const name of ACCOUNTS) {
    const given = pages.flatMap(({ rows }) => rows.filter(({ account }) => account === name))
    const truthAt = (instant: number) =>
      history.at(name, instant).filter(({ startedAt }) => startedAt >= since)
    const asOf = new Set(pages.map((page) => page.asOf.get(name) ?? 0))
    const [instant = 0, ...others] = asOf
    const instants = TELLS_CHANGES.has(name) ? [instant, ...others] : history.from(name, instant)
    if (instants.some((one) => sameRows(given, truthAt(one)))) continue
    assert.deepEqual(byIdOf(given), byIdOf(truthAt(instant)), `${name} as of ${[...asOf].join()}`)
  }
}

for (const days of [30, 5]) {
  test(`the calls of the last ${days} days are right every five seconds for two minutes`, async (t) => {
    const stage = createFiveStage({ scale: 0.1, lively: true })
    const history = new History(stage)
    const requests = (name: AccountName) =>
      stage.simulators[name].requests.filter(({ path }) => !/login|token/.test(path)).length
    const first = await round(stage, days)
    // After this all rows are of one instant.
    await stage.clock.advance(11 * SECOND)
    await round(stage, days)
    await stage.clock.advance(5 * SECOND)
    const filled = Object.fromEntries(ACCOUNTS.map((name) => [name, requests(name)]))
    let changed = 0
    let last = ''
    for (let number = 1; number <= 24; number += 1) {
      const before = new Map(ACCOUNTS.map((name) => [name, requests(name)]))
      const since = stage.clock.now() - days * DAY
      const pages = await round(stage, days)
      check(history, pages, since)
      await stage.clock.advance(5 * SECOND)
      for (const name of ACCOUNTS) {
        const cost = requests(name) - (before.get(name) ?? 0)
        assert.ok(cost <= 1, `${name}: ${cost} requests in round ${number}`)
      }
      const told = JSON.stringify(pages.map(({ rows }) => rows))
      if (told !== last) changed += 1
      last = told
    }
    assert.ok(changed > 5, 'the company lives')
    const after = Object.fromEntries(ACCOUNTS.map((name) => [name, requests(name) - (filled[name] ?? 0)]))
    const size = first.reduce((sum, { rows }) => sum + rows.length, 0)
    t.diagnostic(
      `${size} calls; requests to fill ${JSON.stringify(filled)}, of 24 rounds ${JSON.stringify(after)}`,
    )
  })
}
