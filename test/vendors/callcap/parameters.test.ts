// Every documented parameter is sent by some filter, in Callcap's spelling, and no filter lies.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reach, Sent } from '../../../src/vendors/filters.ts'
import { isSuperset, noMatch } from '../../../src/vendors/filters.ts'
import { filtersOf, fittingValues } from '../../support/filters.ts'
import { parametersOf, paramsOf, sendBy } from '../../support/sent.ts'
import { account, resource } from './read.ts'

const table: Readonly<Record<string, Reach<never>>> = resource().filters

function send(key: string, value: unknown, settings: Record<string, string> = account.settings): Sent {
  return sendBy(table[key], value, settings)
}

const sendOwn = (filter: object) => send('callcap', filter)

/** The document's table. */
const documented =
  `corporate_id division_id location_id campaign_id search_range search_startdate search_enddate
  search_last_modified_start search_last_modified_end search_daysofweek search_timezone search_duration_min
  search_duration_max search_action search_feature conversation_type search_medium search_major search_csr
  search_callsaver_status search_evaluation_change_status search_revenue_entered search_term search_caller_id
  search_destination search_reference_id search_direction search_location_external_id search_division_external_id
  call_id order page show detail`.split(/\s+/)

/** What is never sent, and why. */
const leftOut: Readonly<Record<string, string>> = {
  search_range: 'a range that moves with the clock cannot be bound to a position',
  call_id: 'one call is asked for by its path',
}

test('lists send each documented parameter that is not left out for a reason, and no other', () => {
  const { constants, optIns, paging, sorting } = resource()
  const others = [
    typeof constants === 'function' ? constants(account.settings) : (constants ?? {}),
    optIns?.params(new Set()) ?? {},
    paging?.page(1, 200) ?? {},
    sorting?.params('start', 'DESC') ?? {},
    leftOut,
  ]
  const names = [...parametersOf(account, 'CALL'), ...others.flatMap((params) => Object.keys(params))]
  assert.deepEqual([...new Set(names)].toSorted(), documented.toSorted())
})

const WIDE = new Set(['dayOfWeek', 'callerNumberContains', 'destinationNumberContains'])

test('each of Callcap’s own filters sends one parameter, and only three are checked again', () => {
  for (const { part, spec, toFilter } of filtersOf('CALLCAP', 'CALL')) {
    if (part === null) continue
    const all = fittingValues(spec, account).map((value) => send('callcap', toFilter(value).callcap))
    const sent = all.find((one) => one !== noMatch) ?? {}
    assert.equal(Object.keys(paramsOf(sent)).length, 1, part)
    assert.equal(isSuperset(sent), WIDE.has(part), part)
  }
})

