// What clients get wrong is told before any upstream request: what was expected and what kind of thing came.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStage } from '../support/gateway.ts'

const SECRET = 'secret-4711'

/** A question, where its error stands, its code and what its message must say. */
const refused: readonly (readonly [
  what: string,
  query: string,
  variables: object,
  code: string,
  says: RegExp,
])[] = [
  ['first 0', '{ calls(first: 0) { nodes { id } } }', {}, 'BAD_USER_INPUT', /from 1 to 1000, got 0/],
  [
    'first 1001',
    '{ agents(first: 1001) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /from 1 to 1000, got 1001/,
  ],
  [
    'first as a text',
    `{ calls(first: "${SECRET}") { nodes { id } } }`,
    {},
    'BAD_USER_INPUT',
    /Int .*text of 11 char/,
  ],
  [
    'a variable of another type',
    'query ($first: Int!) { calls(first: $first) { nodes { id } } }',
    { first: SECRET },
    'BAD_USER_INPUT',
    /"\$first" got an invalid value; Int .*text of 11 char/,
  ],
  [
    'a date that is none',
    'query ($filter: CallFilter) { calls(filter: $filter) { nodes { id } } }',
    { filter: { startedAt: { from: SECRET } } },
    'BAD_USER_INPUT',
    /"filter\.startedAt\.from"; Expected an RFC 3339 date-time .* got a text of 11 characters/,
  ],
  [
    'a date without a zone',
    '{ calls(filter: { startedAt: { from: "2026-01-01T00:00:00" } }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /offset/,
  ],
  [
    'a range that ends before it begins',
    '{ calls(filter: { startedAt: { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" } }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /"filter\.startedAt": expected "from" before "to"/,
  ],
  [
    'an impossible range of numbers',
    '{ calls(filter: { durationSeconds: { from: 5, to: 1 } }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /"filter\.durationSeconds"/,
  ],
  [
    'an impossible range of whole numbers',
    '{ chats(filter: { messageCount: { from: 5, to: 1 } }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /"filter\.messageCount": expected "from" at most "to"/,
  ],
  [
    'a number that has no end',
    '{ calls(filter: { durationSeconds: { from: 1e400 } }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /"filter\.durationSeconds": expected bounds of at most 2147483647, got Infinity/,
  ],
  [
    'a number too large for vendors',
    '{ calls(filter: { rating: { from: -1e300 } }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /"filter\.rating": expected bounds of at most 2147483647, got -1e\+300/,
  ],
  [
    'an empty language',
    '{ calls(filter: { language: "" }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /empty text/,
  ],
  [
    'a language range that no row can match',
    '{ chats(filter: { language: ["en", "en-*"] }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /"filter\.language": expected language ranges such as "en" or "en-US", got a text of 4 characters/,
  ],
  [
    'an impossible range in a nested filter',
    '{ calls(filter: { ujet: { assignedAt: { from: "2026-01-02T00:00:00Z", to: "2026-01-02T00:00:00Z" } } }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /"filter\.ujet\.assignedAt"/,
  ],
  [
    'an unknown account',
    '{ calls(filter: { accounts: ["nowhere"] }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /names among ujet, got "nowhere"/,
  ],
  [
    'an account name that cannot be one',
    `{ calls(filter: { accounts: ["${SECRET} and more"] }) { nodes { id } } }`,
    {},
    'BAD_USER_INPUT',
    /got a text of 20 characters/,
  ],
  [
    'a selection of no account',
    '{ calls(filter: { accounts: ["ujet"], vendors: [TWIN] }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /at least one account/,
  ],
  [
    'a malformed id in a filter',
    `{ calls(filter: { agentIds: ["${SECRET}"] }) { nodes { id } } }`,
    {},
    'BAD_USER_INPUT',
    /"filter\.agentIds": expected ids of the form agent:<account>/,
  ],
  [
    'an id of another noun in a filter',
    '{ calls(filter: { agentIds: ["menu:ujet:5"] }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /agent:<account>/,
  ],
  [
    'an id of another account in a filter',
    '{ calls(filter: { menuIds: ["menu:elsewhere:5"] }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /ids of the accounts ujet/,
  ],
  [
    'a contact id that is none',
    '{ calls(filter: { contactIds: ["agent:ujet:5"] }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /contact:<account>/,
  ],
  [
    'a cursor that is none',
    `{ calls(after: "${SECRET}") { nodes { id } } }`,
    {},
    'INVALID_CURSOR',
    /a text of 11 char/,
  ],
  [
    'minutes below 1',
    '{ serviceLevels(channel: CALL, minutes: 0) { nodes { raw } } }',
    {},
    'BAD_USER_INPUT',
    /got 0/,
  ],
  [
    'more than a thousand ids',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids: Array.from({ length: 1001 }, (_, index) => `agent:ujet:${index}`) },
    'LIMIT_EXCEEDED',
    /1001 entries in lists, and at most 1000/,
  ],
  [
    'an unknown enum value',
    '{ calls(filter: { status: [LOUD] }) { nodes { id } } }',
    {},
    'BAD_USER_INPUT',
    /"LOUD"/,
  ],
  ['an unknown field', '{ calls { nodes { nope } } }', {}, 'BAD_USER_INPUT', /"nope"/],
  ['a text where a name belongs', `{ "${SECRET}" }`, {}, 'BAD_USER_INPUT', /found String/],
]

