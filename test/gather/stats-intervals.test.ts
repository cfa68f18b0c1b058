// Intervals of local time, in zones whose clocks change.
import type { StatsInterval } from '../../src/domain/stats.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createZone } from '../../src/domain/zone.ts'
import { intervalAt } from '../../src/gather/stats-intervals.ts'

/** The starts of some intervals in a row, and the end of the last, as minutes in UTC. */
function cut(zoneName: string, interval: StatsInterval, from: string, count: number): string[] {
  const zone = createZone(zoneName) ?? assert.fail(zoneName)
  let at = Date.parse(from)
  const cuts = [intervalAt(at, interval, zone).startsAt]
  for (let times = 0; times < count; times += 1) {
    const { startsAt, endsAt } = intervalAt(at, interval, zone)
    assert.ok(startsAt <= at && at < endsAt)
    assert.deepEqual(intervalAt(endsAt - 1, interval, zone), { startsAt, endsAt })
    cuts.push(endsAt)
    at = endsAt
  }
  return cuts.map((instant) => toRfc3339(instant).slice(0, 16))
}

const CASES: readonly [why: string, ...Parameters<typeof cut>, cuts: string][] = [
  ['hours are full in UTC', 'UTC', 'HOUR', '2026-01-15T11:59Z', 2, '2026-01-15T11:00 12:00 13:00'],
  [
    'hours follow local clocks',
    'Asia/Kolkata',
    'HOUR',
    '2026-01-15T11:00Z',
    2,
    '2026-01-15T10:30 11:30 12:30',
  ],
  [
    'a skipped hour is not there',
    'Europe/Berlin',
    'HOUR',
    '2026-03-29T00:30Z',
    2,
    '2026-03-29T00:00 01:00 02:00',
  ],
  [
    'a repeated hour is there twice',
    'America/New_York',
    'HOUR',
    '2025-11-02T05:10Z',
    2,
    '2025-11-02T05:00 06:00 07:00',
  ],
  [
    'half an hour is repeated where clocks change by half an hour',
    'Australia/Lord_Howe',
    'HOUR',
    '2026-04-04T14:10Z',
    3,
    '2026-04-04T14:00 15:00 15:30 16:30',
  ],
  [
    'quarters of an hour keep their length',
    'Europe/Berlin',
    'QUARTER_HOUR',
    '2026-03-29T00:50Z',
    2,
    '2026-03-29T00:45 01:00 01:15',
  ],
  [
    'a day of spring has 23 hours',
    'Europe/Berlin',
    'DAY',
    '2026-03-29T12:00Z',
    1,
    '2026-03-28T23:00 2026-03-29T22:00',
  ],
  [
    'a day of autumn has 25 hours',
    'Europe/Berlin',
    'DAY',
    '2026-10-25T12:00Z',
    1,
    '2026-10-24T22:00 2026-10-25T23:00',
  ],
  [
    'a day without midnight begins at one',
    'Africa/Cairo',
    'DAY',
    '2026-04-24T12:00Z',
    1,
    '2026-04-23T22:00 2026-04-24T21:00',
  ],
  [
    'a midnight that comes twice begins the day once',
    'America/Havana',
    'DAY',
    '2026-11-01T12:00Z',
    1,
    '2026-11-01T04:00 2026-11-02T05:00',
  ],
  [
    'weeks begin on Monday',
    'America/Chicago',
    'WEEK',
    '2026-03-11T12:00Z',
    1,
    '2026-03-09T05:00 2026-03-16T05:00',
  ],
  [
    'weeks have an hour less in spring',
    'America/Chicago',
    'WEEK',
    '2026-03-08T12:00Z',
    1,
    '2026-03-02T06:00 2026-03-09T05:00',
  ],
  [
    'months follow the calendar',
    'America/Chicago',
    'MONTH',
    '2026-02-28T12:00Z',
    2,
    '2026-02-01T06:00 2026-03-01T06:00 2026-04-01T05:00',
  ],
]

for (const [why, zone, interval, from, count, cuts] of CASES) {
  test(`${why} (${zone}, ${interval})`, () => {
    const all = cuts.split(' ')
    const expected = all.map((one) => (one.includes('T') ? one : `${all[0]?.slice(0, 10)}T${one}`))
    assert.deepEqual(cut(zone, interval, from, count), expected)
  })
}
