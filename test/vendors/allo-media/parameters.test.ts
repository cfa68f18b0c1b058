// Every documented parameter is sent by some filter, in the vendor's spelling, and no filter lies.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallFilter } from '../../../src/domain/call.ts'
import type { Reach, Sent } from '../../../src/vendors/filters.ts'
import { alloMedia } from '../../../src/vendors/allo-media/index.ts'
import { isSuperset, noMatch } from '../../../src/vendors/filters.ts'
import { sendBy } from '../../support/sent.ts'
import { parameters } from './document.ts'

const calls = alloMedia.resources.CALL
assert.ok(calls)
const { filters, optIns, paging, sorting } = calls

function send<K extends keyof CallFilter>(key: K, value: NonNullable<CallFilter[K]>): Sent {
  const table: Readonly<Record<string, Reach<never>>> = filters
  return sendBy(table[key], value)
}

const NOON = Date.UTC(2026, 0, 15, 12)
const NOON_TEXT = '2026-01-15T12:00:00Z'

test('every documented parameter is sent by something', () => {
  const times = { from: NOON, to: NOON + 1 }
  const sent = [send('startedAt', times), send('updatedAt', times), send('status', ['COMPLETED'])]
  const names = sent.flatMap((what) =>
    typeof what === 'symbol' ? [] : Object.keys(isSuperset(what) ? what.superset : what),
  )
  const others = [
    sorting?.params('timestamp', 'DESC') ?? {},
    optIns?.params(new Set()) ?? {},
    paging?.page(1, 200) ?? {},
  ]
  assert.deepEqual(
    [...names, ...others.flatMap((params) => Object.keys(params))].toSorted(),
    parameters.toSorted(),
  )
})

test('bounds in whole seconds are exact, the upper one being the last instant that belongs', () => {
  assert.deepEqual(send('startedAt', { from: NOON }), { timestamp_from: NOON_TEXT })
  assert.deepEqual(send('startedAt', { to: NOON + 1 }), { timestamp_to: NOON_TEXT })
  assert.deepEqual(send('updatedAt', { from: NOON, to: NOON + 1 }), {
    qualified_from: NOON_TEXT,
    qualified_to: NOON_TEXT,
  })
})

test('bounds between seconds are sent wider, and rows checked again', () => {
  assert.deepEqual(send('startedAt', { from: NOON + 1 }), { superset: { timestamp_from: NOON_TEXT } })
  // A call at noon does not belong to what ends at noon, but is given.
  assert.deepEqual(send('startedAt', { to: NOON }), { superset: { timestamp_to: NOON_TEXT } })
  assert.deepEqual(send('startedAt', { to: NOON - 1 }), { superset: { timestamp_to: NOON_TEXT } })
  assert.deepEqual(send('updatedAt', {}), { superset: {} })
})

test('statuses go to the vendor where it has a word, and to nobody where no call can have them', () => {
  assert.deepEqual(send('status', ['COMPLETED']), { status: 'qualified' })
  assert.deepEqual(send('status', ['MISSED', 'COMPLETED', 'BUSY']), { status: 'void,qualified' })
  assert.equal(send('status', ['BUSY']), noMatch)
  assert.equal(send('status', []), noMatch)
  assert.deepEqual(send('status', ['UNKNOWN', 'MISSED']), { superset: {} })
})

test('void calls are asked for unless a filter says otherwise', () => {
  assert.deepEqual(calls.constants, { status: 'qualified,void' })
  assert.deepEqual(send('alloMedia', { processingStatus: ['VOID'] }), { status: 'void' })
})

test('filters of other vendors leave calls as they are', () => {
  const call = { id: 'call:allo-media:1' } as never
  assert.equal(calls.predicates.ujet(call, { callType: ['OUTBOUND'] }), true)
  assert.notEqual(calls.predicates.alloMedia(call, { processingStatus: ['VOID'] }), true)
})

const exclude = (...wanted: readonly string[]) => optIns?.params(new Set(wanted)).exclude

test('fields that nobody selects are excluded, and no others', () => {
  assert.equal(exclude('status', 'from'), 'transcript_json,tracking_info,qualification')
  assert.equal(exclude('language'), 'tracking_info,qualification')
  assert.equal(exclude('speechModel', 'trackingInfo'), 'qualification')
  assert.equal(exclude('transcript', 'trackingInfo', 'outcome'), undefined)
})

const read = (body: unknown, page = 1, per = 200) =>
  paging?.read({ body, headers: new Headers() }, { page, per })

test('pages are skipped to, and never further than the vendor allows', () => {
  assert.deepEqual(paging?.page(3, 200), { limit: '200', offset: '400' })
  assert.deepEqual(paging?.page(60, 200), { limit: '200', offset: '10000' })
  assert.equal(read({ count: 20_000, data: [] }, 50)?.cut, false)
  const last = read({ count: 20_000, data: [] }, 51)
  assert.deepEqual([last?.more, last?.cut], [false, true])
})

test('an answer that is no list is no page', () => {
  for (const body of [null, [], 'text', {}, { data: {} }]) assert.equal(read(body), null)
  assert.deepEqual(read({ data: [{}] }), { rows: [{}], total: null, more: null, cut: false })
})
