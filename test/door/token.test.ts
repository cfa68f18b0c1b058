// Sign-in by token: valid tokens, and one refusal for all others.
import type { Said } from '../support/issuer.ts'
import assert from 'node:assert/strict'
import { createHmac, createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { createIssuer } from '../support/issuer.ts'

const VIEWER = '{ viewer { subject anonymous scopes nouns readsPii } }'

async function open(algorithm?: string) {
  const clock = createVirtualClock()
  const issuer = await createIssuer(clock, algorithm)
  const sandbox = createSandbox({ scale: 0.05, lively: false, clock })
  const fetch = (request: Request) => (issuer.serves(request) ? issuer.fetch(request) : sandbox.ujet(request))
  const stage = createStageOver(sandbox, clock, fetch, { signIn: issuer.signIn })
  const ask = (token: string | null, query = VIEWER) =>
    stage.ask(query, {}, token === null ? {} : { authorization: `Bearer ${token}` })
  return { ...stage, issuer, ask, clock }
}

test('a valid token sets the viewer and its scopes', async () => {
  const { ask, issuer } = await open()
  const { status, data, errors } = await ask(await issuer.token('openid menus:read calls:read pii:read'))
  assert.deepEqual(errors, [])
  assert.equal(status, 200)
  assert.deepEqual(data.viewer, {
    subject: 'ada',
    anonymous: false,
    scopes: ['calls:read', 'menus:read', 'pii:read'],
    nouns: ['CALL', 'MENU', 'MENU_TREE', 'CURRENT_MENU_STATUS', 'SERVICE_LEVEL', 'OPERATION_HOURS'],
    readsPii: true,
  })
})

test('a GET with a token needs no other header, since no page can send it', async () => {
  const { gateway, issuer } = await open()
  const get = (headers: Record<string, string>) =>
    gateway.fetch(new Request('http://gateway.test/graphql?query={viewer{subject}}', { headers }))
  assert.equal((await get({ authorization: `Bearer ${await issuer.token()}` })).status, 200)
  assert.equal((await get({ authorization: 'Basic YTpi' })).status, 401)
  assert.equal((await get({})).status, 403)
})

test('scopes may be a list, and be named scp', async () => {
  const { ask, issuer } = await open()
  const claims = { scope: undefined, scp: ['teams:read', 'emails:read'] }
  const { data } = await ask(await issuer.token('', { claims }))
  assert.deepEqual(data.viewer.scopes, ['emails:read', 'teams:read'])
})

for (const algorithm of ['RS256', 'PS512', 'ES256', 'ES512', 'EdDSA']) {
  test(`a token signed by ${algorithm} is accepted`, async () => {
    const { ask, issuer } = await open(algorithm)
    assert.equal((await ask(await issuer.token())).status, 200)
  })
}

test('a grant of one account hides all others', async () => {
  const { ask, issuer } = await open()
  const query = '{ viewer { accounts { name } scopes } }'
  const all = await ask(await issuer.token('calls:read'), query)
  assert.deepEqual(all.data.viewer.accounts, [{ name: 'ujet' }])
  const none = await ask(await issuer.token('calls:read account:emea'), query)
  assert.deepEqual(none.errors[0]?.extensions.code, 'FORBIDDEN')
})

test('clocks may differ by the configured skew', async () => {
  const { ask, issuer, clock } = await open()
  const now = Math.floor(clock.now() / 1000)
  const at = async (claims: Said['claims'] & object) => (await ask(await issuer.token('', { claims }))).status
  assert.deepEqual([await at({ exp: now - 29 }), await at({ exp: now - 31 })], [200, 401])
  assert.deepEqual([await at({ nbf: now + 29 }), await at({ nbf: now + 31 })], [200, 401])
})

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

type Opened = Awaited<ReturnType<typeof open>>

/** A token with the issuer's claims, another header and a forged signature. */
async function forged({ issuer }: Opened, header: object, sign: (text: string) => string): Promise<string> {
  const [, payload] = (await issuer.token('calls:read pii:read')).split('.')
  const text = `${encode(header)}.${payload}`
  return `${text}.${sign(text)}`
}

const said =
  (words: Said) =>
  ({ issuer }: Opened) =>
    issuer.token('calls:read', words)

const hmac = (secret: string) => (text: string) =>
  createHmac('sha256', secret).update(text).digest('base64url')

/** Invalid tokens, and the reason in the log. */
const BAD: Readonly<Record<string, readonly [token: (opened: Opened) => Promise<string>, reason: RegExp]>> = {
  'no token at all': [async () => 'garbage', /cannot be read/],
  'no signature (alg none)': [(o) => forged(o, { alg: 'none' }, () => ''), /algorithm/],
  'no signature (alg nOnE)': [(o) => forged(o, { alg: 'nOnE' }, () => ''), /algorithm/],
  'an HMAC with the public key as its secret': [
    async (o) => forged(o, { alg: 'HS256', kid: 'key-1' }, hmac(await exportSPKI(o.issuer.publicKey()))),
    /algorithm/,
  ],
  'an HMAC with an empty secret': [(o) => forged(o, { alg: 'HS256' }, hmac('')), /algorithm/],
  'a key of its own under a known name': [
    async ({ issuer }) => {
      const { privateKey } = await generateKeyPair('RS256')
      const [, payload = ''] = (await issuer.token('calls:read')).split('.')
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign(privateKey)
    },
    /signature/,
  ],
  'a key in its header': [
    async ({ issuer }) => {
      const { privateKey, publicKey } = await generateKeyPair('RS256')
      const jwk = await exportJWK(publicKey)
      const [, payload = ''] = (await issuer.token('calls:read')).split('.')
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', jwk }).sign(privateKey)
    },
    /signature/,
  ],
  'an address of keys in its header': [
    said({ header: { kid: 'other', jku: 'https://evil.example.com/keys' } }),
    /unknown key/,
  ],
  'claims that were changed after signing': [
    async ({ issuer }) => {
      const [head, , signature] = (await issuer.token('calls:read')).split('.')
      const [, payload] = (await issuer.token('calls:read pii:read')).split('.')
      return `${head}.${payload}.${signature}`
    },
    /signature/,
  ],
  'an unknown critical extension': [said({ header: { crit: ['x'], x: 1 } }), /cannot be read/],
  'another audience': [said({ claims: { aud: 'another' } }), /"aud"/],
  'no audience': [said({ claims: { aud: undefined } }), /"aud"/],
  'another issuer': [said({ claims: { iss: 'https://login.example.com' } }), /"iss"/],
  'no expiry': [said({ claims: { exp: undefined } }), /"exp"/],
  'a past expiry': [said({ claims: { exp: 1 } }), /expired/],
  'no subject': [said({ claims: { sub: undefined } }), /"sub"/],
  'an empty subject': [said({ claims: { sub: '' } }), /"sub"/],
  'a subject of spaces': [said({ claims: { sub: ' ' } }), /"sub"/],
  'an object as its subject': [said({ claims: { sub: { id: 'ada' } } }), /"sub"/],
  'a list as its subject': [said({ claims: { sub: ['ada'] } }), /"sub"/],
  'a number as its subject': [said({ claims: { sub: 7 } }), /"sub"/],
}

for (const [what, [toToken, reason]] of Object.entries(BAD)) {
  test(`a token with ${what} is refused`, async () => {
    const opened = await open()
    const token = await toToken(opened).catch((error: Error) => assert.fail(error))
    const { status, errors, data } = await opened.ask(token, '{ calls { nodes { nope } } }')
    // Neither why nor what the schema knows.
    assert.deepEqual([status, data], [401, null])
    assert.deepEqual(errors, [
      { message: 'Authentication required.', extensions: { code: 'UNAUTHENTICATED' } },
    ])
    assert.deepEqual(opened.sent(), [])
    const told = opened.events.flatMap((event) => (event.type === 'unauthenticated' ? event.reason : []))
    assert.equal(told.length, 1)
    assert.match(told[0]!, reason)
    for (const part of token.split('.'))
      assert.ok(part.length < 8 || !JSON.stringify(opened.events).includes(part))
  })
}

test('an address of keys in a token is not requested', async () => {
  const { ask, issuer } = await open()
  const seen: string[] = []
  const { answer } = issuer
  issuer.answer = (request) => (seen.push(request.url), answer(request))
  await ask(
    await issuer.token('', {
      header: { jku: 'https://evil.example.com/', x5u: 'https://evil.example.com/' },
    }),
  )
  assert.deepEqual(seen, ['https://login.example.com/keys'])
})

test('the challenge names the scheme, and says if a token was refused', async () => {
  const { gateway, issuer } = await open()
  const challenge = async (headers: Record<string, string>) => {
    const request = new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{ __typename }"}',
    })
    const response = await gateway.fetch(request)
    return [response.status, response.headers.get('www-authenticate')]
  }
  assert.deepEqual(await challenge({}), [401, 'Bearer'])
  assert.deepEqual(await challenge({ authorization: 'Basic YTpi' }), [401, 'Bearer error="invalid_token"'])
  assert.deepEqual(await challenge({ authorization: 'Bearer' }), [401, 'Bearer error="invalid_token"'])
  assert.deepEqual(await challenge({ authorization: `bearer ${await issuer.token()}` }), [200, null])
  const accept = 'application/graphql-response+json'
  assert.deepEqual(await challenge({ accept }), [401, 'Bearer'])
})

