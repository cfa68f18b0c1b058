// Attacks by operations: each is refused quickly, with a typed error and no upstream request.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stage } from '../support/gateway.ts'
import { createStage } from '../support/gateway.ts'

type Body = string | object

async function send(stage: Stage, body: Body, headers: Record<string, string> = {}) {
  const response = await stage.gateway.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
  const text = await response.text()
  const codes = [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code)
  return { status: response.status, text, codes }
}

const repeat = (count: number, text: string) =>
  Array.from({ length: count }, (_, index) => text.replaceAll('#', String(index))).join(' ')
const bomb = (levels: number) =>
  Array.from(
    { length: levels },
    (_, at) => `fragment f${at} on Query { x${at}: accounts { name } ...f${at + 1} ...f${at + 1} }`,
  ).join(' ')
const circle = (levels: number) =>
  `{ ${'agents { nodes { teams { '.repeat(levels)} id ${'} } }'.repeat(levels)} }`
const query = (text: string, variables?: object) => ({ query: text, variables })

/** The attack, and the code of its refusal. */
const attacks: readonly (readonly [what: string, body: Body, code: string])[] = [
  ['a flood of aliases', query(`{ ${repeat(1000, 'a#: calls { nodes { id } }')} }`), 'LIMIT_EXCEEDED'],
  [
    'a flood of directives',
    query(`{ accounts { name ${repeat(500, '@skip(if: false)')} } }`),
    'LIMIT_EXCEEDED',
  ],
  [
    'a flood of directives that nobody knows',
    query(`{ accounts { name ${repeat(500, '@a#')} } }`),
    'LIMIT_EXCEEDED',
  ],
  ['a flood of tokens', query(`{ accounts { ${repeat(50_000, 'name')} } }`), 'LIMIT_EXCEEDED'],
  ['selections nested until a stack overflows', query('{ a '.repeat(20_000)), 'LIMIT_EXCEEDED'],
  ['lists nested until a stack overflows', query(`{ nodes(ids: ${'['.repeat(20_000)}`), 'LIMIT_EXCEEDED'],
  ['a deep operation', query(circle(20)), 'LIMIT_EXCEEDED'],
  ['fragments that go in a circle', query('{ ...a } fragment a on Query { ...a }'), 'BAD_USER_INPUT'],
  [
    'fragments that multiply',
    query(`{ ...f0 } ${bomb(24)} fragment f24 on Query { y: accounts { name } }`),
    'LIMIT_EXCEEDED',
  ],
  [
    'many operations in one request',
    JSON.stringify(Array.from({ length: 500 }, () => query('{ accounts { name } }'))),
    'BAD_USER_INPUT',
  ],
  [
    'more ids in variables than are served',
    query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: Array.from({ length: 5000 }, () => 'call:ujet:1'),
    }),
    'LIMIT_EXCEEDED',
  ],
  [
    'lists in variables nested until a stack overflows',
    `{"query":"query ($filter: CallFilter) { calls(filter: $filter) { nodes { id } } }","variables":{"filter":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    'LIMIT_EXCEEDED',
  ],
  [
    'objects in variables nested until a stack overflows',
    `{"query":"query ($filter: CallFilter) { calls(filter: $filter) { nodes { id } } }","variables":{"filter":${'{"ujet":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`,
    'LIMIT_EXCEEDED',
  ],
  [
    'a representation nested until a stack overflows',
    `{"query":"query ($all: [_Any!]!) { _entities(representations: $all) { __typename } }","variables":{"all":[{"__typename":"Agent","id":${'{"id":'.repeat(20_000)}1${'}'.repeat(20_000)}}]}}`,
    'LIMIT_EXCEEDED',
  ],
  [
    'variables that nobody asked for',
    query('query ($id: ID!) { a: call(id: $id) { nope } }', {
      id: 'call:ujet:1',
      ...Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`v${at}`, [at]])),
    }),
    'BAD_USER_INPUT',
  ],
  [
    'keys of the prototype as variables',
    `{"query":"query ($filter: CallFilter) { calls(filter: $filter) { nodes { id } } }","variables":{"filter":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}}`,
    'BAD_USER_INPUT',
  ],
  ['keys of the prototype as fields', query('{ __proto__ { id } constructor { id } }'), 'BAD_USER_INPUT'],
  ['a mutation', query('mutation { deleteEverything }'), 'BAD_USER_INPUT'],
  ['what is no JSON', '{"query":', 'BAD_USER_INPUT'],
  ['JSON that is no operation', '"query"', 'BAD_USER_INPUT'],
  ['a query that is no text', { query: { toString: 1 } }, 'BAD_USER_INPUT'],
]

describe('an attack', () => {
  for (const [what, body, code] of attacks)
    it(`by ${what} is ${code}`, async () => {
      const stage = createStage()
      const { codes, text } = await send(stage, body)
      assert.deepEqual(new Set(codes), new Set([code]), text.slice(0, 500))
      assert.ok(text.length < 20_000, 'the refusal is not an amplifier')
      assert.doesNotMatch(text, /node_modules|\.ts:|at \w+ \(/, 'no stack')
      assert.deepEqual(stage.sent(), [])
      assert.equal(({} as { polluted?: true }).polluted, undefined)
      assert.deepEqual((await stage.ask('{ accounts { name } }')).errors, [], 'the next client is served')
    })
})

describe('a page of another origin', () => {
  const operation = '{ accounts { name } }'

  it('cannot send a request without a preflight', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const stage = createStage()
      const { status, text } = await send(stage, query(operation), { 'content-type': type })
      assert.ok(status === 403 || status === 415 || status === 400, `${type}: ${status}`)
      assert.doesNotMatch(text, /"ujet"/)
    }
  })

  it('cannot send an operation by a link', async () => {
    const stage = createStage()
    const url = `http://gateway.test/graphql?query=${encodeURIComponent(operation)}`
    const response = await stage.gateway.fetch(new Request(url))
    assert.equal(response.status, 403)
    // A browser adds it by itself where a proxy asks for a password.
    const headers = { authorization: 'Basic YTpi' }
    assert.equal((await stage.gateway.fetch(new Request(url, { headers }))).status, 403)
    const change = `http://gateway.test/graphql?query=${encodeURIComponent('mutation { deleteEverything }')}`
    const asked = await stage.gateway.fetch(new Request(change, { headers: { 'x-graphql-yoga-csrf': '1' } }))
    assert.equal(asked.status, 405)
    assert.deepEqual(stage.sent(), [])
  })

  it('gets no allow header', async () => {
    const stage = createStage()
    const response = await stage.gateway.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      }),
    )
    assert.equal(response.headers.get('access-control-allow-origin'), null)
  })
})

describe('the schema', () => {
  it('is refused under all its names when introspection is off', async () => {
    const stage = createStage({}, { introspection: false })
    for (const text of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Call") { name } }',
      '{ _service { sdl } }',
    ]) {
      const { codes } = await send(stage, query(text))
      assert.deepEqual(new Set(codes), new Set(['BAD_USER_INPUT']), text)
    }
  })

  it('is not suggested by errors when introspection is off', async () => {
    const stage = createStage({}, { introspection: false })
    for (const text of [
      '{ call }',
      '{ cals { nodes { id } } }',
      '{ calls(filtr: 1) { nodes { id } } }',
      '{ calls(filter: { statu: 1 }) { nodes { id } } }',
    ]) {
      assert.doesNotMatch((await send(stage, query(text))).text, /Did you mean/, text)
    }
  })
})
