// What a router asks of the subgraph over HTTP: entities in one request, each failing on its own.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Served } from '../support/server.ts'
import { startServer } from '../support/server.ts'

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Agent { id name email }
    ... on Menu { id name }
  }
}`

let served: Served

before(async () => {
  served = await startServer({ scale: 1, lively: false })
})

after(() => served.stop())

const agents = (ids: readonly number[]) => ids.map((id) => ({ __typename: 'Agent', id: `agent:ujet:${id}` }))

test('the SDL that a router reads is the committed subgraph', async () => {
  const { data } = await served.ask('{ _service { sdl } }')
  assert.match(data._service.sdl, /type Agent implements Node @key\(fields: "id"\)/)
})

test('a hundred representations cost one vendor request', async () => {
  const rows = served.sandbox.data.agents.slice(0, 100)
  const sentBefore = served.sandbox.requests.length
  const { data, errors } = await served.ask(ENTITIES, {
    representations: agents(rows.map(({ id }) => Number(id))),
  })
  assert.deepEqual(errors, [])
  assert.deepEqual(
    data._entities.map(({ id, email }: { id: string; email: string | null }) => ({ id, email })),
    rows.map(({ id, email }) => ({ id: `agent:ujet:${String(id)}`, email })),
  )
  assert.equal(served.sandbox.requests.length - sentBefore, 1)
})

test('representations that cannot be resolved fail one by one, and the process lives on', async () => {
  const agent = served.sandbox.data.agents.at(-1)
  assert.ok(agent)
  served.sandbox.intercept = (request) =>
    new URL(request.url).pathname.endsWith('/menus') ? new Response('broken', { status: 500 }) : undefined
  const { data, errors } = await served.ask(
    ENTITIES,
    {
      representations: [
        { __typename: 'Nothing', id: 'agent:ujet:1' },
        { __typename: 'Menu', id: 'menu:ujet:40' },
        { __typename: 'Agent' },
        'agent:ujet:1',
        { __typename: 'Agent', id: 'agent:ujet:987654321' },
        { __typename: 'Menu', id: `agent:ujet:${String(agent.id)}` },
        { __typename: 'Agent', id: `agent:ujet:${String(agent.id)}` },
      ],
    },
    { 'x-deadline-ms': '6000' },
  )
  served.sandbox.intercept = undefined
  const failed = errors.map(({ path, extensions }) => [path?.[1], extensions.code])
  assert.deepEqual(
    failed.toSorted(([a], [b]) => Number(a) - Number(b)),
    [
      [0, 'BAD_USER_INPUT'],
      [1, 'UPSTREAM_UNAVAILABLE'],
      [2, 'BAD_USER_INPUT'],
      [3, 'BAD_USER_INPUT'],
      [5, 'BAD_USER_INPUT'],
    ],
  )
  assert.deepEqual(data._entities.slice(0, 6), [null, null, null, null, null, null])
  assert.equal(data._entities[6].id, `agent:ujet:${String(agent.id)}`)
  assert.deepEqual((await served.ask('{ __typename }')).data, { __typename: 'Query' })
})

test('an account is an entity by its name, null for any other name, and costs no vendor request', async () => {
  const sentBefore = served.sandbox.requests.length
  const { data, errors } = await served.ask(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Account { vendor } } }',
    {
      representations: [
        { __typename: 'Account', name: 'ujet' },
        { __typename: 'Account', name: 'other' },
        { __typename: 'Account' },
      ],
    },
  )
  assert.deepEqual(data._entities, [{ vendor: 'UJET' }, null, null])
  assert.deepEqual(
    errors.map(({ path, extensions }) => [path?.[1], extensions.code]),
    [[2, 'BAD_USER_INPUT']],
  )
  assert.equal(served.sandbox.requests.length, sentBefore)
})

test('more representations than allowed are refused as a whole', async () => {
  const ids = Array.from({ length: 1001 }, (_, index) => index)
  const sentBefore = served.sandbox.requests.length
  const { errors } = await served.ask(ENTITIES, { representations: agents(ids) })
  assert.deepEqual(
    errors.map(({ extensions }) => extensions.code),
    ['LIMIT_EXCEEDED'],
  )
  assert.equal(served.sandbox.requests.length, sentBefore)
})
