/** What the made rows hold: documented fields, agreement with each other, and the oddities of real tenants. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { idOf, open, start } from './ask.ts'

const client = open({ scale: 1 })
const { data } = client.sandbox
const nested = (value: unknown): Row => (typeof value === 'object' && value !== null ? { ...value } : {})
const at = (value: unknown): number => Date.parse(String(value))

const between = (count: number, low: number, high: number): boolean => count >= low && count <= high
const handler = (row: Row): Row => nested(row.agent_info)

function some(rows: readonly Row[], is: (row: Row) => boolean, what: string): void {
  assert.ok(rows.some(is), what)
}

/** Every text of a row with the path to it. */
function* texts(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* texts(inner, `${path}.${key}`)
  }
}

test('at full size the company has the documented size', () => {
  assert.ok(between(data.agents.length, 240, 260))
  assert.ok(between(data.teams.length, 35, 40))
  assert.ok(between(data.menus.length, 135, 145))
  assert.equal(data.campaigns.length, 14)
  assert.ok(between(data.calls.length, 5500, 6500), `${data.calls.length} calls`)
  assert.ok(between(data.chats.length, 2200, 2800), `${data.chats.length} chats`)
  assert.ok(between(data.emails.length, 750, 1050), `${data.emails.length} emails`)
  assert.ok(between(data.activities.length, 7000, 10000), `${data.activities.length} activities`)
})

test('no date lies in the future but the one a call is scheduled for', () => {
  for (const rows of Object.values(data)) {
    for (const row of rows) {
      for (const [path, text] of texts(row)) {
        if (!/^\d{4}-\d\d-\d\dT/.test(text) || path === '.scheduled_at') continue
        assert.ok(at(text) <= start, `${path} of ${JSON.stringify(row.id)}: ${text}`)
      }
    }
  }
})

test('every row has an id and every event the instant of its beginning', () => {
  for (const row of [...data.calls, ...data.chats, ...data.emails])
    assert.ok(row.id != null && at(row.created_at) <= start)
  for (const row of data.activities) assert.ok(row.id != null && at(row.started_at) <= start)
  for (const rows of [data.calls, data.chats, data.emails, data.activities, data.agents]) {
    assert.equal(new Set(rows.map((row) => row.id)).size, rows.length)
  }
})

test('the times of a call stand in their order', () => {
  for (const call of data.calls) {
    const order = [
      call.created_at,
      call.queued_at,
      call.assigned_at,
      call.connected_at,
      call.ends_at,
      call.updated_at,
    ]
    const known = order.filter((time) => time != null).map(at)
    assert.deepEqual(
      known,
      known.toSorted((one, other) => one - other),
      `call ${idOf(call)}`,
    )
  }
})

test('status, times and durations of a call agree', () => {
  const plain = data.calls.filter((call) => call.status != null && call.updated_at != null)
  for (const call of plain.filter((one) => one.status === 'finished' && one.call_duration != null)) {
    if (call.ends_at == null || call.connected_at == null) continue
    assert.equal(Number(call.call_duration), Math.round((at(call.ends_at) - at(call.connected_at)) / 1000))
  }
  for (const call of plain.filter((one) => one.status === 'connected')) {
    assert.equal(call.ends_at, null)
    assert.ok(call.connected_at === null || start - at(call.connected_at) < 60 * 60_000)
  }
  const underway = new Set(['selecting', 'queued', 'assigned', 'connecting', 'connected'])
  for (const call of plain.filter((one) => start - at(one.updated_at) > 90 * 60_000)) {
    assert.ok(!underway.has(String(call.status)), `call ${idOf(call)}`)
  }
  for (const call of plain.filter((one) => one.status === 'failed' && one.fail_reason != null)) {
    assert.notEqual(call.fail_reason, 'nothing')
  }
})

test('calls, chats and e-mails refer to menus that exist, deleted ones included', () => {
  const menus = new Map(data.menus.map((menu) => [menu.id, menu]))
  for (const row of [...data.calls, ...data.chats, ...data.emails]) {
    const menu = nested(row.selected_menu)
    if (menu.id === undefined) continue
    assert.equal(menus.get(menu.id)?.name, menu.name)
    const path = nested(row.menu_path).materialized_path
    if (typeof path !== 'string') continue
    const ids = path.split('/').map(Number)
    assert.equal(ids.at(-1), menu.id)
    for (const [index, id] of ids.entries()) assert.equal(menus.get(id)?.parent_id, ids[index - 1] ?? null)
  }
})

