// The name, zone and kind of a channel, of which calls and conversations carry only the id.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WhippySwitches } from '../../../src/demo/whippy/whippy.ts'
import { createFiveStage } from '../../support/five.ts'
import { rangesOf } from '../../support/price.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const LIST = 'channels?limit=50&offset=0'
const HOUR_MS = 3_600_000

/** The data of an answer has the shape of its query. */
type Data = any

function open(whippy: WhippySwitches = {}, config: Parameters<typeof createFiveStage>[1] = {}) {
  const stage = createFiveStage({ whippy }, config)
  const simulator = stage.sandbox.whippy
  let seen = 0
  /** Requests to Whippy since the last call. */
  const sent = () => {
    const news = simulator.requests.slice(seen)
    seen = simulator.requests.length
    return news.map(
      ({ path, query }) => path.replace('/v1/', '') + (query ? `?${decodeURIComponent(query)}` : ''),
    )
  }
  const listed = new Map(simulator.data.channels.map((row) => [String(row.id), row]))
  return { ...stage, stage, simulator, sent, listed }
}

const callsWith = (fields: string) =>
  `{ calls(first: 50, filter: { vendors: [WHIPPY] }) { nodes { details { ... on WhippyCallDetails { channel { ${fields} } } } } } }`
const chatsWith = (fields: string) =>
  `{ chats(first: 5, filter: { vendors: [WHIPPY] }) { nodes { details { ... on WhippyChatDetails { channel { ${fields} } } } } } }`
const FIELDS = 'vendorId name phoneNumber timeZone channelType supportsAiAgent'

const channelsOf = ({ calls, chats }: Data): readonly Data[] =>
  [
    ...(calls?.nodes ?? []).map(({ details }: Data) => details.channel),
    ...(chats?.nodes ?? []).map(({ details }: Data) => details.channel),
  ].filter((channel) => channel !== null)

test('the id of a channel costs nothing more than its rows', async () => {
  const { ask, sent } = open()
  const { data } = await ask(callsWith('vendorId'))
  assert.equal(channelsOf(data).length > 40, true)
  assert.deepEqual(
    sent().map((one) => one.split('?')[0]),
    ['calls/search'],
  )
})

test('name, zone and kind of every row’s channel come with one request, which is remembered for all rows', async () => {
  const { ask, sent, listed, clock } = open()
  const { data, errors } = await ask(callsWith(FIELDS))
  assert.deepEqual(errors, [])
  const channels = channelsOf(data)
  assert.ok(channels.length > 40)
  for (const channel of channels) {
    const row = listed.get(channel.vendorId)
    assert.deepEqual(channel, {
      vendorId: row?.id,
      name: row?.name,
      phoneNumber: row?.phone,
      timeZone: row?.timezone,
      channelType: row?.type,
      supportsAiAgent: row?.support_ai_agent,
    })
  }
  assert.deepEqual(
    sent().filter((one) => !one.startsWith('calls/')),
    [LIST],
  )
  await clock.advance(500_000)
  const later = await ask(chatsWith(FIELDS))
  assert.ok(channelsOf(later.data).every(({ name }) => typeof name === 'string'))
  assert.deepEqual(
    sent().filter((one) => !one.startsWith('conversations')),
    [],
  )
  await clock.advance(3 * HOUR_MS)
  await ask(chatsWith('name'))
  assert.deepEqual(
    sent().filter((one) => !one.startsWith('conversations')),
    [LIST],
  )
})

test('operations that want channels at one moment share the request', async () => {
  const { ask, sent } = open()
  await Promise.all([ask(callsWith('name')), ask(chatsWith('timeZone')), ask(callsWith('channelType'))])
  assert.equal(sent().filter((one) => one === LIST).length, 1)
})

test('a row’s own field of a channel costs no request', async () => {
  const { ask, sent, listed } = open()
  const query = (fields: string) =>
    `{ agents(first: 20, filter: { vendors: [WHIPPY], kind: [HUMAN] }) { nodes { details { ... on WhippyAgentDetails { channels { ${fields} } } } } } }`
  const { data } = await ask(query('vendorId name'))
  const channels = data.agents.nodes.flatMap(({ details }: Data) => details.channels)
  assert.ok(channels.length > 0)
  for (const { vendorId, name } of channels) assert.equal(name, listed.get(vendorId)?.name)
  assert.ok(!sent().includes(LIST))
  const { data: zones } = await ask(query('vendorId timeZone'))
  for (const { vendorId, timeZone } of zones.agents.nodes.flatMap(({ details }: Data) => details.channels))
    assert.equal(timeZone, listed.get(vendorId)?.timezone)
  assert.deepEqual(sent(), [LIST])
})

