// CORS: origins that may call, headers they may read, and refusals.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStage } from '../support/gateway.ts'

const APP = 'https://app.example.com'
const OTHERS = [
  'https://evil.example',
  'null',
  'https://app.example.com.evil.example',
  'http://app.example.com',
]
const URL = 'http://gateway.test/graphql'
const JSON_TYPE = { 'content-type': 'application/json' }
const OPERATION = JSON.stringify({ query: '{ accounts { name } }' })

const gatewayFor = (...corsOrigins: string[]) =>
  createStage({}, { corsOrigins, bodyBytes: 1000, signIn: { by: 'router', secret: 'a secret of tests' } })
    .gateway

const preflight = (origin: string) =>
  new Request(URL, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-deadline-ms',
    },
  })

const allowHeaders = (response: Response) =>
  [...response.headers.keys()].filter((name) => name.startsWith('access-control-'))

test('the preflight of a set origin allows its headers and is cached', async () => {
  const { status, headers } = await gatewayFor(APP, 'https://two.example').fetch(preflight(APP))
  assert.equal(status, 204)
  assert.equal(headers.get('access-control-allow-origin'), APP)
  assert.equal(headers.get('access-control-allow-methods'), 'GET, POST')
  assert.equal(headers.get('access-control-allow-headers'), 'content-type,x-deadline-ms')
  assert.ok(Number(headers.get('access-control-max-age')) > 0)
  assert.equal(headers.get('access-control-allow-credentials'), null)
  assert.equal(headers.get('vary'), 'access-control-request-headers, origin')
})

for (const set of [[], [APP], [APP, 'https://two.example']])
  test(`with ${set.length} origins set, another origin gets no allow header, and its preflight names the setting`, async () => {
    const gateway = gatewayFor(...set)
    for (const origin of OTHERS) {
      const refused = await gateway.fetch(preflight(origin))
      assert.equal(refused.status, 403)
      assert.deepEqual(allowHeaders(refused), [])
      assert.match(await refused.text(), /CORS_ORIGINS/)
      const headers = { ...JSON_TYPE, origin, 'x-switchboard-secret': 'a secret of tests' }
      const answered = await gateway.fetch(new Request(URL, { method: 'POST', headers, body: OPERATION }))
      assert.deepEqual(allowHeaders(answered), [])
      assert.equal(answered.headers.get('vary'), set.length === 0 ? null : 'origin')
    }
  })

/** Failing requests by the status of their answer, e.g. 413 for a long body. */
const FAILURES: readonly (readonly [status: number, init: RequestInit, address?: string])[] = [
  [401, { method: 'POST', headers: JSON_TYPE, body: OPERATION }],
  [403, { method: 'GET' }],
  [404, { method: 'GET' }, 'http://gateway.test/grapqhl'],
  [405, { method: 'PUT', headers: JSON_TYPE, body: OPERATION }],
]
const SIGNED_IN: typeof FAILURES = [
  [400, { method: 'POST', headers: JSON_TYPE, body: '{' }],
  [413, { method: 'POST', headers: JSON_TYPE, body: ' '.repeat(1001) }],
  [415, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: OPERATION }],
  [406, { method: 'POST', headers: { ...JSON_TYPE, accept: 'image/png' }, body: OPERATION }],
  [200, { method: 'POST', headers: JSON_TYPE, body: OPERATION }],
]

for (const [status, init, address = URL] of [...FAILURES, ...SIGNED_IN])
  test(`a page of a set origin can read an answer with status ${status}, its request id and retry-after`, async () => {
    const secret = SIGNED_IN.some(([one]) => one === status)
      ? { 'x-switchboard-secret': 'a secret of tests' }
      : {}
    const headers = {
      ...(init.headers as Record<string, string> | undefined),
      ...secret,
      origin: APP,
      'x-request-id': 'abc',
    }
    const response = await gatewayFor(APP).fetch(new Request(address, { ...init, headers }))
    assert.equal(response.status, status)
    assert.equal(response.headers.get('access-control-allow-origin'), APP)
    assert.equal(response.headers.get('access-control-expose-headers'), 'x-request-id, retry-after')
    assert.equal(response.headers.get('x-request-id'), 'abc')
    if (status >= 400) assert.match(await response.text(), /"message":"[^"]+.*"code":"[A-Z_]+"/)
  })

test('OPTIONS without a preflight lists the methods', async () => {
  const response = await gatewayFor(APP).fetch(new Request(URL, { method: 'OPTIONS' }))
  assert.equal(response.status, 204)
  assert.equal(response.headers.get('allow'), 'GET, POST')
})

test('no address is answered by a library before the pipeline', async () => {
  for (const end of ['?x=/health', '?/graphql/']) {
    const response = await gatewayFor().fetch(new Request(`${URL}${end}`))
    assert.equal(response.status, 403, end)
    assert.equal(response.headers.get('x-yoga-id'), null)
  }
})
