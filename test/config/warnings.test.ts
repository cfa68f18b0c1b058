// Likely mistakes in settings: each is a warning at the start, by its name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Environment } from '../support/settings.ts'
import { loadConfig } from '../../src/config/config.ts'
import { readEnvFile } from '../../src/config/read.ts'
import { GOOD, load, problemsOf, variables } from '../support/settings.ts'

const SECRET = '0123456789abcdef0123456789abcdef'

/** The warnings when these variables are set beside valid ones. */
const warnings = (changes: Environment) => load(changes).warnings

/** The warnings when `.env` has these lines and the process has valid settings. */
const inFile = (text: string) =>
  loadConfig(GOOD, undefined, undefined, readEnvFile(Buffer.from(text))).warnings

test('valid settings have no warnings', () => {
  assert.deepEqual(warnings({}), [])
  assert.deepEqual(
    warnings({ REDIS_URL: 'redis://redis', CURSOR_SECRET: SECRET, EXPECTED_INSTANCES: '3' }),
    [],
  )
  const shared = { REDIS_URL: 'redis://redis', CURSOR_SECRET: SECRET, SHARED_MEMORY: 'on' }
  assert.deepEqual(warnings({ ...shared, MEMORY_SECRET: SECRET }), [])
})

test('a name one or two letters from a setting’s is warned of with that setting, and is not read', () => {
  const misspelt: Readonly<Record<string, string>> = {
    ANONYMUS_SCOPES: 'ANONYMOUS_SCOPES',
    ANONYMOUS_SCOPE: 'ANONYMOUS_SCOPES',
    UJET_QOUTA: 'UJET_QUOTA',
    UJTE_PASSWORD: 'UJET_PASSWORD',
    WHIPY_API_KEY: 'WHIPPY_API_KEY',
    MAX_UPSTREAM_REQUEST: 'MAX_UPSTREAM_REQUESTS',
    CALLCAP_TIME_ZONE: 'CALLCAP_TIMEZONE',
    CURSORSECRT: 'CURSOR_SECRET',
    REDIS_URI: 'REDIS_URL',
    PROT: 'PORT',
    port: 'PORT',
    'UJET-QUOTA': 'UJET_QUOTA',
  }
  for (const [name, meant] of Object.entries(misspelt)) {
    const told = [`${name}: not read, since no setting has this name; ${meant} is one`]
    assert.deepEqual(warnings({ [name]: 'canary' }), told)
    assert.deepEqual(inFile(`${name}=canary`), told)
    const { warnings: _, ...read } = load({ [name]: 'canary' })
    const { warnings: __, ...unchanged } = load()
    assert.deepEqual(read, unchanged)
  }
})

test('variables of a named account are known, and so are names close to them', () => {
  const emea = {
    ACCOUNTS: 'ujet,emea-2:ujet',
    EMEA_2_BASE_URL: 'https://emea.example.com/manager/api/v1',
    EMEA_2_USERNAME: 'emea',
    EMEA_2_PASSWORD: 'token',
  }
  assert.deepEqual(warnings(emea), [])
  assert.deepEqual(warnings({ ...emea, EMEA2_QUOTA: '2/1s' }), [
    'EMEA2_QUOTA: not read, since no setting has this name; EMEA_2_QUOTA is one',
  ])
})

test('variables of other programs are not warned of', () => {
  const others = {
    PATH: '/bin',
    HOME: '/home/ada',
    HOSTNAME: 'one',
    PWD: '/',
    NODE_ENV: 'production',
    REDIS_PORT: 'tcp://10.0.0.1:6379',
    REDIS_SERVICE_HOST: '10.0.0.1',
    REDIS_TLS_URL: 'rediss://redis',
    OTEL_SERVICE_NAME: 'switchboard',
    UJET_PORT_443_TCP: 'tcp://10.0.0.2:443',
    UJET_QOUTA: ' ',
  }
  assert.deepEqual(warnings(others), [])
  assert.deepEqual(inFile('POSTGRES_PASSWORD=word\nCOMPOSE_PROJECT_NAME=switchboard'), [])
})

test('in .env an unknown name with the prefix of an account is warned of', () => {
  assert.deepEqual(inFile('UJET_TIMEOUT=9000'), ['UJET_TIMEOUT: not read, since no setting has this name'])
})

