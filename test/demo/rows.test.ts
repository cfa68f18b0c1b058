// Generated rows have the oddities of real ones; without them, adapters would be tested by tidy rows only.
import type { Row } from '../../src/demo/shelf.ts'
import type { Simulated } from './ask.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { everyText, MINUTE, open, START } from './ask.ts'

const instantOf = (value: unknown): number => Date.parse(String(value))
const textOf = (row: Row) => JSON.stringify(row)
const inside = (value: unknown): Row => (typeof value === 'object' && value !== null ? { ...value } : {})
const agentOf = (row: Row): Row => inside(row.agent_info)

const ujet = open('UJET', { scale: 1 }).simulator.data
const agentIds = new Set(ujet.agents.map(({ id }) => id))

/** What some row of the vendor's calls is. */
const ODDITIES: Readonly<Record<Simulated, Readonly<Record<string, (row: Row) => boolean>>>> = {
  UJET: {
    'a rating as text': ({ rating }) => typeof rating === 'string',
    'a duration as text': (row) => typeof row.queue_duration === 'string',
    'a flag as text': (row) => typeof inside(row.selected_menu).hidden === 'string',
    'a flag': (row) => typeof inside(row.selected_menu).hidden === 'boolean',
    'an unknown key': (row) => 'x_score' in row,
    'no agent': (row) => row.agent_info === null,
    'an absent agent': (row) => row.ends_at != null && row.assigned_at != null && !('agent_info' in row),
    'an agent id as text': (row) => typeof agentOf(row).id === 'string',
    'an agent number as number': (row) => typeof agentOf(row).agent_number === 'number',
    'a vanished agent': (row) => agentOf(row).id !== undefined && !agentIds.has(Number(agentOf(row).id)),
    'a bot with the id of an agent': (row) => 'va_alias' in agentOf(row) && agentIds.has(agentOf(row).id),
    'an unknown status': ({ status }) => status === 'teleported',
    'an unknown type': (row) => row.call_type === 'Voice Campaign',
    'an unknown reason': (row) => row.fail_reason === 'force_ended',
    'a key of prototypes': (row) => Object.hasOwn(row, '__proto__') && Object.hasOwn(row, 'constructor'),
  },
  CALLCAP: {
    'a call before clocks change': (row) =>
      instantOf(row.start_datetime) === instantOf('2026-03-08T07:00:00Z'),
    'a call an hour later': (row) => instantOf(row.start_datetime) === instantOf('2026-03-08T08:00:00Z'),
  },
  WHIPPY: {
    'microseconds and a zone': (row) => /^[^.]{19}\.\d{6}Z$/.test(String(row.created_at)),
    'seconds without a zone': (row) => /^[^.]{19}$/.test(String(row.created_at)),
    'a running call without a rating': (row) =>
      row.delivery_status === 'call_in_progress' && row.call_completion_rating == null,
  },
  ALLO_MEDIA: {
    'a duration as text': ({ duration }) => typeof duration === 'string',
    'a duration': ({ duration }) => typeof duration === 'number',
    'no duration': ({ duration }) => duration === null,
    'the end of the menu as text': (row) => typeof row.ivr_end === 'string',
    'a qualification as object': ({ qualification }) => typeof inside(qualification).label === 'string',
    'a state in capitals': (row) => row.audio_state === 'AVAILABLE',
    'a state in small letters': (row) => row.audio_state === 'available',
    'a number with a plus': (row) => textOf(row).includes('"ANI":"+33'),
    'a number without one': (row) => textOf(row).includes('"ANI":"33'),
    'a confidence as text': (row) => textOf(row).includes('"confidence":"'),
    'a void call that was never processed': (row) => row.status === 'void' && row.qualified === null,
  },
  TWIN: {
    'a duration as text': ({ duration }) => typeof duration === 'string',
    'a price as text': ({ price }) => typeof price === 'string',
    'results as a list': (row) => Array.isArray(row.dialogResults),
    'results as an object': (row) => !Array.isArray(row.dialogResults) && row.dialogResults !== null,
    'a flag as number': (row) => typeof row.isFinished === 'number',
    'an external id as number': (row) => typeof row.externalId === 'number',
    'an undocumented status': ({ status }) => status === 'FZ230',
    'another offset': (row) => String(row.createdAt).endsWith('+03:00'),
    'no start': (row) => row.startedAt === null && row.status !== 'ANSWERED',
  },
}

