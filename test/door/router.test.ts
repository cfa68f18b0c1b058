// Sign-in by a router in front: its secret and its headers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStage } from '../support/gateway.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const VIEWER = '{ viewer { subject anonymous scopes } }'

const open = () => createStage({}, { signIn: { by: 'router', secret: SECRET } })

test('the router’s headers set the viewer and its scopes', async () => {
  const { data } = await open().ask(
    VIEWER,
    {},
    {
      'x-switchboard-secret': SECRET,
      'x-switchboard-subject': 'ada',
      'x-switchboard-scopes': 'calls:read pii:read account:ujet profile',
    },
  )
  assert.deepEqual(data.viewer, {
    subject: 'ada',
    anonymous: false,
    scopes: ['account:ujet', 'calls:read', 'pii:read'],
  })
})

test('the secret alone admits a viewer without scopes', async () => {
  const { status, data } = await open().ask(VIEWER, {}, { 'x-switchboard-secret': SECRET })
  assert.equal(status, 200)
  assert.deepEqual(data.viewer, { subject: null, anonymous: true, scopes: [] })
})

test('an empty header of the router names nobody', async () => {
  const headers = {
    'x-switchboard-secret': SECRET,
    'x-switchboard-subject': ' ',
    'x-switchboard-client': '',
    'x-switchboard-scopes': 'calls:read',
  }
  const { data } = await open().ask(VIEWER, {}, headers)
  assert.deepEqual(data.viewer, { subject: null, anonymous: true, scopes: ['calls:read'] })
})

const BAD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no secret': {},
  'an empty secret': { 'x-switchboard-secret': '' },
  'a part of the secret': { 'x-switchboard-secret': SECRET.slice(0, -1) },
  'the secret and more': { 'x-switchboard-secret': `${SECRET}0` },
  'the secret in capitals': { 'x-switchboard-secret': SECRET.toUpperCase() },
  'the secret twice': { 'x-switchboard-secret': `${SECRET}, ${SECRET}` },
  'the secret as a token': { authorization: `Bearer ${SECRET}` },
  // A client’s own header beside the router’s reaches us as one.
  'scopes that came twice': {
    'x-switchboard-secret': SECRET,
    'x-switchboard-scopes': 'calls:read, calls:read pii:read',
  },
}

for (const [what, headers] of Object.entries(BAD)) {
  test(`a request with ${what} is unauthenticated`, async () => {
    const stage = open()
    const { status, data, errors } = await stage.ask(
      '{ calls { nodes { id } } }',
      {},
      {
        'x-switchboard-scopes': 'calls:read',
        'x-switchboard-subject': 'ada',
        ...headers,
      },
    )
    assert.deepEqual([status, data], [401, null])
    assert.deepEqual(errors, [
      { message: 'Authentication required.', extensions: { code: 'UNAUTHENTICATED' } },
    ])
    assert.deepEqual(stage.sent(), [])
    assert.deepEqual(
      stage.events.map(({ type }) => type),
      ['unauthenticated', 'errors'],
    )
    assert.ok(!JSON.stringify(stage.events).includes(SECRET.slice(0, 8)))
  })
}

test('a GET with the router’s secret needs no other header, since no page can send it', async () => {
  const { gateway } = open()
  const get = (headers: Record<string, string>) =>
    gateway.fetch(new Request('http://gateway.test/graphql?query={viewer{subject}}', { headers }))
  assert.equal((await get({ 'x-switchboard-secret': SECRET })).status, 200)
  assert.equal((await get({ 'x-switchboard-secret': 'a guess' })).status, 401)
  assert.equal((await get({})).status, 403)
})
