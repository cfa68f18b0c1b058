// Settings: their defaults, and the words in which a wrong value is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { NOUN_SCOPES, toViewer } from '../../src/domain/viewer.ts'
import { SETTINGS, settingsIn, variablesOf } from '../../src/config/settings.ts'
import { assertProblem, load, problems, tables } from '../support/settings.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const { door, gather, server } = load()

test('with AUTH and one account all other settings have defaults', () => {
  const { accounts, warnings } = load()
  assert.deepEqual(server, {
    host: '0.0.0.0',
    port: 4000,
    opsPort: null,
    logLevel: 'info',
    drainMs: 10_000,
    redisUrl: null,
    expectedInstances: 1,
    sharedMemory: false,
    memorySecret: null,
    otlpEndpoint: null,
  })
  assert.deepEqual(door.signIn, { by: 'none', viewer: toViewer(NOUN_SCOPES) })
  assert.deepEqual([door.graphiql, door.introspection, door.alwaysReport], [true, true, false])
  assert.equal(door.persisted, null)
  assert.equal(gather.cursorSecret, null)
  assert.deepEqual(accounts, [
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
  ])
  assert.deepEqual(warnings, [])
})

/** A text of every setting that is not its default, and the value that it becomes. */
const READ: readonly (readonly [variable: string, text: string, expected: object])[] = [
  ['HOST', ' 127.0.0.1 ', { server: { ...server, host: '127.0.0.1' } }],
  ['PORT', '0', { server: { ...server, port: 0 } }],
  ['OPS_PORT', '4100', { server: { ...server, opsPort: 4100 } }],
  ['LOG_LEVEL', 'Silent', { server: { ...server, logLevel: 'silent' } }],
  ['DRAIN_MS', '0', { server: { ...server, drainMs: 0 } }],
  ['REDIS_URL', 'redis://redis:6379', { server: { ...server, redisUrl: 'redis://redis:6379' } }],
  ['EXPECTED_INSTANCES', '3', { server: { ...server, expectedInstances: 3 } }],
  ['MEMORY_SECRET', SECRET, { server: { ...server, memorySecret: SECRET } }],
  [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'http://collector:4318/',
    { server: { ...server, otlpEndpoint: 'http://collector:4318' } },
  ],
  [
    'ANONYMOUS_SCOPES',
    ' calls:read ',
    { door: { ...door, signIn: { by: 'none', viewer: toViewer(['calls:read']) } } },
  ],
  [
    'TRUSTED_PROXIES',
    '10.0.0.0/8, fd00::/8,192.0.2.7',
    { door: { ...door, trustedProxies: ['10.0.0.0/8', 'fd00::/8', '192.0.2.7'] } },
  ],
  [
    'CORS_ORIGINS',
    'https://app.example.com/, http://localhost:5173,',
    { door: { ...door, corsOrigins: ['https://app.example.com', 'http://localhost:5173'] } },
  ],
  ['GRAPHIQL', 'off', { door: { ...door, graphiql: false } }],
  ['CONSOLE', 'off', { door: { ...door, console: false } }],
  ['INTROSPECTION', '0', { door: { ...door, introspection: false } }],
  ['DEADLINE_MS', '5000', { door: { ...door, deadlineMs: 5000 } }],
  ['MAX_UPSTREAM_REQUESTS', '40', { door: { ...door, maxUpstreamRequests: 40 } }],
  ['LIMIT_DEPTH', '5', { door: { ...door, limits: { ...door.limits, depth: 5 } } }],
  ['LIMIT_TOKENS', '500', { door: { ...door, limits: { ...door.limits, tokens: 500 } } }],
  ['LIMIT_ALIASES', '0', { door: { ...door, limits: { ...door.limits, aliases: 0 } } }],
  ['LIMIT_IDS', '50', { door: { ...door, limits: { ...door.limits, ids: 50 } } }],
  ['LIMIT_BODY_BYTES', '2048', { door: { ...door, bodyBytes: 2048 } }],
  ['LIMIT_PARALLEL', '7', { door: { ...door, parallel: 7 } }],
  ['MAX_SCAN_PAGES', '9', { gather: { ...gather, maxScanPages: 9 } }],
  ['MAX_STATS_ROWS', '500', { gather: { ...gather, maxStatsRows: 500 } }],
  ['LIMIT_WATCHERS', '12', { gather: { ...gather, watchLimits: { ...gather.watchLimits, watchers: 12 } } }],
  [
    'LIMIT_WATCHERS_PER_CLIENT',
    '3',
    { gather: { ...gather, watchLimits: { ...gather.watchLimits, watchersPerClient: 3 } } },
  ],
  ['CACHE_BYTES', '1048576', { gather: { ...gather, cacheBytes: 1_048_576 } }],
  ['CURSOR_SECRET', ` ${SECRET}\n`, { gather: { ...gather, cursorSecret: SECRET } }],
]

