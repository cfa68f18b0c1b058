// Random filters of calls over five vendors: what all of them may be asked, with values that the rows of some have, and
// what only one of them knows.
import type { Call, CallFilter } from '../../src/domain/call.ts'
import type { SimulatedVendor as Vendor } from '../../src/demo/accounts.ts'
import type { CallcapCallFilter } from '../../src/vendors/callcap/filter.ts'
import type { TwinCallFilter } from '../../src/vendors/twin/details.ts'
import type { WhippyCallFilter } from '../../src/vendors/whippy/details.ts'
import type { Draw } from './golden-draw.ts'
import { CALL_DIRECTIONS, CALL_STATUSES } from '../../src/domain/call.ts'
import { givenKeys } from '../../src/domain/filter.ts'
import type { VendorKey } from '../../src/domain/vendor.ts'
import { ALLO_MEDIA_PROCESSING_STATUSES } from '../../src/vendors/allo-media/details.ts'
import {
  CALLCAP_ACTIONS,
  CALLCAP_CONVERSATION_TYPES,
  DAYS_OF_WEEK,
} from '../../src/vendors/callcap/filter.ts'
import {
  CALLCAP_CALLSAVER_OUTCOMES,
  CALLCAP_CHANGE_REQUEST_STATUSES,
  CALLCAP_MAJORS,
} from '../../src/vendors/callcap/details.ts'
import { TWIN_DIAL_STATUSES } from '../../src/vendors/twin/details.ts'
import { WHIPPY_COMPLETION_RATINGS } from '../../src/vendors/whippy/details.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { drawKeys, numbers, some, times } from './golden-draw.ts'
import { toUuid } from './golden-call-rows.ts'
import { drawUjetOwn } from './golden-ujet-filters.ts'

interface Source extends Draw {
  readonly calls: readonly Call[]
}

/** Null for what the vendor alone can judge, since its rows do not tell. */
type Drawn<Filter> = {
  readonly [K in keyof Filter]-?: ((source: Source) => NonNullable<Filter[K]>) | null
}

/** The more vendors carry what is filtered by, the more often it is; one that is not selected is not narrowed. */
export function drawCallFilter(draw: Draw, calls: readonly Call[], vendors: readonly Vendor[]): CallFilter {
  const source = { ...draw, calls }
  const nested = new Set<string>(vendors.map((vendor) => NESTED[vendor]))
  const others = new Set<string>(Object.values(NESTED).filter((key) => !nested.has(key)))
  const keys = givenKeys(COMMON).flatMap((key) => {
    const carriers = SIMULATED.filter((vendor) => !isAbsent(vendor, key))
    return others.has(key) ? [] : carriers.map(() => key)
  })
  return Object.fromEntries(drawKeys(draw.random, keys).map((key) => [key, COMMON[key]?.(source)]))
}

/** Whether a vendor's calls do not carry what is filtered by. */
export function isAbsent(vendor: Vendor, key: keyof CallFilter): boolean {
  return DESCRIPTIONS[vendor].resources.CALL?.filters[key]?.reach === 'absent'
}

const NESTED = {
  UJET: 'ujet',
  CALLCAP: 'callcap',
  WHIPPY: 'whippy',
  ALLO_MEDIA: 'alloMedia',
  TWIN: 'twin',
} as const satisfies Record<Vendor, keyof CallFilter>

// Object.keys forgets the key type.
const SIMULATED = Object.keys(NESTED) as readonly Vendor[]

type Unsimulated = Exclude<VendorKey, (typeof NESTED)[Vendor]>

/** Values of the rows, and one that none of them has. */
function among<T>(valueOf: (call: Call) => T | null | undefined, other: T): (source: Source) => T[] {
  return (source) => some([...new Set(source.calls.flatMap((call) => valueOf(call) ?? [])), other])(source)
}

/** The same number in the ways in which people write it. */
function respelt(draw: (source: Source) => string[]): (source: Source) => string[] {
  const spell = (number: string, { random }: Draw) => {
    const [, area, office = '', line = ''] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number) ?? []
    if (area === undefined) return number
    return random.pick([number, `+1 (${area}) ${office}-${line}`, `001${area}${office}${line}`])
  }
  return (source) => draw(source).map((number) => spell(number, source))
}

