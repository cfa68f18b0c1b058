// Keyed hashes: what stands for a filter in cache keys and cursors, since filters may hold personal values.
import { createHmac } from 'node:crypto'

export type KeyedHash = (value: unknown) => string

/** The same value gives the same text, whatever the order of its keys; without the secret nobody can guess it. */
export function createKeyedHash(secret: string): KeyedHash {
  return (value) => createHmac('sha256', secret).update(toCanonical(value)).digest('base64url').slice(0, 22)
}

function toCanonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
