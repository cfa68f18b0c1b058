// The file of registered operations: its forms, and its problems.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { assertProblem, GOOD, problems, problemsOf } from '../support/settings.ts'

const DOCUMENT = '{ accounts { name } }'
const read = (content: string, changes: object = {}) =>
  loadConfig({ ...GOOD, PERSISTED_FILE: 'operations.json', ...changes }, () => content).door.persisted
const problem = (content: string) => problemsOf({ ...GOOD, PERSISTED_FILE: 'operations.json' }, () => content)

test('a file of documents by id is read, and so is Apollo’s manifest', () => {
  const documents = new Map([['a', DOCUMENT]])
  assert.deepEqual(read(JSON.stringify({ a: DOCUMENT })), { documents, only: false })
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: 'a', name: 'Accounts', type: 'query', body: DOCUMENT }],
  }
  assert.deepEqual(read(JSON.stringify(manifest), { PERSISTED_ONLY: 'on' }), { documents, only: true })
})

test('a problem in the file has a place and a kind', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['{', /^PERSISTED_FILE: the file: expected JSON, got a text of 1 character /],
    ['[]', /^PERSISTED_FILE: the file: expected a JSON object, got a list of 0 /],
    ['{}', /^PERSISTED_FILE: the file has no operations /],
    [
      JSON.stringify({ a: DOCUMENT, b: 'secret(' }),
      /^PERSISTED_FILE: operation 2: expected a GraphQL document, got a text of 7 /,
    ],
    ['{"operations":[{"body":"{ a }"}]}', /^PERSISTED_FILE: operation 1: expected an id, got undefined /],
    ['{"operations":[7]}', /^PERSISTED_FILE: operation 1: expected an id, got undefined /],
  ]
  for (const [content, words] of wrong) assertProblem(problem(content), words)
})

test('an operation that the schema forbids is a problem at the start, without its values', () => {
  const good =
    'query Names($first: Int) { agents(first: $first) { nodes { ...Who } } } fragment Who on Agent { name }'
  const wrong: readonly (readonly [string, RegExp])[] = [
    [
      '{ nope }',
      /^PERSISTED_FILE: operation 2: line 1, column 3: Cannot query field "nope" on type "Query"\./,
    ],
    [
      'query {\n  calls(nope: 1) { nodes { id } }\n}',
      /operation 2: line 2, column 9: Unknown argument "nope"/,
    ],
    ['{ calls { nodes { ...Gone } } }', /operation 2: line 1, column 22: Unknown fragment "Gone"\./],
    [
      '{ calls(first: $first) { nodes { id } } }',
      /operation 2: line 1, column 16: Variable "\$first" is not defined\./,
    ],
    ['{ calls(first: "canary") { nodes { id } } }', /operation 2: line 1, column 16: /],
    [
      'mutation { hangUp(id: "canary") }',
      /operation 2: line 1, column 1: expected a query or a subscription/,
    ],
  ]
  for (const [document, words] of wrong) {
    const found = problem(JSON.stringify({ a: good, b: document }))
    assertProblem(found, words)
    assert.doesNotMatch(found[0]!, /canary/)
  }
  const many = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`a${index}`, '{ nope }']))
  assertProblem(problem(JSON.stringify(many)), /operation 1: .*; operation 10: .*; and 3 more \(/)
  assert.equal(read(JSON.stringify({ a: good }))?.documents.get('a'), good)
})

test('an operation above a configured limit is a problem at the start', () => {
  const deep = '{ calls { nodes { agent { name } } } }'
  const withLimit = (changes: object) =>
    problemsOf({ ...GOOD, PERSISTED_FILE: 'operations.json', ...changes }, () => JSON.stringify({ a: deep }))
  assert.deepEqual(withLimit({ LIMIT_DEPTH: '4' }), [])
  assertProblem(
    withLimit({ LIMIT_DEPTH: '3' }),
    /^PERSISTED_FILE: operation 1: .* 4 levels of fields, and at most 3 /,
  )
  assertProblem(
    withLimit({ LIMIT_TOKENS: '10' }),
    /^PERSISTED_FILE: operation 1: .* 12 tokens, and at most 10 /,
  )
  assertProblem(withLimit({ LIMIT_DEPTH: 'x' }), /^LIMIT_DEPTH: /)
})

test('PERSISTED_ONLY without PERSISTED_FILE is a problem', () => {
  assertProblem(problems({ PERSISTED_ONLY: 'on' }), /^PERSISTED_FILE: not set, and PERSISTED_ONLY is on /)
  assertProblem(problems({ PERSISTED_FILE: '/nowhere' }), /^PERSISTED_FILE: .*PERSISTED_FILE names cannot/)
})
