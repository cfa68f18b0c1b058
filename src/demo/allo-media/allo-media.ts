// Allo-Media's Activate API as a function from request to response, with the identity service that issues its tokens.
// Both hosts, `activate.uh.live` and `id.uh.live`, are one here: their paths do not meet.
import type { Quota } from '../quota.ts'
import type { Simulator, SimulatorOptions } from '../simulator.ts'
import type { Row, Story } from '../shelf.ts'
import type { Dialect } from './calls.ts'
import type { MetadataKeys, Company } from './company.ts'
import type { Credentials, Tokens } from './tokens.ts'
import type { CallPlan } from './call-plan.ts'
import { lazy, createShelf, createTimeline } from '../shelf.ts'
import { createSlidingQuota } from '../quota.ts'
import { createSimulator } from '../simulator.ts'
import { failed, respond } from './calls.ts'
import { createCompany } from './company.ts'
import { createTokens, TOKEN_PATH } from './tokens.ts'
import { DAY } from '../company-day.ts'
import { crowdAt, entangledInstants } from '../flow.ts'
import { planCall } from './call-plan.ts'
import { toCallRow } from './call-row.ts'

export interface AlloMediaSwitches {
  readonly clientId?: string | undefined
  readonly clientSecret?: string | undefined
  /** The static token of the older API, valid beside the others. */
  readonly token?: string | undefined
  /** Seconds, 300 by default: the documents say five minutes in one copy and sixty in another. */
  readonly tokenSeconds?: number | undefined
  /** Raw rows instead of generated ones, e.g. `{calls: [{id: 1}]}`. */
  readonly rows?: { readonly calls?: Row[] | undefined } | undefined
  /** Most rows on a page. */
  readonly clamp?: number | undefined
  /** The largest `offset`, 10,000 by default. */
  readonly maxOffset?: number | undefined
  /** A `limit` or `offset` above the maximum. UNVERIFIED: no document says. */
  readonly beyond?: 'refused' | 'clamped' | undefined
  /** The customer's own keys in `metadata`. */
  readonly metadataKeys?: Partial<MetadataKeys> | undefined
}

export interface AlloMedia extends Simulator<{ readonly calls: Row[] }, Credentials> {
  /** E.g. `/realms/uhlive/protocol/openid-connect/token`, on the identity host. */
  readonly tokenPath: string
  /** Invalidates all tokens issued so far. */
  readonly revokeTokens: () => void
}

type Options = SimulatorOptions & AlloMediaSwitches

export function createAlloMedia(options: Options): AlloMedia {
  const { clock, clientId = 'sandbox', clientSecret = 'sandbox-secret', token = 'sandbox-token' } = options
  const seed = String(options.seed ?? 1)
  const startedAt = options.startedAt ?? clock.now()
  const credentials = { clientId, clientSecret, token }
  const lifetimeSeconds = options.tokenSeconds ?? 300
  const tokens = createTokens({ credentials, seed, lifetimeSeconds, clock })
  const quota = (options.quota ?? true) ? createSlidingQuota(40, 10_000) : undefined
  const { data, advance } = createData(options, seed, startedAt)
  const dialect = toDialect(options, seed)
  const simulator = createSimulator(options, startedAt, {
    data,
    credentials,
    basePath: '',
    advance,
    refuse: (request, at) => refuse(request, tokens, quota, at),
    respond: (request) => {
      const url = new URL(request.url)
      return url.pathname === TOKEN_PATH ? tokens.issue(request) : respond(url, data.calls, dialect)
    },
  })
  return Object.assign(simulator, { tokenPath: TOKEN_PATH, revokeTokens: () => tokens.revoke() })
}

interface Made {
  readonly data: { readonly calls: Row[] }
  advance(now: number): void
}

/** Given rows replace generated ones and never change. */
function createData({ scale = 1, canary, rows, metadataKeys }: Options, seed: string, start: number): Made {
  const keys = { caller: 'ANI', agent: 'Agent', direction: 'Direction', client: 'ClientID', ...metadataKeys }
  let now = start
  let life: Life | undefined
  const calls = lazy(() => {
    if (rows?.calls !== undefined) return rows.calls
    life = createLife(createCompany({ seed, scale, start, canary, keys }))
    life.advance(now)
    return life.calls()
  })
  return {
    data: {
      get calls() {
        return calls()
      },
    },
    advance(at) {
      now = at
      life?.advance(at)
    },
  }
}

function toDialect(options: Options, seed: string): Dialect {
  return {
    tieSeed: options.tieOrder === 'as-they-stand' ? undefined : seed,
    maxLimit: options.clamp ?? 200,
    maxOffset: options.maxOffset ?? 10_000,
    beyond: options.beyond ?? 'refused',
  }
}

function refuse(
  request: Request,
  tokens: Tokens,
  quota: Quota | undefined,
  at: number,
): Response | undefined {
  // UNVERIFIED: the identity service is another host, so asking it spends nothing of the API's quota.
  if (new URL(request.url).pathname === TOKEN_PATH) return undefined
  // No header says how long to wait: none is documented.
  if (quota?.refuse(at) !== undefined) return failed(429, 'all', 'throttled', 'Request was throttled.')
  const complaint = tokens.complaint(request.headers.get('authorization'))
  if (complaint !== undefined) return failed(401, 'all', 'authentication_failed', complaint)
  if (request.method === 'GET') return undefined
  return failed(405, 'all', 'method_not_allowed', 'Method not allowed.', { allow: 'GET' })
}

export interface Life {
  readonly calls: () => Row[]
  advance(now: number): void
}

export function createLife(company: Company): Life {
  const timeline = createTimeline()
  const calls = createShelf()
  timeline.follow(calls, stories(company))
  return { calls: calls.rows, advance: (now) => timeline.advance(now) }
}

const FLOW = { label: 'allo-media/calls', history: 3100, liveGapSeconds: 17, slowestGapSeconds: 60 }

function* stories(company: Company): Generator<Story, never> {
  const stream = byQualification(plans(company))
  for (;;) {
    const plan = stream.next().value
    yield {
      at: plan.qualifiedAt,
      changes: [plan.prunedAt],
      tell: (now) => toCallRow(plan, company, now),
    }
  }
}

function* plans(company: Company): Generator<CallPlan, never> {
  const { weeks } = company
  const size = (full: number): number => Math.ceil(full * Math.min(1, weeks.scale))
  const instants = entangledInstants(weeks, FLOW, [
    { at: crowdAt(weeks, 6), size: size(35) },
    // More calls of one second than fit on a page.
    { at: crowdAt(weeks, 3), size: size(215) },
    { at: crowdAt(weeks, 1) + DAY / 4, size: size(8) },
  ])
  for (let number = 1; ; number++) yield planCall(company, number, instants.next().value)
}

/** Plans ascending by the end of processing. A plan that ends before the next call begins has a settled place. */
function* byQualification(stream: Generator<CallPlan, never>): Generator<CallPlan, never> {
  let waiting: CallPlan[] = []
  for (;;) {
    const plan = stream.next().value
    const ready = waiting.filter((one) => one.qualifiedAt <= plan.startsAt)
    if (ready.length > 0) {
      waiting = waiting.filter((one) => one.qualifiedAt > plan.startsAt)
      yield* ready.toSorted((a, b) => a.qualifiedAt - b.qualifiedAt || a.number - b.number)
    }
    waiting.push(plan)
  }
}
