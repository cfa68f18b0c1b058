// Accounts side by side: each with its own ids and settings, and those of one host with one quota.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vendorOfKey } from '../../src/domain/vendor.ts'
import { createFiveStage } from '../support/five.ts'
import { createStage, UJET } from '../support/gateway.ts'

const at = (host: string) => `http://${host}/manager/api/v1`
const accountsAt = (emea: string, us: string) => [
  { ...UJET, name: 'emea', baseUrl: at(emea) },
  { ...UJET, name: 'us', baseUrl: at(us) },
]

const BOTH =
  '{ emea: agent(id: "agent:emea:1") { id accountName } us: agent(id: "agent:us:1") { id accountName } }'

test('two accounts of one vendor answer under their own ids', async () => {
  const stage = createStage({}, { accounts: accountsAt('one.test', 'one.test') })
  const { data, errors } = await stage.ask(BOTH)
  assert.deepEqual(errors, [])
  assert.deepEqual(data, {
    emea: { id: 'agent:emea:1', accountName: 'emea' },
    us: { id: 'agent:us:1', accountName: 'us' },
  })
})

test('accounts of one host share its quota, and are not refused by it', async () => {
  const stage = createStage({}, { accounts: accountsAt('one.test', 'one.test') })
  await stage.ask(BOTH)
  const [first, second] = stage.sandbox.requests
  assert.equal(stage.sandbox.requests.length, 2)
  assert.ok(second!.at - first!.at >= 1040)
})

test('accounts of different hosts do not wait for each other', async () => {
  const stage = createStage({ quota: false }, { accounts: accountsAt('one.test', 'two.test') })
  await stage.ask(BOTH)
  const [first, second] = stage.sandbox.requests
  assert.equal(second!.at, first!.at)
})

test('a list of two accounts holds both, reports both in their order, and pages over both', async () => {
  const stage = createStage({}, { accounts: accountsAt('one.test', 'one.test') })
  const ids: string[] = []
  for (let after: string | null = null; ids.length < 60;) {
    const { data }: { data: any } = await stage.ask(
      'query ($after: String) { calls(first: 20, after: $after) { nodes { id startedAt } pageInfo { endCursor } accounts { account state } } }',
      { after },
    )
    assert.deepEqual(data.calls.accounts, [
      { account: 'emea', state: 'COMPLETE' },
      { account: 'us', state: 'COMPLETE' },
    ])
    ids.push(...data.calls.nodes.map(({ id }: { id: string }) => id))
    after = data.calls.pageInfo.endCursor
  }
  assert.equal(new Set(ids).size, 60)
  const raw = (account: string) => ids.filter((id) => id.startsWith(`call:${account}:`)).length
  assert.equal(raw('emea'), 30)
  assert.equal(raw('us'), 30)
  // One vendor page of each account holds all three pages.
  assert.equal(stage.sent().length, 2)
})

test('an account has the zone of its days if its vendor knows days', async () => {
  const { data } = await createFiveStage().ask('{ accounts { name timeZone } }')
  assert.deepEqual(
    data.accounts.filter(({ timeZone }: { timeZone: string | null }) => timeZone !== null),
    [{ name: 'callcap', timeZone: 'US/Central' }],
  )
})

test('an account lists the filters of its own vendor, and of no other', async () => {
  const { data } = await createFiveStage().ask(
    '{ accounts { name capabilities { noun filters { filter } } } }',
  )
  const own = data.accounts.map(({ name, capabilities }: any) => [
    name,
    capabilities
      .find(({ noun }: { noun: string }) => noun === 'CALL')
      .filters.map(({ filter }: { filter: string }) => filter)
      .filter((filter: string) => vendorOfKey(filter) !== undefined),
  ])
  assert.deepEqual(own, [
    ['ujet', ['ujet']],
    ['callcap', ['callcap']],
    ['whippy', ['whippy']],
    ['allo-media', ['alloMedia']],
    ['twin', ['twin']],
  ])
})
