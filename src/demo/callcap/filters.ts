// The search parameters that filter calls by their fields, and the orders of calls, as in Callcap's document.
import type { Row } from '../shelf.ts'
import { field, isRow, toNumber, toText, toInstant } from '../fields.ts'
import { Refusal } from '../simulator.ts'

export type Test = (row: Row) => boolean

/** Throws a `Refusal` for an undocumented value. */
export type Reader = (text: string, name: string) => Test

const refuse = (name: string): never => {
  throw new Refusal(400, `invalid value of ${name}`)
}

const itemsOf = (text: string): string[] => text.split(',').map((item) => item.trim())

/** E.g. `111000,111001`. UNVERIFIED: the separator of account ids. */
const anyId =
  (path: string): Reader =>
  (text, name) => {
    const wanted = new Set(itemsOf(text))
    for (const item of wanted) if (!/^\d+$/.test(item)) refuse(name)
    return (row) => wanted.has(toText(field(row, path)))
  }

const oneId =
  (path: string): Reader =>
  (text, name) =>
    text.includes(',') ? refuse(name) : anyId(path)(text, name)

const same =
  (path: string): Reader =>
  (text, name) =>
    text === '' ? refuse(name) : (row) => toText(field(row, path)) === text

const oneOf =
  (words: Readonly<Record<string, Test>>): Reader =>
  (text, name) =>
    (Object.hasOwn(words, text) ? words[text] : undefined) ?? refuse(name)

/** E.g. `ans,missed`. UNVERIFIED: several features are alternatives. */
const anyOf =
  (words: Readonly<Record<string, Test>>): Reader =>
  (text, name) => {
    const tests = itemsOf(text).map((word) => oneOf(words)(word, name))
    return (row) => tests.some((test) => test(row))
  }

const digitsOf = (value: unknown): string => toText(value).replace(/\D/g, '')

/** Compares digits only: `+1316…` does not occur in `316-…`. */
const partOfNumber =
  (path: string): Reader =>
  (text, name) => {
    const wanted = digitsOf(text)
    return wanted === '' ? refuse(name) : (row) => digitsOf(field(row, path)).includes(wanted)
  }

const action =
  (pattern: RegExp): Test =>
  (row) =>
    pattern.test(toText(row.action))

/** Rows from tests may lack `unseen`. */
export const conversationOf = (row: Row): string => toText(field(row, 'unseen.conversation_type')) || 'call'
const directionOf = (row: Row): string =>
  toText(field(row, 'unseen.direction') ?? field(row, 'accounts.campaign.direction'))
const majorOf = (row: Row): number =>
  toNumber(field(row, 'unseen.major') ?? field(row, 'callsurance.major.id')) ?? 0
const wasEntered = (row: Row): boolean => {
  const known = field(row, 'unseen.revenue_entered')
  return typeof known === 'boolean' ? known : (toNumber(row.revenue) ?? 0) !== 0
}

const directionIs =
  (direction: string): Test =>
  (row) =>
    directionOf(row) === direction

const changeRequestIs =
  (status: string): Test =>
  (row) =>
    toText(field(row, 'callsurance.change_request.status')).toLowerCase() === status

const majorIs =
  (major: number): Test =>
  (row) =>
    majorOf(row) === major

/** UNVERIFIED: the list of fields; documented are campaign name, phone numbers and notes. */
const SEARCHED = [
  'accounts.campaign.name',
  'accounts.campaign.callcap_number',
  'accounts.campaign.destination_number',
  'caller.caller_id',
  'caller.name',
  'notes',
]

const term: Reader = (text) => {
  const wanted = text.toLowerCase()
  return (row) => SEARCHED.some((path) => toText(field(row, path)).toLowerCase().includes(wanted))
}

const seconds =
  (holds: (duration: number | undefined, bound: number) => boolean): Reader =>
  (text, name) => {
    if (!/^\d{1,9}$/.test(text)) refuse(name)
    return (row) => holds(toNumber(row.duration), Number(text))
  }

