// The oddities of real rows: what arrives is not always what the document shows.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'

type Quirk = (row: Row, random: Random, personal: Personal) => void

/** What a row needs to stand in its list and to be searched. */
const NEEDED = new Set(['call_id', 'start_datetime', 'last_modified', 'accounts', 'unseen'])

const nulls: Quirk = (row, random) => {
  const keys = Object.keys(row).filter((key) => !NEEDED.has(key))
  for (let count = random.int(1, 5); count > 0; count--) row[random.pick(keys)] = null
}

const absent: Quirk = (row, random) => {
  delete row[random.pick(['webmatch', 'callsaver', 'callsurance', 'sentiment', 'dtmf', 'import'])]
}

const numbersAsText: Quirk = (row) => {
  if (typeof row.revenue === 'number') row.revenue = row.revenue.toFixed(2)
  for (const key of ['duration', 'rings']) if (typeof row[key] === 'number') row[key] = String(row[key])
}

/** Vendors add keys at any time. */
const unknownKeys: Quirk = (row, _random, personal) => {
  row.call_score = 0.75
  row.extension = { note: personal.mark('a key nobody documents') }
}

/** Keys that a careless merge would write to an object's prototype; JSON may carry them like any other. */
const hostileKeys: Quirk = (row) => {
  const value = { polluted: true }
  Object.defineProperty(row, '__proto__', { value, enumerable: true, writable: true, configurable: true })
}

const unknownWords: Quirk = (row) => {
  if (row.action === 'Missed') row.action = 'Voice Drop'
}

const QUIRKS: readonly (readonly [number, Quirk])[] = [
  [3, nulls],
  [3, absent],
  [4, numbersAsText],
  [2, unknownKeys],
  [1, hostileKeys],
  [1, unknownWords],
]

export function bendCall(row: Row, random: Random, personal: Personal): Row {
  random.weighted(QUIRKS)(row, random, personal)
  return row
}
