// Accounts that settings make, and those that they refuse.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VendorDescription } from '../../src/vendors/define.ts'
import { loadConfig } from '../../src/config/config.ts'
import { DESCRIPTIONS, descriptionOf } from '../../src/vendors/index.ts'
import { assertProblem, GOOD, load, problems, problemsOf, UJET } from '../support/settings.ts'

test('a vendor with some credentials is a problem that names the others; with none it is off', () => {
  assertProblem(problems({ UJET_PASSWORD: '' }), /^UJET_PASSWORD: not set \(token of the API credentials\)$/)
  assertProblem(problems({ UJET_BASE_URL: '' }), /^UJET_BASE_URL: not set; expected an absolute address/)
  assert.deepEqual(
    problemsOf({ AUTH: 'none', UJET_PASSWORD: 'token' }).map((problem) => problem.split(':')[0]),
    ['UJET_BASE_URL', 'UJET_USERNAME'],
  )
  assertProblem(problemsOf({ AUTH: 'none', UJET_QUOTA: '2/1s' }), /^ACCOUNTS: no account is configured/)
})

test('without any account the problem says what to do', () => {
  const found = problemsOf({ AUTH: 'none', ACCOUNTS: ' , ' })
  assertProblem(found, /^ACCOUNTS: no account is configured; .*\.env\.example .*`npm run demo`/)
})

test('two accounts of one vendor each read their own variables', () => {
  const { accounts } = loadConfig({
    AUTH: 'none',
    ACCOUNTS: 'us:ujet, emea-2:ujet',
    EMEA_2_BASE_URL: 'https://emea.example.com/manager/api/v1',
    EMEA_2_USERNAME: 'emea',
    EMEA_2_PASSWORD: 'one',
    EMEA_2_QUOTA: '2/1s',
    US_BASE_URL: 'https://us.example.com/manager/api/v1',
    US_USERNAME: 'us',
    US_PASSWORD: 'two',
    UJET_USERNAME: 'not wanted',
  })
  assert.deepEqual(
    accounts.map(({ name, vendor, settings, quota }) => ({ name, vendor, settings, quota })),
    [
      {
        name: 'us',
        vendor: 'UJET',
        settings: { USERNAME: 'us', PASSWORD: 'two' },
        quota: { requests: 1, windowMs: 1000 },
      },
      {
        name: 'emea-2',
        vendor: 'UJET',
        settings: { USERNAME: 'emea', PASSWORD: 'one' },
        quota: { requests: 2, windowMs: 1000 },
      },
    ],
  )
})

test('an account in ACCOUNTS needs its credentials', () => {
  const found = problems({ ACCOUNTS: 'ujet,emea:ujet', EMEA_USERNAME: 'emea' })
  assert.deepEqual(
    found.map((problem) => problem.split(':')[0]),
    ['EMEA_BASE_URL', 'EMEA_PASSWORD'],
  )
  assert.equal(load({ ACCOUNTS: 'ujet:ujet' }).accounts[0]?.name, 'ujet')
})

test('an invalid entry of ACCOUNTS is refused by its place', () => {
  const long = `a${'b'.repeat(31)}`
  const wrong: [string, RegExp][] = [
    ['Emea:ujet', /expected `name` or `name:vendor`; a name is a lower-case letter/],
    ['2emea:ujet', /expected `name`/],
    ['em_ea:ujet', /expected `name`/],
    [':ujet', /expected `name`/],
    [`${long}c:ujet`, /expected `name`/],
    ['emea:ujet:1', /expected `name`/],
    ['emea', /names no vendor; vendors are ujet, callcap, /],
    ['emea:', /names no vendor/],
    ['emea:UJET', /names no vendor/],
    ['allo:allo_media', /names no vendor/],
    ['callcap:ujet', /the name callcap belongs to the vendor of that name/],
    ['ujet', /would read UJET_BASE_URL, which is read already/],
    ['uJet:ujet', /would read UJET_BASE_URL, which is read already/],
    ['ujet:ujet', /would read UJET_BASE_URL, which is read already/],
  ]
  for (const [entry, words] of wrong) {
    const found = problems({ ACCOUNTS: `ujet,${entry}` })
    assertProblem(found, /^ACCOUNTS: entry 2: /)
    assertProblem(found, words)
  }
  const ofTheLongName = Object.entries(UJET).map(([name, text]) => [
    name.replace('UJET', long.toUpperCase()),
    text,
  ])
  assert.equal(
    load({ ACCOUNTS: `${long}:ujet`, ...Object.fromEntries(ofTheLongName) }).accounts[0]?.name,
    long,
  )
})

test('a vendor without an adapter is refused, and the problem names those that are served', () => {
  const some = { UJET: descriptionOf('UJET'), TWIN: descriptionOf('TWIN') }
  for (const entry of ['whippy', 'texts:whippy'])
    assertProblem(
      problemsOf({ ...GOOD, ACCOUNTS: `ujet,${entry}` }, undefined, some),
      /^ACCOUNTS: entry 2: whippy cannot be served yet; vendors served are ujet, twin /,
    )
})

/** A vendor whose base URL has a default, and whose key has the suffix of CURSOR_SECRET. */
const keyed: VendorDescription = {
  ...descriptionOf('UJET'),
  vendor: 'CALLCAP',
  defaultName: 'callcap',
  settings: [
    { suffix: 'BASE_URL', meaning: 'address', kind: 'url', fallback: 'https://api.example.com' },
    { suffix: 'SECRET', meaning: 'key', kind: 'secret' },
  ],
}
const two = { ...DESCRIPTIONS, CALLCAP: keyed }

test('every vendor with credentials is an account under its own name', () => {
  const { accounts } = loadConfig({ ...GOOD, CALLCAP_SECRET: 'key' }, undefined, two)
  assert.deepEqual(
    accounts.map(({ name, vendor, baseUrl, settings }) => ({ name, vendor, baseUrl, settings })),
    [
      {
        name: 'ujet',
        vendor: 'UJET',
        baseUrl: UJET.UJET_BASE_URL,
        settings: { USERNAME: 'customer', PASSWORD: 'token' },
      },
      {
        name: 'callcap',
        vendor: 'CALLCAP',
        baseUrl: 'https://api.example.com',
        settings: { SECRET: 'key' },
      },
    ],
  )
})

test('a setting with a default does not switch a vendor on', () => {
  const { accounts } = loadConfig({ ...GOOD, CALLCAP_BASE_URL: 'https://other.example.com' }, undefined, two)
  assert.deepEqual(
    accounts.map(({ name }) => name),
    ['ujet'],
  )
})

test('a name whose variables belong to another setting is refused', () => {
  const clash = { ...GOOD, ACCOUNTS: 'ujet,cursor:callcap', CURSOR_SECRET: 'secret'.repeat(6) }
  assertProblem(
    problemsOf(clash, undefined, two),
    /^ACCOUNTS: entry 2: would read CURSOR_SECRET, which is read already/,
  )
})

test('a vendor has the same name in ACCOUNTS as its default account', () => {
  for (const { vendor, defaultName } of Object.values(DESCRIPTIONS))
    assert.equal(defaultName, vendor.toLowerCase().replaceAll('_', '-'))
})
