// What becomes of an operation that would send more upstream requests than it may.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SandboxOptions as Options } from '../../src/demo/sandbox.ts'
import type { FiveStage } from '../support/five.ts'
import type { Answer } from '../support/gateway.ts'
import { createFiveStage } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'
import { heard } from '../support/price.ts'

type SandboxOptions = Partial<Omit<Options, 'clock'>>

interface Page {
  readonly calls: {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

const companies = createFiveStage()
const day = (hours: number) => new Date(companies.clock.now() - hours * 3_600_000).toISOString()

const LIST = `query ($filter: CallFilter, $first: Int! = 20, $after: String) {
  calls(filter: $filter, first: $first, after: $after) {
    nodes { id }
    pageInfo { hasNextPage endCursor }
    accounts { account state code message }
  }
}`

/** Follows the list to its end, and asks again after `TOO_EXPENSIVE`. Sign-ins are free. */
async function walk(stage: FiveStage, filter: object) {
  const ids: string[] = []
  const costs: number[] = []
  const all = Object.values(stage.simulators)
  const sent = () =>
    all.flatMap(({ requests }) => requests.filter(({ path }) => !path.includes('login'))).length
  let after: string | null = null
  for (let turn = 0; turn < 100; turn += 1) {
    const before = sent()
    const answer: Answer<Page> = await stage.ask<Page>(LIST, { filter, after })
    const { data, errors } = answer
    costs.push(sent() - before)
    if (data === null) {
      assert.deepEqual(
        errors.map(({ extensions }) => extensions.code),
        ['TOO_EXPENSIVE'],
      )
      continue
    }
    const { nodes, pageInfo } = data.calls
    ids.push(...nodes.map(({ id }) => id))
    if (!pageInfo.hasNextPage) return { ids, costs }
    after = pageInfo.endCursor
  }
  throw new Error(`not at the end after ${costs.length} operations`)
}

const sumOf = (costs: readonly number[]) => costs.reduce((sum, cost) => sum + cost, 0)

describe('an operation that has spent its budget', () => {
  it('gives what it has of a list, and the next page goes on from there', async () => {
    await companies.clock.advance(60_000)
    const filter = { vendors: ['UJET'], language: ['xx'] }
    const stage = companies.reopen({ maxUpstreamRequests: 2, maxScanPages: 100 })
    const before = heard(stage)
    const { data, errors } = await stage.ask(LIST, { filter })
    assert.deepEqual(errors, [])
    assert.equal(heard(stage) - before, 2)
    const [report] = data.calls.accounts
    assert.deepEqual([report.state, report.code], ['CAPPED', 'BUDGET_SPENT'])
    assert.match(report.message, /ask for the next page to go on/)
    assert.equal(data.calls.pageInfo.hasNextPage, true)
    const next = await stage.ask(LIST, { filter, after: data.calls.pageInfo.endCursor })
    assert.equal(heard(stage) - before, 4)
    assert.notEqual(next.data.calls.pageInfo.endCursor, data.calls.pageInfo.endCursor)
  })

  it('goes on from a refused parameter when it is asked again', async () => {
    const stage = createStage({ callSort: 'refused' }, { maxUpstreamRequests: 1 })
    const first = await stage.ask(LIST)
    assert.deepEqual(
      first.errors.map(({ extensions }) => extensions.code),
      ['TOO_EXPENSIVE'],
    )
    const { data, errors } = await stage.ask(LIST)
    assert.deepEqual(errors, [])
    assert.equal(data.calls.accounts[0].code, 'BUDGET_SPENT')
    assert.equal(stage.sandbox.requests.length, 2)
  })

  it('comes to the end of a list with the least budget, whatever the vendor refuses or ignores', async () => {
    const at = (index: number) => day(2000 + index)
    const uuid = (index: number) => `3f2b8c1e-0a4d-4e5f-a6b7-${String(index).padStart(12, '0')}`
    const calls = Array.from({ length: 12 }, (_, index) => ({ id: index + 1, created_at: at(index) }))
    const whippyCalls = Array.from({ length: 30 }, (_, index) => ({
      id: uuid(index),
      created_at: at(index),
      direction: 'INBOUND',
    }))
    const range = { startedAt: { from: at(11), to: at(3) } }
    const questions: readonly (readonly [number, object, SandboxOptions])[] = [
      [1, { vendors: ['UJET'] }, { callSort: 'refused', unproven: 'refused' }],
      [1, { vendors: ['UJET'], ...range }, { callSort: 'refused', unproven: 'refused' }],
      [1, { vendors: ['UJET'], ...range }, { callSort: 'ignored', unproven: 'ignored' }],
      [1, { vendors: ['UJET'], ujet: { supportNumber: ['+13165550199'] } }, {}],
      [1, { vendors: ['WHIPPY'], direction: ['INBOUND'] }, { whippy: { maximum: 10 } }],
      [2, { vendors: ['TWIN'], updatedAt: { from: day(300) } }, {}],
    ]
    for (const [maxUpstreamRequests, filter, switches] of questions) {
      const company = createFiveStage({
        clamp: 5,
        rows: { calls },
        ...switches,
        whippy: { rows: { calls: whippyCalls }, ...switches.whippy },
      })
      const rich = await walk(company, filter)
      await company.clock.advance(60_000)
      const poor = await walk(company.reopen({ maxUpstreamRequests }), filter)
      assert.deepEqual(poor.ids, rich.ids, JSON.stringify(filter))
      assert.ok(poor.costs.every((cost) => cost <= maxUpstreamRequests))
      assert.equal(sumOf(poor.costs), sumOf(rich.costs), JSON.stringify(filter))
    }
  })

  it('sends no refused parameter again after the read without it has failed', async () => {
    const stage = createStage({ callSort: 'refused' })
    stage.sandbox.ujet.intercept = ({ url }) =>
      url.includes('sort_column') ? undefined : new Response('{}', { status: 503 })
    await stage.ask(LIST)
    assert.match(stage.sent()[0] ?? '', /sort_column/)
    stage.sandbox.ujet.intercept = undefined
    await stage.clock.advance(30_000)
    const { errors } = await stage.ask(LIST)
    assert.deepEqual(errors, [])
    assert.deepEqual(
      stage.sent().filter((one) => one.includes('sort_column')),
      [],
    )
  })

  it('reads a kept page again for other clients after its ttl, and for those that want a younger one', async () => {
    const stage = createStage({ unproven: 'refused' }, { maxUpstreamRequests: 1 })
    const filter = { startedAt: { from: '2026-01-14T12:00:00Z' } }
    const [a, b] = [{ 'graphql-client-name': 'a' }, { 'graphql-client-name': 'b' }]
    const sent: string[] = []
    for (const headers of [a, a, b, { ...b, 'x-freshness': 'max-age=5' }, b]) {
      await stage.ask(LIST, { filter }, headers)
      sent.push(...stage.sent().map((one) => /created_at.from.=[^T]*/.exec(one)?.[0] ?? 'a page without it'))
      await stage.clock.advance(15_000)
    }
    const [refused, page, harmless] = [
      'created_at[from]=2026-01-14',
      'a page without it',
      'created_at[from]=2023-11-14',
    ]
    assert.deepEqual(sent, [refused, page, page, page, harmless])
  })

  it('looks a row up with one request an operation, also where the look-up is undocumented', async () => {
    const rows = { calls: [{ id: 3, created_at: day(2) }] }
    const ujet = createStage({ rows, unproven: 'refused' }, { maxUpstreamRequests: 1 })
    const whippy = createFiveStage({ whippy: { callsById: 'refused' } }).reopen({ maxUpstreamRequests: 1 })
    await whippy.ask(LIST, { filter: { vendors: ['WHIPPY'] } })
    const outcomes: string[] = []
    for (const [stage, id] of [
      [ujet, 'call:ujet:3'],
      [whippy, 'call:whippy:3f2b8c1e-0a4d-4e5f-a6b7-000000000009'],
    ] as const) {
      for (let turn = 0; turn < 3; turn += 1) {
        const { data, errors } = await stage.ask('query ($id: ID!) { call(id: $id) { id startedAt } }', {
          id,
        })
        outcomes.push(data.call?.id ?? errors[0]?.extensions.code)
      }
    }
    assert.deepEqual(outcomes, [
      'TOO_EXPENSIVE',
      'call:ujet:3',
      'call:ujet:3',
      'TOO_EXPENSIVE',
      'UPSTREAM_REJECTED',
      'UPSTREAM_REJECTED',
    ])
    assert.equal(ujet.sandbox.requests.length, 2)
  })

  it('gives null with TOO_EXPENSIVE for a row that was not looked up any more', async () => {
    await companies.clock.advance(60_000)
    const stage = companies.reopen({ maxUpstreamRequests: 1 })
    const before = heard(stage)
    const { data, errors } = await stage.ask('{ emails(first: 20) { nodes { id agent { id location } } } }')
    assert.equal(heard(stage) - before, 1)
    assert.equal(data.emails.nodes.length, 20)
    const withAgent = data.emails.nodes.flatMap(({ agent }: any, index: number) => (agent ? [index] : []))
    assert.ok(withAgent.length > 0)
    assert.deepEqual(
      errors
        .toSorted((a, b) => Number(a.path?.[2]) - Number(b.path?.[2]))
        .map(({ path, extensions: { code, account } }) => [path?.join('.'), code, account]),
      withAgent.map((index: number) => [`emails.nodes.${index}.agent.location`, 'TOO_EXPENSIVE', 'ujet']),
    )
    // Asking again goes further: the list is remembered, so that there is a request for the agents.
    assert.deepEqual(
      (await stage.ask('{ emails(first: 20) { nodes { id agent { location } } } }')).errors,
      [],
    )
  })

  it('gives the rows above a list for which nothing is left, and that list goes on by its cursor', async () => {
    await companies.clock.advance(60_000)
    const stage = companies.reopen({ maxUpstreamRequests: 4 })
    const query =
      'query ($after: String) { agents(first: 5, filter: { vendors: [UJET] }) { nodes { id emails(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } accounts { state code } } } } }'
    const before = heard(stage)
    const { data, errors } = await stage.ask(query)
    assert.deepEqual(errors, [])
    assert.equal(heard(stage) - before, 4)
    const unread = data.agents.nodes
      .map(({ emails }: any) => emails)
      .filter((one: any) => one.accounts[0].code)
    assert.ok(unread.length > 0 && unread.length < 5)
    for (const { nodes, pageInfo, accounts } of unread) {
      assert.deepEqual([nodes, pageInfo.hasNextPage], [[], true])
      assert.deepEqual(accounts, [{ state: 'CAPPED', code: 'BUDGET_SPENT' }])
    }
    const again = await stage.ask(query)
    assert.deepEqual(again.errors, [])
    assert.ok(again.data.agents.nodes.every(({ emails }: any) => emails.accounts[0].code === null))
  })

  it('has the first page of every list before a further page of one', async () => {
    await companies.clock.advance(60_000)
    const stage = companies.reopen({ maxUpstreamRequests: 3, maxScanPages: 100 })
    const before = heard(stage)
    const { data, errors } = await stage.ask(
      '{ a: calls(filter: { vendors: [UJET], language: ["xx"] }) { accounts { code } } b: chats(filter: { vendors: [UJET] }) { nodes { id } accounts { code } } c: emails { nodes { id } accounts { code } } }',
    )
    assert.deepEqual(errors, [])
    assert.equal(heard(stage) - before, 3)
    assert.deepEqual(data.a.accounts, [{ code: 'BUDGET_SPENT' }])
    assert.ok(data.b.nodes.length > 0 && data.c.nodes.length > 0)
    assert.deepEqual([data.b.accounts, data.c.accounts], [[{ code: null }], [{ code: null }]])
  })

  it('pays nothing for requests that another operation pays', async () => {
    await companies.clock.advance(60_000)
    const stage = companies.reopen({ maxUpstreamRequests: 6 })
    const before = heard(stage)
    const filter = { startedAt: { from: day(24) } }
    const answers = await Promise.all([1, 2, 3].map(() => stage.ask(LIST, { filter })))
    for (const { errors } of answers) assert.deepEqual(errors, [])
    assert.ok(heard(stage) - before <= 9, `${heard(stage) - before}`)
  })
})
