// An account that a viewer was not granted is as if it did not exist, also where others have filled the caches with it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStage, UJET } from '../support/gateway.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const at = (host: string) => `http://${host}/manager/api/v1`

/** A gateway over two accounts, asked by whoever the headers say. */
function open() {
  const accounts = [
    { ...UJET, name: 'emea', baseUrl: at('one.test') },
    { ...UJET, name: 'us', baseUrl: at('two.test') },
  ]
  const stage = createStage({ quota: false }, { accounts, signIn: { by: 'router', secret: SECRET } })
  const as =
    (grant: string) =>
    (query: string, variables: object = {}) =>
      stage.ask(query, variables, {
        'x-switchboard-secret': SECRET,
        'x-switchboard-scopes': `calls:read agents:read menus:read ${grant}`,
      })
  return { ...stage, all: as(''), emea: as('account:emea') }
}

const PAGE = `query ($after: String, $filter: CallFilter) {
  calls(first: 5, after: $after, filter: $filter) {
    nodes { id accountName agent { id name } }
    totalCount
    pageInfo { endCursor }
    accounts { account }
  }
}`

const names = ({ data }: any) => new Set(data.calls.nodes.map(({ accountName }: any) => accountName))

describe('an account without grant', () => {
  it('is in no list, no report and no view', async () => {
    const { all, emea } = open()
    const query = '{ accounts { name capabilities { noun } } viewer { scopes accounts { name } } }'
    const whole = await all(query)
    assert.deepEqual(
      whole.data.accounts.map(({ name }: any) => name),
      ['emea', 'us'],
    )
    const { data } = await emea(query)
    assert.deepEqual(
      data.accounts.map(({ name }: any) => name),
      ['emea'],
    )
    assert.deepEqual(data.viewer, {
      scopes: ['account:emea', 'agents:read', 'calls:read', 'menus:read'],
      accounts: [{ name: 'emea' }],
    })
    const page = await emea(PAGE)
    assert.deepEqual(names(page), new Set(['emea']))
    assert.deepEqual(page.data.calls.accounts, [{ account: 'emea' }])
  })

  it('has no rows in look-ups, and nothing is asked for them, remembered or not', async () => {
    const { all, emea, sent } = open()
    const query = `{
      agent(id: "agent:us:1") { name }
      node(id: "agent:us:1") { id }
      nodes(ids: ["agent:us:1", "agent:us:2"]) { id }
      _entities(representations: [{ __typename: "Agent", id: "agent:us:1" }]) { ... on Agent { name } }
    }`
    const nothing = { agent: null, node: null, nodes: [null, null], _entities: [null] }
    assert.deepEqual(await emea(query).then(({ data, errors }) => [data, errors]), [nothing, []])
    assert.deepEqual(sent(), [])
    assert.ok((await all(query)).data.agent.name)
    sent()
    assert.deepEqual(await emea(query).then(({ data, errors }) => [data, errors]), [nothing, []])
    assert.deepEqual(sent(), [])
  })

  it('is refused by name and by ids in the very words of one that does not exist', async () => {
    const { emea, sent } = open()
    const refusal = async (filter: object) => {
      const { errors } = await emea(PAGE, { filter })
      assert.equal(errors.length, 1)
      return { ...errors[0], message: errors[0]!.message.replaceAll(/nowhere|\bus\b/g, '…') }
    }
    assert.deepEqual(await refusal({ accounts: ['us'] }), await refusal({ accounts: ['nowhere'] }))
    assert.deepEqual(
      await refusal({ agentIds: ['agent:us:1'] }),
      await refusal({ agentIds: ['agent:nowhere:1'] }),
    )
    assert.doesNotMatch(
      JSON.stringify((await emea(PAGE, { filter: { accounts: ['nowhere'] } })).errors),
      /us\b/,
    )
    assert.deepEqual(sent(), [])
  })

  it('gives nothing of what others have read, and what may be seen is not read twice', async () => {
    const { all, emea, sent } = open()
    const first = await all(PAGE)
    assert.deepEqual(names(first), new Set(['emea', 'us']))
    sent()
    const { data, extensions } = await emea(PAGE)
    assert.deepEqual(names({ data }), new Set(['emea']))
    assert.deepEqual(sent(), [])
    assert.deepEqual(extensions.upstream.requests, [])
    assert.doesNotMatch(JSON.stringify({ data, extensions }), /"us"|:us:/)
    const own = await all(PAGE, { filter: { accounts: ['emea'] } })
    assert.deepEqual(data.calls, own.data.calls)
  })

  it('is in no bill, also where a request is shared with somebody who was granted it', async () => {
    const { all, emea, sent } = open()
    const [theirs, mine] = await Promise.all([all(PAGE), emea(PAGE)])
    assert.equal(sent().length, 2)
    const billed = (answer: typeof mine) =>
      answer.extensions.upstream.requests.map(
        ({ account, shared }) => `${account} ${shared ? 'shared' : 'paid'}`,
      )
    assert.deepEqual(billed(theirs).toSorted(), ['emea paid', 'us paid'])
    assert.deepEqual(billed(mine), ['emea shared'])
  })

  it('makes another question: a cursor of more accounts is no cursor of fewer', async () => {
    const { all, emea, sent } = open()
    const wide = (await all(PAGE)).data.calls.pageInfo.endCursor
    const narrow = (await emea(PAGE)).data.calls.pageInfo.endCursor
    sent()
    for (const [ask, after] of [
      [emea, wide],
      [all, narrow],
    ] as const) {
      const { errors } = await ask(PAGE, { after })
      assert.equal(errors[0]?.extensions.code, 'INVALID_CURSOR')
    }
    // Who may see the same accounts may go on where somebody else has stopped.
    const own = await all(PAGE, { filter: { accounts: ['emea'] } })
    const next = await emea(PAGE, { after: own.data.calls.pageInfo.endCursor })
    assert.deepEqual(next.errors, [])
    assert.deepEqual(sent(), [])
  })
})
