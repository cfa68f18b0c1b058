// The five simulated vendors of a golden case on one clock, with a gateway over them, and what each shows of its rows.
import type { CallFilter } from '../../src/domain/call.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Sandbox } from '../../src/demo/sandbox.ts'
import type { WireRow } from './golden-draw.ts'
import type { FiveCase } from './golden-five.ts'
import type { World } from './golden-world.ts'
import assert from 'node:assert/strict'
import { givenKeys } from '../../src/domain/filter.ts'
import { VENDORS } from '../../src/domain/vendor.ts'
import { sandboxAccounts } from '../support/settings.ts'
import { FILTERS as callcapFilters } from '../../src/demo/callcap/filters.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { mentions, CALL_FIELDS } from '../../src/demo/twin/words.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { createDraw } from './golden-draw.ts'
import { isAbsent } from './golden-five-filters.ts'
import { CALL_ROWS, NAMED, PLACES, toChanged, toShown } from './golden-five-rows.ts'
import { isOtherOrder, selectedOf, sorts } from './golden-five.ts'
import { hidesValues, isRefusedByUjet } from './golden-ujet.ts'
import { wantedAmong } from './golden-world.ts'
import { withLongIds, withLongNumbers } from '../support/long-ids.ts'

const nameOf = (vendor: Vendor) => DESCRIPTIONS[vendor].defaultName

function vendorOf(account: string): Vendor {
  return VENDORS.find((vendor) => nameOf(vendor) === account) ?? assert.fail(`no account ${account}`)
}

export function createFiveWorld(golden: FiveCase): World {
  const { seed, filter, switches, habits, rows, timeZone } = golden
  const clock = createVirtualClock()
  const rowsFor = (vendor: Vendor) => ({ calls: rows[vendor].map((row) => toStanding(row, golden)) })
  const names = habits.names === 'likely' ? {} : { status: 'statuses', phone: 'number' }
  const sandbox = createSandbox({
    ...switches,
    clock,
    seed,
    lively: false,
    quota: false,
    rows: rowsFor('UJET'),
    callcap: { ...switches.callcap, rows: rowsFor('CALLCAP') },
    whippy: { ...switches.whippy, rows: rowsFor('WHIPPY') },
    alloMedia: { ...switches.alloMedia, rows: rowsFor('ALLO_MEDIA') },
    twin: { ...switches.twin, rows: rowsFor('TWIN'), parameterNames: names },
  })
  const simulatorOf = (account: string) => SIMULATORS[vendorOf(account)](sandbox)
  const vendors = selectedOf(golden.selection ?? {})
  let arrivals = 1000
  const world: World = {
    golden,
    clock,
    accounts: vendors.map(nameOf),
    simulatorOf,
    rowsOf: (account) => simulatorOf(account).data.calls,
    wantedOf: (account, among = world.rowsOf(account)) => {
      const vendor = vendorOf(account)
      const judge = JUDGES[vendor]
      const told = judge === undefined ? filter : { ...filter, search: undefined }
      const shown = among.filter((row) => judge?.(row, filter) ?? true).map((row) => toShown(vendor, row))
      const identity = { name: account, vendor, settings: { TIMEZONE: timeZone } }
      return wantedAmong({ ...golden, filter: told }, identity, shown)
    },
    isSkipped: (account) => givenKeys(filter).some((key) => isAbsent(vendorOf(account), key)),
    drawRow: (account, random, was) => {
      const vendor = vendorOf(account)
      const all = world.rowsOf(account)
      const near = was ?? (random.chance(0.5) ? all[random.int(0, all.length - 1)] : undefined)
      const start = near === undefined ? clock.now() : startOf(vendor, near)
      const draw = createDraw(random)
      const row = CALL_ROWS[vendor](draw, was === undefined ? start + random.int(0, 1) : start)
      const named = was === undefined ? NAMED[vendor](row, (arrivals += 1)) : row
      const own = golden.longIds ? withLongIds(named) : named
      return was === undefined ? toStanding(own, golden) : toChanged(vendor, was, draw, own)
    },
    isRefused: () => isRefused(golden, vendors),
    open: (config = {}) => {
      const fetch = async (request: Request) => {
        const account = new URL(request.url).hostname.replace('.test', '')
        const heard = (await HEARING[account]?.(request, habits)) ?? request
        const answer = heard instanceof Response ? heard : await simulatorOf(account)(heard)
        return golden.longIds ? withLongNumbers(answer) : answer
      }
      const accounts = sandboxAccounts(sandbox, (vendor) => `http://${nameOf(vendor)}.test`).map((one) => ({
        ...one,
        quota: { requests: 1, windowMs: 0 },
        settings: one.vendor === 'CALLCAP' ? { ...one.settings, TIMEZONE: timeZone } : one.settings,
      }))
      return createStageOver(sandbox, clock, fetch, { accounts, ...config })
    },
  }
  return world
}