test('a page of an allowed origin can read the 401', async () => {
  const clock = createVirtualClock()
  const { signIn } = await createIssuer(clock)
  const sandbox = createSandbox({ scale: 0.05, lively: false, clock })
  const { gateway } = createStageOver(sandbox, clock, () => assert.fail('nothing is to be asked'), {
    signIn,
    corsOrigins: ['https://app.example.com'],
  })
  const headers = { 'content-type': 'application/json', origin: 'https://app.example.com' }
  const request = (method: string, init: object) =>
    gateway.fetch(new Request('http://gateway.test/graphql', { method, headers, ...init }))
  const refused = await request('POST', { body: '{"query":"{ __typename }"}' })
  assert.equal(refused.status, 401)
  assert.equal(refused.headers.get('access-control-allow-origin'), 'https://app.example.com')
  // Browsers ask for permission without a token.
  assert.equal((await request('OPTIONS', {})).status, 204)
})

test('a configured key accepts its own tokens, and only its own algorithm', async () => {
  const clock = createVirtualClock()
  const issuer = await createIssuer(clock)
  const sandbox = createSandbox({ scale: 0.05, lively: false, clock })
  const key = createPublicKey(await exportSPKI(issuer.publicKey()))
  const signIn = { ...issuer.signIn, keys: { key } }
  const stage = createStageOver(sandbox, clock, () => assert.fail('nothing is to be asked'), { signIn })
  const status = async (token: string) =>
    (await stage.ask(VIEWER, {}, { authorization: `Bearer ${token}` })).status
  assert.equal(await status(await issuer.token()), 200)
  const [, payload = ''] = (await issuer.token()).split('.')
  for (const alg of ['HS256', 'none', 'ES256', 'EdDSA']) {
    const text = `${encode({ alg })}.${payload}`
    assert.equal(await status(`${text}.${hmac(await exportSPKI(issuer.publicKey()))(text)}`), 401, alg)
  }
})

