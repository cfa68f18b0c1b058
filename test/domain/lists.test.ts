// Every noun can be listed, and its filters and orders say what they are called.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FilterKind, FilterSpecs } from '../../src/domain/filter.ts'
import type { Menu } from '../../src/domain/menu.ts'
import type { Team } from '../../src/domain/team.ts'
import type { AnySpec } from '../support/filters.ts'
import { identify, place } from '../../src/domain/id.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { NOUNS } from '../../src/domain/noun.ts'
import { byIndex, newestFirst } from '../../src/domain/order.ts'

const account = { name: 'ujet', vendor: 'UJET' } as const

test('every noun can be listed, and channels are read inside other rows', () => {
  assert.deepEqual(Object.keys(LISTS).toSorted(), [...NOUNS, 'CHANNEL'].toSorted())
})

test('events are read page by page and newest first, everything else whole', () => {
  const events = NOUNS.filter((noun) => LISTS[noun].read === 'PAGES')
  assert.deepEqual(events, ['CALL', 'CHAT', 'EMAIL', 'AGENT_ACTIVITY'])
  for (const noun of events) assert.equal(LISTS[noun].byDefault, newestFirst)
})

test("rows without a global id stand in the vendor's order", () => {
  const placed = NOUNS.filter((noun) => LISTS[noun].byDefault === byIndex)
  assert.deepEqual(placed, [
    'CAMPAIGN_CONTACT',
    'CURRENT_AGENT_STATUS',
    'MENU_TREE',
    'TEAM_TREE',
    'CURRENT_MENU_STATUS',
    'SERVICE_LEVEL',
    'OPERATION_HOURS',
  ])
})

/** By kind: the value of a row, a filter that keeps the row and one that drops it. */
const EXAMPLES: Readonly<Record<FilterKind, readonly [value: unknown, good: unknown, bad: unknown]>> = {
  TIME_RANGE: [10, { from: 10 }, { to: 10 }],
  NUMBER_RANGE: [1.5, { to: 1.5 }, { from: 1.6 }],
  WHOLE_RANGE: [3, { from: 3, to: 3 }, { from: 4 }],
  IDS: ['agent:ujet:7', ['agent:ujet:8', 'agent:ujet:7'], ['agent:ujet:77']],
  ID: ['7', '7', '77'],
  WORDS: ['MISSED', ['BUSY', 'MISSED'], ['BUSY']],
  WORD: ['IVR', 'IVR', 'WEB'],
  TEXTS: ['0042', ['0042'], ['42']],
  TEXT: ['abc', 'abc', 'ab'],
  PART_OF_TEXT: ['José  Ruiz', 'JOSE r', 'jose s'],
  PHONES: ['+13165550100', ['+1 316 555 0100'], ['+13165550199']],
  ADDRESSES: ['Jose@Example.com', ['jose@example.com'], ['jose@example']],
  LANGUAGES: ['fr-CA', ['FR'], ['fr-FR']],
  NUMBERS: [2, [2], [1]],
  NUMBER: [2, 2, 1],
  FLAG: [true, true, false],
}

/** A value as rows have it: of other nouns rows, of a transcript turns. */
function toStanding({ kind, names, field }: AnySpec, value: unknown): unknown {
  if (kind === 'PART_OF_TEXT' && field === 'transcript') return [{ text: null }, { text: value }]
  return names !== undefined && field !== 'id' ? { id: value } : value
}

for (const noun of NOUNS) {
  const filters: FilterSpecs = LISTS[noun].filters
  const ofField = Object.entries(filters).flatMap(([key, spec]) =>
    spec.field === undefined ? [] : [{ key, spec, field: spec.field }],
  )
  test(`the filters of ${noun} keep rows that have the value and drop those that have not`, () => {
    for (const { key, spec, field } of ofField) {
      const [value, good, bad] = EXAMPLES[spec.kind]
      const judge = (row: object, wanted: unknown) => spec.verdict(row as never, wanted as never)
      const row = { [field]: toStanding(spec, value) }
      assert.deepEqual([judge(row, good), judge(row, bad)], [true, false], key)
      assert.equal(judge({}, good), undefined, `${key} says nothing of a row that lacks it`)
    }
  })

  test(`no two filters of ${noun} read one field alike`, () => {
    const places = ofField.map(({ spec, field }) => `${field} ${spec.kind}`)
    assert.deepEqual([...new Set(places)], places)
  })
}

test('menus and teams that nobody says were deleted stay in their lists', () => {
  const menu: Menu = identify('MENU', account, '8')
  const team: Team = identify('TEAM', account, '11')
  assert.equal(LISTS.MENU.predicates.withDeleted(menu, false), true)
  assert.equal(LISTS.MENU.predicates.withDeleted({ ...menu, deleted: true }, false), false)
  assert.equal(LISTS.TEAM.predicates.withDeleted({ ...team, deleted: null }, false), true)
  assert.equal(LISTS.TEAM.predicates.withDeleted({ ...team, deleted: true }, true), true)
})

test('a menu tree keeps the roots of the wanted type, and says nothing of those that do not say theirs', () => {
  const root = { ...place('MENU_TREE', account, 0, 'menu:ujet:6'), vendorId: '6' }
  assert.equal(LISTS.MENU_TREE.predicates.menuType({ ...root, type: 'IVR' }, 'IVR'), true)
  assert.equal(LISTS.MENU_TREE.predicates.menuType({ ...root, type: 'IVR' }, 'WEB'), false)
  assert.equal(LISTS.MENU_TREE.predicates.menuType({ ...root, type: null }, 'WEB'), undefined)
})