test('every setting is read, without the spaces around it', () => {
  for (const [variable, text, expected] of READ) {
    const { warnings: _, ...config } = load({ [variable]: text })
    const { warnings: __, ...defaults } = load()
    assert.deepEqual(config, { ...defaults, ...expected }, variable)
  }
  // The others have tests of their own.
  const elsewhere = /^(?:AUTH|JWT_|ROUTER_|PERSISTED_|ACCOUNTS|SHARED_MEMORY)/
  assert.deepEqual(
    settingsIn(SETTINGS)
      .flatMap(({ variable }) => (elsewhere.test(variable) ? [] : [variable]))
      .toSorted(),
    READ.map(([variable]) => variable).toSorted(),
  )
})

test('SHARED_MEMORY needs REDIS_URL and MEMORY_SECRET', () => {
  const shared = { SHARED_MEMORY: 'on', REDIS_URL: 'redis://redis', MEMORY_SECRET: SECRET }
  assert.equal(load(shared).server.sharedMemory, true)
  assert.equal(load({ ...shared, SHARED_MEMORY: 'off' }).server.sharedMemory, false)
  for (const name of ['REDIS_URL', 'MEMORY_SECRET'] as const)
    assertProblem(
      problems({ ...shared, [name]: '' }),
      new RegExp(`^SHARED_MEMORY: on, and ${name} is not set \\(sharing of`),
    )
  assertProblem(
    problems({ ...shared, MEMORY_SECRET: 'short' }),
    /^MEMORY_SECRET: expected at least 32 characters, got 5/,
  )
})

test('every setting of an account is read', () => {
  const [account] = load({
    UJET_PASSWORD: ' token ',
    UJET_QUOTA: '40/10s',
    UJET_PACE: '1',
    UJET_TIMEOUT_MS: '9000',
    UJET_RESPONSE_BYTES: '1048576',
    UJET_OVERRIDES:
      '{"paths":{"menus":"/menu","campaigns/{campaignId}/contacts":"campaign/{campaignId}/contact"}}',
  }).accounts
  assert.deepEqual(account, {
    name: 'ujet',
    vendor: 'UJET',
    baseUrl: 'https://customer.example.com/manager/api/v1',
    settings: { USERNAME: 'customer', PASSWORD: 'token' },
    quota: { requests: 40, windowMs: 10_000 },
    pace: 1,
    timeoutMs: 9000,
    responseBytes: 1_048_576,
    overrides: {
      paths: { menus: '/menu', 'campaigns/{campaignId}/contacts': 'campaign/{campaignId}/contact' },
    },
  })
})

test('an empty variable counts as not set', () => {
  const empty = Object.fromEntries(variablesOf(SETTINGS).map((name) => [name, '  ']))
  assert.deepEqual(load({ ...empty, AUTH: 'none', UJET_QUOTA: '', UJET_PASSWORD_FILE: '' }), load())
})