test('words and lists are written as Callcap writes them', () => {
  const filter = {
    dayOfWeek: ['SUNDAY', 'SATURDAY'],
    action: ['ANSWERED', 'MISSED', 'BLOCKED', 'IN_PROGRESS'],
    feature: ['OUTBOUND', 'CALLSAVER', 'WEBMATCH', 'CLICK_TO_CALL', 'CALLSURANCE'],
    searchMajor: ['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'FILTERED', 'UNWORKED'],
    callsaverOutcome: ['SAVED', 'NOT_SAVED'],
    changeRequestStatus: 'DENIED',
    revenueEntered: false,
    conversationType: 'TEXT',
    divisionIds: ['7', '8'],
  }
  assert.deepEqual(paramsOf(sendOwn(filter)), {
    search_daysofweek: '7,1,6',
    search_action: 'ans,missed,blocked,inprogress',
    search_feature: 'outbound,callsaver,webmatch,callconnect,callsurance',
    search_major: '1,2,3,4,0',
    search_callsaver_status: '1,2',
    search_evaluation_change_status: 'denied',
    search_revenue_entered: '0',
    conversation_type: 'text',
    division_id: '7,8',
  })
})

const datesOf = (range: object) => send('startedAt', range)

test('dates are whole days with one more on each side, and always two different ones', () => {
  const midnight = Date.parse('2026-01-15T07:00:00Z')
  assert.deepEqual(datesOf({ from: midnight, to: midnight + 1 }), {
    superset: { search_startdate: '2026-01-14', search_enddate: '2026-01-16' },
  })
  assert.deepEqual(datesOf({ from: midnight - 1, to: midnight }), {
    superset: { search_startdate: '2026-01-13', search_enddate: '2026-01-16' },
  })
  assert.deepEqual(datesOf({ from: midnight }), {
    superset: { search_startdate: '2026-01-14', search_enddate: '2100-01-01' },
  })
  assert.deepEqual(datesOf({ to: midnight }), {
    superset: { search_startdate: '2000-01-01', search_enddate: '2026-01-16' },
  })
})

test('a day of the account’s zone is asked for as the days across which it lies', () => {
  const askedIn = (zone: string) => paramsOf(send('callcap', { dayOfWeek: ['SUNDAY'] }, { TIMEZONE: zone }))
  const expected = {
    'US/Arizona': '1',
    'US/Central': '7,1',
    'Asia/Kolkata': '7,1',
    'US/Mountain': '7,1',
    'US/Pacific': '1,2',
    'US/Hawaii': '1,2',
  }
  for (const [zone, days] of Object.entries(expected))
    assert.deepEqual(askedIn(zone), { search_daysofweek: days }, zone)
})

test('a range beyond all dates asks nothing, and one that reaches there is cut', () => {
  assert.equal(send('startedAt', { from: Date.UTC(2150, 0) }), noMatch)
  assert.equal(send('startedAt', { to: Date.UTC(1990, 0) }), noMatch)
  assert.deepEqual(send('startedAt', { from: Date.UTC(1900, 0), to: Date.UTC(9999, 0) }), {
    superset: { search_startdate: '2000-01-01', search_enddate: '2100-01-01' },
  })
})

test('changes are asked to the minute, with one more on each side', () => {
  const [from, to] = [Date.parse('2025-11-02T06:50:30Z'), Date.parse('2025-11-02T07:10:30Z')]
  assert.deepEqual(send('updatedAt', { from, to }), {
    superset: {
      search_last_modified_start: '2025-11-01 23:49',
      search_last_modified_end: '2025-11-02 00:11',
    },
  })
  assert.deepEqual(send('updatedAt', { from: 0, to: Date.UTC(9999, 0) }), {
    superset: {
      search_last_modified_start: '1999-12-31 17:00',
      search_last_modified_end: '2099-12-31 17:00',
    },
  })
})

test('a longest duration is sent only below ten minutes, and the least stays below it', () => {
  assert.deepEqual(send('durationSeconds', { from: 60 }), { search_duration_min: '60' })
  assert.deepEqual(send('durationSeconds', { from: 60, to: 60 }), {
    superset: { search_duration_min: '60', search_duration_max: '61' },
  })
  assert.deepEqual(send('durationSeconds', { to: 598 }), { superset: { search_duration_max: '599' } })
  assert.deepEqual(send('durationSeconds', { from: 10, to: 599 }), {
    superset: { search_duration_min: '10' },
  })
  assert.deepEqual(send('durationSeconds', { from: 700, to: 900 }), {
    superset: { search_duration_min: '700' },
  })
  assert.deepEqual(send('durationSeconds', { from: 0.5 }), { superset: {} })
})

test('statuses ask for the actions that may hold them', () => {
  assert.deepEqual(send('status', ['COMPLETED', 'BUSY', 'MISSED']), {
    superset: { search_action: 'ans,missed' },
  })
  assert.deepEqual(send('status', ['COMPLETED', 'UNKNOWN']), { superset: {} })
  for (const status of ['SCHEDULED', 'QUEUED', 'RINGING', 'FAILED', 'CANCELED', 'VOICEMAIL', 'DEFLECTED'])
    assert.equal(send('status', [status]), noMatch)
})

test('one direction can be asked for, and several cannot', () => {
  assert.deepEqual(send('direction', ['INTERNAL']), { search_direction: 'internal' })
  assert.deepEqual(send('direction', ['INBOUND', 'INBOUND']), { search_direction: 'inbound' })
  assert.deepEqual(send('direction', ['INBOUND', 'OUTBOUND']), { superset: {} })
  assert.deepEqual(send('direction', ['UNKNOWN']), { superset: {} })
})

test('one number of North America is asked for without its country code', () => {
  assert.deepEqual(send('from', ['+1 (316) 555-0100']), { superset: { search_caller_id: '3165550100' } })
  assert.deepEqual(send('to', ['+13165550199']), { superset: { search_destination: '3165550199' } })
  assert.deepEqual(send('from', ['+441632960001']), { superset: {} })
  assert.deepEqual(send('from', ['+13165550100', '+13165550101']), { superset: {} })
})

const sendPart = (text: string) => sendOwn({ callerNumberContains: text })

test('a part of a number may hold the country code, which Callcap does not keep', () => {
  assert.deepEqual(sendPart('316-555'), { superset: { search_caller_id: '316555' } })
  assert.deepEqual(sendPart('+1 316'), { superset: { search_caller_id: '316' } })
  assert.deepEqual(sendPart('1'), { superset: {} })
  assert.equal(sendPart('none'), noMatch)
})

test('ids that no row can have are not sent, and without any other nothing is asked', () => {
  assert.deepEqual(send('agentIds', ['agent:callcap:7', 'agent:callcap:x']), { search_csr: '7' })
  assert.equal(send('campaignIds', ['campaign:callcap:x']), noMatch)
  assert.equal(sendOwn({ corporateId: 'x' }), noMatch)
  assert.equal(sendOwn({ referenceId: ' ' }), noMatch)
  for (const [key, none] of [
    ['status', []],
    ['direction', []],
    ['from', []],
    ['agentIds', []],
    ['callcap', { action: [] }],
    ['callcap', { dayOfWeek: [] }],
  ] as const)
    assert.equal(send(key, none), noMatch, key)
})

test('Callcap searches by itself, and a blank text narrows nothing', () => {
  assert.deepEqual(send('search', ' leaking sink '), { search_term: 'leaking sink' })
  assert.deepEqual(send('search', ' '), {})
})
