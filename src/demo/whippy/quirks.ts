/** The oddities of real rows: null anywhere, keys and words that nobody documents. */
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'

type Quirk = (row: Row, random: Random, personal: Personal) => void

/** Any field may be null but the two by which a row stands in its list. */
const nulls: Quirk = (row, random) => {
  const keys = Object.keys(row).filter((key) => key !== 'id' && key !== 'created_at')
  for (let count = random.int(1, 6); count > 0; count--) row[random.pick(keys)] = null
}

const absent: Quirk = (row, random) => {
  delete row[random.pick(['metadata', 'attachments', 'language', 'user_id', 'updated_at', 'contact_id'])]
}

const unknownKeys: Quirk = (row, _random, personal) => {
  row.sentiment_hint = { note: personal.mark('a key nobody documents') }
}

/** Keys that a careless merge would write to an object's prototype; JSON may carry them like any other. */
const hostileKeys: Quirk = (row) => {
  const value = { polluted: true }
  Object.defineProperty(row, '__proto__', { value, enumerable: true, writable: true, configurable: true })
}

const unknownWords: Quirk = (row, random) => {
  row[random.pick(['delivery_status', 'call_completion_rating'])] = 'teleported'
}

const userIdAsText: Quirk = (row) => {
  if (typeof row.user_id === 'number') row.user_id = String(row.user_id)
}

const quirks: readonly (readonly [number, Quirk])[] = [
  [4, nulls],
  [2, absent],
  [2, unknownKeys],
  [1, hostileKeys],
  [2, unknownWords],
  [2, userIdAsText],
]

export function bendCall(row: Row, random: Random, personal: Personal): Row {
  random.weighted(quirks)(row, random, personal)
  return row
}
