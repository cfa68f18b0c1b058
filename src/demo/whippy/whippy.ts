// Whippy's API, version 1, as a function from request to response.
import type { Quota } from '../quota.ts'
import type { Simulator, SimulatorOptions } from '../simulator.ts'
import type { Row } from '../shelf.ts'
import type { Page, Bounds } from './parameters.ts'
import type { Route } from './routes.ts'
import type { Shape } from './call-row.ts'
import type { Data, World } from './world.ts'
import { answer, Refusal, createSimulator } from '../simulator.ts'
import { toText, sortWithTies } from '../fields.ts'
import { createSlidingQuota } from '../quota.ts'
import { hash } from '../random.ts'
import { INLINED, readQuery, readSearchQuery, readSearch } from './parameters.ts'
import { findRoute, messagesOf } from './routes.ts'
import { showCall } from './call-row.ts'
import { createWorld } from './world.ts'
import { toMicros } from './spellings.ts'

export interface WhippySwitches extends Partial<Shape> {
  readonly apiKey?: string | undefined
  /** Order of calls and conversations. UNVERIFIED: no document says. */
  readonly order?: ListOrder | undefined
  /** Bounds of `before` and `after`; the seed decides by default. */
  readonly bounds?: Bounds | undefined
  /** Lists have `total`. */
  readonly total?: boolean | undefined
  /** Most rows on a page, whatever `limit` says. */
  readonly clamp?: number | undefined
  /** Answer to `/calls/{id}`, an undocumented path. */
  readonly callsById?: 'given' | 'missing' | 'refused' | undefined
  readonly channels?: 'given' | 'refused' | undefined
  /** The largest accepted `limit`. */
  readonly maximum?: number | undefined
  /** Rows instead of generated ones. */
  readonly rows?: Partial<Data> | undefined
}

export type Whippy = Simulator<Data, { readonly apiKey: string }>

interface Dialect extends Shape {
  readonly tieSeed: string | undefined
  readonly seed: string
  readonly apiKey: string
  readonly quota: Quota | undefined
  readonly order: ListOrder
  readonly bounds: Bounds
  readonly total: boolean
  readonly clamp: number
  readonly refusedFrom: number
  readonly callsById: 'given' | 'missing' | 'refused'
  readonly channels: 'given' | 'refused'
}

const BASE_PATH = '/v1'

export function createWhippy(options: SimulatorOptions & WhippySwitches): Whippy {
  const { apiKey = 'sandbox-whippy-key', scale = 1, canary, rows = {} } = options
  const seed = String(options.seed ?? 1)
  const startedAt = options.startedAt ?? options.clock.now()
  const dialect = toDialect(options, seed, apiKey)
  const world = createWorld({ seed, scale, start: startedAt, canary, rows })
  return createSimulator(options, startedAt, {
    data: world.data,
    credentials: { apiKey },
    basePath: BASE_PATH,
    advance: (now) => world.advance(now),
    refuse: (request, at) => refuse(request, dialect, at),
    respond: (request) => respond(request, world, dialect),
  })
}

function toDialect(options: SimulatorOptions & WhippySwitches, seed: string, apiKey: string): Dialect {
  return {
    seed,
    apiKey,
    tieSeed: options.tieOrder === 'as-they-stand' ? undefined : seed,
    quota: (options.quota ?? true) ? createSlidingQuota(25, 1000) : undefined,
    order: options.order ?? 'newest',
    bounds: options.bounds ?? (hash(`${seed}/whippy/bounds`) % 2 === 0 ? 'inclusive' : 'exclusive'),
    total: options.total ?? true,
    // UNVERIFIED: 100, 500 and 1000 are documented; larger pages are cut.
    clamp: options.clamp ?? 100,
    refusedFrom: (options.maximum ?? Infinity) + 1,
    filterFields: options.filterFields ?? 'shown',
    place: options.place ?? 'metadata',
    callsById: options.callsById ?? 'missing',
    channels: options.channels ?? 'given',
  }
}

const wrong = (status: number, description: string, headers?: Readonly<Record<string, string>>): Response =>
  answer(status, { errors: [{ description }], status }, headers)

/** The quota counts per key: a request without one spends nothing. */
function refuse(request: Request, { quota, apiKey }: Dialect, now: number): Response | undefined {
  if (request.headers.get('x-whippy-key') !== apiKey) return wrong(401, 'Not authenticated')
  const waitMs = quota?.refuse(now)
  if (waitMs === undefined) return undefined
  return wrong(429, 'Too many requests', {
    'x-ratelimit-remaining-interval-milliseconds': String(Math.ceil(waitMs)),
  })
}

