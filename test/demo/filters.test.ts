/** Every filter of the document's parameter tables: what it lets through, and what is refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { open } from './ask.ts'

const ids = (rows: readonly Row[]): string[] => rows.map((row) => String(row.id)).toSorted()

test('a bot is not the agent of the same number', async () => {
  const agents = [{ id: 3, name: 'Ada' }, { id: 3, va_alias: 'Mint' }, null]
  const client = open({ rows: { calls: agents.map((agent_info, index) => ({ id: index, agent_info })) } })
  assert.deepEqual(ids(await client.all('/calls?agent_id[]=3')), ['0'])
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