test('all problems are listed together, each with its variable, its fault and its meaning', () => {
  const environment = { PORT: 'http', GRAPHIQL: 'maybe', UJET_USERNAME: 'customer', UJET_QUOTA: 'fast' }
  assert.throws(() => loadConfig(environment), {
    name: 'ConfigError',
    message: [
      'Switchboard cannot start with these settings:',
      '- PORT: expected a whole number from 0 to 65535, got a text of 4 characters (port to listen on; 0 takes any free one)',
      '- AUTH: not set; expected none, jwt or router (way in which clients sign in)',
      '- GRAPHIQL: expected on, off, true, false, 1 or 0, got a text of 5 characters (GraphiQL for browsers, on or off; on with AUTH=none, else off)',
      '- UJET_BASE_URL: not set; expected an absolute address that begins with http:// or https:// (address of the Manager API)',
      '- UJET_PASSWORD: not set (token of the API credentials)',
      '- UJET_QUOTA: expected requests per window of at most an hour, such as 1/1s, 40/10s or 5/500ms, got a text of 4 characters (requests that the vendor allows per window)',
    ].join('\n'),
  })
})

test('without AUTH the problem names the three ways to sign in', () => {
  assertProblem(problems({ AUTH: undefined }), /^AUTH: not set; expected none, jwt or router /)
  assertProblem(
    problems({ AUTH: 'basic' }),
    /^AUTH: expected none, jwt or router, got a text of 5 characters /,
  )
})

test('a switch has three spellings of on and of off', () => {
  for (const [on, off] of [
    ['on', 'off'],
    ['true', 'false'],
    ['1', '0'],
    ['ON', 'False'],
  ]) {
    assert.equal(load({ GRAPHIQL: on }).door.graphiql, true)
    assert.equal(load({ INTROSPECTION: off }).door.introspection, false)
  }
  assertProblem(problems({ INTROSPECTION: 'yes' }), /^INTROSPECTION: expected on, off, /)
})

test('NODE_ENV changes nothing', () => {
  assert.deepEqual(load({ NODE_ENV: 'production' }), load())
})

test('a number is whole and in its range', () => {
  const ranged = tables.flatMap(([table, prefix]) =>
    settingsIn(table).flatMap(({ variable, parse }) => {
      const [, least, most] = /^From (\d+) to (\d+)\.$/.exec(parse.hint ?? '') ?? []
      const outside = [Number(least) - 1, Number(most) + 1].map(String)
      const isOfUjet = prefix === '' || prefix === 'UJET_'
      return least === undefined || variable === 'PACE' || !isOfUjet
        ? []
        : [{ name: prefix + variable, outside }]
    }),
  )
  assert.ok(ranged.length > 15)
  for (const { name, outside } of ranged)
    for (const text of [...outside, '80.5', '0x50', '8e3', '30s', 'many'])
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

test('an address of Redis has a host, and percent codes in its password', () => {
  const redisUrl = (REDIS_URL: string) => load({ REDIS_URL }).server.redisUrl
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

test('a host is a name or an address, and a log level is a word of the list', () => {
  assert.equal(load({ HOST: '::1' }).server.host, '::1')
  assert.equal(load({ HOST: '[::1]' }).server.host, '::1')
  assertProblem(problems({ HOST: 'http://localhost' }), /^HOST: expected a host name or an IP address/)
  assertProblem(problems({ LOG_LEVEL: 'loud' }), /^LOG_LEVEL: expected fatal, error, .* or silent/)
})

test('overrides with an unknown key or path are refused', () => {
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

test('OPS_PORT differs from PORT', () => {
  assertProblem(problems({ PORT: '4000', OPS_PORT: '4000' }), /^OPS_PORT: expected another port than PORT/)
  assert.deepEqual(problems({ PORT: '0', OPS_PORT: '0' }), [])
})

test('a proxy is an address or a network', () => {
  for (const wrong of ['proxy.internal', '10.0.0.0/33', '10.0.0/8', '::1/129', '10.0.0.0/', '1.2.3.4/-1'])
    assertProblem(
      problems({ TRUSTED_PROXIES: `10.0.0.1,${wrong}` }),
      /^TRUSTED_PROXIES: entry 2: expected an address or a network such as 10\.0\.0\.0\/8/,
    )
})
