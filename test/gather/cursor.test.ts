// Cursors decode for their own question only.
import type { Position } from '../../src/gather/cursor.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InputError } from '../../src/domain/errors.ts'
import { decodeCursor, encodeCursor } from '../../src/gather/cursor.ts'
import { createSeal } from '../../src/upstream/seal.ts'
import { createStage } from '../support/gateway.ts'

const seal = createSeal('secret', 'cursors')
const position: Position = {
  key: 1768464000000,
  ids: ['call:ujet:1', 'call:emea:1'],
  ranks: { ujet: 20, emea: 3 },
  total: 77,
}
const cursor = encodeCursor(position, 'question', seal)

function assertRefused(text: string, message: RegExp, question = 'question', by = seal): void {
  assert.throws(
    () => decodeCursor(text, question, by),
    (error: unknown) => {
      assert.ok(error instanceof InputError)
      assert.equal(error.code, 'INVALID_CURSOR')
      assert.match(error.message, message)
      assert.equal(text.length > 8 && error.message.includes(text), false, 'it repeats no value')
      return true
    },
  )
}

test('a cursor decodes to its position, for every kind of key', () => {
  for (const key of [position.key, 'Zora', '', true, false, null, 0]) {
    const one = { ...position, key }
    assert.deepEqual(decodeCursor(encodeCursor(one, 'question', seal), 'question', seal), one)
  }
})

test('a cursor is unreadable', () => {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  for (const part of ['ujet', 'call', '17684', 'question']) {
    assert.equal(`${cursor} ${text}`.includes(part), false, part)
  }
})

test('garbage is refused as a cursor', () => {
  const garbage = [
    '',
    'x',
    '....',
    'null',
    '[]',
    'call:ujet:1',
    cursor.slice(1),
    cursor.slice(0, -1),
    ` ${cursor}`,
  ]
  for (const text of [...garbage, cursor.toUpperCase(), `${cursor}=`, 'A'.repeat(5000)]) {
    assertRefused(text, /expected a cursor of this server/)
  }
})

test('a cursor with one changed bit is refused', () => {
  const bytes = Buffer.from(cursor, 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    assertRefused(changed.toString('base64url'), /expected a cursor of this server/)
  }
})

test('a cursor of another question or secret is refused', () => {
  assertRefused(cursor, /got one of another question/, 'another')
  assertRefused(cursor, /expected a cursor of this server/, 'question', createSeal('other secret', 'cursors'))
})

test('a cursor of another version is refused', () => {
  const content = ['question', position.key, position.ids, position.ranks, position.total]
  for (const version of [1, 3]) {
    assertRefused(seal.close(JSON.stringify([version, ...content])), /got one of another question/)
  }
  assert.deepEqual(decodeCursor(seal.close(JSON.stringify([2, ...content])), 'question', seal), position)
})

test('the cursor of a list ordered by name hides the name', async () => {
  const stage = createStage()
  const { data } = await stage.ask(
    '{ agents(first: 1, orderBy: { field: LAST_NAME, direction: ASC }) { nodes { lastName } pageInfo { endCursor } } }',
  )
  const { nodes, pageInfo } = data.agents
  assert.ok(nodes[0].lastName.length > 1)
  assert.ok(!Buffer.from(pageInfo.endCursor, 'base64url').toString('latin1').includes(nodes[0].lastName))
})
