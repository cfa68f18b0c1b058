// Orders of calls that a single vendor offers: Callcap’s.
import type { Call } from '../call.ts'
import type { SortKeys } from '../order.ts'
import type { CallcapMajor } from './callcap.ts'
import { callcapDetails } from './callcap.ts'
import { twinDetails } from './twin.ts'

/** UNVERIFIED: that texts are sorted in any case. */
export const ordersOfVendors = {
  /** For example `acme\0west\0wichita\0website`. */
  ACCOUNT_PATH: (call) => {
    const path = callcapDetails(call)?.accountPath
    if (!path) return undefined
    const names = [path.corporate?.name, path.division?.name, path.location?.name, call.campaign?.name]
    return names.map((name) => (name ?? '').toLowerCase()).join('\0')
  },
  CREATED_AT: (call) => twinDetails(call)?.createdAt,
  CALLER_ID: ({ from }) => toNumber(from),
  CALLER_NAME: ({ contact }) => contact?.name?.toLowerCase(),
  CALLSURANCE: (call) => {
    const details = callcapDetails(call)
    if (details === null) return undefined
    const { major, minor } = details.callsurance?.evaluation ?? {}
    return NUMBERS[major ?? 'UNWORKED'] * MOST_MINORS + Number(minor?.vendorId ?? 0)
  },
} satisfies SortKeys<Call>

/** Callcap's numbers of verdicts, by which it sorts; a call without one counts as unworked. */
const NUMBERS: Readonly<Record<CallcapMajor, number>> = {
  UNWORKED: 0,
  POSITIVE: 1,
  NEGATIVE: 2,
  NEUTRAL: 3,
  FILTERED: 4,
}

/** More than any number of a minor verdict; those in the document have eight digits. */
const MOST_MINORS = 1e12

/** Numbers of the United States and Canada stand without the country's 1, as Callcap writes them. */
function toNumber(phone: string | null | undefined): number | undefined {
  const digits = (phone ?? '').replace(/^\+1(?=\d{10}$)/, '').replace(/\D/g, '')
  return digits === '' ? undefined : Number(digits)
}
