// Settings of sign-in: required ones, and refused keys and secrets.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { SCOPES, toViewer } from '../../src/domain/viewer.ts'
import { assertProblem, load, problems, problemsOf, UJET } from '../support/settings.ts'

const JWT = {
  AUTH: 'jwt',
  JWT_JWKS_URL: 'https://login.example.com/keys?policy=staff',
  JWT_ISSUER: 'https://login.example.com/',
  JWT_AUDIENCE: 'switchboard',
}
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

const withKey = (key: string) => ({ ...JWT, JWT_JWKS_URL: '', JWT_KEY: key })
const keyOf = (key: string) => {
  const { signIn } = load(withKey(key)).door
  assert.ok(signIn.by === 'jwt' && 'key' in signIn.keys)
  return signIn.keys.key
}

test('without sign-in the default grants every noun and no personal data', () => {
  const nouns = SCOPES.filter((scope) => scope !== 'pii:read')
  assert.deepEqual(load().door.signIn, { by: 'none', viewer: toViewer(nouns) })
  const viewerOf = (scopes: string) => {
    const { signIn } = load({ ANONYMOUS_SCOPES: scopes }).door
    assert.ok(signIn.by === 'none')
    return signIn.viewer
  }
  assert.deepEqual(viewerOf('*'), toViewer(SCOPES))
  assert.deepEqual(viewerOf('calls:read pii:read,account:ujet'), {
    name: null,
    client: null,
    expiresAt: null,
    scopes: new Set(['calls:read', 'pii:read']),
    accounts: new Set(['ujet']),
  })
})

test('ANONYMOUS_SCOPES refuses an unknown scope or account', () => {
  const one = (scopes: string) => problems({ ANONYMOUS_SCOPES: scopes })
  assertProblem(
    one('calls:read,calls'),
    /^ANONYMOUS_SCOPES: entry 2: expected a scope among calls:read, .*pii:read, /,
  )
  assertProblem(one('account:emea'), /^ANONYMOUS_SCOPES: expected accounts among ujet /)
})

test('AUTH=jwt needs keys, an issuer and an audience', () => {
  assert.deepEqual(load(JWT).door.signIn, {
    by: 'jwt',
    keys: { url: 'https://login.example.com/keys?policy=staff' },
    issuer: 'https://login.example.com/',
    audience: 'switchboard',
    clockSkewSeconds: 30,
  })
  assert.deepEqual(
    problemsOf({ ...UJET, AUTH: 'jwt' }).map((problem) => problem.split(' (')[0]),
    [
      'JWT_JWKS_URL: not set, and neither is JWT_KEY; AUTH=jwt needs one of them',
      'JWT_ISSUER: not set, and AUTH=jwt needs it',
      'JWT_AUDIENCE: not set, and AUTH=jwt needs it',
    ],
  )
  assertProblem(problems({ ...JWT, JWT_KEY: pem }), /^JWT_JWKS_URL: set beside JWT_KEY/)
})

test('with a sign-in GraphiQL and introspection are off by default', () => {
  const { graphiql, introspection } = load(JWT).door
  assert.deepEqual([graphiql, introspection], [false, false])
  assert.equal(load({ ...JWT, INTROSPECTION: 'on' }).door.introspection, true)
})

test('the issuer’s keys are fetched by HTTPS, or from this machine', () => {
  for (const url of ['http://127.0.0.1:8080/keys', 'http://localhost/keys', 'http://[::1]/keys'])
    assert.ok(load({ ...JWT, JWT_JWKS_URL: url }))
  for (const url of [
    'http://login.example.com/keys',
    'http://127.0.0.1.example.com/keys',
    'https://user:word@login.example.com/keys',
    'https://login.example.com/#keys',
    'file:///etc/keys',
    'login.example.com',
  ])
    assertProblem(
      problems({ ...JWT, JWT_JWKS_URL: url }),
      /^JWT_JWKS_URL: expected an address that begins with https/,
    )
})

test('a key is a PEM, with line breaks or with \\n, or a JWK', () => {
  const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }))
  for (const key of [pem, pem.replaceAll('\n', String.raw`\n`), jwk]) assert.ok(keyOf(key).equals(publicKey))
  for (const pair of [generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'P-256' })])
    assert.ok(keyOf(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()).equals(pair.publicKey))
})

test('a private or shared key is refused, and so is a text that is no key', () => {
  const wrong = [
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    JSON.stringify(privateKey.export({ format: 'jwk' })),
    JSON.stringify({ kty: 'oct', k: 'c2VjcmV0LTQ3MTE' }),
    generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    'secret-4711',
    '{}',
    'null',
    '{',
  ]
  for (const key of wrong) {
    const found = problems(withKey(key))
    assertProblem(found, /^JWT_KEY: expected the public key of the issuer/)
    assert.doesNotMatch(found[0]!, /4711/)
  }
})

test('AUTH=router needs a secret of at least 32 characters', () => {
  const secret = '0123456789abcdef0123456789abcdef'
  assert.deepEqual(load({ AUTH: 'router', ROUTER_SECRET: secret }).door.signIn, { by: 'router', secret })
  assertProblem(problems({ AUTH: 'router' }), /^ROUTER_SECRET: not set, and AUTH=router needs it/)
  assertProblem(
    problems({ AUTH: 'router', ROUTER_SECRET: secret.slice(1) }),
    /^ROUTER_SECRET: expected at least 32 characters, got 31 /,
  )
})

test('CURSOR_SECRET has at least 32 characters', () => {
  assertProblem(problems({ CURSOR_SECRET: 'a' }), /^CURSOR_SECRET: expected at least 32 characters, got 1 /)
})
