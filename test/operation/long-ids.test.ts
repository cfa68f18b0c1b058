// Ids beyond 2^53, e.g. 9007199254740993, which JSON.parse rounds.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { sandboxAccounts } from '../support/settings.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { BEYOND, withLongNumbers } from '../support/long-ids.ts'

const [ONE, OTHER] = [String(BEYOND), String(BEYOND - 1n)]
const DAY = '2026-01-14T10:0'

/** Two calls per vendor; ids differ in the last digit. */
function createLongStage() {
  const pairs = [ONE, OTHER].map((id, index) => ({ id, minute: `${DAY}${index}:00Z` }))
  const clock = createVirtualClock()
  const sandbox = createSandbox({
    clock,
    lively: false,
    rows: {
      calls: pairs.map(({ id, minute }) => ({
        id,
        created_at: minute,
        updated_at: minute,
        agent_info: { id },
      })),
      agents: pairs.map(({ id }) => ({
        id,
        email: `${id.slice(-1)}@example.com`,
        first_name: 'A',
        last_name: 'B',
      })),
    },
    callcap: {
      rows: {
        calls: pairs.map(({ id, minute }) => ({
          call_id: id,
          start_datetime: minute,
          last_modified: minute,
          callsurance: { csr: { id, name: 'Ada' } },
        })),
      },
    },
    whippy: { rows: { calls: pairs.map(({ id, minute }) => ({ id, created_at: minute, user_id: id })) } },
    alloMedia: {
      rows: {
        calls: pairs.map(({ id, minute }) => ({ unique_id: id, timestamp: minute, status: 'qualified' })),
      },
    },
    twin: {
      rows: {
        calls: pairs.map(({ id, minute }) => {
          const at = minute.replace('Z', '+00:00')
          return { id, createdAt: at, startedAt: at, updatedAt: at, status: 'ANSWERED', botId: id }
        }),
      },
    },
  })
  const { ujet, callcap, whippy, alloMedia, twin } = sandbox
  const simulators = new Map<string, (request: Request) => Promise<Response>>([
    ['ujet.test', ujet],
    ['callcap.test', callcap],
    ['whippy.test', whippy],
    ['allo-media.test', alloMedia],
    ['twin.test', twin],
  ])
  const fetch = async (request: Request) => {
    const simulator = simulators.get(new URL(request.url).host) ?? assert.fail(request.url)
    return withLongNumbers(await simulator(request))
  }
  const accounts = sandboxAccounts(sandbox, (vendor) => `http://${descriptionOf(vendor).defaultName}.test`)
  const known = accounts.filter(({ name }) => simulators.has(`${name}.test`))
  return createStageOver(sandbox, clock, fetch, { accounts: known })
}

test('calls and their agents whose ids differ beyond 2^53 stay apart at every vendor', async () => {
  const stage = createLongStage()
  const { data, errors } = await stage.ask('{ calls(first: 20) { totalCount nodes { id agent { id } } } }')
  assert.deepEqual(errors, [])
  const of = (account: string, prefix = '') => [
    { id: `call:${account}:${ONE}`, agent: { id: `agent:${account}:${prefix}${ONE}` } },
    { id: `call:${account}:${OTHER}`, agent: { id: `agent:${account}:${prefix}${OTHER}` } },
  ]
  const allo = [ONE, OTHER].map((id) => ({ id: `call:allo-media:${id}`, agent: null }))
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  assert.deepEqual(
    data.calls.nodes.toSorted(byId),
    [of('ujet'), of('callcap'), of('whippy', 'user-'), of('twin'), allo].flat().toSorted(byId),
  )
})

test('rows beyond 2^53 are looked up together and matched by their own ids', async () => {
  const stage = createLongStage()
  const query = `{ a: agent(id: "agent:ujet:${ONE}") { email } b: agent(id: "agent:ujet:${OTHER}") { email } }`
  const { data } = await stage.ask(query)
  assert.deepEqual(data, { a: { email: '3@example.com' }, b: { email: '2@example.com' } })
  const [request, ...others] = stage.sent()
  assert.match(request ?? '', new RegExp(`id\\[\\]=${ONE}&id\\[\\]=${OTHER}`))
  assert.deepEqual(others, [])
})

test('a call beyond 2^53 is found by its id', async () => {
  const stage = createLongStage()
  for (const account of ['ujet', 'callcap', 'twin', 'allo-media'])
    for (const id of [ONE, OTHER]) {
      const { data } = await stage.ask(`{ call(id: "call:${account}:${id}") { id } }`)
      assert.deepEqual(data, { call: { id: `call:${account}:${id}` } })
    }
})
