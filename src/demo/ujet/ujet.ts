// UJET's Manager API as a function from request to response.
import type { Simulator, SimulatorOptions } from '../simulator.ts'
import type { Data } from './values.ts'
import type { Nulls, Query } from './query.ts'
import type { Quota } from '../quota.ts'
import type { Row } from '../shelf.ts'
import type { Parameters } from './parameters.ts'
import type { Route, Visit } from './routes.ts'
import type { World } from './world.ts'
import { createPacedQuota } from '../quota.ts'
import { hash } from '../random.ts'
import { answer, createSimulator, Refusal } from '../simulator.ts'
import { createWorld } from './world.ts'
import { readQuery, sortRows } from './query.ts'
import { UNPROVEN_OF_CALLS } from './parameters.ts'
import { findRoute } from './routes.ts'
import { isTrue, toText } from './values.ts'

export interface UjetSwitches {
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** Effect of `id[]` and `created_at` on calls. UNVERIFIED. */
  readonly unproven?: Unproven | undefined
  /** Effect of a sort of calls by any column but `updated_at`. */
  readonly callSort?: CallSort | undefined
  /** UNVERIFIED: place of rows without a value; `low` by default. */
  readonly nulls?: Nulls | undefined
  readonly headers?: { readonly total: boolean; readonly link: boolean } | undefined
  /** The upper bound is inclusive; the seed decides by default. */
  readonly upperBoundInclusive?: boolean | undefined
  /** Spelling that `support_number[]` compares; rows hold `+1316…`. */
  readonly supportNumbers?: SupportNumbers | undefined
  /** Raw rows instead of generated ones, e.g. `{calls: [{id: 1}]}`. */
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

export type Unproven = 'filtered' | 'ignored' | 'refused'
type CallSort = 'sorted' | 'ignored' | 'refused'

/** UNVERIFIED: `+13165550100` or `3165550100`. */
type SupportNumbers = 'international' | 'national'

export interface Dialect {
  /** Seed for the order of rows with equal sort keys. */
  readonly tieSeed: string | undefined
  readonly authorization: string
  readonly quota: Quota | undefined
  readonly unproven: Unproven
  readonly callSort: CallSort
  readonly nulls: Nulls
  readonly headers: { readonly total: boolean; readonly link: boolean }
  readonly upperInclusive: boolean
  readonly supportNumbers: SupportNumbers
  readonly clamp: number
}

export const BASE_PATH = '/manager/api/v1'

/** The response to a refused request (401, 429); `undefined`: accepted. */
export function refuse(request: Request, dialect: Dialect, now: number): Response | undefined {
  const waitMs = dialect.quota?.refuse(now)
  if (waitMs !== undefined) {
    return answer(
      429,
      { message: 'Rate limit exceeded' },
      { 'retry-after': String(Math.ceil(waitMs / 1000)) },
    )
  }
  if (request.headers.get('authorization') === dialect.authorization) return undefined
  return answer(401, { message: 'Unauthorized' }, { 'www-authenticate': 'Basic realm="Manager API"' })
}

export function respond(request: Request, world: World, dialect: Dialect, now: number): Response {
  const url = new URL(request.url)
  const found = url.pathname.startsWith(`${BASE_PATH}/`)
    ? findRoute(url.pathname.slice(BASE_PATH.length))
    : undefined
  if (found === undefined) return answer(404, { message: 'Resource not found' })
  if (request.method !== 'GET') return answer(405, { message: 'Method not allowed' }, { allow: 'GET' })
  try {
    const query = read(url, found.route, dialect)
    return give(found.route, { world, query, id: found.id, now }, dialect, url)
  } catch (error) {
    if (error instanceof Refusal) return answer(error.status, { message: error.message })
    throw error
  }
}

function read(url: URL, route: Route, dialect: Dialect): Query {
  const { unproven, upperInclusive } = dialect
  const ofCalls = route.kind === 'list' && route.collection === 'calls'
  const extra: Parameters = ofCalls ? UNPROVEN_OF_CALLS : {}
  const allowed = unproven === 'filtered' ? { ...route.allowed, ...extra } : route.allowed
  const ignored = unproven === 'ignored' ? extra : {}
  return readQuery(spelt(url.searchParams, dialect), { allowed, ignored, upperInclusive })
}

/** Values in the spelling of rows; another spelling matches no row. */
function spelt(search: URLSearchParams, { supportNumbers }: Dialect): URLSearchParams {
  if (supportNumbers === 'international') return search
  const toRows = (value: string): string => (/^\d{10}$/.test(value) ? `+1${value}` : 'none')
  return new URLSearchParams(
    [...search].map(([name, value]) => [name, name === 'support_number[]' ? toRows(value) : value]),
  )
}

function give(route: Route, visit: Visit, dialect: Dialect, url: URL): Response {
  if (route.kind === 'whole') return answer(200, route.body(visit))
  if (route.kind === 'list') {
    const rows = route.rows(visit).filter((row) => passes(route, row, visit.query))
    return page(order(route, rows, visit.query, dialect), visit.query, dialect, url)
  }
  const row = visit.world.data[route.collection].find((candidate) => toText(candidate.id) === visit.id)
  return row !== undefined && passes(route, row, visit.query)
    ? answer(200, row)
    : answer(404, { message: 'Resource not found' })
}

function passes(route: Route, row: Row, query: Query): boolean {
  // Deleted menus and teams need `with_deleted=true`.
  const hidden = 'with_deleted' in route.allowed && !query.withDeleted && isTrue(row.deleted)
  return !hidden && query.tests.every((test) => test(row))
}

function order(route: Route, rows: readonly Row[], query: Query, dialect: Dialect): readonly Row[] {
  const asked = query.sortColumn
  const doubtful =
    route.kind === 'list' && route.collection === 'calls' && asked !== undefined && asked !== 'updated_at'
  if (doubtful && dialect.callSort === 'refused') throw new Refusal(422, 'sort_column is not supported')
  const ignored = doubtful && dialect.callSort === 'ignored'
  // Default order: as created.
  return sortRows(rows, {
    column: ignored ? 'id' : (asked ?? 'id'),
    descending: !ignored && query.descending,
    nulls: dialect.nulls,
    tieSeed: dialect.tieSeed,
  })
}

function page(rows: readonly Row[], query: Query, dialect: Dialect, url: URL): Response {
  const per = Math.min(query.per, dialect.clamp)
  const last = Math.max(1, Math.ceil(rows.length / per))
  const linkTo = (number: number, relation: string): string => {
    const target = new URL(url)
    target.searchParams.set('page', String(number))
    target.searchParams.set('per', String(per))
    return `<${target.href}>; rel="${relation}"`
  }
  const links = [...(query.page < last ? [linkTo(query.page + 1, 'next')] : []), linkTo(last, 'last')]
  return answer(200, rows.slice((query.page - 1) * per, query.page * per), {
    'per-page': String(per),
    ...(dialect.headers.total ? { total: String(rows.length) } : {}),
    ...(dialect.headers.link ? { link: links.join(', ') } : {}),
  })
}