test('a channel that the list does not have is known by its id alone', async () => {
  const created_at = new Date(Date.UTC(2026, 0, 15)).toISOString()
  const gone = '3f2b8c1e-0a4d-4e5f-a6b7-000000000001'
  const { ask } = open({ rows: { calls: [{ id: gone, channel_id: gone, created_at }], channels: [] } })
  const { data, errors } = await ask(callsWith('vendorId name'))
  assert.deepEqual([errors, channelsOf(data)], [[], [{ vendorId: gone, name: null }]])
})

test('a refused list fails each field, and is requested again after ten minutes', async () => {
  const { ask, sent, clock, simulator } = open({ channels: 'refused' })
  const { data, errors } = await ask(callsWith('vendorId name'))
  const channels = channelsOf(data)
  assert.ok(channels.length > 40)
  assert.ok(channels.every(({ vendorId, name }) => typeof vendorId === 'string' && name === null))
  assert.equal(errors.length, channels.length)
  for (const { message, path, extensions } of errors) {
    assert.match(message, /^whippy refused the list of its channels \(HTTP 404\), so of a channel only/)
    assert.deepEqual([path?.slice(-2), extensions.code], [['channel', 'name'], 'UPSTREAM_REJECTED'])
  }
  assert.equal(sent().filter((one) => one === LIST).length, 1)
  const again = await ask(callsWith('name'))
  assert.ok(again.errors.length > 40)
  assert.ok(!sent().includes(LIST))
  await clock.advance(600_001)
  const { channels: rows } = simulator.data
  simulator.intercept = ({ url }) =>
    new URL(url).pathname === '/v1/channels' ? Response.json({ data: rows }) : undefined
  const mended = await ask(callsWith('name'))
  assert.deepEqual(mended.errors, [])
  assert.ok(channelsOf(mended.data).every(({ name }) => typeof name === 'string'))
})

test('a failure that may pass is not taken for a refusal', async () => {
  const { ask, simulator } = open()
  const fail = () => Response.json({}, { status: 500 })
  simulator.intercept = ({ url }) => (new URL(url).pathname === '/v1/channels' ? fail() : undefined)
  const { errors } = await ask(chatsWith('name'))
  assert.equal(errors[0]?.extensions.code, 'UPSTREAM_UNAVAILABLE')
  simulator.intercept = undefined
  const { data } = await ask(chatsWith('name'))
  assert.ok(channelsOf(data).every(({ name }) => typeof name === 'string'))
})

test('a scope for calls or conversations shows their channels whole', async () => {
  const { ask } = open({}, { signIn: { by: 'router', secret: SECRET } })
  const as = async (scopes: string, query: string) =>
    ask(query, {}, { 'x-switchboard-secret': SECRET, 'x-switchboard-scopes': scopes })
  for (const [scopes, query] of [
    ['calls:read', callsWith('name')],
    ['chats:read', chatsWith('name')],
  ] as const) {
    const { data, errors } = await as(scopes, query)
    assert.deepEqual(errors, [])
    assert.ok(channelsOf(data).length > 0 && channelsOf(data).every(({ name }) => typeof name === 'string'))
  }
})

test('the price counts the request for the list once, and none for ids alone', async () => {
  const { stage } = open()
  assert.deepEqual(await rangesOf(stage, chatsWith('vendorId')), { whippy: [1, 6] })
  assert.deepEqual(await rangesOf(stage, chatsWith('name timeZone')), { whippy: [1, 26] })
})

test('more channels than one page holds are all found', async () => {
  const uuid = (index: number) => `3f2b8c1e-0a4d-4e5f-a6b7-${String(index).padStart(12, '0')}`
  const created_at = new Date(Date.UTC(2026, 0, 15)).toISOString()
  const channels = Array.from({ length: 130 }, (_, index) => ({ id: uuid(index), name: `Desk ${index}` }))
  const calls = [{ id: uuid(1), channel_id: uuid(129), created_at }]
  const { ask, sent } = open({ rows: { calls, channels } })
  const { data } = await ask(callsWith('name'))
  assert.deepEqual(channelsOf(data), [{ name: 'Desk 129' }])
  assert.equal(sent().filter((one) => one.startsWith('channels')).length, 3)
})
