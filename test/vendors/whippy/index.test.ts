// What the description says of Whippy as a whole: settings, pages, look-ups, and two lists of one noun.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toAsk } from '../../support/ask.ts'
import { createReadAll } from '../../../src/gather/page-reader.ts'
import { createCachedList } from '../../../src/gather/cached-list.ts'
import { createFeed } from '../../../src/vendors/feed.ts'
import { hasForm } from '../../../src/vendors/id-form.ts'
import { createAccounts } from '../../../src/vendors/account.ts'
import { whippy } from '../../../src/vendors/whippy/index.ts'
import { createVirtualClock } from '../../support/clock.ts'
import { resource, toRow } from './read.ts'

test('the key is the only secret, and the address has a default', () => {
  assert.deepEqual(
    whippy.settings.map(({ suffix, kind, fallback }) => [suffix, kind, fallback]),
    [
      ['BASE_URL', 'url', 'https://api.whippy.co/v1'],
      ['API_KEY', 'secret', undefined],
    ],
  )
  assert.deepEqual(whippy.authorize({ API_KEY: 'key' }), {
    by: 'headers',
    headers: { 'x-whippy-key': 'key' },
  })
})

test('25 requests a second may be sent with each key, and a search may take its 15 seconds', () => {
  assert.deepEqual(whippy.quota, {
    scope: 'account',
    requests: 25,
    windowMs: 1000,
    even: false,
    waitMsHeader: 'x-ratelimit-remaining-interval-milliseconds',
  })
  assert.ok(whippy.timeoutMs > 15_000)
})

test('every path that is asked can be overridden', () => {
  const paths = Object.values(whippy.resources).flatMap(({ path, besides }) => [path, besides?.path ?? path])
  assert.deepEqual(new Set(whippy.overrides.paths), new Set(paths))
})

const page = (body: unknown) =>
  resource('CALL').paging?.read({ body, headers: new Headers() }, { page: 1, per: 100 })

test('pages are counted by rows, and an answer without its list is no page', () => {
  assert.deepEqual(resource('CALL').paging?.page(3, 100), { limit: '100', offset: '200' })
  assert.deepEqual(page({ data: [{ id: 1 }], total: 7 }), { rows: [{ id: 1 }], total: 7, more: null })
  assert.equal(page({ data: [] })?.total, null)
  for (const body of [null, [], {}, { data: null }, 'text']) assert.equal(page(body), null)
})

test('calls can perhaps be looked up, conversations can, and short lists are read whole', () => {
  const ofCalls = resource('CALL').lookUp
  assert.ok(ofCalls?.by === 'one' && ofCalls.unproven === true)
  assert.equal(resource('AGENT').lookUp?.by, 'whole')
  assert.equal(resource('CAMPAIGN').lookUp?.by, 'whole')
  const { lookUp } = resource('CHAT')
  assert.ok(lookUp?.by === 'one')
  assert.deepEqual(lookUp.ask('c', {}), { path: 'conversations/{id}', query: {} })
  assert.equal(Reflect.get(Object(toRow('CHAT', lookUp.row({ data: { id: 'c' } }))), 'vendorId'), 'c')
  assert.equal(hasForm(whippy.ids, 'CHAT', '../organization'), false)
})

test('no order is documented, so that none is asked for', () => {
  for (const noun of ['CALL', 'CHAT'] as const) assert.equal(resource(noun).sorting, undefined)
})

/** Reads pages of agents out of the two lists, with what was asked of each. */
async function readAgents(filter: object, lists: Readonly<Record<string, readonly number[]>>) {
  const clock = createVirtualClock()
  const asked: string[] = []
  const fetch = async (input: string | URL | Request) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input)
    asked.push(`${pathname}?${searchParams}`)
    const all = lists[pathname] ?? []
    const offset = Number(searchParams.get('offset'))
    const data = all.slice(offset, offset + 100).map((id) => ({ id, name: `agent ${id}` }))
    return Response.json({ data, total: all.length })
  }
  const settings = { API_KEY: 'key' }
  const config = { name: 'whippy', vendor: 'WHIPPY', baseUrl: 'http://whippy.test', settings } as const
  const pace = {
    quota: { requests: 25, windowMs: 1000 },
    pace: 1,
    timeoutMs: 17_000,
    responseBytes: 1e6,
    overrides: {},
  }
  const [account] = createAccounts([{ ...config, ...pace }], () => whippy, { fetch, clock, emit: () => {} })
  assert.ok(account)
  const question = { filter, field: null, direction: 'ASC', wanted: new Set<string>() } as const
  const feed = createFeed(account, resource('AGENT'), { ...question, keyOf: ({ id }) => id })
  const ask = toAsk({ askedAt: clock.now(), deadlineAt: clock.now() + 60_000 })
  const means = { asOf: clock.now(), pageSize: feed.maximum ?? 0, until: feed.until }
  const { rows, more } = await createReadAll(feed, createCachedList(null, means), {})(() => false, ask)
  return { rows, more, asked }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

test('AI agents and users are one list, and each of the two is read as far as it goes', async () => {
  const { rows, more, asked } = await readAgents({}, { '/agents': upTo(2), '/users': upTo(150) })
  assert.deepEqual([rows.length, more], [152, false])
  assert.deepEqual(asked, [
    '/agents?limit=100&offset=0',
    '/users?limit=100&offset=0',
    // One row is read again, lest one between two pages be missed.
    '/users?limit=99&offset=99',
  ])
})

test('a list in which nothing can match is not asked', async () => {
  const { asked, rows } = await readAgents({ kind: ['HUMAN'] }, { '/agents': upTo(2), '/users': upTo(3) })
  assert.deepEqual(asked, ['/users?limit=100&offset=0'])
  assert.equal(rows.length, 3)
})

test('each of the two lists checks its own rows', async () => {
  const filter = { ids: ['agent:whippy:1', 'agent:whippy:user-2'] }
  const { rows } = await readAgents(filter, { '/agents': upTo(2), '/users': upTo(3) })
  assert.deepEqual(
    rows.map(({ id }) => id),
    ['agent:whippy:1', 'agent:whippy:user-2'],
  )
})
