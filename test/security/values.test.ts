// Every text in every filter, and as the id of every row, over all five vendors: it stays one value of one parameter.
import type { Noun } from '../../src/domain/noun.ts'
import type { FiveStage } from '../support/five.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSchema } from '../../src/schema.ts'
import { ACCOUNTS, createFiveStage } from '../support/five.ts'
import { LIST_FIELDS, listFieldOf, textsIn } from '../support/lists.ts'

const schema = createSchema()

const SPECIALS = [
  '../../injected',
  '..%2f..%2finjected',
  '%2e%2e/injected',
  '1?injected=1',
  '1#injected',
  '1&injected=1',
  '1\r\nx-injected: injected',
  '1\u0000injected',
  '//injected.example/1',
  'http://injected.example/1',
  '"}],"injected":[{"x":"',
]

const HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'authorization',
  'content-length',
  'content-type',
  'x-whippy-key',
])

/** Accounts that received a text. */
const reached = new Set<string>()

interface Heard {
  readonly account: string
  readonly request: Request
  readonly body: string
}

function createListening(): { readonly stage: FiveStage; readonly heard: Heard[] } {
  const stage = createFiveStage({ quota: false })
  const heard: Heard[] = []
  const listen = async (account: string, request: Request) => {
    heard.push({ account, request, body: await request.clone().text() })
    return Response.json([])
  }
  for (const account of ACCOUNTS)
    // The sign-in comes before other requests.
    stage.simulators[account].intercept = (request) =>
      /token|login|refresh|auth/.test(request.url) ? undefined : listen(account, request)
  return { stage, heard }
}

function assertAtHome({ account, request: { url, headers }, body }: Heard): void {
  const { host, pathname, searchParams } = new URL(url)
  assert.equal(host, `${account}.test`)
  assert.ok(!pathname.split('/').includes('injected'), pathname)
  assert.ok(!searchParams.has('injected'), url)
  for (const [name, value] of headers) {
    assert.ok(HEADERS.has(name), name)
    assert.ok(!value.includes('injected'), name)
  }
  if (body.startsWith('{')) assert.ok(!keysOf(JSON.parse(body)).includes('injected'))
}

function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
}

for (const noun of Object.keys(LIST_FIELDS).filter((one) => LIST_FIELDS[one as Noun].startsWith('Query.')))
  test(`a text in a filter of ${noun} is one value`, async () => {
    const { stage, heard } = createListening()
    // The table is keyed by nouns, which Object.keys forgets.
    const field = listFieldOf(schema, noun as Noun)
    const filter = field.args.find(({ name }) => name === 'filter')
    assert.ok(filter)
    const own = noun === 'SERVICE_LEVEL' ? 'channel: CALL, minutes: 15, ' : ''
    const query = `query ($filter: ${String(filter.type)}) { ${field.name}(${own}filter: $filter) { nodes { __typename } } }`
    for (const special of SPECIALS) {
      const given = textsIn(filter.type, special)
      await Promise.all([...given].map((one) => stage.ask(query, { filter: one })))
      const ids = textsIn(filter.type, `agent:ujet:${special}`)
      await Promise.all([...ids].map((one) => stage.ask(query, { filter: one })))
    }
    for (const one of heard) {
      assertAtHome(one)
      if ((one.request.url + one.body).includes('injected')) reached.add(one.account)
    }
    assert.deepEqual(
      stage.events.filter(({ type }) => type === 'fault'),
      [],
    )
  })

test('texts were sent to every vendor that filters by text', () => {
  assert.deepEqual(reached, new Set(ACCOUNTS.filter((account) => account !== 'allo-media')))
})

test('a raw id requests its own row only', async () => {
  const { stage, heard } = createListening()
  const ids = ['call', 'agent', 'chat', 'email', 'menu', 'team', 'campaign'].flatMap((noun) =>
    ACCOUNTS.flatMap((account) =>
      SPECIALS.flatMap((raw) => [`${noun}:${account}:${raw}`, `${noun}:${account}:user-${raw}`]),
    ),
  )
  for (let at = 0; at < ids.length; at += 100) {
    const { errors } = await stage.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: ids.slice(at, at + 100),
    })
    assert.ok(!JSON.stringify(errors).includes('injected'))
  }
  for (const one of heard) assertAtHome(one)
})
