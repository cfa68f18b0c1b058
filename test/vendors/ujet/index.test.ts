// What the description says of UJET as a whole.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOUNS } from '../../../src/domain/noun.ts'
import { ujet } from '../../../src/vendors/ujet/index.ts'

test('UJET has every noun under its own name', () => {
  assert.deepEqual([ujet.vendor, ujet.defaultName], ['UJET', 'ujet'])
  assert.deepEqual(Object.keys(ujet.resources).toSorted(), [...NOUNS].toSorted())
  for (const noun of NOUNS) assert.equal(ujet.resources[noun]?.noun, noun)
})

test('one request a second may be sent for each customer', () => {
  assert.deepEqual(ujet.quota, { scope: 'host', requests: 1, windowMs: 1000, even: true })
})

test('every path that is asked can be overridden', () => {
  const asked = NOUNS.flatMap((noun): readonly string[] => {
    const path = ujet.resources[noun]?.path
    return typeof path === 'string' ? [path] : ['menus/sla', 'menus/sla_by_queue_group']
  })
  assert.deepEqual([...ujet.overrides.paths].toSorted(), asked.toSorted())
})

test('credentials go into a Basic header in UTF-8', () => {
  const credentials = ujet.authorize({ USERNAME: 'müller', PASSWORD: 'geheim:✓' })
  const header = credentials.by === 'headers' ? credentials.headers.authorization : undefined
  const [scheme, encoded] = header?.split(' ') ?? []
  assert.equal(scheme, 'Basic')
  assert.equal(Buffer.from(encoded ?? '', 'base64').toString('utf8'), 'müller:geheim:✓')
})

test('only the password is a secret, and the address has no default', () => {
  const secrets = ujet.settings.filter(({ kind }) => kind === 'secret').map(({ suffix }) => suffix)
  assert.deepEqual(secrets, ['PASSWORD'])
  const address = ujet.settings.find(({ suffix }) => suffix === 'BASE_URL')
  assert.deepEqual([address?.kind, address?.fallback], ['url', undefined])
})

const page = (body: unknown, headers: Record<string, string> = {}) =>
  ujet.resources.CALL?.paging?.read({ body, headers: new Headers(headers) }, { page: 1, per: 100 })

test('a page has a total and `more` if its headers have them', () => {
  assert.deepEqual(page([{ id: 1 }], { total: '250', link: '<https://x.test/calls?page=2>; rel="next"' }), {
    rows: [{ id: 1 }],
    total: 250,
    more: true,
  })
  assert.equal(page([], { link: '<https://x.test/calls?page=9>; rel="last"' })?.more, false)
  assert.deepEqual(page([]), { rows: [], total: null, more: null })
})

test('an answer that is no list is no page', () => {
  for (const body of [null, {}, 'text']) assert.equal(page(body), null)
})

test('rows are looked up by many ids at once, deleted menus and teams among them', () => {
  const nouns = ['AGENT', 'AGENT_ACTIVITY', 'CALL', 'CHAT', 'EMAIL', 'MENU', 'TEAM'] as const
  for (const noun of nouns) {
    const lookUp = ujet.resources[noun]?.lookUp
    assert.ok(lookUp?.by === 'batch', noun)
    assert.equal(lookUp.parameter, 'id[]')
    assert.equal(lookUp.unproven, noun === 'CALL' ? 'id[]' : undefined)
    const deleted = noun === 'MENU' || noun === 'TEAM' ? { with_deleted: 'true' } : undefined
    assert.deepEqual(lookUp.constants, deleted)
  }
  for (const noun of ['CAMPAIGN', 'AGENT_STATUS'] as const) {
    assert.equal(ujet.resources[noun]?.lookUp?.by, 'whole')
  }
})

test('only the sorting of calls is unproven, and every list of events can be sorted by its start', () => {
  for (const noun of ['CALL', 'CHAT', 'EMAIL', 'AGENT_ACTIVITY'] as const) {
    const sorting = ujet.resources[noun]?.sorting
    assert.equal(sorting?.byDefault, 'STARTED_AT')
    assert.ok(sorting?.columns.STARTED_AT)
    assert.equal(sorting.unproven ?? false, noun === 'CALL')
  }
})
