// Particulars of the simulated vendors in golden cases: filters that a vendor alone can judge, and the effect of
// parameters that no document proves.
import type { CallFilter } from '../../src/domain/call.ts'
import type { SimulatedVendor as Vendor } from '../../src/demo/accounts.ts'
import type { CallcapCallFilter } from '../../src/vendors/callcap/details.ts'
import type { GoldenCase } from './golden-case.ts'
import type { WireRow } from './golden-draw.ts'
import { FILTERS as callcapFilters } from '../../src/demo/callcap/filters.ts'
import { CALL_FIELDS, mentions } from '../../src/demo/twin/words.ts'
import { majors } from '../../src/vendors/callcap/call-words.ts'

type Judge = (row: WireRow, filter: CallFilter, noun: GoldenCase['noun']) => boolean

const CONVERSATIONS = { CALL: 'call', TEXT: 'text', ANY: 'all' } as const
const ACTIONS = { ANSWERED: 'ans', MISSED: 'missed', BLOCKED: 'blocked', IN_PROGRESS: 'inprogress' } as const

/** The vendor's own decision about a row, where rows do not carry the value or words are searched for. */
export const JUDGES: Readonly<Partial<Record<Vendor, Judge>>> = {
  // Deleted rows are left out unless they are asked for.
  UJET: ({ deleted }, filter, noun) =>
    !['MENU', 'TEAM'].includes(noun) || deleted !== true || 'withDeleted' in filter,
  CALLCAP: (row, { ids, search, direction, callcap }) => {
    const { action: actions, conversationType, searchMajor }: CallcapCallFilter = callcap ?? {}
    // By its id a text conversation is returned like a call.
    if (ids !== undefined && (search ?? direction ?? callcap) === undefined) return true
    const holds = (parameter: string, value: string) =>
      callcapFilters[parameter]?.(value, parameter)(row) === true
    return (
      holds('conversation_type', CONVERSATIONS[conversationType ?? 'CALL']) &&
      (search === undefined || holds('search_term', search)) &&
      (actions?.some((action) => holds('search_action', ACTIONS[action])) ?? true) &&
      // A call without an evaluation is UNWORKED.
      (searchMajor?.some((major) => holds('search_major', majors[major])) ?? true)
    )
  },
  TWIN: (row, { search }) =>
    search === undefined || CALL_FIELDS.some((field) => mentions(row[field], search.toLowerCase())),
}

/** The filter without the values that judges decide. */
export function withoutJudged({ callcap, ...rest }: CallFilter): CallFilter {
  const decided = { searchMajor: undefined, conversationType: undefined }
  const own = callcap === undefined ? {} : { callcap: { ...callcap, ...decided } }
  return { ...rest, ...own, search: undefined }
}

type Hearing = (request: Request, habits: GoldenCase['habits']) => Promise<Request | Response>

/** By account: the request as a vendor with these habits reads it, or its refusal. */
export const HEARING: Readonly<Record<string, Hearing>> = {
  /** The call search of a Whippy that does not know the word `direction`. */
  whippy: async (request, { direction: habit }) => {
    if (habit === 'filtered' || !request.url.includes('/calls/search')) return request
    const { direction, ...known }: Record<string, unknown> = await request.json()
    if (direction !== undefined && habit === 'refused') return new Response('{"errors":[]}', { status: 422 })
    const { url, method, headers, signal } = request
    return new Request(url, { method, headers, signal, body: JSON.stringify(known) })
  },
  /** The call search of a TWIN that knows no date of change, or no date but the creation. */
  twin: async (request, { changes, dates }) => {
    const url = new URL(request.url)
    const field = url.searchParams.get('field')
    const habit = field === 'updatedAt' && dates === 'filtered' ? changes : dates
    if (habit === 'filtered' || field === null) return request
    if (habit === 'refused') return new Response('{}', { status: 400 })
    url.searchParams.delete('field')
    return new Request(url, request)
  },
}