const PAGE = '{ calls(first: 3) { nodes { id } } }'

/** A stage and a token for a day that has been verified and remembered. */
async function openRemembered() {
  const stage = await open()
  const claims = { exp: Math.floor(stage.clock.now() / 1000) + 86_400 }
  const token = await stage.issuer.token('calls:read', { claims })
  const isKept = async () => {
    const { status } = await stage.ask(token, PAGE)
    const last = stage.events.findLast((event) => event.type === 'operation')
    return status === 200 && last?.isKept === true
  }
  while (!(await isKept())) await stage.clock.advance(10)
  return { ...stage, token, isKept }
}

test('a verified token is remembered, so that kept answers need no signature', async () => {
  const { isKept, issuer } = await openRemembered()
  assert.ok(await isKept())
  assert.equal(issuer.asked(), 1)
})

test('a remembered token is refused once it has expired', async () => {
  const { ask, clock, token } = await openRemembered()
  await clock.advance(86_400_000)
  assert.equal((await ask(token, PAGE)).status, 200)
  await clock.advance(31_000)
  assert.equal((await ask(token, PAGE)).status, 401)
})

test('a remembered token is refused once its key was taken back', async () => {
  const { ask, clock, issuer, token } = await openRemembered()
  await issuer.rotate(true)
  assert.equal((await ask(token, PAGE)).status, 200)
  await clock.advance(600_000)
  assert.equal((await ask(token, PAGE)).status, 401)
})

test('a key that another token made known ends tokens of keys that went', async () => {
  const { ask, clock, issuer, token } = await openRemembered()
  await issuer.rotate(true)
  await clock.advance(60_000)
  assert.equal((await ask(await issuer.token('calls:read'), PAGE)).status, 200)
  assert.equal((await ask(token, PAGE)).status, 401)
})

test('a token with one changed character is none that was remembered', async () => {
  const { ask, token } = await openRemembered()
  assert.equal((await ask(`${token.slice(0, -2)}AA`, PAGE)).status, 401)
})
