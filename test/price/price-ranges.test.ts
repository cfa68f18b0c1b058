// What the parts of an operation are priced at: look-ups that ride together, lists that are read once, what is free.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFiveStage } from '../support/five.ts'
import { rangesOf } from '../support/price.ts'

const stage = createFiveStage()
const AGENTS = Array.from({ length: 200 }, (_, index) => `agent:ujet:${index + 1}`)

describe('what is priced', () => {
  const ids = (count: number) => JSON.stringify(AGENTS.slice(0, count))
  const cases: readonly (readonly [what: string, query: string, variables: object, ranges: object])[] = [
    [
      'a hundred ids are one look-up',
      `{ nodes(ids: ${ids(100)}) { ... on Agent { email } } }`,
      {},
      { ujet: [1, 1] },
    ],
    ['and one more are two', `{ nodes(ids: ${ids(101)}) { ... on Agent { email } } }`, {}, { ujet: [2, 2] }],
    [
      'ids that name nothing cost nothing',
      '{ nodes(ids: ["x", "agent:nobody:1", "agent:ujet:x", "email:twin:1"]) { id } }',
      {},
      {},
    ],
    [
      'aliases of one id are one look-up',
      '{ a: agent(id: "agent:ujet:1") { name } b: agent(id: "agent:ujet:1") { email } c: node(id: "agent:ujet:1") { id } }',
      {},
      { ujet: [1, 1] },
    ],
    [
      'representations are looked up together',
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Agent { email } } }',
      { all: AGENTS.slice(0, 100).map((id) => ({ __typename: 'Agent', id })) },
      { ujet: [1, 1] },
    ],
    [
      'what is skipped costs nothing',
      'query ($no: Boolean!) { menuTree @include(if: $no) { nodes { id } } teamTree @skip(if: $no) { nodes { id } } }',
      { no: false },
      { ujet: [1, 1] },
    ],
    [
      'variables count',
      'query ($n: Int!) { emails(first: $n) { nodes { id } } }',
      { n: 1000 },
      { ujet: [1, 11] },
    ],
    [
      'their defaults do too',
      'query ($n: Int! = 200) { emails(first: $n) { nodes { id } } }',
      {},
      { ujet: [1, 3] },
    ],
    [
      'what a list has read may be all that another one needs',
      '{ a: emails(first: 20) { nodes { id } } b: emails(first: 200) { nodes { status } } }',
      {},
      { ujet: [1, 4] },
    ],
    [
      'fields of one name are one',
      '{ emails { nodes { agent { email } } } emails { nodes { agent { location } } } }',
      {},
      { ujet: [1, 2] },
    ],
    [
      'fragments are spread',
      '{ ...a } fragment a on Query { emails { ...b } } fragment b on EmailConnection { edges { node { agent { email } } } }',
      {},
      { ujet: [1, 2] },
    ],
    [
      'what comes with a row is free',
      '{ emails { nodes { agent { id name avatarUrl } menu { name type } transfers { fromAgent { name } } } } }',
      {},
      { ujet: [1, 1] },
    ],
    [
      'what does not is looked up once for all',
      '{ emails { nodes { agent { email location lastLoginAt } } } }',
      {},
      { ujet: [1, 2] },
    ],
    [
      'a vendor without the field is not asked for it',
      '{ calls(filter: { vendors: [TWIN] }) { nodes { agent { name location } } } }',
      {},
      { twin: [2, 2] },
    ],
    [
      'of two lists that are merged by page number one may lie far behind',
      '{ calls(orderBy: { field: STARTED_AT, direction: ASC }, filter: { vendors: [TWIN] }) { nodes { id } } }',
      {},
      { twin: [2, 12] },
    ],
    [
      'a list inside a list costs each row its own',
      '{ campaigns(first: 10, filter: { vendors: [UJET] }) { nodes { contacts { nodes { name } } } } }',
      {},
      { ujet: [1, 220] },
    ],
    [
      'of a row with an id it costs one',
      `{ agent(id: "${AGENTS[0]}") { emails { nodes { id } } } }`,
      {},
      { ujet: [1, 2] },
    ],
    [
      'children share requests',
      '{ menus(first: 50) { nodes { children { name } } } }',
      {},
      { ujet: [1, 25] },
    ],
    [
      'a filter that the vendor does not have is scanned for',
      '{ emails(filter: { language: ["fr"] }) { nodes { id } } }',
      {},
      { ujet: [1, 6] },
    ],
    [
      'an account whose rows cannot match is not asked',
      '{ calls(filter: { direction: [INBOUND], vendors: [TWIN] }) { nodes { id } } }',
      {},
      {},
    ],
    [
      'nor one whose rows do not carry it',
      '{ calls(filter: { rating: { from: 4 }, vendors: [TWIN, CALLCAP] }) { nodes { id } } }',
      {},
      {},
    ],
    [
      'a question that will be refused costs nothing',
      '{ calls(filter: { accounts: ["nobody"] }) { nodes { id } } }',
      {},
      {},
    ],
    [
      'what asks no vendor costs nothing',
      '{ __typename viewer { scopes } accounts { state } _service { sdl } __schema { types { name } } }',
      {},
      {},
    ],
  ]
  for (const [what, query, variables, ranges] of cases)
    it(what, async () => assert.deepEqual(await rangesOf(stage, query, variables), ranges))
})