for (const [name, oddities] of Object.entries(ODDITIES)) {
  test(`calls of ${name} have its oddities`, () => {
    // Object.entries forgets the key type. The switch is TWIN's.
    const options = { scale: 1, unstarted: 'null' }
    const { calls } = open(name as Simulated, options).simulator.data
    const missing = Object.entries(oddities).filter(([, is]) => !calls.some(is))
    assert.deepEqual(
      missing.map(([oddity]) => oddity),
      [],
    )
  })
}

test('any field of a UJET call may be null but its id, its start and its last change', () => {
  const keys = new Set(ujet.calls.flatMap((call) => Object.keys(call)))
  const nulls = new Set(ujet.calls.flatMap((call) => Object.keys(call).filter((key) => call[key] === null)))
  const never = ['id', 'created_at', 'updated_at', '__proto__', 'constructor', 'experiments', 'x_score']
  assert.deepEqual([...keys].filter((key) => !nulls.has(key)).toSorted(), never.toSorted())
})

test('dates of UJET are past but for schedules, and numbers and addresses are invented', () => {
  for (const [path, text] of everyText(ujet)) {
    if (/^\d{4}-\d\d-\d\dT/.test(text) && path.at(-1) !== 'scheduled_at')
      assert.ok(instantOf(text) <= START, `${path.join('.')}: ${text}`)
    if (text.includes('@')) assert.match(text, /@example\.(com|org)$/)
    if (text.startsWith('http')) assert.match(text, /^https:\/\/(files|tickets)\.example\.com\//)
    if (text.startsWith('+')) assert.match(text, /^\+(1316555\d{4}|441632960\d{3})$/)
  }
})

test('some calls of Allo-Media have the very second of a call of UJET or TWIN', () => {
  const { alloMedia, ujet: other, twin } = createSandbox({ clock: { now: () => START }, scale: 0.3 })
  const atUjet = new Set(other.data.calls.map((call) => instantOf(call.created_at)))
  const atTwin = new Set(twin.data.calls.map((call) => instantOf(call.startedAt)))
  const starts = alloMedia.data.calls.map((call) => instantOf(call.timestamp))
  assert.ok(starts.filter((start) => atUjet.has(start)).length > 40)
  assert.ok(starts.some((start) => atUjet.has(start) && atTwin.has(start)))
})

test('a call of Allo-Media appears once it is processed, behind newer ones', async () => {
  const { simulator, ids, pass } = open('ALLO_MEDIA', { scale: 0.3 })
  const before = new Set(simulator.data.calls.map((call) => call.unique_id))
  pass(20 * MINUTE)
  await ids()
  const fresh = simulator.data.calls.filter((call) => !before.has(call.unique_id))
  assert.ok(fresh.some((call) => instantOf(call.timestamp) < START))
  assert.ok(fresh.every((call) => call.qualified === null || instantOf(call.qualified) > START))
})

test('a planned call of TWIN is dialled as time passes', async () => {
  const { simulator, ids, pass } = open('TWIN', { scale: 1 })
  const planned = simulator.data.calls.filter(({ status }) => status === 'SCHEDULED').map(({ id }) => id)
  assert.ok(planned.length > 2)
  pass(30 * MINUTE)
  await ids()
  const now = simulator.data.calls.filter(({ id }) => planned.includes(id))
  assert.ok(
    now.every(({ status, createdAt, updatedAt }) => status !== 'SCHEDULED' && updatedAt !== createdAt),
  )
})

test('two instants of the repeated hour of autumn read the same at Callcap', async () => {
  const at = (call_id: string, start_datetime: string) => ({ call_id, start_datetime })
  const calls = [at('first', '2025-11-02T06:30:00Z'), at('second', '2025-11-02T07:30:00Z')]
  const { calls: ask } = open('CALLCAP', { rows: { calls } })
  const { body } = await ask('search_startdate=2025-11-01&search_enddate=2025-11-03&order=oldest')
  assert.deepEqual(
    body.call.map((row: Row) => [row.call_id, row.start_datetime]),
    [
      ['first', '2025-11-02 01:30:00'],
      ['second', '2025-11-02 01:30:00'],
    ],
  )
})
