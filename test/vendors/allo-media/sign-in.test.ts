// Tokens: how they are had, how long they serve, and the fixed one that stands instead.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alloMedia } from '../../../src/vendors/allo-media/index.ts'
import { createStage } from './stage.ts'

const TOKEN = '/realms/uhlive/protocol/openid-connect/token'
const signIns = (sent: readonly string[]) => sent.filter((path) => path === TOKEN).length

test('a token is requested once and used until shortly before it expires', async () => {
  const { page, sent, clock } = createStage({ tokenSeconds: 300 })
  await page('CALL')
  assert.equal(sent()[0], TOKEN)
  await clock.advance(260_000)
  await page('CALL')
  assert.equal(signIns(sent()), 0)
  await clock.advance(20_000)
  await page('CALL')
  assert.equal(signIns(sent()), 1)
})

test('a revoked token is replaced once, and no client notices', async () => {
  const { page, sent, clock, simulator } = createStage()
  await page('CALL')
  simulator.revokeTokens()
  await clock.advance(11_000)
  sent()
  assert.ok((await page('CALL')).rows.length > 0)
  assert.deepEqual(
    sent().map((path) => path.split('?')[0]),
    ['/calls', TOKEN, '/calls'],
  )
})

test('wrong credentials are tried once and told as such', async () => {
  const { page, sent } = createStage({}, { CLIENT_ID: 'sandbox', CLIENT_SECRET: 'wrong' })
  await assert.rejects(page('CALL'), /UPSTREAM_UNAUTHORIZED/)
  assert.deepEqual(sent(), [TOKEN])
})

test('a fixed token needs no sign-in', async () => {
  const { page, sent } = createStage({}, { TOKEN: 'sandbox-token' })
  await page('CALL')
  assert.equal(signIns(sent()), 0)
})

test('the form names the grant, the client and its scope', () => {
  const credentials = alloMedia.authorize({ CLIENT_ID: 'me & you', CLIENT_SECRET: 'a+b=c' })
  assert.ok(credentials.by === 'token')
  const { body, service, path } = credentials.signIn(null)
  assert.deepEqual([service, path, body?.type], ['token', '', 'application/x-www-form-urlencoded'])
  assert.deepEqual(Object.fromEntries(new URLSearchParams(body?.text)), {
    grant_type: 'client_credentials',
    client_id: 'me & you',
    client_secret: 'a+b=c',
    scope: 'openid',
  })
})

test('a token lives as long as it says, and the shorter documented time when it says nothing', () => {
  const credentials = alloMedia.authorize({ CLIENT_ID: 'a', CLIENT_SECRET: 'b' })
  assert.ok(credentials.by === 'token')
  const { read } = credentials
  assert.deepEqual(read({ access_token: 't', expires_in: '3600' }), {
    headers: { authorization: 'Bearer t' },
    ttlMs: 3_600_000,
  })
  assert.equal(read({ access_token: 't' })?.ttlMs, 300_000)
  for (const body of [null, {}, { access_token: '' }, 'text']) assert.equal(read(body), null)
})
