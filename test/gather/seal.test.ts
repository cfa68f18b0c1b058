// Sealed texts, and the cursors that are made of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeal } from '../../src/gather/seal.ts'
import { createStage } from '../support/gateway.ts'

const seal = createSeal('secret')

test('what was sealed is opened by whoever shares the secret, and by nobody else', () => {
  const sealed = seal.close('Grüße, 4711')
  assert.equal(createSeal('secret').open(sealed), 'Grüße, 4711')
  assert.equal(createSeal('another').open(sealed), null)
})

test('the same text is sealed alike, and another one is not', () => {
  assert.equal(seal.close('one'), seal.close('one'))
  assert.notEqual(seal.close('one'), seal.close('two'))
})

test('a changed character anywhere is noticed', () => {
  const sealed = seal.close('a position')
  for (let at = 0; at < sealed.length; at += 1) {
    const other = sealed[at] === 'A' ? 'B' : 'A'
    assert.equal(seal.open(sealed.slice(0, at) + other + sealed.slice(at + 1)), null, `character ${at}`)
  }
})

test('text that was never sealed is not opened', () => {
  for (const text of ['', 'x', '🙂', `${seal.close('a')}!`, ` ${seal.close('a')}`])
    assert.equal(seal.open(text), null)
})

test('the cursor of a list ordered by name does not hold the name', async () => {
  const stage = createStage()
  const { data } = await stage.ask(
    '{ agents(first: 1, orderBy: { field: LAST_NAME, direction: ASC }) { nodes { lastName } pageInfo { endCursor } } }',
  )
  const { nodes, pageInfo } = data.agents
  assert.ok(nodes[0].lastName.length > 1)
  assert.ok(!Buffer.from(pageInfo.endCursor, 'base64url').toString('latin1').includes(nodes[0].lastName))
})
