/** Callcap's filters, orders and details, and single calls. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { call, open, openWith, today } from './ask-callcap.ts'

test('parameters and values that no document names are refused with a status and a message', async () => {
  const client = open()
  const wrong =
    'foo=1 per=1 limit=1 page=0 page=x show=0 show=1001 show=x order=duration order= detail=everything ' +
    'corporate_id=x corporate_id=1,2 division_id=a location_id=1;2 campaign_id= search_range=lastyear ' +
    'search_startdate=03/09/2026 search_enddate=x search_startdate=2026-13-01 search_daysofweek=0 ' +
    'search_daysofweek=8 search_daysofweek=mon search_timezone=Mars/Olympus search_timezone=%2B05:00 ' +
    'search_duration_min=-1 search_duration_min=1.5 search_duration_max=x search_action=Answer search_action=ans,x ' +
    'search_feature=inbound conversation_type=chat search_medium=x search_major=5 search_csr=x ' +
    'search_callsaver_status=3 search_evaluation_change_status=Approved search_evaluation_change_status=approved,denied ' +
    'search_revenue_entered=true search_caller_id=abc search_destination=- search_direction=all ' +
    'search_direction=inbound,outbound search_last_modified_start=2026-03-10T09:00 ' +
    'search_last_modified_end=2026-03-10%2025:00 show=1&show=2'
  for (const query of wrong.split(' ')) {
    const { status, body } = await client.get(`?${query}`)
    assert.deepEqual([status, body.status, typeof body.message], [400, 'error', 'string'], query)
  }
})

const tree = (corporate: number, division: number, location: number, campaign: number): Row => ({
  accounts: {
    corporate: { id: corporate, name: `C${corporate}` },
    division: { id: division, name: `D${division}`, external_id: `d-${division}` },
    location: { id: location, name: `L${location}`, external_id: null },
    campaign: {
      id: campaign,
      name: `Spring ${campaign}`,
      direction: 'inbound',
      destination_number: '316-555-7001',
    },
  },
})

const rich: Row[] = [
  call('1', today, {
    ...tree(1, 10, 100, 1000),
    caller: { caller_id: '316-555-0101', name: 'Beth' },
    callsurance: {
      major: { id: 2 },
      minor: { id: 7 },
      csr: { id: 5 },
      change_request: { status: 'Approved' },
    },
    callsaver: { outcome: { id: 1 } },
    unseen: { medium_id: 40, direction: 'inbound', conversation_type: 'call', callconnect: true },
  }),
  call('2', today, {
    ...tree(2, 20, 200, 2000),
    action: 'Missed',
    caller: { caller_id: '3165550202', name: 'Adam' },
    callsurance: { major: { id: 1 }, minor: { id: 9 }, csr: { id: 6 } },
    callsaver: null,
    revenue: '12.50',
    notes: 'asked about the Boiler',
    webmatch: { search: '' },
    import: { reference_id: 'ref-2' },
    unseen: { medium_id: 41, direction: 'internal' },
  }),
  call('3', today, {
    ...tree(1, 20, 101, 1001),
    action: 'Busy',
    caller: { caller_id: '212-555-0303', name: 'Cleo' },
    revenue: 0,
    unseen: { conversation_type: 'text', direction: 'outbound' },
  }),
  call('4', today, { action: 'Blocked', caller: null, callsurance: null }),
  call('5', today, { action: 'In Progress', caller: { name: 'Dora' } }),
]

test('rows of one instant keep one order that is unlike the one of their ids', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => call(String(100 + index), today))
  const given = await openWith(rows).ids('')
  assert.deepEqual(given, await openWith(rows.toReversed()).ids(''))
  assert.notDeepEqual(given, given.toSorted())
  const plain = open({ rows: { calls: rows } }, { tieOrder: 'as-they-stand' })
  assert.deepEqual(
    await plain.ids(''),
    rows.map((row) => row.call_id),
  )
})

const named = call('987654_23_11_19_2012_17:07:29_12', '2020-01-01T12:00:00Z', rich[0])

test('one call is had by its id alone, in the path or as the only parameter, whatever its date', async () => {
  const row = { ...named, call_id: '987654_23_11_19_2012_17:07:29_12' }
  const client = openWith([row, ...rich])
  for (const query of [`${row.call_id}/`, `${encodeURIComponent(row.call_id)}/`, `?call_id=${row.call_id}`]) {
    assert.deepEqual(
      (await client.get(query)).body.call.map((one) => one.call_id),
      [row.call_id],
      query,
    )
  }
  assert.equal((await client.get(`?call_id=${row.call_id}&detail=all`)).status, 400)
  const alone = await openWith([row], { one: 'object' }).get(`${row.call_id}/`)
  assert.equal(Object(alone.body.call).call_id, row.call_id)
})

test('the path of one call heeds zone and detail, ignores them or refuses them', async () => {
  const row = call('1', '2026-03-10T09:00:00Z', { notes: 'n' })
  const query = '1/?search_timezone=UTC&detail=notes'
  const heeded = (await openWith([row]).get(query)).body
  assert.deepEqual([heeded.search.timezone, heeded.call[0]?.notes], ['UTC', 'n'])
  const ignored = (await openWith([row], { parametersOfOne: 'ignored' }).get(query)).body
  assert.deepEqual([ignored.search.timezone, ignored.call[0]?.notes], ['US/Central', undefined])
  assert.equal((await openWith([row], { parametersOfOne: 'refused' }).get(query)).status, 400)
  assert.equal((await openWith([row]).get('1/?order=newest')).status, 400)
})
