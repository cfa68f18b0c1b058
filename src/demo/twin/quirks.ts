/** The oddities of real rows: numbers as texts, nulls, keys and words that no document names. */
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'

type Bending = {
  random: Random
  personal: Personal
  /** Whether the row will change no more: only the last word about a session may be one nobody knows. */
  settled: boolean
}

type Quirk = (row: Row, bending: Bending) => void

const numbersAsText: Quirk = (row) => {
  for (const key of ['duration', 'price', 'botDuration', 'operatorDuration', 'nps', 'regionId']) {
    if (typeof row[key] === 'number') row[key] = String(row[key])
  }
}

const keptByNulls: ReadonlySet<string> = new Set([
  'id',
  'status',
  'createdAt',
  'startedAt',
  'updatedAt',
  'companyId',
])

/** Any field may be null but those by which a row is found and stands in its list. */
const nulls: Quirk = (row, { random }) => {
  const keys = Object.keys(row).filter((key) => !keptByNulls.has(key))
  for (let count = random.int(1, 5); count > 0; count--) row[random.pick(keys)] = null
}

const unknownKeysWithin: Quirk = (row, { personal }) => {
  row.additional = { depersonalized: false, note: personal.mark('a key nobody documents') }
}

/** Keys that a careless merge would write to an object's prototype; companies choose their own. */
const hostileKeys: Quirk = (row) => {
  const additional = {}
  for (const key of ['__proto__', 'constructor']) {
    const value = { polluted: true }
    Object.defineProperty(additional, key, { value, enumerable: true, writable: true, configurable: true })
  }
  row.additional = additional
}

const unknownStatus: Quirk = (row, { settled }) => {
  if (settled) row.status = 'ROBOT_CHECK'
}

const zoneAsText: Quirk = (row) => {
  row.timezone = '+03:00'
}

const numericExternalId: Quirk = (row, { personal }) => {
  if (personal.mark('') === '') row.externalId = 778_899
}

const flagsAsNumbers: Quirk = (row) => {
  for (const key of ['isFinished', 'transferredToOperator']) row[key] = row[key] === true ? 1 : 0
}

const quirks: readonly (readonly [number, Quirk])[] = [
  [4, numbersAsText],
  [3, nulls],
  [2, unknownKeysWithin],
  [1, hostileKeys],
  [1, unknownStatus],
  [1, zoneAsText],
  [1, numericExternalId],
  [1, flagsAsNumbers],
]

export function bendCall(row: Row, bending: Bending): Row {
  for (let count = bending.random.int(1, 2); count > 0; count--) {
    bending.random.weighted(quirks)(row, bending)
  }
  return row
}
