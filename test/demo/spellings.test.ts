/** The six answers whose shape nobody published: both spellings occur, and both say all that the document says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { open, start, type Client } from './ask.ts'

const seeds = Array.from({ length: 12 }, (_, index) => index + 1)
const keys = (row: Row | undefined): string =>
  Object.keys(row ?? {})
    .toSorted()
    .join(' ')

async function shapes(path: string, prepare: (client: Client) => void = () => {}): Promise<Set<string>> {
  const found = new Set<string>()
  for (const seed of seeds) {
    const client = open({ seed, scale: 0.1 })
    prepare(client)
    const { body } = await client.get(path)
    const shape = new Set(body.map(keys))
    assert.ok(shape.size <= 1, 'one tenant spells every row alike')
    for (const one of shape) found.add(one)
  }
  return found
}

test('agents’ current status is spelt in two ways', async () => {
  assert.deepEqual(
    await shapes('/agents/current_status'),
    new Set([
      'agent_id agent_name duration hold_duration on_hold status status_updated_at',
      'agent current_status hold id status_id status_started_at time_in_status',
    ]),
  )
})

const ago = (seconds: number): string => new Date(start - seconds * 1000).toISOString()
const billing = { id: 3, name: 'Billing', menu_type: 'ivr_menu' }

function queueOne({ sandbox }: Client): void {
  sandbox.data.calls.push({ id: 1, status: 'queued', queued_at: ago(9), selected_menu: billing })
}

test('menus’ current status is spelt in two ways', async () => {
  const found = await shapes('/menus/current_status', queueOne)
  assert.equal(found.size, 2)
  for (const one of found) assert.match(one, /queued/)
})

test('service levels and operation hours are spelt in two ways', async () => {
  for (const path of [
    '/menus/sla?channel=call&minutes=300',
    '/menus/sla_by_queue_group?channel=call&minutes=300',
    '/menus/operation_hours',
  ]) {
    assert.equal((await shapes(path)).size, 2, path)
  }
})

test('campaign contacts are spelt in two ways', async () => {
  assert.equal((await shapes('/campaigns/61/contacts')).size, 2)
})

test('current statuses list who is logged in, the status, since when, and who is on hold and for how long', async () => {
  for (const seed of seeds) {
    const client = open({ seed, scale: 0.1 })
    const { body } = await client.get('/agents/current_status')
    const online = client.sandbox.data.agents.filter((agent) => agent.online === true)
    assert.deepEqual(
      body.map((row) => row.agent_id ?? row.id),
      online.map((agent) => agent.id),
    )
    for (const [index, row] of body.entries()) {
      const agent = online[index]
      assert.equal(row.status_updated_at ?? row.status_started_at, agent?.status_updated_at)
      const lasted = (client.now() - Date.parse(String(agent?.status_updated_at))) / 1000
      assert.equal(row.duration ?? row.time_in_status, Math.round(lasted))
    }
  }
})