describe('bad input', () => {
  for (const [what, query, variables, code, says] of refused) {
    it(`${what} is refused before any upstream request, without being repeated`, async () => {
      const stage = createStage()
      const { errors } = await stage.ask(query, variables)
      assert.equal(errors.length, 1)
      assert.equal(errors[0]!.extensions.code, code)
      assert.match(errors[0]!.message, says)
      assert.ok(!JSON.stringify(errors).includes(SECRET))
      assert.deepEqual(stage.sent(), [])
    })
  }

  it('ids that name nothing give null, and only a well-formed one is asked for', async () => {
    const stage = createStage()
    const { data, errors } = await stage.ask(`{
      unknown: call(id: "call:ujet:99999999") { id }
      elsewhere: call(id: "call:nowhere:5") { id }
      traversal: agent(id: "agent:ujet:../calls") { id }
      nodes(ids: ["call:nowhere:7", "menu:ujet:x"]) { id }
    }`)
    assert.deepEqual(errors, [])
    assert.deepEqual(Object.values(data), [null, null, null, [null, null]])
    assert.deepEqual(stage.sent(), ['/calls?page=1&per=100&id[]=99999999'])
  })

  for (const field of ['call', 'agent', 'chat', 'email', 'menu', 'team', 'campaign', 'node'])
    it(`an id of another form or noun is refused at ${field}, and its neighbours are answered`, async () => {
      const stage = createStage()
      const foreign = field === 'node' ? 'contact:ujet:5' : field === 'menu' ? 'team:ujet:5' : 'menu:ujet:5'
      const bad = ['4380', field, `${field}:ujet:`, '::', '', foreign]
      const asked = bad.map((id, index) => `bad${index}: ${field}(id: "${id}") { id }`)
      const { data, errors } = await stage.ask(`{ ${asked.join('\n')} viewer { scopes } }`)
      assert.deepEqual(
        errors.map(({ path, extensions }) => [path, extensions.code]),
        bad.map((_, index) => [[`bad${index}`], 'BAD_USER_INPUT']),
      )
      const word = field === 'node' ? String.raw`\(call\|agent\|.*\)` : field
      for (const { message } of errors)
        assert.match(message, new RegExp(`^"id": expected an id of the form ${word}:<account>:`))
      assert.match(errors[0]!.message, /got a text of 4 characters\.$/)
      if (field !== 'node') assert.match(errors[5]!.message, /got an id that begins with "(?:menu|team):"\.$/)
      assert.ok(data.viewer)
      assert.deepEqual(stage.sent(), [])
    })

  it('among several ids each that is none has an error of its own', async () => {
    const stage = createStage()
    const { data, errors } = await stage.ask(
      '{ nodes(ids: ["4380", "agent:ujet:1", "call:nowhere:1", "genesys:ujet:1"]) { id } }',
    )
    assert.deepEqual(
      errors.map(({ path, extensions }) => [path, extensions.code]),
      [
        [['nodes', 0], 'BAD_USER_INPUT'],
        [['nodes', 3], 'BAD_USER_INPUT'],
      ],
    )
    assert.match(errors[0]!.message, /^"ids\.0": expected an id of the form/)
    assert.deepEqual(data.nodes, [null, { id: 'agent:ujet:1' }, null, null])
  })

  it('the error of a bad literal has its line, its argument and its fields', async () => {
    const stage = createStage()
    const literals: readonly (readonly [string, RegExp])[] = [
      [
        'from: "2026-01-01"',
        /^"filter\.startedAt\.from": expected an RFC 3339 .* got a text of 10 characters\.$/,
      ],
      ['to: "2026-01-01T00:00:00Z", from: 1767225600', /^"filter\.startedAt\.from": .* got 1767225600\.$/],
      ['from: TODAY', /^"filter\.startedAt\.from": .* got a word without quotes\.$/],
      ['from: [1, 2]', /^"filter\.startedAt\.from": .* got a list of 2\.$/],
      ['from: { at: 1 }', /^"filter\.startedAt\.from": .* got an object\.$/],
    ]
    for (const [literal, says] of literals) {
      const { errors } = await stage.ask(
        `{\n  calls(filter: { status: [MISSED], startedAt: { ${literal} } }) { nodes { id } }\n}`,
      )
      assert.deepEqual(
        errors.map(({ locations }) => locations?.[0]?.line),
        [2],
        literal,
      )
      assert.match(errors[0]!.message, says)
    }
    const { errors } = await stage.ask(
      '{ calls(filter: { from: ["+13165550100", "Bob"] }) { nodes { id } } }',
    )
    assert.match(
      errors[0]!.message,
      /^"filter\.from": expected a telephone number .* got a text of 3 characters\.$/,
    )
    const fallback = await stage.ask(
      'query ($at: DateTime = "now") { calls(filter: { startedAt: { from: $at } }) { nodes { id } } }',
    )
    assert.match(fallback.errors[0]!.message, /^Expected an RFC 3339 /)
    assert.deepEqual(stage.sent(), [])
  })

  it('instants of any year are sent as years that vendors read', async () => {
    const stage = createStage()
    const range = '{ from: "0000-01-01T00:00:00Z", to: "9999-12-31T23:59:59Z" }'
    const { errors } = await stage.ask(`{ agents(filter: { lastLoginAt: ${range} }) { nodes { id } } }`)
    assert.deepEqual(errors, [])
    const [sent = ''] = stage.sent()
    assert.match(sent, /last_login_time\[from\]=1970-01-01T00:00:00\.000Z/)
    assert.match(sent, /last_login_time\[to\]=2900-01-01T00:00:00\.000Z/)
  })

  it('the error of an enum value in quotes has its length and the value meant', async () => {
    const { errors } = await createStage().ask(
      '{ calls(filter: { status: ["COMPLETED"] }) { nodes { id } } }',
    )
    assert.equal(
      errors[0]?.message,
      'Enum "CallStatus" cannot represent non-enum value: a text of 9 characters. Did you mean the enum value "COMPLETED"?',
    )
  })

  it('names and numbers of any length are repeated up to eighty characters', async () => {
    const long = 'a'.repeat(100_000)
    const queries: readonly (readonly [string, object?])[] = [
      [`{ ${long} }`],
      [`{ calls { nodes { ${long} } } }`],
      [`{ calls(${long}: 1) { nodes { id } } }`],
      [`{ calls(filter: { ${long}: 1 }) { nodes { id } } }`],
      [`{ calls(filter: { status: [${long}] }) { nodes { id } } }`],
      [`{ calls(first: ${'9'.repeat(100_000)}) { nodes { id } } }`],
      [`query ($${long}: Int) { calls { nodes { id } } }`],
      [`query ($a: ${long}) { calls(first: $a) { nodes { id } } }`],
      [`{ calls { nodes { ...${long} } } }`],
      [`{ calls { nodes { ... on ${long} { id } } } }`],
      [`{ calls { nodes { id @${long} } } }`],
      [`{ calls { nodes { ${long}: id ${long}: status } } }`],
      [`query ${long} { viewer { scopes } } query ${long} { viewer { scopes } }`],
      [`{ calls ${long}( }`],
      ['query ($s: [CallStatus!]) { calls(filter: { status: $s }) { nodes { id } } }', { s: [long] }],
      ['query ($f: CallFilter) { calls(filter: $f) { nodes { id } } }', { f: { [long]: 1 } }],
      [`{ calls(filter: { accounts: ["${long}"] }) { nodes { id } } }`],
    ]
    for (const [query, variables = {}] of queries) {
      const { errors } = await createStage().ask(query, variables)
      const what = query.slice(0, 60)
      assert.ok(errors.length > 0, what)
      for (const { message, extensions } of errors) {
        assert.equal(extensions.code, 'BAD_USER_INPUT', what)
        assert.ok(message.length <= 1001 && !/\w{81}/.test(message), `${what}: ${message.slice(0, 300)}`)
      }
    }
  })

  it('a page size out of range is refused by its range, however little an operation may cost', async () => {
    const stage = createStage({}, { maxUpstreamRequests: 1 })
    for (const list of ['calls(first: 5000)', 'agents(first: -1)', 'campaigns(first: 0)']) {
      const { errors } = await stage.ask(`{ ${list} { nodes { id } } }`)
      assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT', list)
      assert.match(errors[0]?.message ?? '', /from 1 to 1000/)
    }
  })

  it('a cursor is refused with another filter, another order and another list', async () => {
    const stage = createStage()
    const first = await stage.ask('{ calls(first: 2) { pageInfo { endCursor } } }')
    const after = first.data.calls.pageInfo.endCursor
    stage.sent()
    for (const list of [
      'calls(after: $after, filter: { voicemail: false })',
      'calls(after: $after, orderBy: { field: RATING })',
      'chats(after: $after)',
    ]) {
      const { errors } = await stage.ask(`query ($after: String) { ${list} { nodes { id } } }`, { after })
      assert.equal(errors[0]?.extensions.code, 'INVALID_CURSOR', list)
    }
    assert.deepEqual(stage.sent(), [])
  })

  for (const [name, values, expected] of [
    [
      'x-deadline-ms',
      ['soon', '0', '-1', '1e3', '0x10', '1.5', ''],
      'a whole number of milliseconds above 0',
    ],
    ['x-upstream', ['plans', 'report,plan', ''], 'report or plan'],
    ['x-freshness', ['no-cache'], 'max-age=<seconds>'],
  ] as const)
    it(`a header ${name} that is no such word is refused with 400, and nothing is sent`, async () => {
      const stage = createStage()
      for (const value of values) {
        const { status, errors } = await stage.ask('{ calls { nodes { id } } }', {}, { [name]: value })
        assert.equal(status, 400, value)
        assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT')
        assert.ok(errors[0].message.startsWith(`Header "${name}": expected ${expected}`), errors[0].message)
      }
      assert.deepEqual(stage.sent(), [])
    })

  it('the header x-upstream is read in any case: a plan sends nothing', async () => {
    const stage = createStage()
    const { data, extensions } = await stage.ask('{ calls { nodes { id } } }', {}, { 'x-upstream': 'Plan' })
    assert.equal(data, null)
    assert.equal(extensions.upstream?.plan?.accounts[0]?.minRequests, 1)
    assert.deepEqual(stage.sent(), [])
  })
})

describe('entities', () => {
  it('one request with all kinds of faults gives one error for each item and harms nobody', async () => {
    const stage = createStage()
    stage.sandbox.intercept = (request) =>
      request.url.includes('/menus') ? new Response('<html>', { status: 200 }) : undefined
    const { data, errors } = await stage.ask(
      'query ($all: [_Any!]!) { _entities(representations: $all) { __typename ... on Agent { name } ... on Menu { name } } }',
      {
        all: [
          { __typename: 'Menu', id: 'menu:ujet:1' },
          { __typename: 'Nope', id: 'x' },
          { __typename: 'Agent', id: 'agent:ujet:1' },
          { __typename: 'Agent' },
          'a text',
          { __typename: 'Agent', id: 'agent:ujet:99999' },
        ],
      },
    )
    assert.deepEqual(
      errors.map(({ path, extensions }) => [path?.[1], extensions.code]),
      [
        [1, 'BAD_USER_INPUT'],
        [3, 'BAD_USER_INPUT'],
        [4, 'BAD_USER_INPUT'],
        [0, 'UPSTREAM_INVALID_RESPONSE'],
      ],
    )
    assert.equal(data._entities[2].__typename, 'Agent')
    assert.equal(data._entities[5], null)
  })
})
