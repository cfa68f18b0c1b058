// An account as clients see it: state, quota and capabilities.
import type { Noun } from '../domain/noun.ts'
import type { Direction } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Account, Reach, Sorts } from '../vendors/index.ts'
import { isListed } from '../domain/noun.ts'
import { directionsOf, meaningOf } from '../vendors/index.ts'

export type FilterSupport = 'EXACT' | 'POST_FILTERED' | 'NONE'

export interface FilterCapability {
  readonly filter: string
  readonly support: FilterSupport
}

export interface OrderCapability {
  readonly field: string
  readonly directions: readonly Direction[]
}

export interface Capability {
  readonly noun: Noun
  readonly list: boolean
  readonly lookUp: boolean
  readonly idsPerRequest: number | null
  readonly pageMaximum: number | null
  readonly total: boolean
  readonly filters: readonly FilterCapability[]
  readonly orders: readonly OrderCapability[]
}

export interface QuotaView {
  readonly requests: number
  readonly windowMs: number
  readonly free: number
  readonly waiting: number
  readonly nextSlotInMs: number
  readonly usedLastMinute: number
  readonly pausedUntilAt: Instant | null
  readonly shared: boolean
}

export interface AccountView {
  readonly name: string
  readonly vendor: Vendor
  readonly state: 'UP' | 'DEGRADED' | 'DOWN'
  readonly stateSinceAt: Instant
  readonly timeZone: string | null
  readonly quota: QuotaView
  readonly capabilities: readonly Capability[]
}

/** State and quota are read on access; capabilities are constant. */
export function createAccountView(account: Account): AccountView {
  const { name, vendor, timeZone, config, health, queue } = account
  const capabilities = Object.values(account.resources).flatMap((resource) =>
    isListed(resource.noun) ? toCapability(resource.noun, resource) : [],
  )
  return {
    name,
    vendor,
    timeZone,
    capabilities,
    get state() {
      const { state } = health.state()
      return state === 'UP' && queue.state().pausedUntilAt !== null ? 'DEGRADED' : state
    },
    get stateSinceAt() {
      return health.state().since
    },
    get quota() {
      return { ...config.quota, ...queue.state() }
    },
  }
}

interface Able {
  readonly paging: { readonly maximum: number } | null
  readonly lookUp?: { readonly by: 'batch' | 'one' | 'whole' } | undefined
  readonly sorting?: Sorts | undefined
  readonly filters: object
}

/** Capabilities for one noun, from its resource. */
function toCapability(noun: Noun, { paging, lookUp, sorting, filters }: Able): Capability {
  const { read, orders } = meaningOf(noun)
  return {
    noun,
    list: true,
    lookUp: lookUp !== undefined,
    idsPerRequest: lookUp?.by === 'batch' ? (paging?.maximum ?? null) : null,
    pageMaximum: paging?.maximum ?? null,
    total: paging !== null,
    filters: toFilterCapabilities(filters),
    orders: Object.keys(read === 'WHOLE' ? orders : (sorting?.columns ?? {})).map((field) => ({
      field,
      directions: read === 'WHOLE' ? ['ASC', 'DESC'] : directionsOf(sorting, field),
    })),
  }
}

type ReachName = Reach<never>['reach']

/** Parts of a nested filter may be exact, see `schema/filters.md`. */
const SUPPORT: Readonly<Record<ReachName, FilterSupport>> = {
  exact: 'EXACT',
  superset: 'POST_FILTERED',
  nested: 'POST_FILTERED',
  local: 'POST_FILTERED',
  absent: 'NONE',
}

function toFilterCapabilities(table: object): readonly FilterCapability[] {
  const entries: [string, { readonly reach: ReachName }][] = Object.entries(table)
  return entries.map(([filter, { reach }]) => ({ filter, support: SUPPORT[reach] }))
}
