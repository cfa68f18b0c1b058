/** Asks Callcap's simulator the way a client does, on a clock that stands still until it is moved. */
import type { CallcapSwitches } from '../../src/demo/callcap/callcap.ts'
import { createSandbox, type SandboxOptions } from '../../src/demo/sandbox.ts'
import type { Row } from '../../src/demo/shelf.ts'
import { start } from './ask.ts'

type Body = { status: string; message?: string; pagination: Record<string, number>; search: Row; call: Row[] }
type Answer = { status: number; headers: Headers; body: Body }

export const path = '/v2/get/calls/'

export function open(callcap: CallcapSwitches = {}, options: Partial<SandboxOptions> = {}) {
  let at = start
  const clock = { now: () => at }
  const common = { scale: 0.05, quota: false, ...options, clock }
  const sandbox = createSandbox({ ...common, callcap: { empty: 'list', one: 'list', ...callcap } })
  const { callcap: simulator } = sandbox
  const authorization = `Bearer ${simulator.credentials.apiKey}`
  async function get(rest: string, headers: Record<string, string> = { authorization }): Promise<Answer> {
    const response = await simulator(new Request(`http://callcap.example${path}${rest}`, { headers }))
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const ids = async (query: string): Promise<string[]> =>
    (await get(`?${query}`)).body.call.map((row) => String(row.call_id))
  return { sandbox, simulator, get, ids, pass: (milliseconds: number) => void (at += milliseconds) }
}

/** A call at an instant. */
export const call = (call_id: string, at: string, more: Row = {}): Row => ({
  call_id,
  action: 'Answer',
  start_datetime: at,
  last_modified: at,
  end_datetime: at,
  duration: 60,
  ...more,
})

export const today = '2026-03-10T09:00:00Z'
/** A year around the clock of these tests. */
export const always = 'search_startdate=2025-09-01&search_enddate=2026-12-31'
export const openWith = (calls: Row[], callcap: CallcapSwitches = {}) => open({ rows: { calls }, ...callcap })

/** The fields that every call has. */
export const basic =
  'action call_id dtmf duration end_datetime last_modified recording revenue rings start_datetime'.split(' ')
/** The fields that the words of `detail` show. */
export const optional = {
  notes: 'notes',
  demographics: 'demographics',
  callsurance: 'callsaver callsurance',
  webmatch: 'webmatch',
  caller: 'caller',
  accounts: 'accounts',
  scorecards: 'scorecards',
  import: 'import',
  summaries: 'summaries',
  sentiment: 'sentiment',
}
/** A call with every documented field. */
export const full = Object.fromEntries(
  [...basic, ...Object.values(optional).join(' ').split(' ')].map((key) => [key, '1']),
)
