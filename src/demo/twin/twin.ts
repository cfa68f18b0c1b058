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
  /** Longest life in seconds; a login's `ttl` shortens it. The real one is a week. */
  readonly tokenSeconds?: number | undefined
  readonly refreshSeconds?: number | undefined
  /** Raw rows instead of generated ones, e.g. `{calls: [{id: 1}]}`. */
  readonly rows?: Partial<Data> | undefined
  /** Most rows on a page. */
  readonly clamp?: number | undefined
  /** A larger `limit`. UNVERIFIED: no document says. */
  readonly beyond?: 'refused' | 'clamped' | undefined
  /** The upper bound is inclusive; the seed decides by default. */
  readonly upperBoundInclusive?: boolean | undefined
  /** Place of rows without the sorted value in both directions; `last` by default. */
  readonly nulls?: 'first' | 'last' | undefined
  /** `startedAt` of a session that is not dialled; its creation by default. UNVERIFIED either way. */
  readonly unstarted?: 'null' | 'created' | undefined
  /** Names of parameters with unverified names, e.g. `{keyword: "q"}`. */
  readonly parameterNames?: ParameterNames | undefined
}

export interface Twin extends Simulator<Data, Credentials> {
  /** Prefix per service; `basePath` is the analytics'. */
  readonly basePaths: typeof BASE_PATHS
  /** Invalidates all tokens issued so far, refresh tokens included. */
  readonly revokeTokens: () => void
}

type Options = SimulatorOptions & TwinSwitches

/** UNVERIFIED: no rate is published; twice Switchboard's own. */
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
    nulls: options.nulls ?? 'last',
    upperInclusive: options.upperBoundInclusive ?? hash(`${seed}/twin/upper-bound`) % 2 === 0,
    parameterNames: options.parameterNames ?? {},
  }
}
