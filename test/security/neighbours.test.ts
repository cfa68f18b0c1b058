// One client's values and what clients share: nobody else's answers are lost by them.
import type { Answer } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFiveStage } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'

const NAME = 'query ($id: ID!) { agent(id: $id) { id email } }'

/** Answers of clients who ask for nothing special, as how many of them are lost. */
function lostOf(answers: readonly Answer<any>[]): number {
  return answers.filter(({ data, errors }) => errors.length > 0 || data?.agent?.email === undefined).length
}

const agents = Array.from({ length: 30 }, (_, index) => ({
  id: index + 1,
  email: `agent${index + 1}@example.test`,
}))

for (const [what, ids] of [
  ['one of 9,000 digits', ['9'.repeat(9000)]],
  ['a hundred of 100 digits', Array.from({ length: 100 }, (_, index) => String(index).padEnd(100, '9'))],
  ['dots, nothing printable and half a character', ['.', '..', '\u0000', '\ud800', '1\r\n', ' ']],
  ['other spellings of a number', ['007', '-0', '1e3', '0x10', '+7', '1.0']],
] as const)
  test(`ids that cannot be ids join no look-up of others: ${what}`, async () => {
    const stage = createStage({ rows: { agents } })
    const hostile = ids.map((id) => stage.ask(NAME, { id: `agent:ujet:${id}` }))
    const others = agents.map(({ id }) => stage.ask(NAME, { id: `agent:ujet:${id}` }))
    assert.equal(lostOf(await Promise.all(others)), 0)
    for (const { data, errors } of await Promise.all(hostile))
      assert.deepEqual([data.agent, errors], [null, []])
    const sent = stage.sent()
    assert.equal(sent.length, 1)
    assert.equal(sent[0]?.split('&id[]=').length, 1 + agents.length)
    assert.ok(sent[0]?.includes('&id[]=30'))
  })

test('an id of a wrong form inside a filter is refused in words of its own, and nothing is sent', async () => {
  const stage = createStage()
  const { errors } = await stage.ask(
    'query ($id: ID!) { calls(filter: { agentIds: [$id] }) { totalCount } }',
    {
      id: `agent:ujet:${'9'.repeat(9000)}`,
    },
  )
  assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT')
  assert.equal(
    errors[0]?.message,
    '"filter.agentIds": expected raw ids of ujet to be a whole number of at most 20 digits, got a text of 9000 characters.',
  )
  assert.deepEqual(stage.sent(), [])
})

test('an id of dots never leaves its path, at no vendor', async () => {
  const stage = createFiveStage({ quota: false })
  for (const noun of ['call', 'chat', 'agent', 'email', 'campaign'])
    for (const account of ['ujet', 'callcap', 'whippy', 'allo-media', 'twin'])
      for (const raw of ['.', '..', '...', '%2e%2e', '.%2e']) {
        const { errors } = await stage.ask('query ($id: ID!) { node(id: $id) { id } }', {
          id: `${noun}:${account}:${raw}`,
        })
        assert.deepEqual(errors, [])
      }
  for (const path of stage.sent()) assert.doesNotMatch(path, /\/v2\/get\/(calls\/)?(\?|$)|\/\.|%2e%2e$/i)
})

test('half a character in a text is sent as none, spends one request and breaks no circuit', async () => {
  const stage = createFiveStage({ quota: false })
  const search = `\ud800`
  for (let time = 0; time < 10; time += 1)
    await stage.ask('query ($search: String!) { calls(filter: { search: $search }) { totalCount } }', {
      search,
    })
  const { data } = await stage.ask('{ accounts { name state } }')
  for (const { name, state } of data.accounts) assert.equal(state, 'UP', name)
})
