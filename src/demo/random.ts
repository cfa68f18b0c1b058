// Seeded random numbers: equal seeds give equal demos on every machine.

export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** A whole number, bounds inclusive. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  weighted<T>(table: readonly (readonly [weight: number, value: T])[]): T
  /** A stream seeded by `<seed>/<label>`, independent of draws so far. */
  fork(label: string | number): Random
}

/** 32-bit FNV-1a with a final avalanche. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** Equal texts yield equal ids in the form of a UUID. */
export function toUuid(text: string): string {
  const digits = [1, 2, 3, 4].map((part) => hash(`${text}/${part}`).toString(16).padStart(8, '0')).join('')
  const block = (from: number, to: number): string => digits.slice(from, to)
  return `${block(0, 8)}-${block(8, 12)}-4${block(12, 15)}-a${block(15, 18)}-${block(18, 30)}`
}

export function createRandom(seed: string | number): Random {
  let state = hash(String(seed))

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }

  function pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(next() * list.length)]
    if (picked === undefined) throw new RangeError('nothing to pick from')
    return picked
  }

  return {
    next,
    pick,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    weighted(table) {
      let left = next() * table.reduce((sum, [weight]) => sum + weight, 0)
      return (table.find(([weight]) => (left -= weight) < 0) ?? pick(table))[1]
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  }
}
