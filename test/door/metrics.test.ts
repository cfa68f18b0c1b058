// What operators watch: every number after the events it counts, under labels that are few.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGateway } from '../../src/gateway.ts'
import { createFiveStage } from '../support/five.ts'
import { CONFIG, createStage } from '../support/gateway.ts'
import { createVirtualClock } from '../support/clock.ts'
import { get } from './probe.ts'

/** The samples by name and labels. */
const samplesOf = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

test('operations, errors, upstream requests and what was saved are counted', async () => {
  const stage = createStage()
  const query = '{ calls(first: 5) { nodes { id agent { id email } } } }'
  await stage.ask(query)
  await stage.ask(query)
  await stage.ask('{ nothing }')
  const { text } = await get(stage.gateway.probes, '/metrics')
  const samples = samplesOf(text)
  const sum = (prefix: string) =>
    [...samples].reduce((total, [name, value]) => (name.startsWith(prefix) ? total + value : total), 0)
  assert.equal(samples.get('switchboard_operations_total{outcome="OK"}'), 2)
  assert.equal(samples.get('switchboard_errors_total{code="BAD_USER_INPUT"}'), 1)
  const list =
    'switchboard_upstream_requests_total{account="ujet",noun="CALL",lane="INTERACTIVE",outcome="OK",code=""}'
  assert.equal(samples.get(list), 1)
  assert.equal(sum('switchboard_upstream_slots_used_total'), stage.sent().length)
  assert.ok(sum('switchboard_saved_requests_total{outcome="CACHED"}') > 0)
  assert.equal(samples.get('switchboard_account_state{account="ujet"}'), 0)
  assert.ok(Math.abs((samples.get('switchboard_quota_requests_per_second{account="ujet"}') ?? 0) - 1) < 0.01)
})

test('what was refused is counted, by the vendor and before it was asked', async () => {
  const stage = createStage()
  stage.sandbox.intercept = () => new Response('{}', { status: 429, headers: { 'retry-after': '60' } })
  await stage.ask('{ teams { nodes { id } } }', {}, { 'x-deadline-ms': '9000' })
  await stage.ask('{ menus { nodes { id } } }', {}, { 'x-deadline-ms': '9000' })
  const samples = samplesOf((await get(stage.gateway.probes, '/metrics')).text)
  const refusal =
    'switchboard_upstream_refusals_total{account="ujet",lane="INTERACTIVE",code="QUOTA_EXHAUSTED"}'
  assert.equal(samples.get(refusal), 1)
  assert.equal(samples.get('switchboard_upstream_limited_total{account="ujet"}'), 1)
})

test('labels are account, noun, lane, code and outcome, and nothing else', async () => {
  const stage = createFiveStage()
  await stage.ask('{ calls(first: 5) { nodes { id from to agent { name } } } }')
  await stage.ask('query Secret4711 { calls(filter: { from: ["+13125550100"] }) { nodes { id } } }')
  const { text } = await get(stage.gateway.probes, '/metrics')
  const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label))
  assert.deepEqual(labels, new Set(['account', 'noun', 'lane', 'code', 'outcome', 'le']))
  assert.doesNotMatch(text, /4711|3125550100/)
})

test('metrics belong to one gateway', async () => {
  const means = { clock: createVirtualClock(), fetch }
  const [one, other] = [createGateway(CONFIG, means), createGateway(CONFIG, means)]
  await one.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ accounts { name } }"}',
    }),
  )
  assert.match((await get(one.probes, '/metrics')).text, /operations_total\{outcome="OK"\} 1/)
  assert.doesNotMatch((await get(other.probes, '/metrics')).text, /operations_total\{/)
})
