// Answers in which long ids are numbers, as vendors with 64-bit keys send them; JSON.stringify cannot write those.

import type { WireRow } from '../golden/golden-draw.ts'

/** The smallest odd number that a double rounds to another one. */
export const BEYOND = 9_007_199_254_740_993n

/** The row with its own and all other ids beyond 2^53: `{ id: 7, agent: { id: 1 } }` is `{ id: '900…00', … }`. */
export function withLongIds(row: WireRow): WireRow {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, toLong(key, value)]))
}

function toLong(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => toLong(key, one))
  // An object of a row has the keys of rows.
  if (typeof value === 'object' && value !== null) return withLongIds(value as WireRow)
  const isId = /^id$|[a-z]_?[iI]d$/.test(key) && /^[1-9]\d{0,5}$/.test(String(value))
  return isId ? String(BEYOND + BigInt(String(value))) : value
}

/** Turns `"9007199254740993"` into `9007199254740993` wherever it stands as a value. */
export async function withLongNumbers(response: Response): Promise<Response> {
  const text = (await response.text()).replaceAll(/(?<=[:,[])"(\d{16,})"/g, '$1')
  const { status, headers } = response
  const length = new Headers(headers)
  length.delete('content-length')
  return new Response(status === 204 ? null : text, { status, headers: length })
}
