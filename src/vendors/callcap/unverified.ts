// Claims that no document of Callcap states.
import type { UnverifiedOf } from '../unverified.ts'
import type { Wire } from '../wire.ts'
import { toObject, toWord } from '../wire.ts'
import { inArizona } from './api.ts'

/** `call_id` or another value of a call. */
function callValueOf(rows: readonly Wire[], key: string): string | null {
  return rows.map((row) => toWord(toObject(row.call)?.[key])).find((one) => one !== null) ?? null
}

/** E.g. `2012-11-19`. */
function dayOf(rows: readonly Wire[]): string | null {
  return /^\d{4}-\d\d-\d\d/.exec(callValueOf(rows, 'start_datetime') ?? '')?.[0] ?? null
}

function askOne(rows: readonly Wire[]) {
  const id = callValueOf(rows, 'call_id')
  return id === null ? null : { path: 'v2/get/calls/{id}/', id, params: inArizona }
}

/** A range of two days; equal ones are refused. */
function until(day: string) {
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
  return { params: { search_startdate: before, search_enddate: day } }
}

export const unverified: UnverifiedOf = {
  CALL: [
    {
      claim: 'an answer without calls has the status 404',
      ask: () => until('2001-01-02'),
      holds: ({ status, rows }) => {
        const isNone = status === 404 || (status < 400 && rows.length === 0)
        return isNone ? status === 404 : undefined
      },
    },
    {
      claim: '`search_enddate` is included',
      ask: (rows) => {
        const day = dayOf(rows)
        return day === null ? null : until(day)
      },
      holds: ({ status, rows }, _, known) => {
        const day = dayOf(known)
        return status >= 400 ? undefined : rows.some((row) => dayOf([row]) === day)
      },
    },
    {
      claim: 'one call comes as a list',
      ask: askOne,
      holds: ({ status, body }) => (status >= 400 ? undefined : Array.isArray(toObject(body)?.call)),
    },
    {
      claim: "one call's path takes the parameters of the search",
      ask: askOne,
      holds: ({ status, body }) =>
        status < 400 && toObject(toObject(body)?.search)?.timezone === inArizona.search_timezone,
    },
    {
      claim: 'rows have `demographics` when `detail` asks for them',
      holds: ({ rows }) => rows.some((row) => toObject(toObject(row.call)?.demographics) !== null),
    },
    { claim: 'five requests a second are allowed' },
    { claim: '`action` has the words that are read; `Answer` is documented', source: 'words of the filter' },
    { claim: 'an outbound call has the line as `caller`, as an inbound one has the person' },
    { claim: 'the direction of a call is that of its line, which `campaign` has' },
    { claim: 'numbers of ten digits are North American' },
    { claim: '`NF` in `address` means not found', source: "the document's example" },
    { claim: '`division_id` and `location_id` take lists with commas', source: 'all other lists' },
    { claim: 'orders of texts ignore case' },
    { claim: 'the date of Callsaver has the zone of the answer' },
  ],
}
