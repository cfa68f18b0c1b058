/** Callcap's date ranges and local times. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { always, call, open, openWith, today } from './ask-callcap.ts'

test('without dates the range is yesterday and today in the zone', async () => {
  const client = openWith([
    call('before', '2026-03-09T04:59:59Z'),
    call('yesterday', '2026-03-09T05:00:00Z'),
    call('today', '2026-03-10T09:00:00Z'),
    call('tonight', '2026-03-11T04:59:59Z'),
    call('tomorrow', '2026-03-11T05:00:00Z'),
  ])
  assert.deepEqual(await client.ids('order=oldest'), ['yesterday', 'today', 'tonight'])
  assert.deepEqual(await client.ids('order=oldest&search_timezone=UTC'), ['before', 'yesterday', 'today'])
})

test('the start date must lie before the end date, whether they are given or not', async () => {
  const client = open()
  const wrong =
    'search_startdate=2026-03-09&search_enddate=2026-03-09 search_startdate=2026-03-10 search_enddate=2026-03-09 ' +
    'search_startdate=2026-03-10&search_enddate=2026-03-09'
  for (const query of wrong.split(' ')) assert.equal((await client.get(`?${query}`)).status, 400, query)
  assert.equal((await client.get('?search_startdate=2026-03-09&search_enddate=2026-03-10')).status, 200)
})

test('date ranges are whole days, the end date included unless told otherwise', async () => {
  const calls = ['01T05:59:59Z', '01T06:00:00Z', '02T12:00:00Z', '03T05:59:59Z', '03T06:00:00Z'].map((time) =>
    call(time, `2026-03-${time}`),
  )
  const query = 'order=oldest&search_startdate=2026-03-01&search_enddate=2026-03-02'
  assert.deepEqual(await openWith(calls).ids(query), ['01T06:00:00Z', '02T12:00:00Z', '03T05:59:59Z'])
  assert.deepEqual(await openWith(calls, { endDateInclusive: false }).ids(query), ['01T06:00:00Z'])
})

test('shortcuts reach back from now or from today', async () => {
  const instants = {
    minute: '2026-03-10T09:29:30Z',
    quarter: '2026-03-10T09:20:00Z',
    hour: '2026-03-10T08:31:00Z',
    yesterday: '2026-03-09T12:00:00Z',
    sunday: '2026-03-08T12:00:00Z',
    week: '2026-03-04T12:00:00Z',
    first: '2026-03-01T12:00:00Z',
    february: '2026-02-10T12:00:00Z',
    january: '2026-01-02T12:00:00Z',
    december: '2025-12-12T12:00:00Z',
    october: '2025-10-01T12:00:00Z',
    september: '2025-09-12T12:00:00Z',
  }
  const client = openWith(Object.entries(instants).map(([name, at]) => call(name, at)))
  const count = async (range: string) => (await client.ids(`search_range=${range}`)).length
  const counts = {
    last1minutes: 1,
    last5minutes: 1,
    last10minutes: 1,
    last30minutes: 2,
    last60minutes: 3,
    today: 3,
    yesterday: 1,
    week: 5,
    last7days: 6,
    monthtodate: 7,
    lastmonth: 1,
    last30days: 8,
    last3months: 10,
    last6months: 12,
    yeartodate: 9,
  }
  for (const [range, expected] of Object.entries(counts)) assert.equal(await count(range), expected, range)
  assert.deepEqual(await client.ids('search_range=lastmonth'), ['february'])
  assert.equal(await count('custom'), 4)
})

const changed = (time: string): Row => call(time, today, { last_modified: `2026-03-10T${time}Z` })

test('the time of the last change is cut to the minute, without a time to whole days', async () => {
  const client = openWith(['08:59:59', '09:00:00', '09:10:30', '09:11:00'].map(changed))
  const query = 'order=oldest&search_timezone=UTC'
  const narrow = '&search_last_modified_start=2026-03-10%2009:00&search_last_modified_end=2026-03-10+09:10'
  assert.deepEqual((await client.ids(query + narrow)).toSorted(), ['09:00:00', '09:10:30'])
  assert.equal((await client.ids(`${query}&search_last_modified_end=2026-03-10`)).length, 4)
  assert.equal((await client.ids(`${query}&search_last_modified_start=2026-03-11`)).length, 0)
})

test('days of the week count from Sunday in the zone', async () => {
  const client = openWith([
    call('sat', '2026-03-08T05:59:00Z'),
    call('sun', '2026-03-08T06:00:00Z'),
    call('mon', '2026-03-09T12:00:00Z'),
  ])
  assert.deepEqual(await client.ids(`${always}&search_daysofweek=7`), ['sat'])
  assert.deepEqual(await client.ids(`${always}&search_daysofweek=1,2`), ['mon', 'sun'])
  assert.deepEqual(await client.ids(`${always}&search_daysofweek=1&search_timezone=UTC`), ['sun', 'sat'])
})

test('times are local, without an offset, in the zone that the answer names', async () => {
  const rows = [call('a', '2026-03-10T09:00:00Z', { callsaver: { date: '2026-03-10T10:00:00Z' } })]
  const client = openWith(rows)
  const told = async (query: string) => {
    const { body } = await client.get(`?${query}`)
    const [row] = body.call
    return [body.search.timezone, row?.start_datetime, row?.callsaver]
  }
  const central = '2026-03-10 04:00:00'
  assert.deepEqual(await told(''), ['US/Central', central, { date: '2026-03-10 05:00:00' }])
  assert.deepEqual((await told('search_timezone=US/Hawaii')).slice(0, 2), [
    'US/Hawaii',
    '2026-03-09 23:00:00',
  ])
  assert.deepEqual((await told('search_timezone=Asia/Kolkata'))[1], '2026-03-10 14:30:00')
  assert.deepEqual((await told('search_timezone=UTC')).slice(0, 2), ['UTC', '2026-03-10 09:00:00'])
  const elsewhere = openWith(rows, { loginTimezone: 'US/Eastern' })
  assert.equal((await elsewhere.get('')).body.search.timezone, 'US/Eastern')
  assert.equal((await openWith(rows, { utc: 'refused' }).get('?search_timezone=Etc/UTC')).status, 400)
})

test('in the repeated hour of autumn two instants read the same, in spring an hour is missing', async () => {
  const client = openWith([
    call('first', '2025-11-02T06:30:00Z'),
    call('second', '2025-11-02T07:30:00Z'),
    call('early', '2026-03-08T07:59:59Z'),
    call('late', '2026-03-08T08:00:00Z'),
  ])
  const { body } = await client.get(`?${always}&order=oldest`)
  assert.deepEqual(
    body.call.map((row) => [row.call_id, row.start_datetime]),
    [
      ['first', '2025-11-02 01:30:00'],
      ['second', '2025-11-02 01:30:00'],
      ['early', '2026-03-08 01:59:59'],
      ['late', '2026-03-08 03:00:00'],
    ],
  )
})
