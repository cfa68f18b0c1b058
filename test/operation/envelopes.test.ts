// A 200 with an error inside is a failure. A 204 is an empty list.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ACCOUNTS, callsOf, createFiveStage, reportsBut } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'

const INVALID = { state: 'FAILED', code: 'UPSTREAM_INVALID_RESPONSE' }

/** Key of the rows in each vendor's answer; `''`: the answer is the list. */
const ROWS = { ujet: '', callcap: 'call', whippy: 'data', 'allo-media': 'data', twin: 'items' } as const
const isSignIn = (request: Request) => /token|login|refresh/.test(request.url)

describe('a vendor that answers 200 with an error inside', () => {
  const ERRORS: readonly object[] = [
    { error: 'no' },
    { errors: [{ description: 'Not authenticated' }] },
    { error: { code: 7 }, message: 'no' },
    { status: 'error', message: 'no' },
    { success: false },
  ]
  for (const name of ACCOUNTS)
    it(`is FAILED and not COMPLETE and empty: ${name}`, async () => {
      for (const error of ERRORS) {
        const stage = createFiveStage()
        stage.simulators[name].intercept = (request) =>
          isSignIn(request) ? undefined : Response.json({ ...error, [ROWS[name]]: [], count: 0, total: 0 })
        const { calls } = await callsOf(stage)
        assert.deepEqual(calls.accounts, reportsBut({ [name]: INVALID }), JSON.stringify(error))
      }
    })

  it('is FAILED by the vendor’s own word for it: callcap', async () => {
    const stage = createFiveStage()
    stage.simulators.callcap.intercept = () => Response.json({ status: 'unauthorized', call: [] })
    const { calls } = await callsOf(stage)
    assert.deepEqual(calls.accounts, reportsBut({ callcap: INVALID }))
  })

  it('is COMPLETE when rows come with empty keys for errors', async () => {
    const stage = createFiveStage()
    const { whippy } = stage.simulators
    const through = async (request: Request): Promise<Response> => {
      whippy.intercept = undefined
      const answer = await (await whippy(request)).json()
      whippy.intercept = through
      return Response.json({ ...answer, error: null, errors: [] })
    }
    whippy.intercept = through
    assert.deepEqual((await callsOf(stage)).calls, (await callsOf(createFiveStage())).calls)
  })

  it('is an error for ids, not null', async () => {
    const five = createFiveStage()
    five.simulators.callcap.intercept = () => Response.json({ status: 'error', message: 'no', call: [] })
    const ids = five.sandbox.callcap.data.calls
      .slice(0, 1)
      .map(({ call_id: id }) => `call:callcap:${String(id)}`)
    const { errors } = await five.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
    assert.equal(errors[0]?.extensions.code, INVALID.code)
  })

  it('is FAILED in a list without pages', async () => {
    const stage = createStage()
    stage.sandbox.intercept = () => Response.json({ error: 'no' })
    const { errors } = await stage.ask('{ currentAgentStatuses { nodes { startedAt } } }')
    assert.equal(errors[0]?.extensions.code, 'ALL_ACCOUNTS_FAILED')
  })
})

describe('a vendor that answers 204', () => {
  it('returns an empty list', async () => {
    for (const name of ACCOUNTS) {
      const stage = createFiveStage()
      stage.simulators[name].intercept = (request) =>
        isSignIn(request) ? undefined : new Response(null, { status: 204 })
      const { calls } = await callsOf(stage)
      assert.deepEqual(calls.accounts, reportsBut(), name)
      assert.ok(calls.nodes.every(({ accountName }) => accountName !== name))
    }
  })

  it('returns null for ids', async () => {
    const stage = createStage()
    stage.sandbox.intercept = () => new Response(null, { status: 204 })
    const { data, errors } = await stage.ask('{ agent(id: "agent:ujet:1") { email } }')
    assert.deepEqual([data, errors], [{ agent: null }, []])
  })
})
