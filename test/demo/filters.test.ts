/** Every filter of the document's parameter tables: what it lets through, and what is refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { open, type Client } from './ask.ts'

type Case = {
  path: string
  rows: (client: Client) => readonly Row[]
  /** Parameters that match any of the values given, with the path of the field. */
  any: Record<string, string>
  booleans: readonly string[]
  times: readonly string[]
  numbers: readonly string[]
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')

const cases: readonly Case[] = [
  {
    path: '/agents',
    rows: (client) => client.sandbox.data.agents,
    any: { id: 'id', agent_number: 'agent_number', status_id: 'status.id', location: 'location' },
    booleans: ['online', 'wrap_up'],
    times: ['last_login_time', 'status_updated_at'],
    numbers: [],
  },
  {
    path: '/agent_activity_logs',
    rows: (client) => client.sandbox.data.activities,
    any: {
      id: 'id',
      agent_id: 'agent_id',
      whodunnit_id: 'whodunnit.id',
      call_id: 'call_id',
      chat_id: 'chat_id',
    },
    booleans: [],
    times: ['started_at', 'ended_at'],
    numbers: ['duration'],
  },
  {
    path: '/calls',
    rows: (client) => client.sandbox.data.calls,
    any: {
      agent_id: 'agent_info.id',
      end_user_id: 'end_user.id',
      support_number: 'support_number',
      id: 'id',
    },
    booleans: ['verified'],
    times: ['connected_at', 'updated_at', 'queued_at', 'created_at'],
    numbers: ['rating', 'call_duration', 'hold_duration'],
  },
  {
    path: '/chats',
    rows: (client) => client.sandbox.data.chats,
    any: { id: 'id', agent_id: 'agent_info.id', end_user_id: 'end_user.id' },
    booleans: ['verified'],
    times: words('assigned_at ends_at updated_at created_at first_msg_sent_at last_msg_sent_at'),
    numbers: words(
      'rating chat_duration message_count average_response_time longest_response_time wait_duration',
    ),
  },
  {
    path: '/emails',
    rows: (client) => client.sandbox.data.emails,
    any: { id: 'id', agent_id: 'agent_info.id', end_user_id: 'end_user.id', email_status: 'email_status' },
    booleans: [],
    times: ['assigned_at', 'finished_at', 'updated_at', 'created_at'],
    numbers: ['total_thread_numbers'],
  },
  {
    path: '/menus',
    rows: (client) => client.sandbox.data.menus.filter((menu) => menu.deleted !== true),
    any: { id: 'id', name: 'name', parent_id: 'parent_id', position: 'position' },
    booleans: ['hidden'],
    times: [],
    numbers: [],
  },
  {
    path: '/teams',
    rows: (client) => client.sandbox.data.teams.filter((team) => team.deleted !== true),
    any: { id: 'id', name: 'name', parent_id: 'parent_id', position: 'position' },
    booleans: [],
    times: [],
    numbers: ['agents_count'],
  },
]

function valueOf(row: Row, field: string): unknown {
  const [outer = '', inner] = field.split('.')
  // Where the agent is not shown, the last to take part is meant.
  const value = row[outer] ?? (outer === 'agent_info' ? lastAgentOf(row) : undefined)
  if (inner === undefined) return value
  if (typeof value !== 'object' || value === null || 'va_alias' in value) return undefined
  return Reflect.get(value, inner)
}

function lastAgentOf({ participants = [] }: Row) {
  const agents = [participants].flat().filter((one: any) => one?.type === 'agent')
  return agents.map((one: any) => ({ id: one.user_id })).at(-1)
}

const ids = (rows: readonly Row[]): string[] => rows.map((row) => String(row.id)).toSorted()

async function asked(client: Client, path: string, parameters: readonly (readonly [string, string])[]) {
  const rows = await client.all(
    `${path}?${new URLSearchParams(parameters.map(([name, value]) => [name, value]))}`,
  )
  return ids(rows)
}

