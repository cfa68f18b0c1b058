// What is told with the header `x-upstream: plan`, and what is refused by the same price: both before anything is sent.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toViewer } from '../../src/domain/viewer.ts'
import { watch } from '../support/events.ts'
import { createFiveStage } from '../support/five.ts'
import { examplesAt, heard, planOf } from '../support/price.ts'

const LIMIT = 25

const companies = createFiveStage({ scale: 1 })
const examples = examplesAt(companies.clock.now())
const AGENTS = companies.sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`)

describe('a plan', () => {
  it('is returned without any request', async () => {
    const stage = companies.reopen()
    const { query, variables } = examples[0]!
    const before = heard(stage)
    const { status, data, errors, extensions } = await stage.ask(query, variables, { 'x-upstream': 'plan' })
    assert.equal(heard(stage), before)
    assert.deepEqual([status, data, errors], [200, null, []])
    assert.deepEqual(Object.keys(extensions.upstream), ['plan'])
  })

  it('is the same whatever is remembered, was learned and has failed, and at any time', async () => {
    const stage = companies.reopen()
    const plans = () => Promise.all(examples.map(({ query, variables }) => planOf(stage, query, variables)))
    const cold = await plans()
    for (const { query, variables } of examples) await stage.ask(query, variables)
    stage.sandbox.intercept = () => new Response('', { status: 503 })
    for (const { query, variables } of examples) await stage.ask(query, variables)
    stage.sandbox.intercept = undefined
    await stage.clock.advance(86_400_000)
    const before = heard(stage)
    assert.deepEqual(await plans(), cold)
    assert.equal(heard(stage), before)
  })

  it('names every account in the order of ACCOUNTS, with nothing for those that are not asked', async () => {
    assert.deepEqual(await planOf(companies.reopen(), '{ menuTree { nodes { id } } }'), [
      { account: 'ujet', minRequests: 1, maxRequests: 1, minSeconds: 0, maxSeconds: 6 },
      ...['callcap', 'whippy', 'allo-media', 'twin'].map((account) => ({
        account,
        minRequests: 0,
        maxRequests: 0,
        minSeconds: 0,
        maxSeconds: 0,
      })),
    ])
  })

  it('has the time that the quota takes, at most the deadline', async () => {
    const query = `{ nodes(ids: ${JSON.stringify(AGENTS)}) { ... on Agent { email } } }`
    const [ujet] = await planOf(companies.reopen(), query)
    const requests = { minRequests: 3, maxRequests: 3 }
    assert.deepEqual(ujet, { account: 'ujet', ...requests, minSeconds: 2.08, maxSeconds: 8.08 })
    const [soon] = await planOf(companies.reopen({ deadlineMs: 5000 }), query)
    assert.deepEqual(soon, { account: 'ujet', ...requests, minSeconds: 2.08, maxSeconds: 5 })
  })

  it('counts accounts of one quota together', async () => {
    const [ujet] = companies.accounts
    const stage = companies.reopen({ accounts: [ujet!, { ...ujet!, name: 'emea' }] })
    const plan = await planOf(stage, '{ menuTree { nodes { id } } }')
    assert.deepEqual(
      plan.map(({ minSeconds, maxSeconds }) => [minSeconds, maxSeconds]),
      [
        [1.04, 7.04],
        [1.04, 7.04],
      ],
    )
  })

  it('speaks only of what the viewer may ask', async () => {
    const viewer = toViewer(['menus:read', 'account:ujet', 'account:twin'])
    const stage = companies.reopen({ signIn: { by: 'none', viewer } })
    const plan = await planOf(
      stage,
      '{ menu(id: "menu:ujet:26") { name agents { email } } call(id: "call:ujet:1") { id } }',
    )
    assert.deepEqual(
      plan.map(({ account, maxRequests }) => [account, maxRequests]),
      [
        ['ujet', 1],
        ['twin', 0],
      ],
    )
  })

  it('of an operation that cannot be executed is not told', async () => {
    const stage = companies.reopen()
    const { data, errors, extensions } = await stage.ask(
      'query ($id: ID!) { call(id: $id) { id } }',
      {},
      { 'x-upstream': 'plan' },
    )
    assert.deepEqual([data, extensions.upstream], [null, undefined])
    assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT')
  })
})

const CHATS = companies.sandbox.whippy.data.conversations.map(({ id }) => `chat:whippy:${String(id)}`)

describe('an operation whose least price is above the limit', () => {
  it('is refused by ids in the default of a variable too', async () => {
    const stage = companies.reopen({ maxUpstreamRequests: LIMIT })
    const before = heard(stage)
    const { errors } = await stage.ask(
      `query ($ids: [ID!]! = ${JSON.stringify(CHATS.slice(0, 30))}) { nodes(ids: $ids) { ... on Chat { status } } }`,
    )
    assert.deepEqual(errors[0]?.extensions, { code: 'TOO_EXPENSIVE', requests: 30, limit: LIMIT })
    assert.equal(heard(stage), before)
  })

  const refused: readonly (readonly [
    what: string,
    query: string,
    requests: number,
    limit: number,
    place: string,
    advice: RegExp,
  ])[] = [
    [
      'look-ups one by one',
      `{ emails { nodes { id } } nodes(ids: ${JSON.stringify(CHATS.slice(0, 30))}) { ... on Chat { status } } }`,
      31,
      LIMIT,
      'nodes',
      /, 30, .*look-ups of rows by their ids; ask for fewer ids at a time\./,
    ],
    [
      'a list over more accounts than it may send requests',
      '{ calls { nodes { id } } }',
      6,
      5,
      'calls',
      /, 6, .*at least one request for each account; select fewer accounts with "accounts" or "vendors" in its filter\./,
    ],
  ]
  for (const [what, query, requests, limit, place, advice] of refused)
    it(`is refused with nothing sent: ${what}`, async () => {
      const stage = companies.reopen({ maxUpstreamRequests: limit })
      const before = heard(stage)
      const { status, data, errors } = await stage.ask(query)
      assert.deepEqual([status, data, errors.length], [200, null, 1])
      assert.deepEqual(errors[0]?.extensions, { code: 'TOO_EXPENSIVE', requests, limit })
      const words = `needs at least ${requests} upstream requests, and at most ${limit} are allowed. .* "${place}"`
      assert.match(errors[0]?.message ?? '', new RegExp(words))
      assert.match(errors[0]?.message ?? '', advice)
      assert.equal(heard(stage), before)
      const plan = await planOf(stage, query)
      assert.equal(
        plan.reduce((sum, { minRequests }) => sum + minRequests, 0),
        requests,
      )
    })

  it('is a request that cannot be executed for clients that know the status of such', async () => {
    const stage = companies.reopen({ maxUpstreamRequests: 1 })
    const query = '{ calls { nodes { id } } }'
    const { status } = await stage.ask(query, {}, { accept: 'application/graphql-response+json' })
    assert.equal(status, 400)
  })
})

describe('a refusal of what the viewer may not ask', () => {
  const viewer = toViewer(['agents:read', 'calls:read', 'account:ujet'])
  const forbidden: readonly (readonly [what: string, query: string])[] = [
    ['a noun without its scope', '{ chats(first: 1000, filter: { language: ["fr"] }) { nodes { id } } }'],
    ['that noun inside another', '{ agents(first: 500) { nodes { chats(first: 100) { nodes { id } } } } }'],
    [
      'personal data in a filter',
      '{ calls(first: 1000, filter: { from: ["+13165550100"] }) { nodes { id } } }',
    ],
  ]
  for (const [what, query] of forbidden)
    it(`comes before the price, asked for or not: ${what}`, async () => {
      const stage = companies.reopen({ maxUpstreamRequests: 1, signIn: { by: 'none', viewer } })
      const before = heard(stage)
      const told = await stage.ask(query)
      assert.deepEqual(
        told.errors.map(({ extensions }) => extensions.code),
        ['FORBIDDEN'],
      )
      assert.deepEqual(await stage.ask(query, {}, { 'x-upstream': 'plan' }), {
        ...told,
        extensions: {},
      })
      assert.equal(heard(stage), before)
    })

  it('has no account that is not granted', async () => {
    const stage = companies.reopen({ signIn: { by: 'none', viewer } })
    const query = '{ agents { nodes { id } } node(id: "agent:twin:1") { id } }'
    const plan = await planOf(stage, query)
    assert.deepEqual(
      plan.map(({ account }) => account),
      ['ujet'],
    )
  })
})

describe('a subscription', () => {
  const WALLBOARD = 'subscription { currentAgentStatuses { nodes { agent { email } } } }'

  it('has the price of one look, told without looking', async () => {
    const stage = companies.reopen()
    const before = heard(stage)
    const [ujet] = await planOf(stage, WALLBOARD)
    assert.deepEqual([ujet?.minRequests, ujet?.maxRequests], [1, 11])
    assert.equal(heard(stage), before)
  })

  it('whose look needs more than is allowed is refused, and nothing is watched', async () => {
    const stage = companies.reopen({ maxUpstreamRequests: 0 })
    const before = heard(stage)
    const watching = await watch(stage.gateway, WALLBOARD)
    const { errors } = await watching.next()
    assert.deepEqual(errors[0].extensions, { code: 'TOO_EXPENSIVE', requests: 1, limit: 0 })
    assert.equal(await watching.next(), undefined)
    await stage.clock.advance(60_000)
    assert.equal(heard(stage), before)
  })
})
