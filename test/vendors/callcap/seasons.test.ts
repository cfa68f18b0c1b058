// The nights in which the clocks of the account's zone are changed are nights like any other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCalls } from './read.ts'
import { callAt, createStage } from './stage.ts'

const MINUTE_MS = 60_000

/** When clocks of US/Central were changed, and a night in which they were not. */
const AUTUMN = Date.UTC(2025, 10, 2, 7)
const SPRING = Date.UTC(2025, 2, 9, 8)
const OTHER = Date.UTC(2025, 9, 26, 7)

/** Five pages of calls, one a minute, around an instant. */
const instantsAround = (middle: number) =>
  Array.from({ length: 1000 }, (_, index) => middle + (500 - index) * MINUTE_MS)

async function walkAround(middle: number) {
  const instants = instantsAround(middle)
  const stage = createStage(instants.map((at) => callAt(`c${at}`, at)))
  const { rows } = await stage.walk('CALL', { first: 100 })
  return { instants, rows, sent: stage.sent() }
}

test('a walk across a change gives every call once, at its instant, in order', async () => {
  for (const middle of [OTHER, AUTUMN, SPRING]) {
    const { instants, rows } = await walkAround(middle)
    assert.deepEqual(
      rows.map(({ vendorId, startedAt }) => [vendorId, startedAt]),
      instants.map((at) => [`c${at}`, at]),
    )
  }
})

test('a walk across a change costs what another one costs', async () => {
  const [other, autumn, spring] = await Promise.all([OTHER, AUTUMN, SPRING].map(walkAround))
  assert.deepEqual(autumn?.sent, other?.sent)
  assert.deepEqual(spring?.sent, other?.sent)
  // Pages of two hundred overlap by a row.
  assert.equal(other?.sent.length, 6)
})

test('a look-up has the same instants', async () => {
  const repeated = instantsAround(AUTUMN).filter((at) => Math.abs(at - AUTUMN) <= 60 * MINUTE_MS)
  for (const at of repeated) {
    const call = await createStage([callAt('c', at)]).find('CALL', 'call:callcap:c')
    assert.deepEqual([call?.startedAt, call?.endedAt], [at, at + MINUTE_MS])
  }
})

test('a range that begins or ends within the repeated hour is kept to the second', async () => {
  const instants = instantsAround(AUTUMN)
  const stage = createStage(instants.map((at) => callAt(`c${at}`, at)))
  for (const [from, to] of [
    [AUTUMN - 30 * MINUTE_MS, AUTUMN + 30 * MINUTE_MS],
    [AUTUMN + 15 * MINUTE_MS, AUTUMN + 45 * MINUTE_MS],
  ] as const) {
    const { rows } = await stage.walk('CALL', { filter: { startedAt: { from, to } } })
    assert.deepEqual(
      rows.map(({ startedAt }) => startedAt),
      instants.filter((at) => at >= from && at < to),
    )
    const changed = { from: from + 1.5 * MINUTE_MS, to: to + 1.5 * MINUTE_MS }
    const { rows: same } = await stage.walk('CALL', { filter: { updatedAt: changed } })
    assert.deepEqual(
      same.map(({ id }) => id),
      rows.map(({ id }) => id),
    )
  }
})

test('days are those of the account’s zone', async () => {
  const hours = Array.from({ length: 72 }, (_, index) => AUTUMN + (36 - index) * 60 * MINUTE_MS)
  for (const [zone, from, length] of [
    ['US/Central', Date.UTC(2025, 10, 2, 5), 25],
    ['Australia/Sydney', Date.UTC(2025, 10, 1, 13), 24],
    ['US/Hawaii', Date.UTC(2025, 10, 2, 10), 24],
  ] as const) {
    const calls = hours.map((at) => callAt(`c${at}`, at))
    const stage = createStage(calls, { zone })
    const { rows } = await stage.walk('CALL', { filter: { callcap: { dayOfWeek: ['SUNDAY'] } } })
    assert.deepEqual(
      rows.map(({ startedAt }) => startedAt),
      hours.filter((at) => at >= from && at < from + length * 60 * MINUTE_MS),
      zone,
    )
  }
})

// UNVERIFIED: that answers heed the zone that is asked for. One that tells a zone whose clocks are changed is read by
// rule, since nothing in its rows tells the two hours of autumn apart.
test('an answer in a zone with summer time means the first of two repeated hours', () => {
  const rows = ['01:59:59', '01:10:00', '01:50:00', '00:59:59'].map((time) => ({
    call_id: time,
    start_datetime: `2025-11-02 ${time}`,
  }))
  assert.deepEqual(
    toCalls(rows, 'US/Central').map((call) => new Date(call?.startedAt ?? 0).toISOString()),
    [
      '2025-11-02T06:59:59.000Z',
      '2025-11-02T06:10:00.000Z',
      '2025-11-02T06:50:00.000Z',
      '2025-11-02T05:59:59.000Z',
    ],
  )
})
