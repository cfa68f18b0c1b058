// Every switch of a simulator changes an answer; with switches that do nothing, the suites of vendors would show nothing.
import type { Simulated } from './ask.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open } from './ask.ts'

/** Calls of one instant, in no order of ids. */
const tied = (id: string, start: string) => ({
  rows: {
    calls: ['3', '5', '1', '2', '4'].map((one) => ({ [id]: one, [start]: '2026-03-09T00:00:00.000Z' })),
  },
})

type Switches = Readonly<Record<string, unknown>>
/** Two settings that differ, and a query that shows it. */
type Row = readonly [vendor: Simulated, one: Switches, other: Switches, query: string]

const from = 'created_at[from]=2026-03-09T00:00:00Z'
const newest = 'sort_column=created_at&sort_direction=DESC'
const ended = 'sort_column=ends_at&sort_direction='

const SWITCHES: readonly Row[] = [
  ['UJET', {}, { unproven: 'ignored' }, from],
  ['UJET', { unproven: 'ignored' }, { unproven: 'refused' }, from],
  ['UJET', {}, { callSort: 'ignored' }, newest],
  ['UJET', { callSort: 'ignored' }, { callSort: 'refused' }, newest],
  ['UJET', { nulls: 'low' }, { nulls: 'high' }, `${ended}DESC`],
  ['UJET', { nulls: 'low' }, { nulls: 'last' }, `${ended}ASC`],
  ['UJET', tied('id', 'created_at'), { ...tied('id', 'created_at'), tieOrder: 'as-they-stand' }, newest],
  ['UJET', {}, { headers: { total: false, link: true } }, ''],
  ['UJET', {}, { headers: { total: true, link: false } }, ''],
  [
    'UJET',
    { ...tied('id', 'created_at'), upperBoundInclusive: true },
    { ...tied('id', 'created_at'), upperBoundInclusive: false },
    'created_at[to]=2026-03-09T00:00:00Z',
  ],
  ['UJET', {}, { clamp: 3 }, ''],
  ['CALLCAP', { empty: 'status' }, { empty: 'list' }, 'page=99'],
  [
    'CALLCAP',
    { ...tied('call_id', 'start_datetime'), one: 'list' },
    { ...tied('call_id', 'start_datetime'), one: 'object' },
    'call_id=1',
  ],
  [
    'CALLCAP',
    tied('call_id', 'start_datetime'),
    { ...tied('call_id', 'start_datetime'), tieOrder: 'as-they-stand' },
    'search_startdate=2026-03-01&search_enddate=2026-03-10',
  ],
  ['CALLCAP', { endDateInclusive: true }, { endDateInclusive: false }, ''],
  ['CALLCAP', {}, { loginTimezone: 'US/Hawaii' }, ''],
  ['CALLCAP', {}, { demographics: false }, 'detail=demographics'],
  ['CALLCAP', {}, { clamp: 3 }, ''],
  ['WHIPPY', { order: 'newest' }, { order: 'oldest' }, ''],
  ['WHIPPY', { order: 'newest' }, { order: 'scattered' }, ''],
  [
    'WHIPPY',
    { ...tied('id', 'created_at'), bounds: 'inclusive' },
    { ...tied('id', 'created_at'), bounds: 'exclusive' },
    '{"after":"2026-03-09T00:00:00Z"}',
  ],
  ['WHIPPY', {}, { total: false }, ''],
  ['WHIPPY', {}, { clamp: 3 }, ''],
  ['WHIPPY', {}, { maximum: 10 }, 'limit=11'],
  ['WHIPPY', {}, { filterFields: 'hidden' }, ''],
  ['WHIPPY', {}, { place: 'row' }, ''],
  ['WHIPPY', { place: 'row' }, { place: 'both' }, ''],
  ['WHIPPY', { place: 'both' }, { place: 'mixed' }, ''],
  ['ALLO_MEDIA', {}, { clamp: 3 }, ''],
  ['ALLO_MEDIA', {}, { beyond: 'clamped' }, 'limit=201'],
  ['ALLO_MEDIA', {}, { maxOffset: 1 }, 'offset=2'],
  ['ALLO_MEDIA', {}, { metadataKeys: { caller: 'Numero' } }, ''],
  ['TWIN', {}, { clamp: 3 }, ''],
  ['TWIN', {}, { beyond: 'clamped' }, 'limit=1001'],
  ['TWIN', {}, { parameterNames: { field: 'dateField' } }, 'dateField=startedAt'],
  ['TWIN', { unstarted: 'null' }, { unstarted: 'created' }, ''],
  ['TWIN', { unstarted: 'null', nulls: 'first' }, { unstarted: 'null', nulls: 'last' }, 'sort=-startedAt'],
  [
    'TWIN',
    { ...tied('id', 'createdAt'), upperBoundInclusive: true },
    { ...tied('id', 'createdAt'), upperBoundInclusive: false },
    'to=2026-03-09T00:00:00Z',
  ],
]

for (const [vendor, one, other, query] of SWITCHES) {
  const name = Object.entries(other).flatMap(([key, value]) =>
    key === 'rows' ? [] : `${key}: ${JSON.stringify(value)}`,
  )
  test(`${vendor} answers otherwise with ${name.join(', ')}`, async () => {
    const answer = async (switches: Switches) => {
      const { status, headers, body } = await open(vendor, { lively: false, ...switches }).calls(query)
      return { status, total: headers.get('total'), link: headers.get('link'), body }
    }
    assert.notDeepEqual(await answer(one), await answer(other))
  })
}
