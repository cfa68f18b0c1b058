// Local times become instants, also around the nights in which the clocks are changed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ARIZONA, toInstantIn, toLocalDate, toLocalMinute } from '../../../src/vendors/callcap/local-time.ts'
import { createZone } from '../../../src/domain/zone.ts'
import { toCall } from './read.ts'

const central = createZone('US/Central') ?? assert.fail()
const utc = (text: string) => Date.parse(text)
const read = (text: unknown, notBefore?: number) => toInstantIn(central, text, notBefore)

test('a local time is read by the zone of the season', () => {
  assert.equal(read('2026-01-15 09:07:15'), utc('2026-01-15T15:07:15Z'))
  assert.equal(read('2026-07-15 09:07:15'), utc('2026-07-15T14:07:15Z'))
  assert.equal(read('2026-07-15T09:07'), utc('2026-07-15T14:07:00Z'))
})

test('an hour that autumn repeats is the first one, unless that lies before what came before', () => {
  assert.equal(read('2025-11-02 00:59:59'), utc('2025-11-02T05:59:59Z'))
  assert.equal(read('2025-11-02 01:30:00'), utc('2025-11-02T06:30:00Z'))
  assert.equal(read('2025-11-02 01:30:00', utc('2025-11-02T06:45:00Z')), utc('2025-11-02T07:30:00Z'))
  assert.equal(read('2025-11-02 01:30:00', utc('2025-11-02T09:00:00Z')), utc('2025-11-02T07:30:00Z'))
  assert.equal(read('2025-11-02 02:00:00'), utc('2025-11-02T08:00:00Z'))
})

test('an hour that spring leaves out is read by the clock as it stood before', () => {
  assert.equal(read('2026-03-08 01:59:59'), utc('2026-03-08T07:59:59Z'))
  assert.equal(read('2026-03-08 02:30:00'), utc('2026-03-08T08:30:00Z'))
  assert.equal(read('2026-03-08 03:00:00'), utc('2026-03-08T08:00:00Z'))
})

test('no call ends or changes before it began', () => {
  const call = toCall({
    start_datetime: '2025-11-02 01:50:00',
    end_datetime: '2025-11-02 01:10:00',
    last_modified: '2025-11-02 01:05:00',
  })
  assert.equal(call?.startedAt, utc('2025-11-02T06:50:00Z'))
  assert.equal(call?.endedAt, utc('2025-11-02T07:10:00Z'))
  assert.equal(call?.updatedAt, utc('2025-11-02T07:05:00Z'))
})

test('a text that is no local time is no instant', () => {
  for (const junk of [null, '', 7, 'yesterday', '2026-02-30 10:00:00', '2026-01-15 25:00:00', '2026-01-15Z'])
    assert.equal(read(junk), null, String(junk))
})

test('times are read in the zone of the answer, else in the one that was asked for', () => {
  const start_datetime = '2026-01-15 09:00:00'
  const zones = [
    ['US/Arizona', '2026-01-15T16:00:00Z'],
    ['US/Pacific', '2026-01-15T17:00:00Z'],
    [null, '2026-01-15T16:00:00Z'],
    ['Arizona Time', '2026-01-15T16:00:00Z'],
  ] as const
  for (const [told, instant] of zones) {
    const call = toCall({ start_datetime }, told)
    assert.equal(call?.startedAt, utc(instant))
    assert.ok(call.details?.vendor === 'CALLCAP')
    assert.equal(call.details.timeZone, 'US/Central')
  }
})

test('the clocks of the zone that is asked in are never changed', () => {
  const zone = createZone(ARIZONA.name)
  for (let month = 0; month < 12 * 50; month += 1) {
    const at = Date.UTC(2000, month)
    assert.equal(zone?.offsetMs(at), ARIZONA.offsetMs(at))
  }
})

test('every zone that the document lists is known, and a made-up one is not', () => {
  const listed = 'Hawaii Alaska Pacific Mountain Arizona Central Eastern'
    .split(' ')
    .map((name) => `US/${name}`)
  for (const name of [...listed, 'Canada/Atlantic', 'UTC']) assert.ok(createZone(name), name)
  assert.equal(createZone('US/Middle'), null)
  assert.equal(createZone(''), null)
})

test('instants become local dates and minutes', () => {
  const zone = central
  assert.ok(zone)
  assert.equal(toLocalDate(zone, utc('2026-01-15T05:59:59Z')), '2026-01-14')
  assert.equal(toLocalDate(zone, utc('2026-01-15T06:00:00Z'), 1), '2026-01-16')
  assert.equal(toLocalMinute(zone, utc('2026-07-15T14:07:59Z')), '2026-07-15 09:07')
})
