// Metrics: each number after the events it counts, with few labels.
import type { SwitchboardEvent } from '../../src/domain/event.ts'
import type { Redis, RedisChange } from '../../src/upstream/redis/redis.ts'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { pino } from 'pino'
import { UPSTREAM_CODES } from '../../src/domain/errors.ts'
import { createGateway } from '../../src/gateway.ts'
import { logEvents } from '../../src/log.ts'
import { createFiveStage } from '../support/five.ts'
import { CONFIG, createStage } from '../support/gateway.ts'
import { createVirtualClock } from '../support/clock.ts'
import { watch } from '../support/events.ts'
import { get } from './probe.ts'

/** The samples by name and labels. */
const samplesOf = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

test('operations, errors, upstream requests and savings are counted', async () => {
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

test('refusals are counted, those by the vendor and those before a request', async () => {
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

test('waiting requests are counted, and their wait when it ends', async () => {
  const stage = createStage()
  const lists = ['agents', 'menus', 'teams', 'chats']
  const answers = lists.map((list) => stage.ask(`{ ${list} { nodes { id } } }`))
  await stage.clock.sleep(500, new AbortController().signal)
  const during = samplesOf((await get(stage.gateway.probes, '/metrics')).text)
  assert.equal(during.get('switchboard_queue_waiting{account="ujet"}'), lists.length - 1)
  assert.equal(during.get('switchboard_slots_free{account="ujet"}'), 0)
  await Promise.all(answers)
  const after = samplesOf((await get(stage.gateway.probes, '/metrics')).text)
  assert.equal(after.get('switchboard_queue_waiting{account="ujet"}'), 0)
  const wait = 'switchboard_upstream_queue_seconds'
  assert.equal(after.get(`${wait}_count{account="ujet",lane="INTERACTIVE"}`), lists.length)
  // One, two and three turns of a second and its pace.
  const waited = after.get(`${wait}_sum{account="ujet",lane="INTERACTIVE"}`) ?? 0
  assert.ok(waited > 6 && waited < 7, String(waited))
  assert.equal(after.get('switchboard_upstream_network_seconds_count{account="ujet"}'), lists.length)
})

test('the state of a failing account is a gauge', async () => {
  const stage = createStage()
  const stateAfter = async (status: number, list: string) => {
    stage.sandbox.intercept = () => new Response('{}', { status })
    await stage.ask(`{ ${list} { nodes { id } } }`, {}, { 'x-deadline-ms': '3000' })
    const { text } = await get(stage.gateway.probes, '/metrics')
    return samplesOf(text).get('switchboard_account_state{account="ujet"}')
  }
  assert.equal(await stateAfter(500, 'agents'), 1)
  assert.equal(await stateAfter(401, 'menus'), 2)
})

test('the share of cached answers can be computed', async () => {
  const stage = createStage()
  for (const _ of [1, 2, 3, 4]) await stage.ask('{ calls(first: 5) { nodes { id } } }')
  const samples = samplesOf((await get(stage.gateway.probes, '/metrics')).text)
  const sent = samples.get(
    'switchboard_upstream_requests_total{account="ujet",noun="CALL",lane="INTERACTIVE",outcome="OK",code=""}',
  )
  const saved = (by: string) => samples.get(`switchboard_saved_requests_total{outcome="${by}"}`) ?? 0
  assert.equal(sent, 1)
  assert.equal(saved('CACHED') + saved('SEGMENT'), 3)
})

test('labels are few, and none has a text of a client', async () => {
  const stage = createFiveStage()
  await stage.ask('{ calls(first: 5) { nodes { id from to agent { name } } } }')
  await stage.ask('query Secret4711 { calls(filter: { from: ["+13125550100"] }) { nodes { id } } }')
  const { text } = await get(stage.gateway.probes, '/metrics')
  const labels = new Set(
    [...text.matchAll(/^switchboard_\w+\{(.+)\}/gm)].flatMap(([, all = '']) => labelsIn(all)),
  )
  assert.deepEqual(labels, new Set(['account', 'noun', 'lane', 'code', 'outcome', 'le', 'version']))
  assert.doesNotMatch(text, /4711|3125550100/)
})

/** `account="ujet",lane="BACKGROUND"` → `account`, `lane`. */
function labelsIn(text: string): readonly string[] {
  return [...text.matchAll(/(\w+)(?==~?")/g)].map(([name]) => name)
}

const textOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** Expressions of Prometheus by file. */
const EXPRESSIONS = {
  'examples/compose/alerts.yaml': textOf('examples/compose/alerts.yaml'),
  'examples/compose/grafana/switchboard.json': textOf('examples/compose/grafana/switchboard.json').replaceAll(
    '\\"',
    '"',
  ),
  'docs/running.md': textOf('docs/running.md'),
}

const metricsOf = async () => (await get(createStage().gateway.probes, '/metrics')).text
const namesIn = (text: string) =>
  new Set([...text.matchAll(/\b(?:switchboard|process|nodejs)_[a-z]\w+/g)].map(([name]) => name))

for (const [file, expressions] of Object.entries(EXPRESSIONS))
  test(`metrics in ${file} exist, with these labels and codes`, async () => {
    const known = new Set(
      [...(await metricsOf()).matchAll(/^# TYPE (\w+) (\w+)/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    )
    const named = namesIn(expressions)
    assert.ok(named.size > 5)
    assert.deepEqual(
      [...named].filter((name) => !known.has(name)),
      [],
    )
    const selectors = [...expressions.matchAll(/_\w+\{([^}]+)\}/g)].flatMap(([, all = '']) => labelsIn(all))
    const labels = new Set(['account', 'noun', 'lane', 'code', 'outcome', 'job'])
    assert.deepEqual(
      selectors.filter((label) => !labels.has(label)),
      [],
    )
    const codes = new Set<string>([...UPSTREAM_CODES, 'INTERNAL_SERVER_ERROR'])
    const asked = [...expressions.matchAll(/code="(\w+)"/g)].map(([, code = '']) => code)
    assert.deepEqual(
      asked.filter((code) => !codes.has(code)),
      [],
    )
  })

test('counters with an alert begin at 0, so that the first increase raises it', async () => {
  const samples = samplesOf(await metricsOf())
  assert.deepEqual(
    [
      'switchboard_errors_total{code="INTERNAL_SERVER_ERROR"}',
      'switchboard_errors_total{code="QUOTA_EXHAUSTED"}',
      'switchboard_upstream_limited_total{account="ujet"}',
    ].map((name) => samples.get(name)),
    [0, 0, 0],
  )
})

test('docs/running.md explains every metric of Switchboard', async () => {
  const explained = namesIn(EXPRESSIONS['docs/running.md'])
  const own = [...(await metricsOf()).matchAll(/^# TYPE (switchboard_\w+)/gm)].map(([, name = '']) => name)
  assert.deepEqual(
    own.filter((name) => !explained.has(name)),
    [],
  )
})

test('memory, CPU and event loop of the process are there, once for all gateways of a process', async () => {
  const [one, other] = [await metricsOf(), await metricsOf()]
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_p99_seconds',
  ])
    for (const text of [one, other]) assert.equal(text.split(`# TYPE ${name} `).length, 2, name)
})

test('the version is a label, so that a deployment can be followed', async () => {
  const { version } = JSON.parse(textOf('package.json'))
  assert.equal(samplesOf(await metricsOf()).get(`switchboard_build_info{version="${version}"}`), 1)
})

test('open subscriptions are counted, and their distinct questions', async () => {
  const stage = createStage()
  const counts = async () => {
    const samples = samplesOf((await get(stage.gateway.probes, '/metrics')).text)
    return [samples.get('switchboard_subscriptions'), samples.get('switchboard_subscription_questions')]
  }
  const lists = ['currentAgentStatuses', 'currentAgentStatuses', 'currentMenuStatuses']
  const open = await Promise.all(
    lists.map((list) => watch(stage.gateway, `subscription { ${list} { accounts { state } } }`)),
  )
  for (const watching of open) await watching.next()
  assert.deepEqual(await counts(), [3, 2])
  for (const watching of open) await watching.leave()
  assert.deepEqual(await counts(), [0, 0])
})

test('losses and recoveries of Redis are counted, and a gauge shows its absence', async () => {
  let change: (change: RedisChange) => void = () => {}
  let isUp = true
  const redis: Redis = {
    run: () => new Promise(() => {}),
    expectedInstances: 1,
    isReady: () => isUp,
    isUp: () => isUp,
    onChange: (listen) => {
      change = listen
    },
    closed: AbortSignal.abort(),
    close: () => {},
  }
  const events: SwitchboardEvent[] = []
  const emit = (event: SwitchboardEvent) => void events.push(event)
  const { probes } = createGateway(CONFIG, { clock: createVirtualClock(), fetch, redis, emit })
  const read = async () => {
    const samples = samplesOf((await get(probes, '/metrics')).text)
    const changes = ['LOST', 'REGAINED'].map((outcome) =>
      samples.get(`switchboard_redis_changes_total{outcome="${outcome}"}`),
    )
    return [samples.get('switchboard_redis_down'), ...changes]
  }
  assert.deepEqual(await read(), [0, 0, 0])
  isUp = false
  change({ isUp, reason: 'READONLY' })
  assert.deepEqual(await read(), [1, 1, 0])
  isUp = true
  change({ isUp, reason: null })
  assert.deepEqual(await read(), [0, 1, 1])
  assert.deepEqual(events, [
    { type: 'redis', isUp: false, reason: 'READONLY' },
    { type: 'redis', isUp: true, reason: null },
  ])
  const lines: { level: number; reason?: string; msg: string }[] = []
  const log = logEvents(pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) }))
  events.forEach(log)
  assert.deepEqual(
    lines.map(({ level, reason, msg }) => [level, reason, msg]),
    [
      [40, 'READONLY', 'Redis does not answer: this instance goes by its own share of quotas'],
      [30, undefined, 'Redis answers again: instances share quotas'],
    ],
  )
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