test('a setting without effect is warned of, unless it has its default', () => {
  const without = (name: string, condition: string) =>
    `${name}: not used, since it does nothing without ${condition}`
  assert.deepEqual(warnings({ ROUTER_SECRET: SECRET }), [without('ROUTER_SECRET', 'AUTH=router')])
  assert.deepEqual(warnings({ JWT_ISSUER: 'x', JWT_AUDIENCE: 'x', JWT_CLOCK_SKEW_SECONDS: '60' }), [
    without('JWT_ISSUER', 'AUTH=jwt'),
    without('JWT_AUDIENCE', 'AUTH=jwt'),
    without('JWT_CLOCK_SKEW_SECONDS', 'AUTH=jwt'),
  ])
  assert.deepEqual(warnings({ AUTH: 'Router', ROUTER_SECRET: SECRET, ANONYMOUS_SCOPES: '*' }), [
    without('ANONYMOUS_SCOPES', 'AUTH=none'),
  ])
  assert.deepEqual(warnings({ EXPECTED_INSTANCES: '3' }), [without('EXPECTED_INSTANCES', 'REDIS_URL')])
  assert.deepEqual(warnings({ MEMORY_SECRET: SECRET }), [without('MEMORY_SECRET', 'SHARED_MEMORY=on')])
  assert.deepEqual(warnings({ JWT_CLOCK_SKEW_SECONDS: '30', EXPECTED_INSTANCES: '1' }), [])
  const { warnings: ofFiles } = loadConfig({ ...GOOD, ROUTER_SECRET_FILE: 'secret' }, () => SECRET)
  assert.deepEqual(ofFiles, [without('ROUTER_SECRET_FILE', 'AUTH=router')])
})

test('a setting of a vendor without an account is warned of', () => {
  assert.deepEqual(warnings({ TWIN_QUOTA: '9/1s', WHIPPY_QUOTA: '25/1s' }), [
    'TWIN_QUOTA: not used, since there is no account twin',
  ])
})

test('the address of tokens beside a fixed token is warned of', () => {
  const account = { ALLO_MEDIA_TOKEN: 'token', ALLO_MEDIA_TOKEN_URL: 'https://id.example.com' }
  assert.deepEqual(warnings(account), [
    'ALLO_MEDIA_TOKEN_URL: not used, since it does nothing without ALLO_MEDIA_CLIENT_ID',
  ])
  const client = { ALLO_MEDIA_CLIENT_ID: 'id', ALLO_MEDIA_CLIENT_SECRET: 'secret' }
  assert.deepEqual(warnings({ ...account, ALLO_MEDIA_TOKEN: '', ...client }), [])
})

test('REDIS_URL without CURSOR_SECRET is warned of', () => {
  assert.deepEqual(warnings({ REDIS_URL: 'redis://redis' }), [
    'CURSOR_SECRET: not set beside REDIS_URL, so that no instance takes the cursors of another; set the same one for all',
  ])
})

test('quotes around a value of the process are warned of', () => {
  const told = ['UJET_PASSWORD: its value begins and ends with a quote, and both are part of it']
  assert.deepEqual(warnings({ UJET_PASSWORD: '"token"' }), told)
  assert.deepEqual(warnings({ UJET_PASSWORD: "'token'" }), told)
  assert.deepEqual(warnings({ UJET_PASSWORD: `"token'` }), [])
  assert.deepEqual(inFile('UJET_TIMEOUT_MS="9000"'), [])
})

test('refused lines of .env are in the list of problems, and their variables have no other problem', () => {
  const text = 'AUTH="none\nUJET_PASSWORD=to#ken\nPORT=http\nUJET_BASE_URL=https://a.example.com'
  assert.deepEqual(
    problemsOf({}, undefined, undefined, readEnvFile(Buffer.from(text))).map((one) => one.split(/: | \(/)[0]),
    ['.env, line 1', '.env, line 2', 'PORT', 'UJET_USERNAME'],
  )
  const noAccounts = readEnvFile(Buffer.from('ACCOUNTS=ujet#'))
  assert.throws(
    () => loadConfig({ ...GOOD, UJET_QUOTA: '2/1s' }, undefined, undefined, noAccounts),
    (error: Error) => /\.env, line 1/.test(error.message) && !/UJET|Besides/.test(error.message),
  )
})

test('a misspelt name is listed beside the problem that it causes', () => {
  assert.throws(() => loadConfig({ ...GOOD, AUTH: undefined, AUHT: 'none' }), {
    message:
      /\n- AUTH: not set; .*\nBesides:\n- AUHT: not read, since no setting has this name; AUTH is one$/,
  })
})

test('no warning repeats a value', () => {
  for (const name of [...variables, 'ANONYMUS_SCOPES', 'UJET_QOUTA'])
    for (const canary of ['canary', '"canary"', 'canary'.repeat(6)]) {
      try {
        assert.doesNotMatch(warnings({ [name]: canary }).join(), /canary/, name)
      } catch (error) {
        assert.doesNotMatch(String(error), /canary/, name)
      }
    }
})
