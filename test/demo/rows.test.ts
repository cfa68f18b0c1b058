/** What the made rows hold: documented fields, agreement with each other, and the oddities of real tenants. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { idOf, open, start } from './ask.ts'

const client = open({ scale: 1 })
const { data } = client.sandbox
const nested = (value: unknown): Row => (typeof value === 'object' && value !== null ? { ...value } : {})
const at = (value: unknown): number => Date.parse(String(value))
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
