// Callcap's calls API, version 2, as a function from request to response.
import type { Quota } from '../quota.ts'
import type { Simulator, SimulatorOptions } from '../simulator.ts'
import type { Row } from '../shelf.ts'
import type { Query, Reading } from './query.ts'
import type { Data, World } from './world.ts'
import { answer, Refusal, createSimulator } from '../simulator.ts'
import { createSlidingQuota } from '../quota.ts'
import { hash } from '../random.ts'
import { toText, sortWithTies } from '../fields.ts'
import { show, readQuery, readQueryOfOne } from './query.ts'
import { createWorld } from './world.ts'

export interface CallcapSwitches {
  readonly apiKey?: string | undefined
  /** Zone of times without `search_timezone`, e.g. `US/Central`. */
  readonly loginTimezone?: string | undefined
  /** Empty result: 404 with a status, or an empty list. The seed decides by default. */
  readonly empty?: 'status' | 'list' | undefined
  /** Shape of one call; the seed decides by default. */
  readonly one?: 'list' | 'object' | undefined
  /** Effect of `search_timezone` and `detail` on `/calls/{id}`. */
  readonly parametersOfOne?: 'heeded' | 'ignored' | 'refused' | undefined
  readonly endDateInclusive?: boolean | undefined
  readonly demographics?: boolean | undefined
  /** Most rows on a page, whatever `show` says. */
  readonly clamp?: number | undefined
  /** Rows in the shape of `call-row.ts` instead of generated ones. */
  readonly rows?: Partial<Data> | undefined
}

export type Callcap = Simulator<Data, { readonly apiKey: string }>

interface Dialect extends Omit<Reading, 'now'> {
  readonly tieSeed: string | undefined
  readonly apiKey: string
  readonly quota: Quota | undefined
  readonly empty: 'status' | 'list'
  readonly one: 'list' | 'object'
  readonly parametersOfOne: 'heeded' | 'ignored' | 'refused'
  readonly demographics: boolean
}

const CALLS_PATH = '/v2/get/calls/'

export function createCallcap(options: SimulatorOptions & CallcapSwitches): Callcap {
  const { apiKey = 'sandbox-callcap-key', scale = 1, canary, rows = {} } = options
  const seed = String(options.seed ?? 1)
  const startedAt = options.startedAt ?? options.clock.now()
  const dialect = toDialect(options, seed, apiKey)
  const timezone = dialect.loginTimezone
  const world = createWorld({ seed, scale, start: startedAt, canary, timezone, rows })
  return createSimulator(options, startedAt, {
    data: world.data,
    credentials: { apiKey },
    basePath: '',
    advance: (now) => world.advance(now),
    refuse: (request, at) => refuse(request, dialect, at),
    respond: (request, now) => respond(request, world, dialect, now),
  })
}

function toDialect(options: SimulatorOptions & CallcapSwitches, seed: string, apiKey: string): Dialect {
  const lot = (label: string): boolean => hash(`${seed}/callcap/${label}`) % 2 === 0
  return {
    apiKey,
    tieSeed: options.tieOrder === 'as-they-stand' ? undefined : seed,
    // UNVERIFIED: no limit is documented.
    quota: (options.quota ?? true) ? createSlidingQuota(5, 1000) : undefined,
    loginTimezone: options.loginTimezone ?? 'US/Central',
    empty: options.empty ?? (lot('empty') ? 'status' : 'list'),
    one: options.one ?? (lot('one') ? 'list' : 'object'),
    parametersOfOne: options.parametersOfOne ?? 'heeded',
    endDateInclusive: options.endDateInclusive ?? true,
    demographics: options.demographics ?? true,
    clamp: options.clamp ?? 1000,
  }
}

/** UNVERIFIED: headers and body of a 429. */
function refuse(request: Request, { quota, apiKey }: Dialect, now: number): Response | undefined {
  const waitMs = quota?.refuse(now)
  if (waitMs !== undefined) {
    const headers = { 'retry-after': String(Math.ceil(waitMs / 1000)) }
    return answer(429, { status: 'too many requests', message: 'Rate limit exceeded' }, headers)
  }
  if (request.headers.get('authorization') === `Bearer ${apiKey}`) return undefined
  const realm = `Bearer realm="${new URL(request.url).origin}/v2/"`
  return answer(
    401,
    { status: 'unauthorized', message: 'Your key is invalid' },
    { 'www-authenticate': realm },
  )
}

const nothing = (): Response => answer(404, { status: 'not found', message: 'There is nothing to show' })

function respond(request: Request, world: World, dialect: Dialect, now: number): Response {
  const { pathname, searchParams } = new URL(request.url)
  const callId = pathname.startsWith(CALLS_PATH) ? readCallId(pathname.slice(CALLS_PATH.length)) : undefined
  if (callId === undefined) return nothing()
  if (request.method !== 'GET') {
    return answer(405, { status: 'error', message: 'Method not allowed' }, { allow: 'GET' })
  }
  try {
    const reading = { ...dialect, now }
    if (callId === '') return search(readQuery(searchParams, reading), world.data.calls, dialect)
    const given = dialect.parametersOfOne === 'ignored' ? new URLSearchParams() : searchParams
    if (dialect.parametersOfOne === 'refused' && searchParams.size > 0)
      throw new Refusal(400, 'unknown parameter')
    return search(readQueryOfOne(given, callId, reading), world.data.calls, dialect)
  } catch (error) {
    // UNVERIFIED: status 400; only the shape of errors is documented.
    if (error instanceof Refusal) return answer(error.status, { status: 'error', message: error.message })
    throw error
  }
}

/** `""`: a search; `undefined`: another path. */
function readCallId(rest: string): string | undefined {
  if (rest === '') return ''
  const [, id] = /^([^/]+)\/$/.exec(rest) ?? []
  try {
    return id === undefined ? undefined : decodeURIComponent(id)
  } catch {
    return undefined
  }
}

function search(query: Query, calls: readonly Row[], dialect: Dialect): Response {
  const { callId, detail, zone } = query
  const hidden = dialect.demographics ? detail : new Set([...detail, 'demographics'])
  const shown = (row: Row): Row => show(row, hidden, zone)
  if (callId !== undefined) {
    const row = calls.find((call) => call.call_id === callId)
    if (row === undefined) return dialect.empty === 'status' ? nothing() : page([], query, shown)
    return dialect.one === 'list' ? page([row], query, shown) : success(query, { call: shown(row) })
  }
  const found = calls.filter((row) => query.tests.every((test) => test(row)))
  const rows = sortWithTies(found, query.order, (row) => toText(row.call_id), dialect.tieSeed)
  const last = Math.ceil(rows.length / query.show)
  return query.page > last && dialect.empty === 'status' ? nothing() : page(rows, query, shown)
}

function page(rows: readonly Row[], query: Query, shown: (row: Row) => Row): Response {
  const { page: number, show: size } = query
  const call = rows.slice((number - 1) * size, number * size).map(shown)
  const pagination = {
    page: number,
    last_page: Math.max(1, Math.ceil(rows.length / size)),
    records_returned: call.length,
    show: size,
    total_records: rows.length,
  }
  return success(query, { pagination, call })
}

function success({ timezone }: Query, { call, ...rest }: { call: unknown; pagination?: unknown }): Response {
  return answer(200, { ...rest, status: 'success', search: { timezone }, call })
}
