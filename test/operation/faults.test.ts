// Vendors' faults become typed errors on the field; other fields are served.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createStage } from '../support/gateway.ts'

const json = (body: string, status = 200, headers = {}) =>
  new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } })

/** A fault and its error code. */
const faults: readonly (readonly [what: string, answer: () => Response | Promise<Response>, code: string])[] =
  [
    ['an internal error', () => json('{"message":"boom"}', 500), 'UPSTREAM_UNAVAILABLE'],
    ['a bad gateway’s page', () => new Response('<html>502</html>', { status: 502 }), 'UPSTREAM_UNAVAILABLE'],
    [
      'too many requests, again and again',
      () => json('{}', 429, { 'retry-after': '1' }),
      'UPSTREAM_RATE_LIMITED',
    ],
    ['too many requests without a hint', () => json('', 429), 'UPSTREAM_RATE_LIMITED'],
    ['a web page', () => new Response('<!doctype html><title>Sign in</title>'), 'UPSTREAM_INVALID_RESPONSE'],
    ['JSON that breaks off', () => json('[{"id": 1, "na'), 'UPSTREAM_INVALID_RESPONSE'],
    ['an object where a list belongs', () => json('{"agents": {}}'), 'UPSTREAM_INVALID_RESPONSE'],
    ['a number where a list belongs', () => json('42'), 'UPSTREAM_INVALID_RESPONSE'],
    ['an empty body', () => json(''), 'UPSTREAM_INVALID_RESPONSE'],
    ['text that is no JSON', () => new Response('OK'), 'UPSTREAM_INVALID_RESPONSE'],
    ['no answer at all', () => new Promise<Response>(() => {}), 'UPSTREAM_TIMEOUT'],
    ['a broken connection', () => Promise.reject(new TypeError('fetch failed')), 'UPSTREAM_UNAVAILABLE'],
    ['wrong credentials', () => json('{"message":"no"}', 401), 'UPSTREAM_UNAUTHORIZED'],
    ['missing rights', () => json('{"message":"no"}', 403), 'UPSTREAM_UNAUTHORIZED'],
    ['a refusal', () => json('{"message":"no"}', 404), 'UPSTREAM_REJECTED'],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'http://evil.test' } }),
      'UPSTREAM_REJECTED',
    ],
  ]

describe('a vendor’s faults', () => {
  const strays: unknown[] = []
  const note = (reason: unknown) => void strays.push(reason)
  before(() => void process.on('unhandledRejection', note))
  after(() => void process.off('unhandledRejection', note))

  for (const [what, answer, code] of faults) {
    it(`${what} becomes ${code} on the field, and other fields are served`, async () => {
      const stage = createStage()
      stage.sandbox.intercept = (request) => (request.url.includes('/agents') ? answer() : undefined)
      const { data, errors } = await stage.ask(
        '{ agent(id: "agent:ujet:1") { name } teams(first: 1) { nodes { id } } }',
      )
      assert.equal(data.agent, null)
      assert.equal(data.teams.nodes.length, 1)
      assert.deepEqual(
        errors.map(({ path, extensions }) => [path, extensions.code, extensions.account]),
        [[['agent'], code, 'ujet']],
      )
      assert.doesNotMatch(JSON.stringify(errors), /http:|sandbox\.test|Basic|\/agents|boom/)
    })

    it(`${what} at the only account fails its list with ALL_ACCOUNTS_FAILED and the reason`, async () => {
      const stage = createStage()
      stage.sandbox.intercept = (request) => (request.url.includes('/calls') ? answer() : undefined)
      const { errors } = await stage.ask('{ calls { nodes { id } } }')
      const [error] = errors
      assert.equal(errors.length, 1)
      assert.equal(error!.extensions.code, 'ALL_ACCOUNTS_FAILED')
      assert.deepEqual(
        (error!.extensions.failures as { code: string }[]).map((failure) => failure.code),
        [code],
      )
    })
  }

  it('are answered after a pause once the vendor has recovered', async () => {
    const stage = createStage()
    let faulty = 2
    stage.sandbox.intercept = () => (faulty-- > 0 ? json('', 503) : undefined)
    const { data, errors, extensions } = await stage.ask('{ agent(id: "agent:ujet:1") { id } }')
    assert.deepEqual(errors, [])
    assert.equal(data.agent.id, 'agent:ujet:1')
    assert.equal(stage.sent().length, 3)
    assert.equal((extensions.upstream.requests[0] as unknown as { attempts: number }).attempts, 3)
  })

  it('show in the state of the account, which is UP again after an answer', async () => {
    const stage = createStage()
    const state = async () => (await stage.ask('{ accounts { state } }')).data.accounts[0].state
    assert.equal(await state(), 'UP')
    stage.sandbox.intercept = () => json('', 503)
    await stage.ask('{ agent(id: "agent:ujet:1") { id } }')
    assert.equal(await state(), 'DEGRADED')
    for (let id = 2; id < 5; id += 1) await stage.ask(`{ agent(id: "agent:ujet:${id}") { id } }`)
    assert.equal(await state(), 'DOWN')
    await stage.clock.advance(60_000)
    stage.sandbox.intercept = undefined
    await stage.ask('{ agent(id: "agent:ujet:2") { id } }')
    assert.equal(await state(), 'UP')
  })

  it('leaves no rejection unhandled', () => assert.deepEqual(strays, []))
})
