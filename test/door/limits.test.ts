// Limits of one operation: refused with a reason, and without an upstream request.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { getIntrospectionQuery } from 'graphql'
import { createStage, DEFAULTS } from '../support/gateway.ts'

const { depth, tokens, aliases, ids } = DEFAULTS.door.limits

const nest = (levels: number) =>
  `{ agents { nodes { ${'teams { agents { '.repeat(levels)} id ${'} }'.repeat(levels)} } } }`
const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ')

/** The operation, the limit it breaks and its measure. */
const refused: readonly (readonly [string, string, object, string, number, number])[] = [
  ['fields inside fields', nest(7), {}, 'depth', 17, depth],
  [
    'fields inside fields by fragments',
    `{ menus { nodes { ...a } } } ${repeat(10, (at) => `fragment ${'a'.repeat(at + 1)} on Menu { parent { ...${'a'.repeat(at + 2)} } }`)}
     fragment ${'a'.repeat(11)} on Menu { id }`,
    {},
    'depth',
    13,
    depth,
  ],
  ['tokens', `{ accounts { ${'name '.repeat(5000)} } }`, {}, 'tokens', 5005, tokens],
  ['aliases', `{ ${repeat(101, (at) => `a${at}: accounts { name }`)} }`, {}, 'aliases', 101, aliases],
  [
    'aliases by fragments that multiply',
    `{ ...f0 } ${repeat(7, (at) => `fragment f${at} on Query { a${at}: accounts { name } ...f${at + 1} ...f${at + 1} }`)}
     fragment f7 on Query { x: accounts { name } }`,
    {},
    'aliases',
    255,
    aliases,
  ],
  [
    'fields by fragments that multiply',
    `{ menus { nodes { ...f0 } } } ${repeat(9, (at) => `fragment f${at} on Menu { parent { ...f${at + 1} } children { ...f${at + 1} } teams { id } agents { id } }`)}
     fragment f9 on Menu { ${repeat(5, () => 'id')} }`,
    {},
    'fields',
    5628,
    5000,
  ],
  ['root fields', `{ ${'accounts { name } '.repeat(51)} }`, {}, 'rootFields', 51, 50],
  ['directives', `{ accounts { name ${'@include(if: true) '.repeat(101)} } }`, {}, 'directives', 101, 100],
  [
    'ids in a variable',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids: Array.from({ length: 1001 }, () => 'call:ujet:1') },
    'ids',
    1001,
    ids,
  ],
  [
    'ids in one variable that stands in two places',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } more: nodes(ids: $ids) { id } }',
    { ids: Array.from({ length: 501 }, () => 'call:ujet:1') },
    'ids',
    1002,
    ids,
  ],
  [
    'ids in the default of a variable',
    `query ($ids: [ID!]! = [${'"call:ujet:1" '.repeat(501)}]) { nodes(ids: $ids) { id } more: nodes(ids: $ids) { id } }`,
    {},
    'ids',
    1002,
    ids,
  ],
  ['ids written out', `{ nodes(ids: [${'"call:ujet:1" '.repeat(1001)}]) { id } }`, {}, 'ids', 1001, ids],
  [
    'ids inside a filter',
    'query ($filter: CallFilter) { calls(filter: $filter) { nodes { id } } }',
    { filter: { agentIds: Array.from({ length: 1001 }, () => 'agent:ujet:1') } },
    'ids',
    1001,
    ids,
  ],
  [
    'representations',
    'query ($all: [_Any!]!) { _entities(representations: $all) { __typename } }',
    { all: Array.from({ length: 1001 }, () => ({ __typename: 'Agent', id: 'agent:ujet:1' })) },
    'ids',
    1001,
    ids,
  ],
  [
    'values inside values of a variable',
    'query ($filter: CallFilter) { calls(filter: $filter) { nodes { id } } }',
    { filter: JSON.parse(`${'{"ujet":'.repeat(50)}1${'}'.repeat(50)}`) },
    'nesting',
    51,
    50,
  ],
]

for (const [what, query, variables, limit, value, maximum] of refused)
  test(`too many ${what} are refused with nothing sent`, async () => {
    const stage = createStage()
    for (const _ of ['first', 'again']) {
      const { data, errors } = await stage.ask(query, variables)
      assert.equal(data, null)
      assert.equal(errors.length, 1)
      assert.deepEqual(errors[0]?.extensions, { code: 'LIMIT_EXCEEDED', limit, value, maximum })
      assert.match(errors[0]?.message ?? '', new RegExp(`has ${value} .* at most ${maximum} are served; `))
    }
    assert.deepEqual(stage.sent(), [])
  })

test('an operation at its limits is served', async () => {
  const stage = createStage()
  const most = [
    nest(4),
    `{ ${repeat(50, (at) => `a${at}: accounts { b: name }`)} }`,
    `{ nodes(ids: [${'"call:ujet:0" '.repeat(1000)}]) { id } }`,
    getIntrospectionQuery(),
  ]
  for (const query of most) assert.deepEqual((await stage.ask(query)).errors, [])
})

test('settings change the limits', async () => {
  const stage = createStage({}, { limits: { depth: 2, tokens: 20, aliases: 1, ids: 1 } })
  const codes = async (query: string) =>
    (await stage.ask(query)).errors.map(({ extensions }) => extensions.limit)
  assert.deepEqual(await codes('{ accounts { name } }'), [])
  assert.deepEqual(await codes('{ accounts { quota { free } } }'), ['depth'])
  assert.deepEqual(await codes('{ a: accounts { b: name } }'), ['aliases'])
  assert.deepEqual(await codes('{ nodes(ids: ["a", "b"]) { id } }'), ['ids'])
  assert.deepEqual(await codes(`{ accounts { ${'name '.repeat(20)} } }`), ['tokens'])
})

test('every example operation stays below every limit', async () => {
  const stage = createStage()
  const folder = new URL('../../examples/queries/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'))
  assert.ok(files.length > 5)
  for (const file of files) {
    const { errors } = await stage.ask(readFileSync(new URL(file, folder), 'utf8'))
    assert.deepEqual(
      errors.filter(({ extensions }) => extensions.code === 'LIMIT_EXCEEDED'),
      [],
      file,
    )
  }
})

test('a fragment that spreads itself is refused by validation without an endless loop', async () => {
  const { errors } = await createStage().ask(
    '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
  )
  assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT')
})