export const FILTERS: Readonly<Record<string, Reader>> = {
  corporate_id: oneId('accounts.corporate.id'),
  division_id: anyId('accounts.division.id'),
  location_id: anyId('accounts.location.id'),
  campaign_id: anyId('accounts.campaign.id'),
  // A row without a duration matches no range.
  search_duration_min: seconds((duration = -1, bound) => duration >= bound),
  // 600 seconds and more mean no maximum.
  search_duration_max: seconds((duration = Infinity, bound) => bound >= 600 || duration <= bound),
  search_action: anyOf({
    ans: action(/^ans/i),
    missed: action(/^(missed|hangup|busy)/i),
    blocked: action(/^blocked/i),
    inprogress: action(/^in ?progress/i),
  }),
  search_feature: anyOf({
    outbound: directionIs('outbound'),
    callsaver: (row) => isRow(row.callsaver),
    webmatch: (row) => isRow(row.webmatch),
    callconnect: (row) => field(row, 'unseen.callconnect') === true,
    callsurance: (row) => majorOf(row) !== 0,
  }),
  conversation_type: oneOf({
    all: () => true,
    call: (row) => conversationOf(row) === 'call',
    text: (row) => conversationOf(row) === 'text',
  }),
  search_medium: anyId('unseen.medium_id'),
  search_major: anyOf({ 0: majorIs(0), 1: majorIs(1), 2: majorIs(2), 3: majorIs(3), 4: majorIs(4) }),
  search_csr: anyId('callsurance.csr.id'),
  search_callsaver_status: anyOf({
    1: (row) => toNumber(field(row, 'callsaver.outcome.id')) === 1,
    2: (row) => toNumber(field(row, 'callsaver.outcome.id')) === 2,
  }),
  search_evaluation_change_status: oneOf({
    approved: changeRequestIs('approved'),
    denied: changeRequestIs('denied'),
    pending: changeRequestIs('pending'),
  }),
  search_revenue_entered: oneOf({ 0: (row) => !wasEntered(row), 1: wasEntered }),
  search_term: term,
  search_caller_id: partOfNumber('caller.caller_id'),
  search_destination: partOfNumber('accounts.campaign.destination_number'),
  search_reference_id: same('import.reference_id'),
  search_direction: oneOf({
    inbound: directionIs('inbound'),
    outbound: directionIs('outbound'),
    internal: directionIs('internal'),
  }),
  search_location_external_id: same('accounts.location.external_id'),
  search_division_external_id: same('accounts.division.external_id'),
}

export type Order = (a: Row, b: Row) => number

/** Rows without a beginning stand last. */
const startOf = (row: Row): number | undefined => toInstant(row.start_datetime)
const newest: Order = (a, b) => (startOf(b) ?? -Infinity) - (startOf(a) ?? -Infinity) || 0
const oldest: Order = (a, b) => (startOf(a) ?? Infinity) - (startOf(b) ?? Infinity) || 0

/** UNVERIFIED: sorting ignores case. */
const byText =
  (path: string): Order =>
  (a, b) => {
    const [left, right] = [a, b].map((row) => toText(field(row, path)).toLowerCase())
    return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1
  }

const byNumber =
  (read: (row: Row) => number): Order =>
  (a, b) =>
    read(a) - read(b)

const inTurn =
  (...all: readonly Order[]): Order =>
  (a, b) => {
    for (const order of all) {
      const sign = order(a, b)
      if (sign !== 0) return sign
    }
    return 0
  }

const idOf =
  (path: string) =>
  (row: Row): number =>
    toNumber(field(row, path)) ?? 0

export const ORDERS: Readonly<Record<string, Order>> = {
  newest,
  oldest,
  account: inTurn(
    byText('accounts.corporate.name'),
    byText('accounts.division.name'),
    byText('accounts.location.name'),
    byText('accounts.campaign.name'),
  ),
  callerid: byNumber((row) => Number(toText(field(row, 'caller.caller_id')).replace(/\D/g, ''))),
  callername: byText('caller.name'),
  callsurance: inTurn(byNumber(idOf('callsurance.major.id')), byNumber(idOf('callsurance.minor.id'))),
}