const SIMULATORS = {
  UJET: ({ ujet }) => ujet,
  CALLCAP: ({ callcap }) => callcap,
  WHIPPY: ({ whippy }) => whippy,
  ALLO_MEDIA: ({ alloMedia }) => alloMedia,
  TWIN: ({ twin }) => twin,
} as const satisfies Record<Vendor, (sandbox: Sandbox) => unknown>

/** TWIN tells the creation as the start of what is not dialled, or nothing. */
function toStanding(row: WireRow, { switches }: FiveCase): WireRow {
  const isPlanned = switches.twin?.unstarted === 'created' && row.startedAt === null
  return isPlanned ? { ...row, startedAt: row.createdAt } : row
}

function startOf(vendor: Vendor, row: WireRow): number {
  const [start] = PLACES[vendor].starts.flatMap((place) => row[place] ?? [])
  return typeof start === 'string' ? Date.parse(start.replace(/(T[\d:.]+)$/, '$1Z')) : Number.NaN
}

type Judge = (row: WireRow, filter: CallFilter) => boolean

const CONVERSATIONS = { CALL: 'call', TEXT: 'text', ANY: 'all' } as const
const ACTIONS = { ANSWERED: 'ans', MISSED: 'missed', BLOCKED: 'blocked', IN_PROGRESS: 'inprogress' } as const

/** Of what rows do not tell, and of where words are searched for, these vendors judge alone. */
const JUDGES: Readonly<Partial<Record<Vendor, Judge>>> = {
  CALLCAP: (row, { ids, search, direction, callcap }) => {
    const { action: actions, conversationType } = callcap ?? {}
    // By its id a text conversation is given like a call.
    if (ids !== undefined && (search ?? direction ?? callcap) === undefined) return true
    const holds = (parameter: string, value: string) =>
      callcapFilters[parameter]?.(value, parameter)(row) === true
    return (
      holds('conversation_type', CONVERSATIONS[conversationType ?? 'CALL']) &&
      (search === undefined || holds('search_term', search)) &&
      (actions?.some((action) => holds('search_action', ACTIONS[action])) ?? true)
    )
  },
  TWIN: (row, { search }) =>
    search === undefined || CALL_FIELDS.some((field) => mentions(row[field], search.toLowerCase())),
}

/** Where a vendor has no such order, or does not keep to it. */
function isRefused({ noun, orderBy, switches, rows }: FiveCase, vendors: readonly Vendor[]): boolean {
  if (orderBy === null || !isOtherOrder(orderBy)) return false
  return vendors.some(
    (vendor) =>
      !sorts(vendor, orderBy) ||
      (vendor === 'UJET' && isRefusedByUjet({ noun, orderBy }, switches, rows.UJET)) ||
      (vendor === 'TWIN' &&
        switches.twin?.nulls === 'first' &&
        hidesValues({ noun, orderBy }, vendor, rows.TWIN)),
  )
}

type Hearing = (request: Request, habits: FiveCase['habits']) => Promise<Request | Response>

/** How vendors hear what no document proves. */
const HEARING: Readonly<Record<string, Hearing>> = {
  /** The call search of a Whippy that does not know the word `direction`. */
  whippy: async (request, { direction: habit }) => {
    if (habit === 'filtered' || !request.url.includes('/calls/search')) return request
    const { direction, ...known }: Record<string, unknown> = await request.json()
    if (direction !== undefined && habit === 'refused') return new Response('{"errors":[]}', { status: 422 })
    const { url, method, headers, signal } = request
    return new Request(url, { method, headers, signal, body: JSON.stringify(known) })
  },
  /** The call search of a TWIN that knows no date of change, or no date but the creation. */
  twin: async (request, { changes, dates }) => {
    const url = new URL(request.url)
    const field = url.searchParams.get('field')
    const habit = field === 'updatedAt' && dates === 'filtered' ? changes : dates
    if (habit === 'filtered' || field === null) return request
    if (habit === 'refused') return new Response('{}', { status: 400 })
    url.searchParams.delete('field')
    return new Request(url, request)
  },
}
