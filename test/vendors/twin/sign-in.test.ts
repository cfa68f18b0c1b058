// Signing in, renewing, and signing in again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { twin } from '../../../src/vendors/twin/index.ts'
import { createStage } from './stage.ts'

const LOGIN = '/iam/api/v1/auth/login'
const REFRESH = '/iam/api/v1/auth/refresh'
const TASKS = '/cis/api/v1/telephony/autoCall'

const paths = (sent: readonly string[]) => sent.map((request) => request.split('?')[0])

/** A list that is asked again at each step, with its own requests after the sign-in. */
function createVisits(switches: Parameters<typeof createStage>[0] = {}) {
  const { page, sent, ...stage } = createStage(switches)
  const visit = async () => {
    // Beyond what memory keeps of a list.
    await stage.clock.advance(601_000)
    await page('CAMPAIGN')
    return paths(sent())
  }
  return { ...stage, visit }
}

test('a token is renewed before it expires, with what the last one left', async () => {
  const { visit } = createVisits({ tokenSeconds: 900 })
  assert.deepEqual(await visit(), [LOGIN, TASKS])
  assert.deepEqual(await visit(), [TASKS])
  assert.deepEqual(await visit(), [REFRESH, TASKS])
  assert.deepEqual(await visit(), [TASKS])
  assert.deepEqual(await visit(), [REFRESH, TASKS])
})

test('a refused renewal signs in again', async () => {
  const { visit, simulator } = createVisits({ tokenSeconds: 900, refreshSeconds: 60 })
  assert.deepEqual(await visit(), [LOGIN, TASKS])
  assert.deepEqual(await visit(), [TASKS])
  assert.deepEqual(await visit(), [REFRESH, LOGIN, TASKS])
  simulator.revokeTokens()
  assert.deepEqual(await visit(), [TASKS, REFRESH, LOGIN, TASKS])
})

test('a wrong password is tried once and told as such', async () => {
  const { page, sent } = createStage({}, {}, 'wrong')
  await assert.rejects(page('CALL'), /UPSTREAM_UNAUTHORIZED/)
  assert.equal(new Set(sent()).size, 1)
})

const credentials = twin.authorize({ EMAIL: 'a@example.com', PASSWORD: 'geheim:✓' })
assert.ok(credentials.by === 'token')
const { read, signIn } = credentials

test('a login sends the credentials, a renewal the refresh token', () => {
  const login = signIn(null)
  assert.deepEqual([login.service, login.path], ['auth', 'auth/login'])
  assert.deepEqual(JSON.parse(login.body?.text ?? ''), { email: 'a@example.com', password: 'geheim:✓' })
  const renewal = signIn('r1')
  assert.deepEqual([renewal.path, renewal.body?.text], ['auth/refresh', '{"refreshToken":"r1"}'])
})

const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`

test('a token lives from its issue to its expiry, and an hour when it does not tell', () => {
  const lifetime = (token: string) => read({ token })?.ttlMs
  assert.equal(lifetime(jwt({ iat: 1000, exp: 1900 })), 900_000)
  for (const token of [jwt({ exp: 1900 }), jwt({ iat: 5, exp: 4 }), 'opaque', 'a.%%.b', jwt([])])
    assert.equal(lifetime(token), 3_600_000)
  assert.deepEqual(read({ token: 't', refreshToken: 'r' }), {
    headers: { authorization: 'Bearer t' },
    ttlMs: 3_600_000,
    renewal: 'r',
  })
  for (const body of [null, {}, { token: null }, 'text']) assert.equal(read(body), null)
})
