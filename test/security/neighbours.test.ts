// One client's values in shared requests: no answer of another client is lost.
import type { Answer } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFiveStage, createHearing } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'

const NAME = 'query ($id: ID!) { agent(id: $id) { id email } }'

/** The number of lost answers of ordinary clients. */
function lostOf(answers: readonly Answer<any>[]): number {
  return answers.filter(({ data, errors }) => errors.length > 0 || data?.agent?.email === undefined).length
}

const client = (name: string) => ({ 'graphql-client-name': name })

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
  test(`malformed ids join no look-up of other clients: ${what}`, async () => {
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

const CALL = 'query ($id: ID!) { call(id: $id) { id startedAt } }'
const calls = agents.map(({ id }) => ({ id, created_at: '2026-01-15T10:00:00.000Z', status: 'finished' }))

for (const status of [400, 404, 413, 414, 422, 431])
  test(`one id that the vendor answers with ${status} fails alone, and is found in few requests`, async () => {
    const stage = createStage({ rows: { agents } })
    stage.sandbox.intercept = ({ url }) =>
      url.includes('id[]=666') ? new Response('{}', { status }) : undefined
    const hostile = stage.ask(NAME, { id: 'agent:ujet:666' })
    const others = agents.map(({ id }) => stage.ask(NAME, { id: `agent:ujet:${id}` }))
    assert.equal(lostOf(await Promise.all(others)), 0)
    const { errors } = await hostile
    assert.deepEqual([errors[0]?.extensions.code, errors[0]?.path], ['UPSTREAM_REJECTED', ['agent']])
    // 31 ids can be halved five times.
    assert.ok(stage.sent().length <= 1 + 2 * 5)
  })

test('many refused ids of one client are found like one, and its neighbours lose nothing', async () => {
  const stage = createStage({ rows: { agents } })
  stage.sandbox.intercept = ({ url }) =>
    /id\[\]=6666\d/.test(url) ? new Response('', { status: 414 }) : undefined
  const ids = Array.from({ length: 10 }, (_, index) => `agent:ujet:6666${index}`)
  const hostile = stage.ask(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Agent { email } } }',
    { ids },
    client('hostile'),
  )
  const others = agents.map(({ id }) =>
    stage.ask(NAME, { id: `agent:ujet:${id}` }, client(`client ${id % 3}`)),
  )
  assert.equal(lostOf(await Promise.all(others)), 0)
  assert.equal((await hostile).errors.length, ids.length)
  assert.ok(stage.sent().length <= 1 + 2 * 2 * Math.ceil(Math.log2(40)))
})

test('the search in a vendor that refuses every id ends, and is not repeated', async () => {
  const stage = createStage({ rows: { agents } })
  stage.sandbox.intercept = () => new Response('{}', { status: 404 })
  const ask = () =>
    stage.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: agents.map(({ id }) => `agent:ujet:${id}`),
    })
  assert.equal((await ask()).errors.length, agents.length)
  assert.ok(stage.sent().length <= 1 + 2 * 2 * 5)
  await ask()
  assert.equal(stage.sent().length, 1)
})

test('one refused id is no probe result about look-ups', async () => {
  const stage = createStage({ rows: { calls } })
  stage.sandbox.intercept = ({ url }) =>
    /id\[\]=666|calls\/666/.test(url) ? new Response('{}', { status: 422 }) : undefined
  const hostile = stage.ask(CALL, { id: 'call:ujet:666' })
  const found = await Promise.all(
    calls.slice(0, 10).map(({ id }) => stage.ask(CALL, { id: `call:ujet:${id}` })),
  )
  assert.deepEqual(
    found.flatMap(({ errors }) => errors),
    [],
  )
  assert.equal((await hostile).errors.length, 1)
  stage.sent()
  await Promise.all(calls.slice(10).map(({ id }) => stage.ask(CALL, { id: `call:ujet:${id}` })))
  assert.equal(stage.sent().length, 1)
})

test('a text that a firewall answers with 403 closes the account for no other client', async () => {
  const stage = createFiveStage({ quota: false })
  for (const simulator of Object.values(stage.simulators))
    simulator.intercept = async (request) =>
      (request.url + (await request.clone().text())).includes('evil')
        ? new Response('<html>', { status: 403 })
        : undefined
  const search = 'query ($text: String!) { calls(filter: { search: $text }) { nodes { id } } }'
  for (let time = 0; time < 5; time += 1) {
    await stage.ask(search, { text: `evil ${time}` })
    for (const id of ['call:callcap:evil', 'call:twin:evil', 'call:allo-media:evil', 'chat:twin:evil'])
      await stage.ask('query ($id: ID!) { node(id: $id) { id } }', { id })
    const { data } = await stage.ask('{ calls(first: 1) { accounts { account state } } }')
    for (const { account, state } of data.calls.accounts) assert.equal(state, 'COMPLETE', account)
  }
})

test('a malformed id inside a filter is refused by its own message, without a request', async () => {
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
  const heard = createHearing(stage)
  for (const noun of ['call', 'chat', 'agent', 'email', 'campaign'])
    for (const account of ['ujet', 'callcap', 'whippy', 'allo-media', 'twin'])
      for (const raw of ['.', '..', '...', '%2e%2e', '.%2e']) {
        const id = `${noun}:${account}:${raw}`
        const { errors } = await stage.ask('query ($id: ID!) { node(id: $id) { id } }', { id })
        // Accounts that cannot look a row up by its id say so, whatever the id.
        for (const { extensions } of errors) assert.equal(extensions.code, 'UPSTREAM_REJECTED', id)
      }
  // A URL that ends with a dot segment arrives as its folder.
  for (const request of Object.values(heard()).flat()) assert.doesNotMatch(request, /\/(?:\?|$)/)
})

test('half a character is sent as none, spends one request and opens no circuit', async () => {
  const stage = createFiveStage({ quota: false })
  const search = `\ud800`
  for (let time = 0; time < 10; time += 1)
    await stage.ask('query ($search: String!) { calls(filter: { search: $search }) { totalCount } }', {
      search,
    })
  const { data } = await stage.ask('{ accounts { name state } }')
  for (const { name, state } of data.accounts) assert.equal(state, 'UP', name)
})
