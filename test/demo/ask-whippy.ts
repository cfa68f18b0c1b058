/** Asks Whippy's simulator the way a client does, on a clock that stands still until it is moved. */
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/demo/sandbox.ts'
import type { Row } from '../../src/demo/shelf.ts'
import type { Whippy, WhippySwitches } from '../../src/demo/whippy/whippy.ts'
import { start } from './ask.ts'

export type Body = { data: Row[] & Row; total: number; errors?: { description: string }[]; status?: number }
export type Answer = { status: number; headers: Headers; body: Body }

export type Client = {
  sandbox: Sandbox
  simulator: Whippy
  ask: (method: string, path: string, body?: string, headers?: Record<string, string>) => Promise<Answer>
  get: (path: string) => Promise<Answer>
  search: (filter?: object, query?: string) => Promise<Answer>
  /** The ids of the calls that a filter finds. */
  ids: (filter?: object, query?: string) => Promise<unknown[]>
  pass: (milliseconds: number) => void
}

export function open(whippy: WhippySwitches = {}, options: Partial<SandboxOptions> = {}): Client {
  let at = start
  const clock = { now: () => at }
  const sandbox = createSandbox({ scale: 0.05, quota: false, ...options, clock, whippy })
  const { whippy: simulator } = sandbox
  const key = { 'x-whippy-key': simulator.credentials.apiKey }
  const ask: Client['ask'] = async (method, path, body, headers = key) => {
    const url = `http://whippy.example${simulator.basePath}${path}`
    const init: RequestInit = { method, headers }
    if (body !== undefined) init.body = body
    const response = await simulator(new Request(url, init))
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const search: Client['search'] = (filter = {}, query = '') =>
    ask('POST', `/calls/search${query}`, JSON.stringify(filter))
  return {
    sandbox,
    simulator,
    ask,
    search,
    get: (path) => ask('GET', path),
    ids: async (filter, query) => (await search(filter, query)).body.data.map((row) => row.id),
    pass: (milliseconds) => void (at += milliseconds),
  }
}

export const uuid = (number: number): string => `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`

/** A call created so many seconds before the start of the clock, with a number as its name. */
export const call = (number: number, more: Row = {}): Row => ({
  id: uuid(number),
  type: 'call',
  created_at: new Date(start - number * 1000).toISOString().replace('Z', '000Z'),
  ...more,
})

export const openWith = (calls: Row[], switches: WhippySwitches = {}): Client =>
  open({ rows: { calls }, ...switches })

/** The numbers of calls that were made with `call`. */
export const numbers = (ids: readonly unknown[]): number[] => ids.map((id) => Number(String(id).slice(-12)))
