// What operations are priced at before anything is sent, beside what they then cost a gateway that remembers nothing.
import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { createSchema } from '../../src/schema.ts'
import { createRandom } from '../../src/demo/random.ts'
import { drawOperation } from '../support/drawn-operations.ts'
import { createFiveStage } from '../support/five.ts'
import { examplesAt, heard, planOf, priceAndCost } from '../support/price.ts'

const LIMIT = 25

const companies = createFiveStage({ scale: 1 })
const examples = examplesAt(companies.clock.now())

const hoursAgo = (hours: number) => new Date(companies.clock.now() - hours * 3_600_000).toISOString()

async function assertWithin(query: string, variables: object = {}): Promise<void> {
  // What a quota allows is not a question of what was asked before.
  await companies.clock.advance(60_000)
  const priced = await priceAndCost(companies, query, variables)
  for (const { account, price, requests, seconds } of priced) {
    const { minRequests, maxRequests, minSeconds } = price
    const told = `${account} was priced at ${minRequests} to ${maxRequests} and cost ${requests}: ${query}`
    assert.ok(requests >= minRequests && requests <= maxRequests, told)
    assert.ok(minSeconds <= seconds, `${account} was to take at least ${minSeconds} s and took ${seconds} s`)
  }
  const latest = Math.max(...priced.map(({ price }) => price.maxSeconds))
  assert.ok((priced[0]?.seconds ?? 0) <= latest, `it was to take at most ${latest} s`)
}

describe('the price of an example operation', () => {
  for (const { name, query, variables } of examples)
    it(`is what it then costs: ${name}`, async () => assertWithin(query, variables))

  it('is what it then costs for whatever period a number’s calls are asked', async () => {
    const { query, variables } = examples.find(({ name }) => name === 'calls-of-number')!
    for (const hours of [24, 24 * 30])
      await assertWithin(query, { ...variables, period: { from: hoursAgo(hours) } })
  })
})

const AGENTS = companies.sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`)
const CALLS = companies.sandbox.data.calls.map(({ id }) => `call:ujet:${String(id)}`)

describe('the price of any question', () => {
  const questions: readonly string[] = [
    // The companion of the queue's example, and one that tells of each what it lacks.
    'subscription { currentAgentStatuses { nodes { agent { id name } status { id name color } startedAt } accounts { asOf } } }',
    'subscription { currentMenuStatuses { nodes { menu { name } queuedCount } } }',
    'subscription { callUpdates { nodes { id status agent { name } } } }',
    '{ campaigns(filter: { vendors: [TWIN, WHIPPY] }) { nodes { name status } } }',
    `{ calls(filter: { campaignIds: ["campaign:twin:7"], startedAt: { from: "${hoursAgo(48)}" } }, first: 100) { nodes { outcome price } totalCount } }`,
    '{ calls(first: 250) { nodes { id } } }',
    '{ chats(first: 20) { nodes { id agent { name email } } } }',
    `{ calls(first: 100, filter: { startedAt: { from: "${hoursAgo(30)}", to: "${hoursAgo(20)}" } }) { nodes { id } } }`,
    '{ calls(first: 100, filter: { voicemail: true }) { nodes { id } } }',
    '{ calls(first: 250, filter: { status: [MISSED] }) { nodes { id } } }',
    '{ calls(first: 20, filter: { search: "refund" }) { nodes { id } } }',
    '{ calls(first: 100) { nodes { agent { email teams { name } } menu { name children { name } } campaign { status } } } }',
    '{ calls(first: 50) { nodes { handleDurations { agent { name } } menuPath { menus { name } } transfers { fromAgent { name } } } } }',
    '{ agents(first: 100) { nodes { name status { name } } } menus { nodes { name parent { name } agents { email } } } }',
    '{ menuTree { nodes { menu { name } children { menu { agents { name } } } } } teamTree { nodes { team { agents { name } } } } }',
    '{ campaigns(first: 3) { nodes { name contacts(first: 20) { nodes { name } } } } }',
    '{ teams(first: 5) { nodes { children { name } agents { name } } } currentAgentStatuses { nodes { agent { email } } } }',
    `{ nodes(ids: ${JSON.stringify([...AGENTS.slice(0, 120), ...CALLS.slice(0, 5), 'menu:ujet:26', 'menu:nowhere:1'])}) { id ... on Agent { email } ... on Call { agent { location } } } }`,
    `{ agent(id: "${AGENTS[0]}") { calls(first: 10) { nodes { id } } } calls(filter: { agentIds: ["${AGENTS[0]}"] }, first: 10) { nodes { id } } }`,
  ]
  for (const query of questions)
    it(`is what it then costs: ${query.slice(0, 90)}`, async () => assertWithin(query))
})

describe('a long page over five accounts', () => {
  for (const first of [101, 300, 500, 1000])
    it(`is given within the budget that is usual: ${first}`, async () => {
      const query = `{ calls(first: ${first}) { nodes { id } } }`
      await companies.clock.advance(60_000)
      const { data, errors } = await companies.reopen({ maxUpstreamRequests: LIMIT }).ask(query)
      assert.deepEqual([errors, data.calls.nodes.length], [[], first])
      await assertWithin(query)
    })
})

describe('the price of operations drawn from the schema', () => {
  const random = createRandom('prices')
  const schema = createSchema()
  for (const query of Array.from({ length: 20 }, () => drawOperation(schema, random)))
    it(`is what they then cost: ${query.slice(0, 90)}`, async () => assertWithin(query))
})

describe('a budget of one request less than the least price', () => {
  const random = createRandom('refusals')
  const schema = createSchema()
  const drawn = Array.from({ length: 40 }, () => ({ query: drawOperation(schema, random), variables: {} }))
  for (const { query, variables } of [...examples, ...drawn])
    it(`refuses it with nothing sent: ${query.slice(0, 90)}`, async () => {
      const plan = await planOf(companies.reopen(), query, variables)
      const least = plan.reduce((sum, { minRequests }) => sum + minRequests, 0)
      if (least === 0) return
      const stage = companies.reopen({ maxUpstreamRequests: least - 1 })
      const before = heard(stage)
      const { errors } = await stage.ask(query, variables)
      assert.deepEqual(errors[0]?.extensions, { code: 'TOO_EXPENSIVE', requests: least, limit: least - 1 })
      assert.equal(heard(stage), before)
    })
})

test('a later page is found again for what it is priced at', async () => {
  const page =
    'query ($after: String) { calls(first: 50, after: $after) { nodes { id } pageInfo { endCursor } } }'
  let after: unknown = null
  for (let turn = 0; turn < 4; turn += 1) {
    await assertWithin(page, { after })
    const { data } = await companies.reopen().ask(page, { after })
    after = data.calls.pageInfo.endCursor
  }
})
