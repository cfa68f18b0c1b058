// TWIN's services as one function from request to response. Each has a host of its own; here they stand side by side
// under the prefixes of the main host, as far as those are known.
import type { Simulator, SimulatorOptions } from '../simulator.ts'
import type { CallDialect, ParameterNames } from './calls.ts'
import type { Data } from './data.ts'
import type { Services } from './routes.ts'
import type { Credentials } from './sign-in.ts'
import { createPersonal } from '../people.ts'
import { createSlidingQuota } from '../quota.ts'
import { hash } from '../random.ts'
import { createSimulator } from '../simulator.ts'
import { LOGIN_USER_ID } from './company.ts'
import { createWorld } from './data.ts'
import { BASE_PATHS, refuse, respond } from './routes.ts'
import { createTokens } from './sign-in.ts'

export interface TwinSwitches {
  readonly email?: string | undefined
  readonly password?: string | undefined
  /** How long a token lives at most; a login's `ttl` can only shorten it. The vendor's own is a week. */
  readonly tokenSeconds?: number | undefined
  readonly refreshSeconds?: number | undefined
  /** Raw rows that stand instead of made ones; the sandbox does not change them. */
  readonly rows?: Partial<Data> | undefined
  /** Most rows on a page. */
  readonly clamp?: number | undefined
  /** What becomes of a larger `limit`, which is documented nowhere. */
  readonly beyond?: 'refused' | 'clamped' | undefined
  /** Most rows that one query can reach. */
  readonly periodRows?: number | undefined
  /** Whether a query with more is answered with the first of them or not at all. */
  readonly beyondPeriod?: 'cut' | 'refused' | undefined
  /** Whether the upper bound of a range belongs to it; by default the seed decides. */
  readonly upperBoundInclusive?: boolean | undefined
  readonly firstPage?: 0 | 1 | undefined
  /** Where rows without the value by which a list is sorted stand in both directions; last by default. */
  readonly nulls?: 'first' | 'last' | undefined
  /**
   * What stands as `startedAt` of a session that is not dialled, yet or ever; the instant of its creation by default.
   * UNVERIFIED either way: no document says.
   */
  readonly unstarted?: 'null' | 'created' | undefined
  /** Other names for the parameters whose names are a guess. */
  readonly parameterNames?: ParameterNames | undefined
}

export interface Twin extends Simulator<Data, Credentials> {
  /** What stands before each service's paths; `basePath` is that of the analytics, which has the calls. */
  readonly basePaths: typeof BASE_PATHS
  /** From now on no token issued so far is valid, refresh tokens included. */
  readonly revokeTokens: () => void
}

type Options = SimulatorOptions & TwinSwitches

/** UNVERIFIED: TWIN publishes no rate. This is twice of what Switchboard allows itself. */
const REQUESTS_PER_SECOND = 10

export function createTwin(options: Options): Twin {
  const { clock, email = 'demo@example.com', password = 'sandbox', canary } = options
  const seed = String(options.seed ?? 1)
  const start = options.startedAt ?? clock.now()
  const { scale = 1, rows = {}, unstarted = 'created' } = options
  const world = createWorld({ seed, start, scale, canary, rows, unstarted })
  const tokens = createTokens(`${seed}/twin`, LOGIN_USER_ID, {
    tokenSeconds: options.tokenSeconds ?? 900,
    refreshSeconds: options.refreshSeconds ?? 7 * 86_400,
  })
  const services: Services = {
    clock,
    data: world.data,
    tokens,
    credentials: { email, password },
    personal: createPersonal(canary),
    quota: (options.quota ?? true) ? createSlidingQuota(REQUESTS_PER_SECOND, 1000) : undefined,
    dialect: toDialect(options, seed),
  }
  const simulator = createSimulator(options, start, {
    data: world.data,
    credentials: services.credentials,
    basePath: BASE_PATHS.analytics,
    advance: (now) => world.advance(now),
    refuse: (request, at) => refuse(request, services, at),
    respond: (request) => respond(request, services),
  })
  return Object.assign(simulator, { basePaths: BASE_PATHS, revokeTokens: () => tokens.revoke() })
}

function toDialect(options: Options, seed: string): CallDialect {
  return {
    tieSeed: options.tieOrder === 'as-they-stand' ? undefined : seed,
    maxLimit: options.clamp ?? 1000,
    beyond: options.beyond ?? 'refused',
    firstPage: options.firstPage ?? 0,
    nulls: options.nulls ?? 'last',
    periodRows: options.periodRows ?? 50_000,
    beyondPeriod: options.beyondPeriod ?? 'cut',
    upperInclusive: options.upperBoundInclusive ?? hash(`${seed}/twin/upper-bound`) % 2 === 0,
    parameterNames: options.parameterNames ?? {},
  }
}
