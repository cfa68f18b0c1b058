// What the description says of Callcap as a whole: settings, pages, details and look-ups.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callcap } from '../../../src/vendors/callcap/index.ts'
import { hasForm } from '../../../src/vendors/id-form.ts'
import { account, resource, toPage } from './read.ts'

test('the key is the only secret, and address and zone have defaults', () => {
  assert.deepEqual(
    callcap.settings.map(({ suffix, kind, fallback }) => [suffix, kind, fallback]),
    [
      ['BASE_URL', 'url', 'https://api.callcap.com'],
      ['API_KEY', 'secret', undefined],
      ['TIMEZONE', 'timeZone', 'US/Central'],
    ],
  )
  assert.deepEqual(callcap.authorize({ API_KEY: 'key' }), {
    by: 'headers',
    headers: { authorization: 'Bearer key' },
  })
  assert.deepEqual(callcap.quota, { scope: 'host', requests: 5, windowMs: 1000, even: false })
})

test('every list names a zone whose clocks are never changed, its dates and that it wants calls', () => {
  assert.deepEqual(resource().constants, {
    search_timezone: 'US/Arizona',
    conversation_type: 'call',
    search_startdate: '2000-01-01',
    search_enddate: '2100-01-01',
  })
})

test('pages count from one, and both directions of time have a word', () => {
  const { paging, sorting } = resource()
  assert.deepEqual(paging?.page(2, 200), { page: '2', show: '200' })
  assert.deepEqual(sorting?.params(sorting.columns.STARTED_AT ?? '', 'DESC'), { order: 'newest' })
  assert.deepEqual(sorting?.params(sorting.columns.STARTED_AT ?? '', 'ASC'), { order: 'oldest' })
})

const call = { call_id: 'c' }
const pagination = (last_page: unknown, total_records: unknown) => ({ last_page, total_records })

test('a page has its total, and says if another page follows', () => {
  const body = { status: 'success', pagination: pagination(3, '450'), call: [call] }
  const told = (page: number) => [toPage(body, page)?.total, toPage(body, page)?.more]
  assert.deepEqual(
    [told(1), told(3)],
    [
      [450, true],
      [450, false],
    ],
  )
  assert.deepEqual([toPage({ call: [] })?.total, toPage({ call: [] })?.more], [null, null])
})

test('an answer without calls is an empty page where it succeeded, and no page otherwise', () => {
  for (const none of [{}, { call: null }, { call: [] }])
    assert.deepEqual(toPage({ status: 'success', ...none })?.rows, [])
  for (const body of [null, 'text', [], {}, { status: 'error', message: 'no' }, { call: {} }])
    assert.equal(toPage(body), null, JSON.stringify(body))
})

const detail = (...wanted: readonly string[]) => resource().optIns?.params(new Set(wanted))

test('details are everything that is cheap, and the rest where somebody wants it', () => {
  assert.deepEqual(detail(), { detail: 'all' })
  assert.deepEqual(detail('id', 'agent', 'details'), { detail: 'all' })
  assert.deepEqual(detail('summary', 'notes', 'summaries'), { detail: 'all,notes,summaries' })
  assert.deepEqual(detail('referenceId', 'demographics', 'scorecards', 'sentiment'), {
    detail: 'all,sentiment,scorecards,import,demographics',
  })
})

function lookUp() {
  const found = resource().lookUp
  assert.ok(found?.by === 'one')
  return found
}

test('a call is looked up by its path, in the same zone', () => {
  const id = '987654_23_11_19_2012_17:07:29_12'
  assert.ok(hasForm(callcap.ids, 'CALL', id))
  assert.equal(hasForm(callcap.ids, 'CALL', 'a/b'), false)
  assert.deepEqual(lookUp().ask(id, {}), {
    path: 'v2/get/calls/{id}/',
    query: { search_timezone: 'US/Arizona' },
  })
})

const toId = (body: unknown) => resource().toRow(lookUp().row(body), account, {}, 0)?.vendorId

test('one call may come as a list of one or by itself', () => {
  assert.equal(toId({ status: 'success', call: [call] }), 'c')
  assert.equal(toId({ status: 'success', call }), 'c')
})

test('an answer without the call says that there is none, and any other answer is unreadable', () => {
  for (const body of [{ call: [] }, { status: 'success' }]) assert.equal(lookUp().row(body), null)
  for (const body of [{ status: 'error' }, 'text', 7]) {
    assert.notEqual(lookUp().row(body), null)
    assert.equal(toId(body), undefined)
  }
})
