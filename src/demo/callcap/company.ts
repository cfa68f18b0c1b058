// The sandbox company as Callcap knows it: its lines, call takers and callers.
import type { Weeks } from '../flow.ts'
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { Zone } from '../zone.ts'
import type { Campaign } from './accounts.ts'
import type { Csr } from './evaluation.ts'
import { createCompanyDay } from '../company-day.ts'
import { createPersonal } from '../people.ts'
import { createRandom } from '../random.ts'
import { createZone } from '../zone.ts'
import { createCampaigns } from './accounts.ts'

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

/** The number is written without the country's code; what is not known is `NF` or empty. */
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

/** `+13165550100` as Callcap writes it; other countries' numbers keep their digits. */
function toDashed(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})/, '$1-$2-$3').replace(/^\+/, '')
}
