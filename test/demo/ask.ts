// Any vendor's simulator, asked as a client asks it, on a clock that stands still until it is moved.
import type { SimulatorOptions } from '../../src/demo/simulator.ts'
import type { Row } from '../../src/demo/shelf.ts'
import { createAlloMedia } from '../../src/demo/allo-media/allo-media.ts'
import { createCallcap } from '../../src/demo/callcap/callcap.ts'
import { createTwin } from '../../src/demo/twin/twin.ts'
import { createUjet } from '../../src/demo/ujet/ujet.ts'
import { createWhippy } from '../../src/demo/whippy/whippy.ts'

export const START = Date.parse('2026-03-10T09:30:15.250Z')
export const MINUTE = 60_000

const CREATE = {
  UJET: createUjet,
  CALLCAP: createCallcap,
  WHIPPY: createWhippy,
  ALLO_MEDIA: createAlloMedia,
  TWIN: createTwin,
}
type Create = typeof CREATE
export type Simulated = keyof Create
type Credentials = Readonly<Record<string, string>>

/** Headers of the documented sign-in; TWIN signs in by a login instead. */
const HEADERS: Readonly<Record<Simulated, (credentials: Credentials) => Record<string, string>>> = {
  UJET: ({ username, password }) => ({ authorization: `Basic ${btoa(`${username}:${password}`)}` }),
  CALLCAP: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }),
  WHIPPY: ({ apiKey = '' }) => ({ 'x-whippy-key': apiKey }),
  ALLO_MEDIA: ({ token }) => ({ authorization: `Token ${token}` }),
  TWIN: () => ({}),
}

/** The list of calls below the vendor's prefix. */
const LISTS: Readonly<Record<Simulated, string>> = {
  UJET: '/calls?',
  CALLCAP: '/v2/get/calls/?',
  WHIPPY: '/calls/search?',
  ALLO_MEDIA: '/calls?',
  TWIN: '/search/cis/calls?fields=id,status,startedAt,updatedAt&',
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: any
}

/** Enough of every vendor's rows for their oddities, few enough to be quick. */
export function open<V extends Simulated>(vendor: V, options: Partial<Parameters<Create[V]>[0]> = {}) {
  let at = START
  // The options of a vendor that is only known at run time are known no better.
  const create = CREATE[vendor] as (options: SimulatorOptions) => ReturnType<Create[V]>
  const simulator = create({ scale: 0.05, quota: false, ...options, clock: { now: () => at } })
  let headers = HEADERS[vendor]({ ...simulator.credentials })

  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await simulator(new Request(`http://vendor.example${path}`, { headers, ...init }))
    const text = await response.text()
    const { status, headers: given } = response
    return {
      status,
      headers: given,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    }
  }

  /** A query, or a filter in the body as Whippy takes it, e.g. `{"mode":"phone_call"}`. */
  async function calls(query = '', init: RequestInit = {}): Promise<Answer> {
    const isFilter = query.startsWith('{')
    const path = simulator.basePath + LISTS[vendor] + (isFilter ? '' : query)
    const search = vendor === 'WHIPPY' ? { method: 'POST', body: isFilter ? query : '{}' } : {}
    const answer = await ask(path, { ...search, ...init })
    if (!('basePaths' in simulator) || answer.status !== 401 || init.headers !== undefined) return answer
    const login = { method: 'POST', body: JSON.stringify(simulator.credentials) }
    const { body: tokens } = await ask(`${simulator.basePaths.auth}/auth/login`, login)
    headers = { authorization: `Bearer ${tokens.token}` }
    return ask(path)
  }

  return {
    simulator,
    ask,
    calls,
    ids: async (query = '') => idsOf(vendor, rowsOf((await calls(query)).body)),
    pass: (milliseconds: number) => void (at += milliseconds),
  }
}

const rowsOf = (body: any): Row[] => (Array.isArray(body) ? body : (body.call ?? body.data ?? body.items))

const IDS = { UJET: 'id', CALLCAP: 'call_id', WHIPPY: 'id', ALLO_MEDIA: 'unique_id', TWIN: 'id' } as const

const idsOf = (vendor: Simulated, rows: readonly Row[]): unknown[] => rows.map((row) => row[IDS[vendor]])

export function everyText(
  value: unknown,
  path: readonly string[] = [],
): readonly (readonly [string[], string])[] {
  if (typeof value === 'string') return [[[...path], value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => everyText(inner, [...path, key]))
}
