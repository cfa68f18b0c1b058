// In which orders Callcap's calls can be had.
import type { Row } from '../shelf.ts'
import { field, toInstant, toNumber, toText } from '../fields.ts'

export type Order = (a: Row, b: Row) => number

/** Rows without a beginning stand last. */
const startOf = (row: Row): number | undefined => toInstant(row.start_datetime)
const newest: Order = (a, b) => (startOf(b) ?? -Infinity) - (startOf(a) ?? -Infinity) || 0
const oldest: Order = (a, b) => (startOf(a) ?? Infinity) - (startOf(b) ?? Infinity) || 0

/** UNVERIFIED: that texts are sorted in any case. */
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
