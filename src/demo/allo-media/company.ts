// The people and campaigns of the company whose calls Allo-Media analyses.
import type { Weeks } from '../flow.ts'
import type { Name, Personal } from '../people.ts'
import type { Random } from '../random.ts'
import { createCompanyDay } from '../company-day.ts'
import { createPersonal } from '../people.ts'
import { createRandom } from '../random.ts'

/** The customer's own keys in `metadata`; few customers send the number called. */
export interface MetadataKeys {
  readonly caller: string
  readonly called?: string
  readonly agent: string
  readonly direction: string
  readonly client: string
}

export interface Caller {
  readonly number: string
  readonly clientId: string
}

export interface Company {
  readonly weeks: Weeks
  readonly personal: Personal
  readonly keys: MetadataKeys
  readonly agents: readonly Name[]
  readonly callers: readonly Caller[]
  readonly campaigns: readonly string[]
  /** E.g. `33180900100`. */
  readonly lines: readonly string[]
}

export interface CompanyOptions {
  readonly seed: string
  readonly scale: number
  readonly start: number
  readonly canary: string | undefined
  readonly keys: MetadataKeys
}

export function createCompany({ seed, scale, start, canary, keys }: CompanyOptions): Company {
  const random = createRandom(`${seed}/allo-media/company`)
  const personal = createPersonal(canary)
  return {
    weeks: { seed, scale, start, companyDay: createCompanyDay(start) },
    personal,
    keys,
    agents: times(Math.max(4, Math.round(45 * scale)), (index) => personal.name(random, `allo-${index}`)),
    callers: times(Math.max(10, Math.round(1100 * scale)), () => ({
      number: personal.mark(toNumber(random)),
      clientId: personal.mark(`C${random.int(100000, 999999)}`),
    })),
    campaigns: ['campaign_id_1', 'campaign_id_2', 'campaign_id_3', 'web-spring', 'service'],
    lines: times(4, (index) => `3318090010${index}`),
  }
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** Numbers reserved for fiction in France, e.g. `33199001234`, a third with a plus. */
function toNumber(random: Random): string {
  const digits = `3319900${String(random.int(0, 9999)).padStart(4, '0')}`
  return random.chance(0.3) ? `+${digits}` : digits
}
