// Requests and credentials go to the operator's addresses alone, whatever settings, vendors and clients send.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../src/clock.ts'
import { createGateway } from '../../src/gateway.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { simulatorsOf } from '../../src/demo/accounts.ts'
import { sandboxAccounts } from '../support/settings.ts'
import { serve } from '../../src/demo/serve.ts'
import { toPrefix } from '../../src/config/accounts.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { configWith } from '../support/gateway.ts'
import { problems } from '../support/settings.ts'

const NO_ADDRESSES = [
  'file:///etc/passwd',
  'ftp://vendor.example/',
  'gopher://vendor.example/',
  'data:text/plain,x',
  'javascript:alert(1)',
  '//vendor.example/api',
  'vendor.example/api',
  'https://user:secret@vendor.example/api',
  'https://vendor.example/api?host=other.example',
  'https://vendor.example/api#other.example',
  'https://vendor.example:port/api',
  'https://',
]

const SETTINGS = Object.values(DESCRIPTIONS).flatMap(({ defaultName, settings }) =>
  settings.map((setting) => ({ ...setting, name: toPrefix(defaultName) + setting.suffix })),
)

/** An account at every vendor. */
const CREDENTIALS = Object.fromEntries(
  SETTINGS.flatMap(({ name, kind, fallback, instead }) =>
    kind === 'url' || kind === 'timeZone' || (fallback ?? instead) !== undefined ? [] : [[name, 'key']],
  ),
)

const ADDRESSES = [
  ...SETTINGS.flatMap(({ name, kind }) => (kind === 'url' ? [name] : [])),
  'OTEL_EXPORTER_OTLP_ENDPOINT',
]

test('an address setting accepts HTTP addresses only, and errors repeat no value', () => {
  assert.ok(ADDRESSES.length >= 10)
  for (const name of ADDRESSES)
    for (const text of NO_ADDRESSES) {
      const found = problems({ ...CREDENTIALS, [name]: text }).filter((problem) =>
        problem.startsWith(`${name}:`),
      )
      assert.equal(found.length, 1, `${name}=${text}`)
      assert.ok(!found[0]!.includes('secret') && !found[0]!.includes('example/'), found[0])
    }
})

test('keys of an issuer are read over TLS or from this machine', () => {
  const settings = { AUTH: 'jwt', JWT_ISSUER: 'issuer', JWT_AUDIENCE: 'switchboard' }
  for (const text of [...NO_ADDRESSES.filter((one) => !one.includes('?')), 'http://login.example/keys'])
    assert.ok(
      problems({ ...settings, JWT_JWKS_URL: text }).some((problem) => problem.startsWith('JWT_JWKS_URL:')),
      text,
    )
  assert.deepEqual(problems({ ...settings, JWT_JWKS_URL: 'https://login.example/keys' }), [])
})

test('an override of a path stays below the base address', () => {
  for (const path of [
    '//other.example/menu',
    'https://other.example/menu',
    '../../admin',
    '/menus/../../admin',
    '/menus?per=1000',
    '/menus#top',
    '\\\\other.example\\menu',
    '/menus\r\nX-Injected: 1',
    '/%2e%2e/admin',
  ]) {
    const found = problems({ UJET_OVERRIDES: JSON.stringify({ paths: { menus: path } }) })
    assert.equal(found.length, 1, path)
    assert.match(found[0]!, /^UJET_OVERRIDES: "paths" expects a path/)
  }
})

test('a redirect of a vendor is not followed, over a real network', async (t) => {
  const led: string[] = []
  const elsewhere = await serve(async ({ url }) => (led.push(url), Response.json([])))
  const sandbox = createSandbox({ clock: systemClock, scale: 0.05, quota: false })
  const simulators = simulatorsOf(sandbox)
  const asked = new Set<string>()
  const vendors = await Promise.all(
    Object.keys(simulators).map(async (vendor) => {
      const served = await serve(async () => {
        asked.add(vendor)
        return new Response(null, { status: 307, headers: { location: `${elsewhere.url}/latest/meta-data` } })
      })
      return [vendor, served] as const
    }),
  )
  t.after(() => Promise.all([elsewhere, ...vendors.map(([, served]) => served)].map(({ close }) => close())))
  const urls = new Map(vendors.map(([vendor, { url }]) => [vendor, url]))
  const accounts = sandboxAccounts(sandbox, (vendor) => urls.get(vendor) ?? '')
  assert.equal(accounts.length, Object.keys(simulators).length)
  const gateway = createGateway(configWith({ accounts, deadlineMs: 5000 }), { fetch, clock: systemClock })
  const response = await gateway.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ calls { nodes { id } } }"}',
    }),
  )
  const [error] = (await response.json()).errors
  assert.equal(error.extensions.code, 'ALL_ACCOUNTS_FAILED')
  assert.ok(!JSON.stringify(error).includes(elsewhere.url))
  assert.deepEqual(asked, new Set(Object.keys(simulators)))
  assert.deepEqual(led, [])
})