function recased(draw: (source: Source) => string[]): (source: Source) => string[] {
  return (source) =>
    draw(source).map((word) => source.random.pick([word, word.toLowerCase(), word.toUpperCase()]))
}

const flag = ({ random }: Draw) => random.chance(0.5)
const word =
  (...words: string[]) =>
  ({ random }: Draw) =>
    random.pick(words)
const one =
  <T>(values: readonly T[]) =>
  ({ random }: Draw) =>
    random.pick(values)

/** One of a vendor's own filters, now and then two. */
function own<Filter>(table: Drawn<Filter>): (source: Source) => Filter {
  const keys = Object.entries<((source: Source) => unknown) | null>(table).flatMap(([key, drawn]) =>
    drawn === null ? [] : [[key, drawn] as const],
  )
  return (source) => {
    const chosen = [source.random.pick(keys), ...(flag(source) ? [] : [source.random.pick(keys)])]
    // Object.fromEntries forgets the keys, which are those of the filter.
    return Object.fromEntries(chosen.map(([key, drawn]) => [key, drawn(source)])) as Filter
  }
}

const CALLCAP: Drawn<CallcapCallFilter> = {
  corporateId: word('1', '2', '3'),
  divisionIds: some(['1', '2', '3']),
  locationIds: some(['1', '2', '3']),
  divisionExternalId: word('div-1', 'div-2'),
  locationExternalId: word('loc-1', 'loc-2'),
  dayOfWeek: some(DAYS_OF_WEEK),
  action: some(CALLCAP_ACTIONS),
  feature: null,
  conversationType: one(CALLCAP_CONVERSATION_TYPES),
  mediumIds: null,
  searchMajor: some(CALLCAP_MAJORS),
  callsaverOutcome: some(CALLCAP_CALLSAVER_OUTCOMES),
  changeRequestStatus: one(CALLCAP_CHANGE_REQUEST_STATUSES),
  revenueEntered: null,
  referenceId: word('r1', 'r2', 'r3'),
  callerNumberContains: word('555', '1316', '0001', '(316) 555-0002'),
  destinationNumberContains: word('555', '1316', '0001', '+1'),
}

const WHIPPY: Drawn<WhippyCallFilter> = {
  deliveryStatus: some(['call_completed', 'call_missed', 'teleported']),
  mode: some(['phone_call', 'web_call']),
  completionRating: some(WHIPPY_COMPLETION_RATINGS),
  agentVersionIds: null,
  conversationIds: some([31, 32, 34].map((number) => `chat:whippy:${toUuid(number)}`)),
  channelIds: some([41, 42, 43].map(toUuid)),
}

const TWIN: Drawn<TwinCallFilter> = {
  createdAt: times,
  dialStatus: some(TWIN_DIAL_STATUSES),
  companyId: null,
}

const COMMON: Drawn<Omit<CallFilter, Unsimulated>> = {
  ids: among(({ id }) => id, 'call:callcap:nothing'),
  startedAt: times,
  updatedAt: times,
  queuedAt: times,
  connectedAt: times,
  endedAt: times,
  scheduledAt: times,
  direction: some(CALL_DIRECTIONS),
  status: some(CALL_STATUSES),
  agentIds: among(({ agent }) => agent?.id, 'agent:twin:nobody'),
  campaignIds: among(({ campaign }) => campaign?.id, 'campaign:callcap:99'),
  menuIds: among(({ menu }) => menu?.id, 'menu:ujet:99'),
  contactIds: among(({ contact }) => contact?.id, `contact:whippy:${toUuid(99)}`),
  from: respelt(among(({ from }) => from, '+441632960001')),
  to: respelt(among(({ to }) => to, '+441632960001')),
  durationSeconds: numbers,
  holdSeconds: numbers,
  queueSeconds: numbers,
  rating: numbers,
  language: recased(among(({ language }) => language, 'de')),
  voicemail: flag,
  verified: flag,
  search: word('visit', 'ada', '316', 'Spring', 'nothing'),
  ujet: drawUjetOwn,
  callcap: own(CALLCAP),
  whippy: own(WHIPPY),
  alloMedia: (source) => ({ processingStatus: some(ALLO_MEDIA_PROCESSING_STATUSES)(source) }),
  twin: own(TWIN),
}
