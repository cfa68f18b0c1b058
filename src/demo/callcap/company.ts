// The sandbox company as Callcap knows it: its lines, call takers and callers.
import type { Weeks } from '../flow.ts'
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { Zone } from '../zone.ts'
import type { Csr } from './evaluation.ts'
import { createCompanyDay } from '../company-day.ts'
import { createPersonal } from '../people.ts'
import { createRandom } from '../random.ts'
import { createZone } from '../zone.ts'

export interface CompanyOptions {
  readonly seed: string
  readonly scale: number
  readonly start: number
  readonly canary: string | undefined
  /** The zone of the login's profile. */
  readonly timezone: string
}

export interface Company extends Weeks {
  readonly personal: Personal
  readonly zone: Zone
  readonly campaigns: readonly Campaign[]
  readonly csrs: readonly Csr[]
  readonly callers: readonly Row[]
}

export function createCompany({ seed, scale, start, canary, timezone }: CompanyOptions): Company {
  const random = createRandom(`${seed}/callcap`)
  const personal = createPersonal(canary)
  const zone = createZone(timezone)
  if (zone === undefined) throw new RangeError(`no such time zone: ${timezone}`)
  const count = (size: number, least: number): number => Math.max(least, Math.round(size * scale))
  const people = random.fork('csrs')
  return {
    seed,
    scale,
    start,
    personal,
    zone,
    companyDay: createCompanyDay(start),
    campaigns: createCampaigns(random.fork('campaigns'), count(48, 24)),
    csrs: Array.from({ length: count(40, 5) }, (_, index) => ({
      id: 1122000 + index,
      name: personal.name(people, index).full,
    })),
    callers: Array.from({ length: count(900, 20) }, () => toCaller(random, personal)),
  }
}

/** E.g. `316-555-0100`; unknown fields are `NF` or empty. */
function toCaller(random: Random, personal: Personal): Row {
  const known = random.chance(0.8)
  return Object.freeze({
    city: personal.mark(random.pick(['Wichita', 'Derby', 'Andover'])),
    class: personal.mark(random.pick(['Residential', 'Business', 'Wireless'])),
    state: personal.mark('KS'),
    name: known ? personal.name(random, 0).full : personal.mark('WIRELESS CALLER'),
    address: personal.mark(known ? `${random.int(1, 999)} Oak Street` : 'NF'),
    zip: personal.mark(String(random.int(67201, 67299))),
    caller_id: toDashed(personal.phone(random)),
  })
}

/** `+13165550100` → `316-555-0100`; other countries keep their digits. */
function toDashed(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})/, '$1-$2-$3').replace(/^\+/, '')
}

export interface Campaign {
  readonly id: number
  readonly direction: 'inbound' | 'outbound' | 'internal'
  readonly callcapNumber: string
  readonly dialedNumber: string
  readonly destinationNumber: string
  readonly mediumId: number
  /** The `accounts` block of this line's calls, frozen and shared. */
  readonly accounts: Readonly<{
    readonly corporate: Row
    readonly division: Row
    readonly location: Row
    readonly campaign: Row
  }>
}

const DIVISIONS = ['Midwest', 'Gulf Coast', 'Mountain', 'Northeast', 'Great Lakes']
const TOWNS = ['Wichita', 'Tulsa', 'Omaha', 'Mobile', 'Boise', 'Dayton', 'Salina', 'Duluth', 'Ames', 'Joplin']
const MEDIA = ['Website', 'Direct Mail', 'Radio', 'Billboard', 'Yellow Pages', 'Social']
const SERVICES = ['Plumbing', 'Heating', 'Electrical', 'Drains']

function createCampaigns(random: Random, count: number): Campaign[] {
  const locations = Array.from({ length: Math.max(2, Math.round(count / 3)) }, (_, index) =>
    createLocation(random, index),
  )
  return Array.from({ length: count }, (_, index) => createCampaign(random, random.pick(locations), index))
}

interface Location {
  readonly corporate: Row
  readonly division: Row
  readonly location: Row
}

function createLocation(random: Random, index: number): Location {
  const corporate = index % 4 === 3 ? 2 : 1
  const division = 1660 + (index % DIVISIONS.length)
  const label = String(3500 + index)
  return {
    corporate: Object.freeze({
      id: corporate,
      name: corporate === 1 ? 'Sandbox Home Services' : 'Annex Repair',
    }),
    division: Object.freeze({
      external_id: index % 3 === 0 ? null : `div-${division}`,
      id: division,
      name: DIVISIONS[index % DIVISIONS.length],
      corporate_label: label,
    }),
    location: Object.freeze({
      external_id: random.chance(0.8) ? `loc${220000 + index}` : null,
      id: 220000 + index,
      corporate_label: label,
      name: `${TOWNS[index % TOWNS.length]} No. ${label}`,
    }),
  }
}

/** E.g. `866-555-0100`: the company's numbers are no personal data. */
const numberOf = (line: number): string => `866-555-${String(line % 10000).padStart(4, '0')}`

function createCampaign(random: Random, location: Location, index: number): Campaign {
  const id = 111000 + index
  const direction = index % 9 === 7 ? 'outbound' : index % 23 === 11 ? 'internal' : 'inbound'
  const mediumIndex = random.int(0, MEDIA.length - 1)
  const service = random.pick(SERVICES)
  const numbers = [numberOf(100 + 3 * index), numberOf(101 + 3 * index)] as const
  const destinationNumber = `316-555-${String(7000 + (index % 900)).padStart(4, '0')}`
  const campaign = Object.freeze({
    id,
    callcap_number: numbers[0],
    dialed_number: numbers[1],
    destination_number: destinationNumber,
    ivr_option: random.chance(0.3) ? random.int(1, 5) : null,
    medium: MEDIA[mediumIndex],
    name: `${MEDIA[mediumIndex]} ${service} ${index + 1}`,
    'line-memo': random.chance(0.5) ? 'Rush line' : '',
    default_revenue_value: random.chance(0.8) ? '' : '125.00',
    medium_type: mediumIndex % 2 === 0 ? 'Collateral' : 'Broadcast',
    cost_per_piece_final: 0.01 * random.int(0, 90),
    addtl_line_memo: random.chance(0.3) ? 'Second memo' : '',
    cost_per_piece_est: 0.01 * random.int(0, 90),
    brand: random.chance(0.7) ? 'Example Brand' : '',
    service_line: service,
    target: random.pick(['Home owners', 'Landlords', '']),
    offer: random.pick(['10% off', 'Free check', '']),
    direction,
  })
  return {
    id,
    direction,
    callcapNumber: numbers[0],
    dialedNumber: numbers[1],
    destinationNumber,
    mediumId: 40 + mediumIndex,
    accounts: Object.freeze({ ...location, campaign }),
  }
}