test('menus and teams are trees of at least three levels', () => {
  for (const rows of [data.menus, data.teams]) {
    const parents = new Map(rows.map((row) => [row.id, row.parent_id]))
    const depth = (id: unknown): number => (parents.get(id) == null ? 1 : 1 + depth(parents.get(id)))
    assert.ok(Math.max(...rows.map((row) => depth(row.id))) >= 3)
    for (const row of rows) assert.ok(row.parent_id === null || parents.has(row.parent_id))
  }
})

test('the trees hold every menu and team that is not deleted', async () => {
  const flat = (nodes: readonly Row[]): Row[] =>
    nodes.flatMap((node) => [node, ...flat(Array.isArray(node.children) ? node.children : [])])
  for (const [path, rows] of [
    ['/menus/tree', data.menus],
    ['/teams/tree', data.teams],
  ] as const) {
    const found = flat((await client.get(path)).body).map(idOf)
    assert.deepEqual(new Set(found), new Set(present(rows).map(idOf)))
    assert.equal(found.length, present(rows).length)
  }
  const ivr = flat((await client.get('/menus/tree?menu_type=ivr_menu')).body)
  assert.ok(ivr.length > 10 && ivr.every((node) => node.menu_type === 'ivr_menu'))
  const spanish = flat((await client.get('/menus/tree?lang=es')).body)
  assert.ok(spanish.length > 0 && spanish.length < present(data.menus).length)
})

const present = (rows: readonly Row[]): Row[] => rows.filter((row) => row.deleted !== true)

test('some menus are deleted or hidden, some teams deleted', () => {
  assert.ok(data.menus.filter((menu) => menu.deleted === true).length >= 6)
  assert.ok(data.menus.filter((menu) => String(menu.hidden) === 'true').length >= 4)
  assert.ok(data.teams.some((team) => team.deleted === true))
})

test('agents name their teams and menus as those name them', () => {
  for (const agent of data.agents) {
    for (const team of Object.values(nested(agent.teams))) {
      assert.equal(data.teams.find((row) => row.id === nested(team).id)?.name, nested(team).name)
    }
    for (const channel of Object.values(nested(agent.channels))) {
      const menu = nested(nested(channel).menu)
      assert.equal(data.menus.find((row) => row.id === menu.id)?.name, menu.name)
    }
  }
})

test('agents on a call are the ones of whom a call says so', () => {
  const talking = data.agents.filter((agent) => nested(agent.status).id === -7)
  const handlers = new Set(
    data.calls
      .filter((call) => call.ends_at == null)
      .flatMap((call) => Object.values(nested(call.participants)))
      .map((participant) => nested(participant).user_id),
  )
  assert.ok(talking.length > 10)
  assert.ok(talking.filter((agent) => handlers.has(agent.id)).length > talking.length * 0.9)
})

test('a campaign’s counts are those of its contacts', () => {
  for (const campaign of data.campaigns) {
    const members = data.contacts.filter((contact) => contact.campaign_id === campaign.id)
    const stats = nested(campaign.contact_stats)
    assert.ok(members.length > 10)
    assert.equal(stats.Contacts, members.length)
    assert.equal(Number(stats.Remaining) + Number(stats.Completed), members.length)
    assert.equal(Object.keys(stats).length, 29)
  }
})

test('more calls begin at one instant than a page holds, and some dozens at another', () => {
  for (const [rows, most] of [
    [data.calls, 130],
    [data.chats, 101],
  ] as const) {
    const sizes = [...Map.groupBy(rows, (row) => row.created_at).values()].map((group) => group.length)
    const [first = 0, second = 0] = sizes.toSorted((one, other) => other - one)
    assert.ok(first >= most, `${first} at one instant`)
    assert.ok(second >= 10)
  }
})

