// The settings: what they default to, and what is refused in which words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { NOUN_SCOPES, toViewer } from '../../src/domain/viewer.ts'
import { SETTINGS, variablesOf } from '../../src/config/settings.ts'
import { assertProblem, load, problems } from '../support/settings.ts'

test('with AUTH and one account everything else has its default', () => {
  assert.deepEqual(load(), {
    host: '0.0.0.0',
    port: 4000,
    opsPort: null,
    trustedProxies: [],
    corsOrigins: [],
    signIn: { by: 'none', viewer: toViewer(NOUN_SCOPES) },
    graphiql: true,
    introspection: true,
    deadlineMs: 30_000,
    limits: { depth: 12, tokens: 4000, aliases: 100, ids: 1000 },
    bodyBytes: 262_144,
    parallel: 50,
    persisted: null,
    maxUpstreamRequests: 25,
    maxScanPages: 5,
    watchLimits: { watchers: 5000, watchersPerClient: 100 },
    cacheBytes: 268_435_456,
    cursorSecret: null,
    logLevel: 'info',
    drainMs: 10_000,
    redisUrl: null,
    expectedInstances: 1,
    otlpEndpoint: null,
    accounts: [
      {
        name: 'ujet',
        vendor: 'UJET',
        baseUrl: 'https://customer.example.com/manager/api/v1',
        settings: { USERNAME: 'customer', PASSWORD: 'token' },
        quota: { requests: 1, windowMs: 1000 },
        pace: 1.04,
        timeoutMs: 6000,
        responseBytes: 33_554_432,
        overrides: {},
      },
    ],
    warnings: [],
  })
})

const SECRET = '0123456789abcdef0123456789abcdef'

test('every setting is read, and the spaces around it are not', () => {
  const config = load({
    HOST: ' 127.0.0.1 ',
    PORT: '0',
    OPS_PORT: '4100',
    TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8,192.0.2.7',
    CORS_ORIGINS: 'https://app.example.com/, http://localhost:5173,',
    ANONYMOUS_SCOPES: ' calls:read ',
    GRAPHIQL: 'off',
    INTROSPECTION: '0',
    DEADLINE_MS: '5000',
    LIMIT_DEPTH: '5',
    LIMIT_TOKENS: '500',
    LIMIT_ALIASES: '0',
    LIMIT_IDS: '50',
    LIMIT_BODY_BYTES: '2048',
    LIMIT_PARALLEL: '7',
    MAX_UPSTREAM_REQUESTS: '40',
    MAX_SCAN_PAGES: '9',
    LIMIT_WATCHERS: '12',
    LIMIT_WATCHERS_PER_CLIENT: '3',
    CACHE_BYTES: '1048576',
    CURSOR_SECRET: ` ${SECRET}\n`,
    LOG_LEVEL: 'silent',
    DRAIN_MS: '0',
    REDIS_URL: 'redis://redis:6379',
    EXPECTED_INSTANCES: '3',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/',
    UJET_PASSWORD: ' token ',
    UJET_QUOTA: '40/10s',
    UJET_PACE: '1',
    UJET_TIMEOUT_MS: '9000',
    UJET_RESPONSE_BYTES: '1048576',
    UJET_OVERRIDES:
      '{"paths":{"menus":"/menu","campaigns/{campaignId}/contacts":"campaign/{campaignId}/contact"}}',
  })
  const { accounts, ...rest } = config
  assert.deepEqual(rest, {
    host: '127.0.0.1',
    port: 0,
    opsPort: 4100,
    trustedProxies: ['10.0.0.0/8', 'fd00::/8', '192.0.2.7'],
    corsOrigins: ['https://app.example.com', 'http://localhost:5173'],
    signIn: { by: 'none', viewer: toViewer(['calls:read']) },
    graphiql: false,
    introspection: false,
    deadlineMs: 5000,
    limits: { depth: 5, tokens: 500, aliases: 0, ids: 50 },
    bodyBytes: 2048,
    parallel: 7,
    persisted: null,
    maxUpstreamRequests: 40,
    maxScanPages: 9,
    watchLimits: { watchers: 12, watchersPerClient: 3 },
    cacheBytes: 1_048_576,
    cursorSecret: SECRET,
    logLevel: 'silent',
    drainMs: 0,
    redisUrl: 'redis://redis:6379',
    expectedInstances: 3,
    otlpEndpoint: 'http://collector:4318',
    warnings: [],
  })
  assert.deepEqual(accounts[0]?.settings, { USERNAME: 'customer', PASSWORD: 'token' })
  assert.deepEqual(accounts[0]?.quota, { requests: 40, windowMs: 10_000 })
  assert.equal(accounts[0]?.pace, 1)
  assert.equal(accounts[0]?.timeoutMs, 9000)
  assert.equal(accounts[0]?.responseBytes, 1_048_576)
  assert.deepEqual(accounts[0]?.overrides, {
    paths: { menus: '/menu', 'campaigns/{campaignId}/contacts': 'campaign/{campaignId}/contact' },
  })
})

