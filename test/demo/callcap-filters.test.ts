/** Callcap's filters, orders and details, and single calls. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { basic, call, full, open, openWith, optional, today } from './ask-callcap.ts'

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

test('ten minutes and more are no longest duration, and the least must lie below the most', async () => {
  const rows = [10, 599, 600, 5000].map((duration) => call(String(duration), today, { duration }))
  const client = openWith([...rows, call('text', today, { duration: '30' })], { clamp: 1000 })
  const sorted = async (query: string) => (await client.ids(query)).toSorted()
  assert.deepEqual(await sorted('search_duration_max=599'), ['10', '599', 'text'])
  assert.equal((await sorted('search_duration_max=600')).length, 5)
  assert.deepEqual(await sorted('search_duration_min=30&search_duration_max=599'), ['599', 'text'])
  assert.deepEqual(await sorted('search_duration_min=600'), ['5000', '600'])
  for (const query of [
    'search_duration_min=60&search_duration_max=60',
    'search_duration_min=900&search_duration_max=600',
  ])
    assert.equal((await client.get(`?${query}`)).status, 400)
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

const filtered: Record<string, string> = {
  'corporate_id=1': '1 3',
  'division_id=20': '2 3',
  'division_id=10,20': '1 2 3',
  'location_id=200,101': '2 3',
  'campaign_id=1000': '1',
  'search_action=ans': '1',
  'search_action=missed': '2 3',
  'search_action=blocked,inprogress': '4 5',
  'search_feature=outbound': '3',
  'search_feature=callsaver': '1',
  'search_feature=webmatch,callconnect': '1 2',
  'search_feature=callsurance': '1 2',
  'conversation_type=text': '3',
  'conversation_type=call': '1 2 4 5',
  'conversation_type=all': '1 2 3 4 5',
  'search_medium=40,41': '1 2',
  'search_major=0': '3 4 5',
  'search_major=1,2': '1 2',
  'search_csr=5': '1',
  'search_callsaver_status=1': '1',
  'search_callsaver_status=2': '',
  'search_evaluation_change_status=approved': '1',
  'search_evaluation_change_status=pending': '',
  'search_revenue_entered=1': '2',
  'search_revenue_entered=0': '1 3 4 5',
  'search_term=boiler': '2',
  'search_term=spring': '1 2 3',
  'search_caller_id=316-555': '1 2',
  'search_caller_id=(316) 555-0202': '2',
  'search_caller_id=5550': '1 2 3',
  'search_caller_id=%2B13165550101': '',
  'search_destination=7001': '1 2 3',
  'search_reference_id=ref-2': '2',
  'search_reference_id=ref': '',
  'search_direction=inbound': '1',
  'search_direction=outbound': '3',
  'search_direction=internal': '2',
  'search_division_external_id=d-20': '2 3',
  'search_location_external_id=l-1': '',
  'search_major=1&corporate_id=2': '2',
}

test('every filter finds what the document says it finds', async () => {
  const client = openWith(rich)
  for (const [query, expected] of Object.entries(filtered)) {
    assert.deepEqual((await client.ids(query)).toSorted().join(' '), expected, query)
  }
})

test('rows can be had in every documented order', async () => {
  const rows = rich
    .slice(0, 3)
    .map((row, index) => ({ ...row, start_datetime: `2026-03-10T09:0${index}:00Z` }))
  const client = openWith(rows)
  const orders = {
    newest: '3 2 1',
    oldest: '1 2 3',
    account: '1 3 2',
    callerid: '3 1 2',
    callername: '2 1 3',
    callsurance: '3 2 1',
  }
  for (const [order, expected] of Object.entries(orders))
    assert.equal((await client.ids(`order=${order}`)).join(' '), expected, order)
  assert.equal((await client.ids('')).join(' '), '3 2 1')
})

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

test('details come as they are asked for; all leaves out what must be named', async () => {
  const client = openWith([{ ...full, start_datetime: today, unseen: {} }])
  const shown = async (query: string) =>
    Object.keys((await client.get(`?${query}`)).body.call[0] ?? {})
      .filter((key) => !basic.includes(key))
      .toSorted()
  const inAll = ['accounts', 'caller', 'callsaver', 'callsurance', 'webmatch']
  assert.deepEqual(await shown(''), inAll)
  assert.deepEqual(await shown('detail=all'), inAll)
  assert.deepEqual(await shown('detail='), [])
  for (const [word, keys] of Object.entries(optional))
    assert.deepEqual(await shown(`detail=${word}`), keys.split(' '), word)
  const everything = 'all,notes,demographics,scorecards,import,summaries,sentiment'
  assert.equal((await shown(`detail=${everything}`)).length, Object.keys(full).length - basic.length)
  const without = openWith([{ ...full, start_datetime: today }], { demographics: false })
  assert.ok(!('demographics' in ((await without.get(`?detail=${everything}`)).body.call[0] ?? {})))
})