test('the oddities of real rows occur', () => {
  const { calls, chats, emails, agents, activities, teams, menus } = data
  const agentIds = new Set(agents.map((agent) => agent.id))
  for (const rows of [calls, chats]) {
    some(rows, (row) => typeof row.rating === 'string', 'a rating as text')
    some(rows, (row) => typeof row.queue_duration === 'string', 'a duration as text')
    some(rows, (row) => typeof nested(row.selected_menu).hidden === 'string', 'hidden as text')
    some(rows, (row) => typeof nested(row.selected_menu).hidden === 'boolean', 'hidden as boolean')
    some(rows, (row) => 'x_score' in row, 'an unknown key')
    some(rows, (row) => row.agent_info === null, 'agent_info null')
    some(
      rows,
      (row) => row.ends_at != null && row.assigned_at != null && !('agent_info' in row),
      'agent_info absent',
    )
    some(rows, (row) => typeof handler(row).id === 'string', 'an agent id as text')
    some(rows, (row) => typeof handler(row).agent_number === 'number', 'an agent number as number')
    some(
      rows,
      (row) => handler(row).id !== undefined && !agentIds.has(Number(handler(row).id)),
      'a vanished agent',
    )
  }
  some(calls, (row) => 'va_alias' in handler(row) && agentIds.has(handler(row).id), 'a bot with a human’s id')
  some(calls, (row) => row.status === 'teleported', 'an unknown status')
  some(calls, (row) => row.call_type === 'Voice Campaign', 'an unknown type')
  some(calls, (row) => row.fail_reason === 'force_ended', 'an unknown fail reason')
  some(emails, (row) => row.email_status === 'snoozed', 'an unknown e-mail status')
  some(activities, (row) => row.activity === 'break_extended', 'an unknown activity')
  some(teams, (row) => Array.isArray(row.assignees), 'assignees as a list')
  some(menus, (row) => typeof row.hidden === 'string', 'a menu’s hidden as text')
  assert.equal(data.statuses.filter((status) => status.name === 'Meal').length, 2)
})

test('logs tell what agents did with calls, chats and their own status', () => {
  const met = new Set(data.activities.map((entry) => entry.activity))
  const wanted =
    'login logout user_status_changed call_outbound_dialing chat_notification_offered chat_picked_up ' +
    'deltacast_call_notification_offered deltacast_call_missed multicast_call_pick_up_attempt multicast_call_picked_up'
  assert.deepEqual(
    wanted.split(' ').filter((activity) => !met.has(activity)),
    [],
  )
  const calls = new Set(data.calls.map((call) => call.id))
  const chats = new Set(data.chats.map((chat) => chat.id))
  for (const entry of data.activities) {
    assert.ok(entry.call_id === null || calls.has(entry.call_id))
    assert.ok(entry.chat_id === null || chats.has(entry.chat_id))
  }
})

test('assignees are one object or a list of them', () => {
  const teams = [1, 2, 3].flatMap((seed) => open({ seed, scale: 0.1 }).sandbox.data.teams)
  assert.ok(teams.some((team) => Array.isArray(team.assignees)))
  assert.ok(teams.some((team) => nested(team.assignees).first_name !== undefined))
})

test('transfers name their menus in either way', () => {
  const transfers = [...data.calls, ...data.chats].flatMap((row) =>
    Object.values(nested(row.transfers)).map(nested),
  )
  assert.ok(transfers.some((transfer) => 'from_menu' in transfer))
  assert.ok(transfers.some((transfer) => 'from_menu_path' in transfer))
})

test('any field of an event may be null but its id, its beginning and its last change', () => {
  const nulls = new Set(data.calls.flatMap((call) => Object.keys(call).filter((key) => call[key] === null)))
  const keys = new Set(data.calls.flatMap((call) => Object.keys(call)))
  for (const key of ['id', 'created_at', 'updated_at', '__proto__', 'constructor', 'experiments', 'x_score'])
    keys.delete(key)
  assert.deepEqual(
    [...keys].filter((key) => !nulls.has(key)),
    [],
  )
})

test('keys that a careless merge would write to a prototype arrive as keys of the row', async () => {
  const hostile = data.calls.find((call) => Object.hasOwn(call, '__proto__'))
  const { body } = await client.get(`/calls/${idOf(hostile)}`)
  assert.ok(Object.hasOwn(body, '__proto__') && Object.hasOwn(body, 'constructor'))
})

test('telephone numbers, mail addresses and web addresses are invented ones', () => {
  for (const rows of Object.values(data)) {
    for (const row of rows) {
      for (const [path, text] of texts(row)) {
        if (text.includes('@')) assert.match(text, /@example\.(com|org)$/, path)
        if (text.startsWith('http')) assert.match(text, /^https:\/\/(files|tickets)\.example\.com\//, path)
        if (text.startsWith('+')) assert.match(text, /^\+(1316555\d{4}|441632960\d{3})$/, path)
      }
    }
  }
})
