// What the kit makes of Callcap's answers: empty ones that come as an error, and parts that come only when asked for.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toAsk } from '../../support/ask.ts'
import { createAccounts } from '../../../src/vendors/account.ts'
import { createFeed } from '../../../src/vendors/feed.ts'
import { callcap } from '../../../src/vendors/callcap/index.ts'
import { createVirtualClock } from '../../support/clock.ts'
import { resource } from './read.ts'
import { createStage } from './stage.ts'

/** Reads the first page from an answer. */
async function readPage(response: () => Response, filter: object = {}, wanted: readonly string[] = []) {
  const clock = createVirtualClock()
  const asked: URL[] = []
  const fetch = async (input: string | URL | Request) => {
    asked.push(new URL(input instanceof Request ? input.url : input))
    return response()
  }
  const settings = { API_KEY: 'key', TIMEZONE: 'US/Eastern' }
  const config = { name: 'callcap', vendor: 'CALLCAP', baseUrl: 'http://callcap.test', settings } as const
  const pace = {
    quota: { requests: 5, windowMs: 1000 },
    pace: 1,
    timeoutMs: 6000,
    responseBytes: 1e6,
    overrides: {},
  }
  const [account] = createAccounts([{ ...config, ...pace }], () => callcap, { fetch, clock, emit: () => {} })
  assert.ok(account)
  const question = { filter, field: null, direction: 'DESC', wanted: new Set(wanted) } as const
  const feed = createFeed(account, resource(), { ...question, keyOf: ({ startedAt }) => startedAt ?? null })
  const ask = toAsk({ askedAt: clock.now(), deadlineAt: clock.now() + 60_000 })
  const page = await feed.read({ page: 1, per: 200 }, ask)
  return { page, query: Object.fromEntries(asked[0]?.searchParams ?? []), path: asked[0]?.pathname }
}

const calls = (...rows: readonly object[]) => Response.json({ status: 'success', call: rows })
const refusal = (status: number) => Response.json({ status: 'error', message: 'no' }, { status })

test('a list without dates asks for all of them, newest first, whatever the account’s zone', async () => {
  const { path, query } = await readPage(() => calls())
  assert.equal(path, '/v2/get/calls/')
  assert.deepEqual(query, {
    search_timezone: 'US/Arizona',
    conversation_type: 'call',
    search_startdate: '2000-01-01',
    search_enddate: '2100-01-01',
    detail: 'all',
    order: 'newest',
    page: '1',
    show: '200',
  })
})

test('a filter replaces the default parameter', async () => {
  const startedAt = { from: Date.UTC(2026, 0, 15, 12), to: Date.UTC(2026, 0, 16, 12) }
  const { query } = await readPage(() => calls(), { startedAt, callcap: { conversationType: 'TEXT' } })
  assert.equal(query.search_startdate, '2026-01-14')
  assert.equal(query.search_enddate, '2026-01-17')
  assert.equal(query.conversation_type, 'text')
})

test('a list that has nothing to say answers with an error, which is an empty page', async () => {
  const { page } = await readPage(() => refusal(404))
  assert.deepEqual([page.rows, page.total, page.more], [[], 0, false])
})

/** What other servers say of a path that they do not have. */
const elsewhere = [
  () => new Response('<html>Not Found</html>', { status: 404, headers: { 'content-type': 'text/html' } }),
  () => new Response(null, { status: 404 }),
  () => Response.json({ message: 'Not Found' }, { status: 404 }),
  () => Response.json({ status: 404, error: 'Not Found', message: 'no route' }, { status: 404 }),
  () => Response.json([], { status: 404 }),
]

test('a 404 in other words, as of a wrong address, is a failure', async () => {
  for (const answer of elsewhere)
    await assert.rejects(readPage(answer), { name: 'UpstreamError', code: 'UPSTREAM_REJECTED', status: 404 })
})

test('a call is unknown by the same words alone', async () => {
  const unknown = createStage([], { answer: () => refusal(404) })
  assert.equal(await unknown.find('CALL', 'call:callcap:c'), null)
  for (const answer of elsewhere) {
    const stage = createStage([], { answer })
    await assert.rejects(stage.find('CALL', 'call:callcap:c'), { code: 'UPSTREAM_REJECTED' })
  }
})

test('every other error is a failure', async () => {
  for (const status of [400, 401, 403])
    await assert.rejects(
      readPage(() => refusal(status)),
      { name: 'UpstreamError', status },
    )
})

test('a part that was asked for and did not come is none, so that nobody looks it up again', async () => {
  const row = { call_id: 'c', start_datetime: '2026-01-15 09:00:00' }
  const asked = await readPage(() => calls(row), {}, ['notes', 'sentiment'])
  assert.equal(asked.query.detail, 'all,notes,sentiment')
  assert.deepEqual([asked.page.rows[0]?.notes, asked.page.rows[0]?.sentiment], [null, null])
  const unasked = await readPage(() => calls(row))
  assert.equal(unasked.page.rows[0]?.notes, undefined)
})
