// What clients write may name a person, too: it stands in no key of memory, no error, no bill, no plan, no log line, no
// metric and no trace; and what a collector of traces is sent has nobody in it.
import type { AddressInfo } from 'node:net'
import type { Noun } from '../../src/domain/noun.ts'
import type { PersonalStage } from '../support/personal.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { LRUCache } from 'lru-cache'
import { createTracing } from '../../src/door/trace.ts'
import { createSchema } from '../../src/schema.ts'
import { everythingOf } from '../support/everything.ts'
import { LIST_FIELDS, listFieldOf, textsIn } from '../support/lists.ts'
import { CANARY, createPersonalStage, hasCanary } from '../support/personal.ts'
import { decoded, toldBy } from '../support/told.ts'
import { toPost } from '../support/post.ts'

const schema = createSchema()
// The table is keyed by nouns, which Object.keys forgets.
const NOUNS = Object.keys(LIST_FIELDS) as readonly Noun[]

/** Whoever a client looks for, in every way in which it can be written. */
const WRITTEN = [
  CANARY,
  `${CANARY}@example.com`,
  `+1316555${CANARY}`,
  `contact:ujet:${CANARY}`,
  `agent:ujet:${CANARY}`,
]

/** Headers in which a client may write as it likes. */
const HEADERS = {
  'graphql-client-name': CANARY,
  'apollographql-client-name': CANARY,
  'x-deadline-ms': CANARY,
  'x-freshness': CANARY,
  'x-request-id': `${CANARY} ${CANARY}`,
  traceparent: `00-${CANARY}-${CANARY}-01`,
  'user-agent': CANARY,
}

interface Operation {
  readonly query: string
  readonly variables: object
}

/** Every list by every text that it can be narrowed by, and every row by an id of a client's own. */
function* operations(): Generator<Operation> {
  for (const noun of NOUNS.filter((one) => LIST_FIELDS[one].startsWith('Query.'))) {
    const { name, args } = listFieldOf(schema, noun)
    const filter = args.find((one) => one.name === 'filter')
    assert.ok(filter)
    const own = noun === 'SERVICE_LEVEL' ? 'channel: CALL, minutes: 15, ' : ''
    const query = `query ($filter: ${String(filter.type)}) { ${name}(${own}filter: $filter) { nodes { __typename } accounts { message } } }`
    for (const written of WRITTEN)
      for (const variables of textsIn(filter.type, written))
        // Names of accounts are no persons, and are repeated when there is none of that name.
        if (!('accounts' in variables)) yield { query, variables: { filter: variables } }
  }
  for (const id of WRITTEN) {
    yield { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id } }
    yield { query: 'query ($id: String!) { calls(after: $id) { nodes { id } } }', variables: { id } }
    yield {
      query: 'query ($all: [_Any!]!) { _entities(representations: $all) { __typename } }',
      variables: {
        all: [
          { __typename: id, id },
          { __typename: 'Agent', id, [id]: id },
        ],
      },
    }
    yield {
      query: `{ calls(filter: { from: ["${id}"], search: "${id}" }) { accounts { message } } }`,
      variables: {},
    }
    yield { query: `{ calls(filter: { from: [{ "${id}" }] }) { nodes { id } } }`, variables: { [id]: id } }
  }
}

async function assertSilence(stage: PersonalStage): Promise<void> {
  assert.deepEqual(
    stage.events.filter(({ type }) => type === 'fault'),
    [],
  )
  assert.ok(!hasCanary(decoded(await toldBy(stage))))
}

for (const plan of [false, true])
  test(`texts of a client are repeated nowhere, ${plan ? 'nor in a price' : 'nor in a bill'}`, async () => {
    const stage = createPersonalStage({ quota: false })
    for (const { query, variables } of operations()) {
      const { errors, extensions } = await stage.asReader(
        query,
        variables,
        plan ? { 'x-upstream': 'plan' } : {},
      )
      assert.ok(!hasCanary(decoded([errors, extensions])), `${query} ${JSON.stringify(errors)}`)
    }
    for (const [name, value] of Object.entries(HEADERS)) {
      const { errors, extensions } = await stage.asReader('{ calls { nodes { id } } }', {}, { [name]: value })
      assert.ok(!hasCanary(decoded([errors, extensions])), name)
    }
    await assertSilence(stage)
  })

test('memory keeps persons under keys that tell nobody, whatever was asked and read', async (t) => {
  const set = t.mock.method(LRUCache.prototype, 'set')
  const stage = createPersonalStage({ quota: false })
  for (const noun of NOUNS) await stage.asReader(everythingOf(schema, noun).query)
  const remembered = set.mock.calls.map(({ arguments: [key, value] }) => ({ key: String(key), value }))
  assert.ok(
    remembered.some(({ value }) => hasCanary(value)),
    'nothing personal was kept, so that nothing is shown',
  )
  for (const { query, variables } of operations()) await stage.asReader(query, variables)
  const keys = set.mock.calls.map(({ arguments: [key] }) => String(key))
  assert.ok(keys.length > remembered.length)
  // An id that names nothing is remembered as such, and ids are no personal data, except a contact's, which is no key.
  const ofPersons = keys.filter((key) => !/^row (?:agent|call):/.test(key) && hasCanary(decoded(key)))
  assert.deepEqual(ofPersons, [])
})

test('an id of a registered operation that nobody registered is repeated nowhere', async () => {
  const documents = new Map([['calls', '{ calls { nodes { id } } }']])
  const stage = createPersonalStage({}, { persisted: { documents, only: false } })
  const send = (body: object) =>
    stage.gateway.fetch(
      new Request(
        'http://gateway.test/graphql',
        toPost(body, {
          'x-switchboard-secret': '0123456789abcdef0123456789abcdef',
          'x-switchboard-scopes': 'calls:read',
        }),
      ),
    )
  for (const body of [
    { documentId: CANARY },
    { extensions: { persistedQuery: { version: 1, sha256Hash: CANARY } } },
    { documentId: 'calls', operationName: CANARY, variables: { [CANARY]: CANARY } },
  ])
    assert.ok(!hasCanary(await (await send(body)).text()))
  assert.ok(!hasCanary(stage.events))
})

test('traces have no personal value', async (t) => {
  const bodies: Promise<string>[] = []
  const collector = createServer((request, response) => {
    bodies.push(text(request))
    response.end('{}')
  })
  t.after(() => collector.close())
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  const stage = createPersonalStage({ quota: false })
  const tracing = createTracing(`http://127.0.0.1:${port}`, '0.1.0', stage.clock)
  for (const noun of NOUNS) await stage.asReader(everythingOf(schema, noun).query, {}, HEADERS)
  for (const simulator of Object.values(stage.simulators))
    simulator.intercept = () => new Response(CANARY, { status: 500, statusText: CANARY })
  for (const noun of NOUNS)
    await stage.asReader(everythingOf(schema, noun).query, {}, { 'x-freshness': 'max-age=0' })
  for (const event of stage.events) tracing.listen(event)
  await tracing.close()
  const sent = (await Promise.all(bodies)).join('\n')
  assert.match(sent, /"LIST CALL"/)
  assert.match(sent, /"UPSTREAM_UNAVAILABLE"/)
  assert.ok(!hasCanary(decoded(sent)))
})
