// Settings of some vendors: alternatives, and overrides of names and keys.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { assertProblem, problemsOf } from '../support/settings.ts'

type Environment = Readonly<Record<string, string>>
const load = (environment: Environment) => loadConfig({ AUTH: 'none', ...environment }).accounts[0]
const problems = (environment: Environment) =>
  problemsOf({ AUTH: 'none', ...environment }, () => 'from a file')

const CLIENT = { ALLO_MEDIA_CLIENT_ID: 'id', ALLO_MEDIA_CLIENT_SECRET: 'secret' }
const LOGIN = { TWIN_EMAIL: 'a@example.com', TWIN_PASSWORD: 'password' }

test('a fixed token is enough, and so is an OAuth client', () => {
  assert.equal(load({ ALLO_MEDIA_TOKEN: 'token' })?.settings.TOKEN, 'token')
  const { TOKEN, CLIENT_ID, TOKEN_URL } = load(CLIENT)?.settings ?? {}
  assert.deepEqual([TOKEN, CLIENT_ID], [undefined, 'id'])
  assert.match(TOKEN_URL ?? '', /^https:\/\/id\.uh\.live\/.*\/token$/)
})

test('half a client is a problem that names the other half, and not the token', () => {
  assertProblem(problems({ ALLO_MEDIA_CLIENT_ID: 'id' }), /^ALLO_MEDIA_CLIENT_SECRET: not set /)
})

test('a token beside a client is refused, also from a file', () => {
  const words = /^ALLO_MEDIA_TOKEN: set beside ALLO_MEDIA_CLIENT_ID, which it stands instead of /
  assertProblem(problems({ ...CLIENT, ALLO_MEDIA_TOKEN: 'token' }), words)
  assertProblem(problems({ ...CLIENT, ALLO_MEDIA_TOKEN_FILE: 'token' }), words)
})

test('addresses with defaults do not switch a vendor on', () => {
  const found = problems({
    TWIN_BASE_URL: 'https://example.com/api/v1',
    ALLO_MEDIA_TOKEN_URL: 'https://example.com',
  })
  assertProblem(found, /^ACCOUNTS: no account is configured/)
})

test('a time zone is an IANA name that the runtime knows', () => {
  const zoned = (CALLCAP_TIMEZONE: string) => ({ CALLCAP_API_KEY: 'key', CALLCAP_TIMEZONE })
  for (const zone of ['US/Central', 'America/New_York', 'Canada/Atlantic', 'Etc/GMT+6', 'UTC'])
    assert.equal(load(zoned(zone))?.settings.TIMEZONE, zone)
  for (const wrong of ['US/Middle', 'Central Time', '+05:00', '-6'])
    assert.deepEqual(problems(zoned(wrong)), [
      `CALLCAP_TIMEZONE: expected the IANA name of a time zone, such as US/Central, got a text of ${wrong.length} characters (IANA name of the time zone in which the company counts its days)`,
    ])
})

test('keys of metadata and names of parameters can be overridden', () => {
  const metadata = { caller: 'N° appelant', agent: 'Agent' }
  assert.deepEqual(load({ ...CLIENT, ALLO_MEDIA_OVERRIDES: JSON.stringify({ metadata }) })?.overrides, {
    metadata,
  })
  const parameters = { dateField: 'date_type', id: 'filter[id]' }
  assert.deepEqual(load({ ...LOGIN, TWIN_OVERRIDES: JSON.stringify({ parameters }) })?.overrides, {
    parameters,
  })
})

test('invalid overrides are refused, and no problem repeats them', () => {
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ metadata: { caller: 'x' } }, /has an unknown key; known are: paths, parameters /],
    [{ parameters: { canary: 'x' } }, /"parameters" expects an object with keys among: dateField, keyword/],
    [{ parameters: ['canary'] }, /"parameters" expects an object with keys among/],
    [
      { parameters: { dateField: 'canary canary' } },
      /"parameters" expects the name of a parameter for dateField/,
    ],
    [{ parameters: { dateField: 7731 } }, /expects the name of a parameter for dateField/],
    [{ paths: { users: '../canary' } }, /"paths" expects a path such as \/menu for users/],
  ]
  for (const [value, words] of wrong) {
    const found = problems({ ...LOGIN, TWIN_OVERRIDES: JSON.stringify(value) })
    assertProblem(found, words)
    assert.doesNotMatch(found.join(), /canary|7731/)
  }
  assertProblem(
    problems({ ...CLIENT, ALLO_MEDIA_OVERRIDES: '{"metadata":{"caller":" "}}' }),
    /"metadata" expects the key that holds caller/,
  )
})