test('an empty variable counts as not set', () => {
  const empty = Object.fromEntries(variablesOf(SETTINGS).map((name) => [name, '  ']))
  assert.deepEqual(load({ ...empty, AUTH: 'none', UJET_QUOTA: '', UJET_PASSWORD_FILE: '' }), load())
})

test('all problems come in one list, each with its variable, what is wrong and what it is for', () => {
  const environment = { PORT: 'http', GRAPHIQL: 'maybe', UJET_USERNAME: 'customer', UJET_QUOTA: 'fast' }
  assert.throws(() => loadConfig(environment), {
    name: 'ConfigError',
    message: [
      'Switchboard cannot start with these settings:',
      '- PORT: expected a whole number from 0 to 65535, got a text of 4 characters (port to listen on; 0 takes any free one)',
      '- AUTH: not set; expected none, jwt or router (who is asked for a sign-in: none, jwt or router)',
      '- GRAPHIQL: expected on, off, true, false, 1 or 0, got a text of 5 characters (whether GraphiQL is served to browsers, on or off; on with AUTH=none, else off)',
      '- UJET_BASE_URL: not set; expected an absolute address that begins with http:// or https:// (address of the Manager API, for example https://customer.example.com/manager/api/v1)',
      '- UJET_PASSWORD: not set (token of the API credentials)',
      '- UJET_QUOTA: expected requests per window of at most an hour, such as 1/1s, 40/10s or 5/500ms, got a text of 4 characters (requests that the vendor allows per window)',
    ].join('\n'),
  })
})

test('without AUTH the three ways to sign in are named', () => {
  assertProblem(problems({ AUTH: undefined }), /^AUTH: not set; expected none, jwt or router /)
  assertProblem(
    problems({ AUTH: 'basic' }),
    /^AUTH: expected none, jwt or router, got a text of 5 characters /,
  )
})

test('switches take three spellings of either side', () => {
  for (const [on, off] of [
    ['on', 'off'],
    ['true', 'false'],
    ['1', '0'],
    ['ON', 'False'],
  ]) {
    assert.equal(load({ GRAPHIQL: on }).graphiql, true)
    assert.equal(load({ INTROSPECTION: off }).introspection, false)
  }
  assertProblem(problems({ INTROSPECTION: 'yes' }), /^INTROSPECTION: expected on, off, /)
})

test('NODE_ENV decides nothing', () => {
  assert.deepEqual(load({ NODE_ENV: 'production' }), load())
})

test('numbers are whole and in their range', () => {
  const wrong: Record<string, string[]> = {
    PORT: ['-1', '65536', '80.5', '0x50', '8e3', 'http'],
    DEADLINE_MS: ['0', '499', '600001', '30s'],
    LIMIT_DEPTH: ['0', '1001'],
    LIMIT_TOKENS: ['9', 'many'],
    LIMIT_ALIASES: ['-1'],
    LIMIT_IDS: ['0'],
    LIMIT_BODY_BYTES: ['1023', '256k'],
    MAX_UPSTREAM_REQUESTS: ['0', '100001'],
    MAX_SCAN_PAGES: ['0', '101'],
    LIMIT_WATCHERS: ['-1', '1000001'],
    LIMIT_WATCHERS_PER_CLIENT: ['-1', 'many'],
    LIMIT_PARALLEL: ['0', 'many'],
    OPS_PORT: ['-1', '65536', 'http'],
    CACHE_BYTES: ['0', '1024', '256MB'],
    DRAIN_MS: ['-1', '600001'],
    EXPECTED_INSTANCES: ['0', '1001'],
    UJET_TIMEOUT_MS: ['0', '99', '120001'],
    UJET_RESPONSE_BYTES: ['65535', '268435457', '32MB'],
  }
  for (const [name, texts] of Object.entries(wrong))
    for (const text of texts)
      assertProblem(problems({ [name]: text }), new RegExp(`^${name}: expected a whole number from `))
})

test('a pace is a number of at least 1', () => {
  assert.equal(load({ UJET_PACE: '1.5' }).accounts[0]?.pace, 1.5)
  for (const text of ['0.99', '0', '-2', '11', '1,5', '1e0', 'slow'])
    assertProblem(problems({ UJET_PACE: text }), /^UJET_PACE: expected a number from 1 to 10/)
})

test('a quota is requests per window in milliseconds, seconds or minutes', () => {
  const quotas = { '1/1s': [1, 1000], '25/1s': [25, 1000], '5/500ms': [5, 500], '100/2m': [100, 120_000] }
  for (const [text, [requests, windowMs]] of Object.entries(quotas))
    assert.deepEqual(load({ UJET_QUOTA: text }).accounts[0]?.quota, { requests, windowMs })
  for (const text of [
    '1',
    '1/s',
    '0/1s',
    '1/0s',
    '1/1h',
    '1/61m',
    '-1/1s',
    '1.5/1s',
    '1/1s/1s',
    'toString/1s',
  ])
    assertProblem(problems({ UJET_QUOTA: text }), /^UJET_QUOTA: expected requests per window/)
})

const baseUrl = (text: string) => load({ UJET_BASE_URL: text }).accounts[0]?.baseUrl

