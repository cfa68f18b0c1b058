/** In which orders Callcap's calls can be had. */
import { field, toInstant, toNumber, toText } from '../fields.ts'
import type { Row } from '../shelf.ts'

export type Order = (one: Row, other: Row) => number

/** Rows without a beginning stand last. */
const startOf = (row: Row): number | undefined => toInstant(row.start_datetime)
const newest: Order = (one, other) => (startOf(other) ?? -Infinity) - (startOf(one) ?? -Infinity) || 0
const oldest: Order = (one, other) => (startOf(one) ?? Infinity) - (startOf(other) ?? Infinity) || 0

/** UNVERIFIED: that texts are sorted in any case. */
const byText =
  (path: string): Order =>
  (one, other) => {
    const [left, right] = [one, other].map((row) => toText(field(row, path)).toLowerCase())
    return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1
  }

const byNumber =
  (read: (row: Row) => number): Order =>
  (one, other) =>
    read(one) - read(other)

const inTurn =
  (...all: readonly Order[]): Order =>
  (one, other) => {
    for (const order of all) {
      const sign = order(one, other)
      if (sign !== 0) return sign
    }
    return 0
  }

const idOf =
  (path: string) =>
  (row: Row): number =>
    toNumber(field(row, path)) ?? 0

export const orders: Readonly<Record<string, Order>> = {
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
