// Who handled a call or chat, who took part in it, and between whom it went.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ujet } from '../../../src/vendors/ujet/index.ts'
import { at } from './model.ts'

const account = { name: 'ujet', vendor: 'UJET' } as const
const toCall = (row: object): unknown => ujet.resources.CALL?.toRow({ id: 1, ...row }, account, {}, 0)
const toChat = (row: object): unknown => ujet.resources.CHAT?.toRow({ id: 1, ...row }, account, {}, 0)
const read = (row: object, path: string) => at(toCall(row), path)

test('a virtual agent is no agent, whether its alias says so or a participant', () => {
  const byAlias = toCall({ agent_info: { id: 7, va_alias: 'Aria', avatar_url: 'https://x.test/a' } })
  assert.equal(at(byAlias, 'agent'), null)
  assert.deepEqual(at(byAlias, 'virtualAgent'), {
    vendorId: '7',
    alias: 'Aria',
    avatarUrl: 'https://x.test/a',
  })
  const byParty = toCall({ agent_info: { id: 7 }, participants: [{ type: 'task_virtual_agent' }] })
  assert.equal(at(byParty, 'agent'), null)
  assert.equal(at(byParty, 'virtualAgent.vendorId'), '7')
  const chat = toChat({ agent_info: { id: 7, va_alias: 'Aria' } })
  assert.equal(at(chat, 'agent'), null)
})

test('a named agent stays one beside a virtual participant', () => {
  for (const name of [{ name: 'Ada' }, { first_name: 'Ada' }, { last_name: 'Lovelace' }]) {
    const call = toCall({ agent_info: { id: 7, ...name }, participants: [{ type: 'virtual_agent' }] })
    assert.equal(at(call, 'agent.id'), 'agent:ujet:7')
    assert.equal(at(call, 'virtualAgent'), null)
  }
})

test('without agent_info the last human participant is the agent', () => {
  const participants = [
    { type: 'end_user', end_user_id: 5 },
    { type: 'agent', user_id: 7 },
    { type: 'agent', user_id: 9 },
    { type: 'virtual_agent', user_id: 3 },
    { type: 'agent', user_id: null },
  ]
  for (const row of [{ participants }, { participants, agent_info: null }]) {
    assert.equal(read(row, 'agent.id'), 'agent:ujet:9')
    assert.equal(read(row, 'virtualAgent'), null)
  }
  assert.equal(read({}, 'agent'), null)
})

test('a virtual participant does not pass for an agent', () => {
  const call = toCall({
    participants: [
      { type: 'virtual_agent', user_id: 7 },
      { type: 'agent', user_id: 7 },
    ],
  })
  assert.equal(at(call, 'participants.0.agent'), null)
  assert.equal(at(call, 'participants.1.agent.id'), 'agent:ujet:7')
})

test('participants of chats may say their times in other words', () => {
  const chat = toChat({
    participants: [{ chat_id: 4, chat_duration: 30, finished_at: '2026-03-23T12:00:00Z' }],
  })
  assert.equal(at(chat, 'participants.0.sessionId'), 'chat:ujet:4')
  assert.equal(at(chat, 'participants.0.durationSeconds'), 30)
  assert.equal(at(chat, 'participants.0.endedAt'), Date.UTC(2026, 2, 23, 12))
})

test('the menus of a path are known by their ids', () => {
  const call = toCall({ menu_path: { items_count: 2, name: 'Billing/Refunds', materialized_path: '6/8' } })
  assert.deepEqual(
    [at(call, 'menuPath.menus.0.id'), at(call, 'menuPath.menus.1.id')],
    ['menu:ujet:6', 'menu:ujet:8'],
  )
  assert.equal(read({ menu_path: null }, 'menuPath'), null)
  assert.equal(read({ menu_path: { name: 'Billing' } }, 'menuPath.menus'), null)
})

test('a transfer says its menus in either spelling, and as a text or an object', () => {
  const path = { materialized_path: '6/8' }
  const [documented, real] = [
    { from_menu: path, to_menu: '6/9' },
    { from_menu_path: path, to_menu_path: 'Refunds' },
  ]
  const call = toCall({ transfers: [documented, real] })
  assert.equal(at(call, 'transfers.0.fromMenuPath.path'), '6/8')
  assert.equal(at(call, 'transfers.1.fromMenuPath.path'), '6/8')
  assert.equal(at(call, 'transfers.0.toMenuPath.menus.1.id'), 'menu:ujet:9')
  assert.equal(at(call, 'transfers.1.toMenuPath.name'), 'Refunds')
})

test('the virtual side of a transfer is not the human of the same number', () => {
  const call = toCall({
    transfers: [
      { from_agent: { id: 7, va_alias: 'Aria' }, to_agent: { id: 7, name: 'Ada' } },
      { from_agent: null, from_virtual_agent: { id: 3, name: 'Echo' }, to_virtual_agent: { id: 4 } },
    ],
  })
  assert.deepEqual(
    [at(call, 'transfers.0.fromAgent.kind'), at(call, 'transfers.0.fromAgent.name')],
    ['VIRTUAL', 'Aria'],
  )
  assert.notEqual(at(call, 'transfers.0.fromAgent.id'), at(call, 'transfers.0.toAgent.id'))
  assert.deepEqual(
    [at(call, 'transfers.1.fromAgent.kind'), at(call, 'transfers.1.fromAgent.name')],
    ['VIRTUAL', 'Echo'],
  )
  assert.equal(at(call, 'transfers.1.toAgent.kind'), 'VIRTUAL')
  assert.equal(read({ transfers: [{ to_agent: null }] }, 'transfers.0.toAgent'), null)
  assert.equal(at(call, 'transfers.0.fromAgent.email'), null, 'nothing is left to look up')
})
