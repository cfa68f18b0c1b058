// Every documented field arrives, and odd rows do no harm.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Noun } from '../../../src/domain/noun.ts'
import type { Model } from './model.ts'
import { NOUNS } from '../../../src/domain/noun.ts'
import { ujet } from '../../../src/vendors/ujet/index.ts'
import * as document from './document.ts'
import { at, emptied, fill } from './model.ts'

const account = { name: 'ujet', vendor: 'UJET' } as const

const models: readonly [Noun, Model][] = [
  ['AGENT', document.agent],
  ['AGENT_STATUS', document.agentStatus],
  ['AGENT_ACTIVITY', document.agentActivity],
  ['CALL', document.call],
  ['CHAT', document.chat],
  ['EMAIL', document.email],
  ['MENU', document.menu],
  ['TEAM', document.team],
  ['MENU_TREE', document.menuTree],
  ['TEAM_TREE', document.teamTree],
  ['CAMPAIGN', document.campaign],
]

const toRow = (noun: Noun, row: unknown): unknown => ujet.resources[noun]?.toRow(row, account, {}, 0)

/** As it is, as the text of a number, or as the raw part of a global id. */
function arrived(there: unknown, value: unknown): boolean {
  return (
    there === value ||
    (typeof value === 'number' && (there === `${value}` || String(there).endsWith(`:${value}`)))
  )
}

for (const [noun, model] of models) {
  test(`every documented field of ${noun} arrives in the domain`, () => {
    for (const flags of [true, false]) {
      const { row, fields } = fill(model, flags)
      const mapped = toRow(noun, row)
      const lost = fields.filter(({ path, value }) => !arrived(at(mapped, path), value))
      assert.deepEqual(lost, [])
    }
  })

  test(`a row of ${noun} without a single value is a row all the same`, () => {
    assert.equal(at(toRow(noun, emptied(model)), 'vendorId'), '1')
    assert.equal(at(toRow(noun, { id: 1 }), 'vendorId'), '1')
  })

  test(`a row of ${noun} answers for every field, with null where it has none`, () => {
    const open = Object.entries(Object(toRow(noun, { id: 1 }))).filter(([, value]) => value === undefined)
    assert.deepEqual(open, [])
  })

  test(`a row of ${noun} without an id names nothing`, () => {
    const { row } = fill(model, true)
    for (const id of [null, '', ' ', undefined]) assert.equal(toRow(noun, { ...Object(row), id }), null)
  })

  test(`new and hostile keys in a row of ${noun} change nothing`, () => {
    const plain = JSON.stringify(fill(model, true).row)
    const hostile = `{"__proto__":{"polluted":true,"name":"evil","status":"evil"},"constructor":1,"extra":2,${plain.slice(1)}`
    assert.deepEqual(toRow(noun, JSON.parse(hostile)), toRow(noun, JSON.parse(plain)))
    assert.equal('polluted' in {}, false)
  })
}

test('a value that is no object is no row, in any list', () => {
  for (const noun of NOUNS) {
    for (const junk of [null, undefined, 'text', 7, true, []]) assert.equal(toRow(noun, junk), null, noun)
  }
})

test('numbers and flags may come as texts', () => {
  const call = toRow('CALL', {
    id: '1418',
    rating: '4.0',
    call_duration: '61',
    verified: 'false',
    selected_menu: { id: '8', hidden: 'true', position: '2' },
  })
  assert.equal(at(call, 'id'), 'call:ujet:1418')
  assert.equal(at(call, 'rating'), 4)
  assert.equal(at(call, 'durationSeconds'), 61)
  assert.equal(at(call, 'details.verified'), false)
  assert.equal(at(call, 'menu.hidden'), true)
  assert.equal(at(call, 'menu.position'), 2)
})

test('an agent number is a text, leading zeros and all', () => {
  assert.equal(at(toRow('AGENT', { id: 1, agent_number: 111 }), 'agentNumber'), '111')
  assert.equal(at(toRow('AGENT', { id: 1, agent_number: '0042' }), 'agentNumber'), '0042')
})

const nameOf = (row: object) => at(toRow('AGENT', { id: 1, ...row }), 'name')