for (const { path, rows, any, booleans, times, numbers } of cases) {
  const client = open({ scale: 0.2, upperBoundInclusive: true })
  /** Some values that occur, from the first to the last. */
  const samples = (field: string): string[] => {
    const values = rows(client)
      .map((row) => valueOf(row, field))
      .filter((value) => value != null)
      .map(String)
    return [...new Set([values[0], values[values.length >> 1], values.at(-1)])].filter(
      (value) => value !== undefined,
    )
  }
  const matching = (field: string, keep: (value: string) => boolean): string[] =>
    ids(rows(client).filter((row) => valueOf(row, field) != null && keep(String(valueOf(row, field)))))

  for (const [name, field] of Object.entries(any)) {
    test(`${path} keeps the rows whose ${field} is any of ${name}[]`, async () => {
      const wanted = samples(field)
      const found = await asked(
        client,
        path,
        wanted.map((value) => [`${name}[]`, value]),
      )
      assert.ok(found.length > 0)
      assert.deepEqual(
        found,
        matching(field, (value) => wanted.includes(value)),
      )
      assert.deepEqual(await asked(client, path, [[`${name}[]`, 'nothing has this']]).catch(() => []), [])
    })
  }

  for (const field of booleans) {
    test(`${path} keeps the rows whose ${field} is true or false as ${field}[] says`, async () => {
      for (const wanted of ['true', 'false']) {
        assert.deepEqual(
          await asked(client, path, [[`${field}[]`, wanted]]),
          matching(field, (value) => value === wanted),
        )
        assert.deepEqual(
          await asked(client, path, [[`${field}[]`, wanted.toUpperCase()]]),
          matching(field, (value) => value === wanted),
        )
      }
      const both = await asked(client, path, [
        [`${field}[]`, 'true'],
        [`${field}[]`, 'false'],
      ])
      assert.deepEqual(
        both,
        matching(field, () => true),
      )
    })
  }

  for (const field of [...times, ...numbers]) {
    test(`${path} keeps the rows whose ${field} lies in the range, nulls never`, async () => {
      const read = times.includes(field) ? Date.parse : Number
      const values = samples(field).toSorted((one, other) => read(one) - read(other))
      const [low = '', high = ''] = [values.at(-2) ?? values[0], values.at(-1)]
      const from = await asked(client, path, [[`${field}[from]`, low]])
      assert.deepEqual(
        from,
        matching(field, (value) => read(value) >= read(low)),
      )
      const both = await asked(client, path, [
        [`${field}[from]`, low],
        [`${field}[to]`, high],
      ])
      assert.ok(both.length > 0)
      assert.deepEqual(
        both,
        matching(field, (value) => read(value) >= read(low) && read(value) <= read(high)),
      )
    })
  }
}

test('filters of different parameters combine with and', async () => {
  const client = open({ scale: 0.2 })
  const found = await client.all('/calls?call_status[]=finished&call_type[]=OutboundCall&rating[from]=5')
  assert.ok(found.length > 0)
  for (const call of found) {
    assert.deepEqual([call.status, Number(call.rating)], ['finished', 5])
    assert.ok(['Voice Outbound', 'OutboundCall'].includes(String(call.call_type)))
  }
})

test('call_type[] takes class names and finds labels, and class names of older rows', async () => {
  const types = [
    'Voice Inbound (IVR)',
    'IvrCall',
    'Voice Inbound (App)',
    'Voice Outbound',
    'Voice Campaign',
    null,
  ]
  const client = open({ rows: { calls: types.map((call_type, index) => ({ id: index, call_type })) } })
  assert.deepEqual(ids(await client.all('/calls?call_type[]=IvrCall')), ['0', '1'])
  assert.deepEqual(ids(await client.all('/calls?call_type[]=IncomingCallApp&call_type[]=OutboundCall')), [
    '2',
    '3',
  ])
  assert.equal((await client.get('/calls?call_type[]=Voice%20Outbound')).status, 422)
})

test('chat_type[] takes labels', async () => {
  const client = open({ scale: 0.2 })
  const found = await client.all(`/chats?chat_type[]=${encodeURIComponent('Messaging (SMS)')}`)
  assert.ok(found.length > 0)
  assert.ok(found.every((chat) => chat.chat_type === 'Messaging (SMS)'))
})

test('a bot is not the agent of the same number', async () => {
  const agents = [{ id: 3, name: 'Ada' }, { id: 3, va_alias: 'Mint' }, null]
  const client = open({ rows: { calls: agents.map((agent_info, index) => ({ id: index, agent_info })) } })
  assert.deepEqual(ids(await client.all('/calls?agent_id[]=3')), ['0'])
})

test('brackets may stand raw or encoded', async () => {
  const client = open({ scale: 0.2 })
  const raw = await client.get('/calls?call_status[]=failed&updated_at[from]=2026-03-01T00:00:00Z')
  const encoded = await client.get(
    '/calls?call_status%5B%5D=failed&updated_at%5Bfrom%5D=2026-03-01T00%3A00%3A00Z',
  )
  assert.ok(raw.body.length > 0)
  assert.deepEqual(encoded.body, raw.body)
})

