// Random calls as each of the five vendors writes them. All vendors share the instants. UJET and Whippy have milliseconds,
// the others whole seconds.
import type { SimulatedVendor as Vendor } from '../../src/demo/accounts.ts'
import type { Draw, WireRow } from './golden-draw.ts'
import assert from 'node:assert/strict'
import { readDetail, show } from '../../src/demo/callcap/query.ts'
import { createZone } from '../../src/demo/zone.ts'
import { ARIZONA } from '../../src/vendors/callcap/local-time.ts'
import { at } from './golden-draw.ts'
import { UJET_ROWS } from './golden-ujet-rows.ts'

/** Each a call without an id yet, started at the instant. */
export const CALL_ROWS: Readonly<Record<Vendor, (draw: Draw, start: number) => WireRow>> = {
  UJET: UJET_ROWS.CALL,
  CALLCAP: (draw, start) => ({
    start_datetime: at(start),
    last_modified: at(draw.after(start)),
    end_datetime: at(draw.maybe(draw.after(start))),
    action: draw.random.pick(['Answer', 'Missed', 'Hangup', 'Busy', 'Blocked', 'In Progress', 'Voice Drop']),
    duration: draw.random.pick([draw.number(), String(draw.number()), null]),
    notes: draw.maybe(draw.random.pick(WORDS)),
    caller: draw.maybe({ caller_id: `316-555-000${draw.random.int(0, 4)}`, name: 'Ada' }),
    accounts: toAccounts(draw),
    callsurance: draw.maybe(toCallsurance(draw)),
    callsaver: draw.maybe({ outcome: { id: draw.random.int(1, 2) } }),
    import: { reference_id: draw.maybe(`r${draw.number()}`) },
    unseen: { conversation_type: draw.random.pick(['call', 'call', 'call', 'text']) },
  }),
  WHIPPY: (draw, start) => {
    const { random } = draw
    const isInbound = random.chance(0.5)
    const [ours, theirs] = ['+13165550100', `+1316555000${random.int(0, 4)}`]
    return {
      created_at: toMicroTime(draw, start),
      updated_at: toMicroTime(draw, draw.after(start)),
      direction: isInbound ? 'INBOUND' : 'OUTBOUND',
      from: isInbound ? theirs : ours,
      to: isInbound ? ours : theirs,
      delivery_status: random.pick([
        'call_completed',
        'call_missed',
        'call_no_answer',
        'call_busy',
        'teleported',
      ]),
      body: draw.maybe(`Agent: ${random.pick(WORDS)}`),
      metadata: draw.maybe({
        agent_id: draw.maybe(toUuid(random.int(1, 3))),
        duration: draw.maybe(toMs(draw)),
      }),
      user_id: draw.maybe(random.int(1, 3)),
      campaign_id: draw.maybe(toUuid(random.int(11, 13))),
      contact_id: draw.maybe(toUuid(random.int(21, 24))),
      conversation_id: toUuid(random.int(31, 33)),
      channel_id: toUuid(random.int(41, 42)),
      language: random.pick(['en', 'en-US', 'fr', null]),
      mode: random.pick(['phone_call', 'web_call']),
      voicemail: random.pick([true, false, false, null]),
      call_completion_rating: random.pick(['Complete', 'Partial', 'Incomplete', 'teleported', null]),
    }
  },
  ALLO_MEDIA: (draw, start) => {
    const { random } = draw
    return {
      timestamp: toSeconds(start),
      qualified: draw.maybe(toSeconds(draw.after(start))),
      duration: random.pick([draw.number(), String(draw.number()), null]),
      status: random.pick(['qualified', 'qualified', 'void']),
      campaign: draw.maybe(random.pick(['Spring', 'Autumn'])),
      metadata: draw.maybe({
        ANI: draw.maybe(`1316555000${random.int(0, 4)}`),
        Agent: draw.maybe(random.pick(['Ada', 'Bo', 'Cy'])),
        Direction: random.pick(['IN', 'OUT', 'in', '']),
      }),
      transcript_json: draw.maybe({
        meta: { lang: random.pick(['en', 'fr', 'FR']) },
        callData: [{ content: random.pick(WORDS) }],
      }),
    }
  },
  TWIN: (draw, start) => {
    const { random } = draw
    const isDialled = random.chance(0.7)
    const status = random.pick(isDialled ? [...DIALLED, ...MAYBE_DIALLED] : [...MAYBE_DIALLED, ...UNDIALLED])
    return {
      ...toTwinTimes(draw, start, isDialled),
      status,
      phone: draw.maybe(`1316555000${random.int(0, 4)}`),
      duration: random.pick([draw.number(), String(draw.number()), null]),
      taskId: draw.maybe(`task-${random.int(1, 3)}`),
      botId: draw.maybe(`bot-${random.int(1, 3)}`),
      messagesAsString: draw.maybe(random.pick(WORDS)),
      companyId: 1,
    }
  },
}

/** The row under an id that belongs to a number. */
export const NAMED: Readonly<Record<Vendor, (row: WireRow, number: number) => WireRow>> = {
  UJET: (row, id) => ({ ...row, id }),
  CALLCAP: (row, number) => ({ ...row, call_id: `${number}_17:07:29_12` }),
  WHIPPY: (row, number) => ({ ...row, id: toUuid(1000 + number) }),
  ALLO_MEDIA: (row, number) => ({ ...row, unique_id: `am-${number}` }),
  // TWIN's ids are texts of any kind.
  TWIN: (row, number) => ({ ...row, id: number % 2 === 0 ? toUuid(2000 + number) : 2000 + number }),
}