test('an agent is called by name, or by the parts that are known of it', () => {
  assert.equal(nameOf({ name: 'Ada L.', first_name: 'Ada', last_name: 'Lovelace' }), 'Ada L.')
  assert.equal(nameOf({ first_name: 'Ada', last_name: 'Lovelace' }), 'Ada Lovelace')
  assert.equal(nameOf({ first_name: null, last_name: 'Lovelace' }), 'Lovelace')
  assert.equal(nameOf({}), null)
})

test('an e-mail address is written in lower case', () => {
  assert.equal(at(toRow('AGENT', { id: 1, email: 'Ada@Example.COM' }), 'email'), 'ada@example.com')
})

test('a stub says nothing about what its keys do not tell, so that a look-up can', () => {
  const call = toRow('CALL', {
    id: 1,
    agent_info: { id: 7, name: 'Ada' },
    selected_menu: { id: 8, name: null },
  })
  assert.equal(at(call, 'agent.name'), 'Ada')
  assert.equal(at(call, 'agent.email'), undefined)
  assert.equal(at(toRow('CALL', { agent_info: { id: 7, name: null }, id: 1 }), 'agent.name'), null)
  assert.equal(at(toRow('CALL', { id: 1, agent_info: { id: 7 } }), 'agent.name'), undefined)
  assert.equal(at(call, 'agent.status'), undefined)
  assert.equal(at(call, 'menu.name'), null)
  assert.equal(at(call, 'menu.position'), undefined)
  assert.equal(at(call, 'menu.agents'), undefined)
})

test('members of a team come as one object or as a list', () => {
  const one = toRow('TEAM', { id: 11, assignees: { id: 7, name: 'Ada' } })
  const two = toRow('TEAM', { id: 11, assignees: [{ id: 7 }, { id: 8 }, { name: 'nobody' }, null] })
  assert.equal(at(one, 'agents.0.id'), 'agent:ujet:7')
  assert.deepEqual([at(two, 'agents.1.id'), at(two, 'agents.length')], ['agent:ujet:8', 2])
})

test('a menu lists each agent and team of its assignments once', () => {
  const menu = toRow('MENU', {
    id: 8,
    agent_assignments: [7, 9, 7].map((id) => ({ lang: 'en', assignee: { id } })),
    team_assignments: [{ team: { id: 11 } }, { team: { id: 11 } }, { team: null }],
  })
  assert.equal(at(menu, 'agentAssignments.length'), 3)
  assert.deepEqual([at(menu, 'agents.0.id'), at(menu, 'agents.1.id')], ['agent:ujet:7', 'agent:ujet:9'])
  assert.deepEqual([at(menu, 'agents.length'), at(menu, 'teams.length')], [2, 1])
})

test('a menu at the root has no menu above, and one inside knows the id of it', () => {
  assert.equal(at(toRow('MENU', { id: 8, parent_id: null }), 'parent'), null)
  assert.equal(at(toRow('MENU', { id: 8, parent_id: 6 }), 'parent.id'), 'menu:ujet:6')
})

test('a leaf of a tree has no children, however the row says so', () => {
  for (const children of [[], null, undefined]) {
    assert.deepEqual(at(toRow('MENU_TREE', { id: 8, children }), 'children'), [])
  }
})

test('nodes of a tree carry the ids of their menus and teams', () => {
  assert.equal(at(toRow('MENU_TREE', { id: 6, parent_id: 2 }), 'id'), 'menu:ujet:6')
  assert.equal(at(toRow('MENU_TREE', { id: 6, parent_id: 2 }), 'parentId'), 'menu:ujet:2')
  assert.equal(at(toRow('TEAM_TREE', { id: 11 }), 'team.id'), 'team:ujet:11')
})

test('labels of contact counts that nobody knows are kept with their number', () => {
  const stats = JSON.parse('{"Contacts": "12", "Cloned": 3, "__proto__": 4, "Redials": null}')
  const campaign = toRow('CAMPAIGN', { id: 67, contact_stats: stats })
  assert.equal(at(campaign, 'contactStats.contacts'), 12)
  assert.equal(at(campaign, 'contactStats.redials'), null)
  assert.equal(at(campaign, 'contactStats.upcoming'), null)
  assert.deepEqual(at(campaign, 'contactStats.others'), [
    { label: 'Cloned', count: 3 },
    { label: '__proto__', count: 4 },
  ])
})