test('the upper bound belongs to the range or not, and the seed decides if nobody else does', async () => {
  const calls = [1, 2, 3].map((second) => ({ id: second, updated_at: `2026-03-01T00:00:0${second}.000Z` }))
  const found = async (options: Parameters<typeof open>[0]) => {
    const client = open({ ...options, rows: { calls } })
    return ids(
      await client.all('/calls?updated_at[from]=2026-03-01T00:00:01Z&updated_at[to]=2026-03-01T00:00:02Z'),
    )
  }
  assert.deepEqual(await found({ upperBoundInclusive: true }), ['1', '2'])
  assert.deepEqual(await found({ upperBoundInclusive: false }), ['1'])
  const bySeed = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => found({ seed })))
  assert.deepEqual(new Set(bySeed.map((one) => one.length)), new Set([1, 2]))
})

test('times may have an offset, and without one they are UTC', async () => {
  const calls = [{ id: 1, updated_at: '2026-03-01T12:00:00.000Z' }]
  const client = open({ rows: { calls } })
  const count = async (time: string) =>
    (await client.all(`/calls?updated_at[from]=${encodeURIComponent(time)}`)).length
  assert.equal(await count('2026-03-01T13:00:00+01:00'), 1)
  assert.equal(await count('2026-03-01T13:00:00'), 0)
  assert.equal(await count('2026-03-01T12:00:00'), 1)
  assert.equal(await count('2026-03-01'), 1)
})

test('parameters that an endpoint’s table does not name are refused by name', async () => {
  const client = open()
  const refused = [
    '/calls?assigned_at[from]=2026-03-01T00:00:00Z',
    '/calls?ends_at[to]=2026-03-01T00:00:00Z',
    '/calls?scheduled_at[from]=2026-03-01T00:00:00Z',
    '/calls?lang[]=en',
    '/calls?chat_status[]=queued',
    '/calls?id=1',
    '/agents?call_count[from]=1',
    '/agents?chat_count[to]=1',
    '/agents?changed_columns=status',
    '/agents?online=true',
    '/chats?support_number[]=1',
    '/emails?rating[from]=1',
    '/menus?minutes=5',
    '/menus/tree?with_deleted=true',
    '/teams?menu_type[]=ivr_menu',
    '/teams/tree?lang=en',
    '/campaigns?id[]=61',
    '/campaigns?sort_column=id',
    '/campaigns/61/contacts?status[]=Upcoming',
    '/agents/1?with_deleted=true',
    '/user_statuses?id[]=1',
    '/settings/organization?page=1',
    '/agents?__proto__=1',
    '/agents?constructor=1',
  ]
  for (const path of refused) {
    const { status, body } = await client.get(path)
    assert.equal(status, 422, path)
    const [, name = ''] = /\?(.+?)=/.exec(path) ?? []
    assert.equal(body.message, `unknown parameter: ${name}`)
  }
})

test('values of the wrong form, or outside of the documented list, are refused', async () => {
  const client = open()
  const refused = [
    '/calls?call_status[]=foo',
    '/calls?call_status[]=finished&call_status[]=foo',
    '/calls?call_status[]=requeued',
    '/calls?call_fail_reason[]=force_ended',
    '/calls?verified[]=yes',
    '/calls?updated_at[from]=yesterday',
    '/calls?updated_at[from]=2026-13-01T00:00:00Z',
    '/calls?updated_at[to]=1767225600',
    '/calls?rating[from]=five',
    '/chats?chat_type[]=Messaging%20(WhatsApp)',
    '/chats?chat_fail_reason[]=after_hours',
    '/emails?email_status[]=snoozed',
    '/menus?menu_type[]=email_menu',
    '/menus?with_deleted=1',
    '/menus/tree?menu_type=email_menu',
    '/menus/tree?lang=it',
    '/agent_activity_logs?activity[]=call_picked_up',
    '/menus/sla?channel=email&minutes=5',
    '/menus/sla?channel=call&minutes=soon',
  ]
  for (const path of refused) assert.equal((await client.get(path)).status, 422, path)
})

test('service levels need a channel and minutes', async () => {
  const client = open()
  for (const path of ['/menus/sla', '/menus/sla_by_queue_group']) {
    assert.equal((await client.get(`${path}?channel=call`)).body.message, 'missing parameter: minutes')
    assert.equal((await client.get(`${path}?minutes=5`)).body.message, 'missing parameter: channel')
    assert.equal((await client.get(`${path}?channel=chat&minutes=5`)).status, 200)
  }
})
