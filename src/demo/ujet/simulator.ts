// UJET's simulator: its world and its dialect behind one function.
import type { Simulator, SimulatorOptions } from '../simulator.ts'
import type { Data } from './data.ts'
import type { Nulls } from './order.ts'
import type { CallSort, Dialect, SupportNumbers, Unproven } from './ujet.ts'
import { createPacedQuota } from '../quota.ts'
import { hash } from '../random.ts'
import { createSimulator } from '../simulator.ts'
import { BASE_PATH, refuse, respond } from './ujet.ts'
import { createWorld } from './world.ts'

export interface UjetSwitches {
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** What `id[]` and `created_at` do to calls, which is proven nowhere. */
  readonly unproven?: Unproven | undefined
  /** What becomes of calls sorted by anything but `updated_at`. */
  readonly callSort?: CallSort | undefined
  /** UNVERIFIED: where rows without a value stand in a sorted list. `low` by default. */
  readonly nulls?: Nulls | undefined
  readonly headers?: { readonly total: boolean; readonly link: boolean } | undefined
  /** Whether the upper bound of a range belongs to it; by default the seed decides. */
  readonly upperBoundInclusive?: boolean | undefined
  /** In which spelling `support_number[]` compares; rows always have the country. */
  readonly supportNumbers?: SupportNumbers | undefined
  /** Raw rows that stand instead of made ones; the sandbox does not change them. */
  readonly rows?: Partial<Data> | undefined
  /** Most rows on a page. */
  readonly clamp?: number | undefined
}

export type Ujet = Simulator<Data, { readonly username: string; readonly password: string }>

const QUOTA_INTERVAL_MS = 950

export function createUjet(options: SimulatorOptions & UjetSwitches): Ujet {
  const { clock, username = 'demo', password = 'sandbox' } = options
  const seed = String(options.seed ?? 1)
  const startedAt = options.startedAt ?? clock.now()
  const world = createWorld({
    seed,
    start: startedAt,
    scale: options.scale ?? 1,
    canary: options.canary,
    rows: options.rows ?? {},
  })
  const dialect = toDialect(options, seed, `Basic ${btoa(`${username}:${password}`)}`)
  return createSimulator(options, startedAt, {
    data: world.data,
    credentials: { username, password },
    basePath: BASE_PATH,
    advance: (now) => world.advance(now),
    refuse: (request, at) => refuse(request, dialect, at),
    respond: (request, now) => respond(request, world, dialect, now),
  })
}

function toDialect(options: SimulatorOptions & UjetSwitches, seed: string, authorization: string): Dialect {
  return {
    tieSeed: options.tieOrder === 'as-they-stand' ? undefined : seed,
    authorization,
    quota: (options.quota ?? true) ? createPacedQuota(QUOTA_INTERVAL_MS) : undefined,
    unproven: options.unproven ?? 'filtered',
    callSort: options.callSort ?? 'sorted',
    nulls: options.nulls ?? 'low',
    headers: options.headers ?? { total: true, link: true },
    upperInclusive: options.upperBoundInclusive ?? hash(`${seed}/upper-bound`) % 2 === 0,
    supportNumbers: options.supportNumbers ?? 'international',
    clamp: options.clamp ?? 100,
  }
}
