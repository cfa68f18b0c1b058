/** What Whippy's made-up rows hold, how they live, and the lists beside the calls. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { toMicros } from '../../src/demo/whippy/spellings.ts'
import { start } from './ask.ts'
import { open, uuid, type Client } from './ask-whippy.ts'

const large = open({}, { scale: 1 })
const { data } = large.simulator

const documented = (
  'id conversation_id contact_id channel_id campaign_id sequence_id step_id step_contact_id user_id type direction from ' +
  'to delivery_status body attachments metadata language translated_body translation_language created_at updated_at ' +
  'inserted_at mode voicemail call_completion_rating agent_version_id'
).split(' ')

test('made calls hold every documented field, and any of them can be null', () => {
  const { calls } = data
  assert.ok(calls.length > 2200 && calls.length < 3200, `${calls.length} calls`)
  assert.equal(new Set(calls.map((row) => row.id)).size, calls.length)
  for (const key of documented) {
    assert.ok(
      calls.some((row) => row[key] != null),
      key,
    )
    if (key !== 'id' && key !== 'created_at')
      assert.ok(
        calls.some((row) => row[key] == null),
        `${key} null`,
      )
  }
  for (const row of calls) assert.ok((toMicros(row.created_at) ?? Infinity) <= start * 1000)
  for (const part of ['audio/x-wav', 'call_summary', 'teleported', '__proto__', 'Agent: ', 'Contact: '])
    assert.ok(JSON.stringify(calls).includes(part), part)
  const files = calls.map((row) => (Array.isArray(row.attachments) ? row.attachments.length : 0))
  assert.deepEqual(new Set(files), new Set([0, 1, 3]))
})

test('times come in microseconds with a zone or in seconds without one', () => {
  const spelled = (pattern: RegExp) => data.calls.filter((row) => pattern.test(String(row.created_at))).length
  const [zoned, plain] = [spelled(/^[^.]{19}\.\d{6}Z$/), spelled(/^[^.]{19}$/)]
  assert.equal(zoned + plain, data.calls.length)
  assert.ok(plain > 200 && zoned > plain)
})

const idsOf = (rows: readonly Row[]): Set<unknown> => new Set(rows.map((row) => row.id))

test('calls name AI agents by uuid, human users by number, and only what exists', () => {
  const known = {
    conversation_id: idsOf(data.conversations),
    contact_id: idsOf(data.contacts),
    channel_id: idsOf(data.channels),
  }
  const [agents, users] = [idsOf(data.agents), idsOf(data.users)]
  for (const row of data.calls) {
    for (const [key, ids] of Object.entries(known)) assert.ok(row[key] == null || ids.has(row[key]), key)
    if (row.user_id != null) assert.ok(users.has(Number(row.user_id)))
    const agentId: unknown = Object(row.metadata).agent_id
    if (agentId !== undefined) assert.ok(agents.has(agentId))
  }
  assert.ok([...users].every((id) => typeof id === 'number'))
})

test('a call that has just ended lacks rating, summary and recording until it is analysed', async () => {
  const client = open({}, { scale: 1 })
  const young = client.simulator.data.calls.filter((row) => row.delivery_status === 'call_in_progress')
  assert.ok(young.length > 0)
  for (const row of young)
    assert.deepEqual([row.call_completion_rating ?? null, row.body ?? null], [null, null])
  client.pass(60 * 60_000)
  await client.get('/organization')
  const ids = idsOf(young)
  const later = client.simulator.data.calls.filter((row) => ids.has(row.id) && row.body != null)
  assert.ok(later.length > 0)
  for (const row of later) assert.notEqual(row.delivery_status, 'call_in_progress')
})

test('calls tie in more than a page, and with calls elsewhere to the second', () => {
  const instants = Map.groupBy(data.calls, (row) => Math.floor((toMicros(row.created_at) ?? 0) / 1e6))
  assert.ok(Math.max(...[...instants.values()].map((group) => group.length)) > 100)
  const others = new Set(large.sandbox.data.calls.map((row) => Date.parse(String(row.created_at)) / 1000))
  const shared = [...instants.keys()].filter((second) => others.has(second))
  assert.ok(shared.length > 100, `${shared.length} shared`)
})

const snapshot = ({ simulator }: Client): string => JSON.stringify(Object.values({ ...simulator.data }))

test('the same seed and start give the same rows however often somebody looks, another seed gives others', async () => {
  const [patient, curious, other] = [open(), open(), open({}, { seed: 2 })]
  assert.equal(snapshot(patient), snapshot(curious))
  assert.notEqual(snapshot(patient), snapshot(other))
  for (let count = 0; count < 30; count++) {
    curious.pass(60_000)
    await curious.get('/organization')
  }
  patient.pass(30 * 60_000)
  await patient.get('/organization')
  assert.equal(snapshot(patient), snapshot(curious))
})

test('every list gives its rows with their number, channels with the organization', async () => {
  for (const path of '/agents /users /campaigns /sequences /contacts /conversations'.split(' ')) {
    const { status, body } = await large.get(`${path}?limit=2&offset=1`)
    assert.deepEqual([status, body.data.length], [200, 2], path)
    assert.ok(body.total > 2, path)
    assert.equal((await large.get(`${path}?foo=1`)).status, 422, path)
  }
  const { body } = await large.get('/channels')
  assert.deepEqual([body.data.length, 'total' in body, 'organization_id' in body], [9, false, true])
})

test('single rows come as data, unknown ids are not found', async () => {
  const { agents, campaigns, sequences, contacts, channels, conversations } = data
  for (const [name, rows] of Object.entries({
    agents,
    campaigns,
    sequences,
    contacts,
    channels,
    conversations,
  })) {
    const id = String(rows[0]?.id)
    assert.equal((await large.get(`/${name}/${id}`)).body.data.id, id, name)
    const missing = await large.get(`/${name}/${uuid(1)}`)
    assert.deepEqual([missing.status, missing.body.status], [404, 404], name)
  }
  assert.equal((await large.get(`/agents/${String(agents[0]?.id)}?limit=1`)).status, 422)
  assert.ok((await large.get('/organization')).body.data.id)
})

const count = async (path: string): Promise<number> => (await large.get(path)).body.total

test('agents, users and campaigns are narrowed by their documented filters', async () => {
  const [user, campaign, channel] = [data.users[0], data.campaigns[0], data.channels[0]]
  assert.ok((await count('/agents?name=booking')) > 0)
  assert.equal(await count(`/users?email=${encodeURIComponent(String(user?.email))}`), 1)
  assert.equal(await count('/users?role=admin'), data.users.filter((row) => row.role === 'admin').length)
  assert.equal(
    await count('/users?state=enabled'),
    data.users.filter((row) => row.state === 'enabled').length,
  )
  assert.equal((await count(`/campaigns?title=${encodeURIComponent(String(campaign?.title))}`)) > 0, true)
  const [draft, sent] = [
    await count('/campaigns?status[]=draft'),
    await count('/campaigns?status[]=completed'),
  ]
  assert.equal(await count('/campaigns?status[]=draft&status[]=completed'), draft + sent)
  const onChannel = await count(`/campaigns?channels[][id]=${String(channel?.id)}`)
  assert.equal(
    await count(`/campaigns?channels[][phone]=${encodeURIComponent(String(channel?.phone))}`),
    onChannel,
  )
  const maker = String(Object(campaign?.created_by).id)
  assert.ok((await count(`/campaigns?created_by[]=${maker}`)) > 0)
  assert.ok((await count(`/campaigns?updated_by[]=${String(Object(campaign?.updated_by).id)}`)) > 0)
})

test('conversations are narrowed by state, channel, user and time', async () => {
  const row = data.conversations.find((one) => one.assigned_user_id !== null)
  const all = data.conversations.length
  assert.ok((await count('/conversations?status[]=closed')) < all)
  assert.ok((await count(`/conversations?channels[][id]=${String(row?.channel_id)}`)) > 0)
  assert.ok((await count(`/conversations?assigned_users[]=${String(row?.assigned_user_id)}`)) > 0)
  assert.equal(await count('/conversations?created_at[before]=2100-01-01T00:00:00Z'), all)
  assert.equal(await count('/conversations?created_at[before]=2000-01-01T00:00:00Z'), 0)
  assert.equal((await large.get('/conversations?created_at[after]=2026-03-01T00:00:00Z')).status, 422)
  assert.equal((await large.get('/conversations?created_at[before]=x')).status, 422)
})

test('a conversation holds its messages, calls among them', async () => {
  const call = data.calls.find((row) => row.conversation_id != null && row.type === 'call')
  const path = `/conversations/${String(call?.conversation_id)}`
  const { messages } = (await large.get(`${path}?messages[limit]=100`)).body.data
  assert.ok(Array.isArray(messages) && messages.some((one: Row) => one.id === call?.id))
  assert.deepEqual((await large.get(`${path}/messages?limit=100`)).body.data, messages)
  const second = (await large.get(`${path}?messages[limit]=1&messages[offset]=1`)).body.data.messages
  assert.deepEqual(second, messages.slice(1, 2))
  const late = (await large.get(`${path}?messages[after]=2027-01-01T00:00:00Z`)).body.data.messages
  assert.deepEqual(late, [])
  assert.equal((await large.get(`${path}?limit=1`)).status, 422)
})

test('users of a channel and contacts of a campaign or sequence are lists of their own', async () => {
  const channel = String(data.channels[0]?.id)
  const members = (await large.get(`/channels/${channel}/users?limit=100`)).body.data
  assert.ok(members.length > 0 && members.every((row) => JSON.stringify(row.channels).includes(channel)))
  for (const path of [
    `/campaigns/${String(data.campaigns[0]?.id)}`,
    `/sequences/${String(data.sequences[0]?.id)}`,
  ]) {
    assert.ok((await count(`${path}/contacts`)) > 5, path)
  }
})

test('every value of personal data carries the canary', () => {
  const { calls, users, contacts, messages, conversations } = open({}, { canary: 'CANARY7', scale: 0.5 })
    .simulator.data
  for (const row of calls) {
    const outside = row.direction === 'INBOUND' ? row.from : row.to
    const { body, attachments, metadata } = row
    const urls = Array.isArray(attachments) ? attachments.map((file: Row) => file.url) : []
    const summary: unknown = Object(Object(metadata).analysis).call_summary
    const texts = [body, row.direction == null ? null : outside, summary, ...urls].filter(
      (text) => text != null,
    )
    for (const text of texts) assert.match(JSON.stringify(text), /CANARY7/)
  }
  for (const row of [...users, ...contacts]) {
    for (const key of ['name', 'email', 'phone', 'first_name', 'last_name', 'external_id', 'birth_date'])
      if (row[key] != null) assert.match(JSON.stringify(row[key]), /CANARY7/, key)
  }
  for (const row of messages) assert.match(String(row.body), /CANARY7/)
  assert.doesNotMatch(JSON.stringify(conversations), /CANARY7/)
})