async function respond(request: Request, world: World, dialect: Dialect): Promise<Response> {
  const url = new URL(request.url)
  const path = url.pathname.startsWith(`${BASE_PATH}/`) ? url.pathname.slice(BASE_PATH.length) : ''
  try {
    // UNVERIFIED: the path.
    if (path === '/calls/search') return await searchCalls(request, url.searchParams, world.data, dialect)
    if (/^\/calls\/[\w-]+$/.test(path)) return giveCall(path.slice('/calls/'.length), world.data, dialect)
    if (path === '/channels' && dialect.channels === 'refused') return wrong(404, 'Not found')
    const found = findRoute(path)
    if (found === undefined) return wrong(404, 'Not found')
    if (request.method !== 'GET') return wrong(405, 'Method not allowed', { allow: 'GET' })
    return give(found.route, found.id, url.searchParams, world, dialect)
  } catch (error) {
    if (error instanceof Refusal) return wrong(error.status, error.message)
    throw error
  }
}

async function searchCalls(
  request: Request,
  search: URLSearchParams,
  data: Data,
  dialect: Dialect,
): Promise<Response> {
  if (request.method !== 'POST') return wrong(405, 'Method not allowed', { allow: 'POST' })
  const paging = readSearchQuery(search, dialect)
  const test = readSearch(await readBody(request), dialect.bounds)
  const rows = inListOrder(data.calls.filter(test), dialect)
  return page(rows, paging, (row) => showCall(row, dialect), count(rows, dialect))
}

/** An empty body has no filters. */
async function readBody(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'the body is not JSON')
  }
}

function giveCall(id: string, { calls }: Data, dialect: Dialect): Response {
  if (dialect.callsById === 'refused') return wrong(405, 'Method not allowed', { allow: 'POST' })
  const row = dialect.callsById === 'given' ? calls.find((call) => call.id === id) : undefined
  return row === undefined ? wrong(404, 'Not found') : answer(200, { data: showCall(row, dialect) })
}

function give(route: Route, id: string, search: URLSearchParams, world: World, dialect: Dialect): Response {
  const { data } = world
  if (route.kind === 'list') {
    const query = readQuery(search, route.allowed, dialect)
    const found = route.rows(data, id).filter(query.test)
    const rows = route.ofEvents === true ? inListOrder(found, dialect) : found
    const shown = (row: Row): Row => (row.type === 'call' ? showCall(row, dialect) : row)
    const beside = route.beside?.(world) ?? count(rows, dialect)
    return page(rows, query, shown, beside)
  }
  if (route.kind === 'conversation') return giveConversation(id, search, data, dialect)
  if (search.size > 0) throw new Refusal(422, `unknown parameter: ${[...search.keys()].join(', ')}`)
  if (route.kind === 'whole') return answer(200, { data: route.body(world) })
  const row = data[route.collection].find((candidate) => toText(candidate.id) === id)
  return row === undefined ? wrong(404, 'Not found') : answer(200, { data: row })
}

function giveConversation(id: string, search: URLSearchParams, data: Data, dialect: Dialect): Response {
  const row = data.conversations.find((candidate) => candidate.id === id)
  const { limit, offset, test } = readQuery(search, INLINED, { clamp: dialect.clamp, within: 'messages' })
  if (row === undefined) return wrong(404, 'Not found')
  const messages = messagesOf(data, id)
    .filter(test)
    .slice(offset, offset + limit)
  const shown = messages.map((message) => (message.type === 'call' ? showCall(message, dialect) : message))
  return answer(200, { data: { ...row, messages: shown } })
}

const count = (rows: readonly Row[], { total }: Dialect): Row => (total ? { total: rows.length } : {})

function page(
  rows: readonly Row[],
  { limit, offset }: Page,
  shown: (row: Row) => Row,
  beside: Row,
): Response {
  return answer(200, { data: rows.slice(offset, offset + limit).map(shown), ...beside })
}

type ListOrder = 'newest' | 'oldest' | 'scattered'

interface Order {
  readonly order: ListOrder
  readonly seed: string
  readonly tieSeed: string | undefined
}

/** `scattered` is a fixed order unrelated to time. */
function inListOrder(rows: readonly Row[], { order, seed, tieSeed }: Order): Row[] {
  const keyed = rows.map((row) => ({ row, id: toText(row.id), key: toKey(row, order, seed) }))
  return sortWithTies(
    keyed,
    (a, b) => a.key - b.key,
    ({ id }) => id,
    tieSeed,
  ).map(({ row }) => row)
}

/** Rows without an instant stand last. */
function toKey(row: Row, order: ListOrder, seed: string): number {
  if (order === 'scattered') return hash(`${seed}/scattered/${toText(row.id)}`)
  const at = toMicros(row.created_at)
  if (at === undefined) return Number.MAX_SAFE_INTEGER
  return order === 'newest' ? -at : at
}