test('a base URL is absolute and has nothing after its path', () => {
  assert.equal(baseUrl('http://127.0.0.1:8080'), 'http://127.0.0.1:8080')
  assert.equal(baseUrl('https://customer.example.com/api/v1/'), 'https://customer.example.com/api/v1')
  for (const text of [
    'customer.example.com',
    '/api/v1',
    'ftp://example.com',
    'https://',
    'https:example.com',
  ])
    assertProblem(
      problems({ UJET_BASE_URL: text }),
      /^UJET_BASE_URL: expected an absolute .*, got a text of \d+ c/,
    )
  for (const text of ['https://user:word@example.com', 'https://user@example.com'])
    assertProblem(problems({ UJET_BASE_URL: text }), /^UJET_BASE_URL: .*, got one with credentials /)
  for (const text of ['https://example.com?a=1', 'https://example.com/?', 'https://example.com/#top'])
    assertProblem(
      problems({ UJET_BASE_URL: text }),
      /^UJET_BASE_URL: .*, got one with a query or a fragment /,
    )
})

test('an address of Redis has a host, and what its password may not have is written by its code', () => {
  const redisUrl = (REDIS_URL: string) => load({ REDIS_URL }).redisUrl
  for (const text of [
    'redis://redis',
    'rediss://redis:6380/',
    'redis://:pa%23ss%25@redis:6379/2',
    'redis://[::1]:6379',
  ])
    assert.equal(redisUrl(text), text)
  for (const text of [
    'redis://canary#canary@redis:6379',
    'redis://:pa%canary@redis',
    'redis://:%ff@redis',
    'redis://redis/canary',
    'redis://redis?canary=1',
    'redis://',
    'redis:redis',
    'https://redis',
  ]) {
    const found = problems({ REDIS_URL: text })
    assertProblem(found, /^REDIS_URL: expected an address such as redis:\/\/:password@host:6379\/0, /)
    assert.doesNotMatch(found[0]!, /canary/)
  }
})

test('an origin has no path and no wildcard', () => {
  for (const text of [
    '*',
    'app.example.com',
    'https://app.example.com/page',
    'https://u@app.example.com',
    'null',
  ])
    assertProblem(
      problems({ CORS_ORIGINS: `https://a.example.com,${text}` }),
      /^CORS_ORIGINS: entry 2: expected an o/,
    )
})

test('a host is a name or an address, and a log level a word of the list', () => {
  assert.equal(load({ HOST: '::1' }).host, '::1')
  assert.equal(load({ HOST: '[::1]' }).host, '::1')
  assertProblem(problems({ HOST: 'http://localhost' }), /^HOST: expected a host name or an IP address/)
  assertProblem(problems({ LOG_LEVEL: 'loud' }), /^LOG_LEVEL: expected fatal, error, .* or silent/)
})

test('overrides are refused when a key or a path is not known', () => {
  const wrong: [string, RegExp][] = [
    ['{paths}', /expected a JSON object, got a text of 7 characters/],
    ['[]', /expected a JSON object/],
    ['null', /expected a JSON object/],
    ['{"parameters":{}}', /has an unknown key; known is: paths/],
    ['{"__proto__":{}}', /has an unknown key/],
    ['{"paths":{"menu":"/menus"}}', /"paths" expects an object with keys among: agents, .*menus\/tree/],
    ['{"paths":{"toString":"/x"}}', /"paths" expects an object with keys among/],
    ['{"paths":["menus"]}', /"paths" expects an object/],
    ['{"paths":{"menus":1}}', /"paths" expects a path such as \/menu for menus/],
    ['{"paths":{"menus":""}}', /expects a path/],
    ['{"paths":{"menus":"https://example.com/menu"}}', /expects a path/],
    ['{"paths":{"menus":"../menu"}}', /expects a path/],
    ['{"paths":{"menus":"/menu?per=1"}}', /expects a path/],
    ['{"paths":{"menus":"/menu/{campaignId}"}}', /expects a path/],
  ]
  for (const [text, words] of wrong) {
    const found = problems({ UJET_OVERRIDES: text })
    assertProblem(found, /^UJET_OVERRIDES: /)
    assertProblem(found, words)
  }
  assert.deepEqual(load({ UJET_OVERRIDES: '{"paths":{}}' }).accounts[0]?.overrides, { paths: {} })
})

test('probes cannot stand on the port of clients and on one of their own', () => {
  assertProblem(problems({ PORT: '4000', OPS_PORT: '4000' }), /^OPS_PORT: expected another port than PORT/)
  assert.deepEqual(problems({ PORT: '0', OPS_PORT: '0' }), [])
})

test('a proxy is an address or a network, and nothing that would be taken for another', () => {
  for (const wrong of ['proxy.internal', '10.0.0.0/33', '10.0.0/8', '::1/129', '10.0.0.0/', '1.2.3.4/-1'])
    assertProblem(
      problems({ TRUSTED_PROXIES: `10.0.0.1,${wrong}` }),
      /^TRUSTED_PROXIES: entry 2: expected an address or a network such as 10\.0\.0\.0\/8/,
    )
})
