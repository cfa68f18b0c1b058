/**
 * The vendors' side of the wire: simulators that answer in the vendors' own dialects over made-up data. The same seed,
 * options and clock readings give the same answers.
 */
import { hash } from './random.ts'
import { createPacedQuota } from './quota.ts'
import { basePath, refuse, respond, type CallSort, type Dialect, type Unproven } from './ujet/ujet.ts'
import { createWorld } from './ujet/world.ts'
import type { Data } from './ujet/data.ts'

export type SandboxOptions = {
  /** Milliseconds since 1970; the sandbox starts at its first reading. */
  clock: { now(): number }
  seed?: number | string | undefined
  /** Multiplies the size of the company and how often contacts arrive. */
  scale?: number | undefined
  /** Whether requests that come too fast are refused. */
  quota?: boolean | undefined
  username?: string | undefined
  password?: string | undefined
  /** Whether contacts arrive and change as the clock moves. */
  lively?: boolean | undefined
  /** What `id[]` and `created_at` do to calls, which is proven nowhere. */
  unproven?: Unproven | undefined
  /** What becomes of calls sorted by anything but `updated_at`. */
  callSort?: CallSort | undefined
  /** How rows stand that are equal in a sort: unlike their ids by default, as no vendor promises more. */
  tieOrder?: 'unlike-ids' | 'as-they-stand' | undefined
  headers?: { total: boolean; link: boolean } | undefined
  /** Whether the upper bound of a range belongs to it; by default the seed decides. */
  upperBoundInclusive?: boolean | undefined
  /** A text that every value of personal data contains. */
  canary?: string | undefined
  /** Raw rows that stand instead of made ones; the sandbox does not change them. */
  rows?: Partial<Data> | undefined
  /** Most rows on a page. */
  clamp?: number | undefined
}

/** One request as it came in; the status is 0 until it is answered. */
export type RequestLogEntry = { at: number; method: string; path: string; query: string; status: number }

/** Answers in the vendor's place, or gives undefined to let the vendor answer. */
export type Intercept = (request: Request, entry: RequestLogEntry) => Response | Promise<Response> | undefined

export type Sandbox = {
  ujet: (request: Request) => Promise<Response>
  /** Every request in the order of arrival, refused ones too. */
  requests: RequestLogEntry[]
  /** The rows as they stand; whoever changes them changes what is answered. */
  data: Data
  /** Sees every request that the quota let through. */
  intercept: Intercept | undefined
  username: string
  password: string
  basePath: string
}

const quotaIntervalMs = 950

export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, lively = true, username = 'demo', password = 'sandbox' } = options
  const seed = String(options.seed ?? 1)
  const startedAt = clock.now()
  const world = createWorld({
    seed,
    start: startedAt,
    scale: options.scale ?? 1,
    canary: options.canary,
    rows: options.rows ?? {},
  })
  const dialect = toDialect(options, seed, `Basic ${btoa(`${username}:${password}`)}`)

  const sandbox: Sandbox = {
    requests: [],
    data: world.data,
    intercept: undefined,
    username,
    password,
    basePath,
    async ujet(request) {
      const at = clock.now()
      const { pathname, search } = new URL(request.url)
      const entry = { at, method: request.method, path: pathname, query: search.slice(1), status: 0 }
      sandbox.requests.push(entry)
      const now = lively ? at : startedAt
      if (lively) world.advance(now)
      const response =
        refuse(request, dialect, at) ??
        (await sandbox.intercept?.(request, entry)) ??
        respond(request, world, dialect, now)
      entry.status = response.status
      return response
    },
  }
  return sandbox
}

function toDialect(options: SandboxOptions, seed: string, authorization: string): Dialect {
  return {
    tieSeed: options.tieOrder === 'as-they-stand' ? undefined : seed,
    authorization,
    quota: (options.quota ?? true) ? createPacedQuota(quotaIntervalMs) : undefined,
    unproven: options.unproven ?? 'filtered',
    callSort: options.callSort ?? 'sorted',
    headers: options.headers ?? { total: true, link: true },
    upperInclusive: options.upperBoundInclusive ?? hash(`${seed}/upper-bound`) % 2 === 0,
    clamp: options.clamp ?? 100,
  }
}
