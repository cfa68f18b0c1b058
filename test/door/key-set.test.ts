// The issuer's keys: read on demand, once for concurrent requests, and kept while the issuer is away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { createIssuer } from '../support/issuer.ts'

async function open() {
  const clock = createVirtualClock()
  const issuer = await createIssuer(clock)
  const sandbox = createSandbox({ scale: 0.05, lively: false, clock })
  const stage = createStageOver(sandbox, clock, issuer.fetch, { signIn: issuer.signIn })
  /** The status of an operation with a new token, or with this one. */
  const status = async (token?: string) => {
    const authorization = `Bearer ${token ?? (await issuer.token())}`
    return (await stage.ask('{ __typename }', {}, { authorization })).status
  }
  return { clock, issuer, status, events: stage.events }
}

test('the keys are read on the first request, once for concurrent ones', async () => {
  const { issuer, status } = await open()
  assert.equal(issuer.asked(), 0)
  assert.deepEqual(await Promise.all([status(), status(), status()]), [200, 200, 200])
  assert.equal(await status(), 200)
  assert.equal(issuer.asked(), 1)
})

test('a token with a new key causes a read, and published old keys stay valid', async () => {
  const { clock, issuer, status } = await open()
  const old = await issuer.token()
  assert.equal(await status(old), 200)
  await issuer.rotate()
  await clock.advance(10_000)
  assert.deepEqual([await status(), await status(old)], [200, 200])
  assert.equal(issuer.asked(), 2)
})

test('keys behind a byte-order mark are read', async () => {
  const { issuer, status } = await open()
  const { answer } = issuer
  issuer.answer = async (request) => new Response(`\uFEFF${await (await answer(request)).text()}`)
  assert.equal(await status(), 200)
})

test('a token that names no key is checked with each matching key', async () => {
  const { clock, issuer, status } = await open()
  const unnamed = () => issuer.token('', { header: { kid: undefined } })
  const old = await unnamed()
  await issuer.rotate()
  assert.deepEqual([await status(old), await status(await unnamed())], [200, 200])
  const other = await createIssuer(clock)
  assert.equal(await status(await other.token('', { header: { kid: undefined } })), 401)
})

test('a new key under an old name is read when a token is signed with it', async () => {
  const { clock, issuer, status } = await open()
  const old = await issuer.token()
  assert.equal(await status(old), 200)
  await issuer.renew()
  await clock.advance(10_000)
  assert.deepEqual([await status(), await status(old)], [200, 401])
  assert.equal(issuer.asked(), 2)
})

test('a new key is also read when tokens name none', async () => {
  const { clock, issuer, status } = await open()
  assert.equal(await status(), 200)
  await issuer.renew()
  await clock.advance(10_000)
  assert.equal(await status(await issuer.token('', { header: { kid: undefined } })), 200)
})

test('wrong signatures cause few reads and do not lock out others', async () => {
  const { clock, issuer, status } = await open()
  await status()
  const other = await createIssuer(clock)
  const forged = await other.token()
  for (let index = 0; index < 30; index += 1) {
    await clock.advance(1000)
    assert.equal(await status(forged), 401)
  }
  assert.ok(issuer.asked() <= 4, `asked ${issuer.asked()} times`)
  issuer.answer = () => Promise.reject(new TypeError('fetch failed'))
  await clock.advance(10_000)
  // It cannot be told whether the key is new.
  assert.equal(await status(forged), 503)
  assert.deepEqual([await status(forged), await status()], [401, 200])
})

test('invented keys cause few reads', async () => {
  const { clock, issuer, status } = await open()
  await status()
  await clock.advance(10_000)
  const invented = (kid: string) => issuer.token('', { header: { kid } })
  for (let index = 0; index < 20; index += 1) assert.equal(await status(await invented(`x${index}`)), 401)
  assert.equal(issuer.asked(), 2)
  assert.equal(await status(), 200)
})

test('a revoked key is accepted for at most ten minutes', async () => {
  const { clock, issuer, status } = await open()
  const long = await issuer.token('', { claims: { exp: clock.now() / 1000 + 3600 } })
  assert.equal(await status(long), 200)
  await issuer.rotate(true)
  await clock.advance(599_000)
  assert.equal(await status(long), 200)
  await clock.advance(1000)
  assert.equal(await status(long), 401)
})

test('while the issuer is away, its keys stay valid for an hour', async () => {
  const { clock, issuer, status } = await open()
  assert.equal(await status(), 200)
  issuer.answer = () => Promise.reject(new TypeError('fetch failed'))
  await clock.advance(3_599_000)
  assert.equal(await status(), 200)
  await clock.advance(1000)
  assert.equal(await status(), 503)
})

test('while the issuer does not answer, one request a minute waits for it', async () => {
  const { clock, issuer, status } = await open()
  assert.equal(await status(), 200)
  issuer.answer = () => new Promise<Response>(() => {})
  await clock.advance(600_000)
  for (let index = 0; index < 10; index += 1) assert.equal(await status(), 200)
  assert.equal(issuer.asked(), 2)
  await clock.advance(60_000)
  assert.equal(await status(), 200)
  assert.equal(issuer.asked(), 3)
})

const FAILURES: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
  'no connection': () =>
    Promise.reject(new TypeError('fetch failed', { cause: 'https://login.example.com' })),
  'an error': () => new Response('secret-4711', { status: 500 }),
  'a redirect': () => new Response(null, { status: 302, headers: { location: 'https://evil.example.com/' } }),
  'a page': () => new Response('<html>secret-4711</html>'),
  'something else in JSON': () => Response.json({ keys: 'secret-4711' }),
  'too much': () => new Response(`{"keys":[],"x":"${'y'.repeat(300_000)}"}`),
  'nothing at all': () => new Promise<Response>(() => {}),
}

for (const [what, answer] of Object.entries(FAILURES)) {
  test(`an issuer that answers with ${what} makes sign-in unavailable, without details`, async () => {
    const { clock, issuer, events } = await open()
    issuer.answer = answer
    const sandbox = createSandbox({ scale: 0.05, lively: false, clock })
    const stage = createStageOver(sandbox, clock, issuer.fetch, { signIn: issuer.signIn })
    const asked = await stage.ask('{ __typename }', {}, { authorization: `Bearer ${await issuer.token()}` })
    assert.equal(asked.status, 503)
    assert.deepEqual(asked.errors, [
      {
        message: 'Authentication is temporarily unavailable.',
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ])
    assert.equal(issuer.asked(), 1)
    const faults = [...events, ...stage.events].flatMap((event) =>
      event.type === 'fault' ? event.error : [],
    )
    assert.equal(faults.length, 1)
    assert.doesNotMatch(`${faults[0]!.message} ${String(faults[0]!.cause)}`, /secret|example\.com/)
    // Once more would ask again only after a while.
    await stage.ask('{ __typename }', {}, { authorization: `Bearer ${await issuer.token()}` })
    assert.equal(issuer.asked(), 1)
  })
}