/** The fields of a row's id and of the instants that order it; the first instant that is there counts. */
const PLACES: Readonly<Record<Vendor, { readonly id: string; readonly starts: readonly string[] }>> = {
  // Activities are not created.
  UJET: { id: 'id', starts: ['started_at', 'created_at'] },
  CALLCAP: { id: 'call_id', starts: ['start_datetime'] },
  WHIPPY: { id: 'id', starts: ['created_at'] },
  ALLO_MEDIA: { id: 'unique_id', starts: ['timestamp'] },
  TWIN: { id: 'id', starts: ['startedAt', 'createdAt'] },
}

/** `null`: the row has no instant that orders it, as menus. */
export function startOf(vendor: Vendor, row: WireRow): number | null {
  const [start] = PLACES[vendor].starts.flatMap((place) => row[place] ?? [])
  return typeof start === 'string' ? Date.parse(start.replace(/(T[\d:.]+)$/, '$1Z')) : null
}

/** `row` with the id and start of `was`. Only a planned call may start. */
export function toChanged(vendor: Vendor, was: WireRow, { random, after }: Draw, row: WireRow): WireRow {
  const { id, starts } = PLACES[vendor]
  const places = [id, ...starts].filter((place) => place in was)
  const same = Object.fromEntries(places.map((place) => [place, was[place]]))
  if (vendor !== 'TWIN') return { ...row, ...same }
  const planned = Date.parse(String(was.createdAt))
  const begins = was.status === 'SCHEDULED' && random.chance(0.5)
  const begun = { startedAt: toOffset(after(planned) + 1000, 0), status: random.pick(DIALLED) }
  return { ...row, ...same, status: was.status, ...(begins ? begun : {}) }
}

const ZONE = createZone(ARIZONA.name) ?? assert.fail('every runtime knows the zone')
const EVERYTHING = readDetail('all,notes,demographics,scorecards,import,summaries,sentiment')

/** A row as an answer shows it: Callcap tells times in the zone in which it is asked. */
export function toShown(vendor: Vendor, row: WireRow): unknown {
  return vendor === 'CALLCAP' ? { call: show(row, EVERYTHING, ZONE), timeZone: ARIZONA.name } : row
}

const WORDS = ['a visit', 'the bill', 'an Ada of 316'] as const

/** Words of calls that were dialled, of such that may have been, and of such without a start, whatever they say. */
const DIALLED = ['ANSWERED', 'BUSY', 'DIAL', 'INPROGRESS'] as const
const MAYBE_DIALLED = ['NOANSWER', 'FAILED', 'CANCEL', 'EXPIRED', 'REJECTED', 'ROBOT_CHECK'] as const
const UNDIALLED = [
  'ANSWERED',
  'SCHEDULED',
  'SCHEDULED',
  'BLACKLIST',
  'FZ230',
  'INVALID',
  'EMPTY_AON',
] as const

/** Calls are planned some time before they are dialled, in the same second at the earliest. */
function toTwinTimes({ random, after }: Draw, start: number, isDialled: boolean): WireRow {
  const plannedMs = isDialled ? random.pick([0, 1000, random.int(0, 7200) * 1000]) : 0
  const createdAt = toOffset(start - plannedMs, random.pick([0, 0, 3]))
  return {
    createdAt,
    updatedAt: toOffset(after(start), 0),
    // Some calls that were never dialled have their creation as start, whatever the others have.
    startedAt: isDialled ? toOffset(start, random.pick([0, 3])) : random.pick([null, null, createdAt]),
  }
}

function toOffset(instant: number, hours: number): string {
  return `${new Date(instant + hours * 3_600_000).toISOString().slice(0, 19)}+0${hours}:00`
}

const toSeconds = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`

/** Some have microseconds and a zone, others neither. */
function toMicroTime({ random }: Draw, instant: number): string {
  const iso = new Date(instant).toISOString()
  return random.chance(0.2) && instant % 1000 === 0
    ? iso.slice(0, 19)
    : `${iso.slice(0, -1)}${random.pick(['000', '001', '999'])}Z`
}

const toMs = ({ number, random }: Draw) => number() * 1000 + random.pick([0, 0, 1])

export const toUuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

function toAccounts({ random, maybe }: Draw): WireRow | null {
  const [division, location] = [random.int(1, 2), random.int(1, 2)]
  return maybe({
    corporate: { id: random.int(1, 2) },
    division: maybe({ id: division, external_id: maybe(`div-${division}`) }),
    location: maybe({ id: location, external_id: maybe(`loc-${location}`) }),
    campaign: maybe({
      id: random.int(1, 3),
      name: random.pick(['Spring', 'Autumn']),
      destination_number: maybe(`316-555-000${random.int(0, 4)}`),
      direction: random.pick(['inbound', 'outbound', 'internal']),
    }),
  })
}

function toCallsurance({ random, maybe }: Draw): WireRow {
  return {
    major: { id: random.int(1, 4) },
    csr: maybe({ id: random.int(1, 3), name: 'Ada' }),
    change_request: maybe({ status: random.pick(['Approved', 'Denied', 'Pending']) }),
  }
}
