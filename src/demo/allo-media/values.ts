// Reads values of rows, made or handed in.
import type { Row } from '../shelf.ts'

export function instantOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** Every call that is listed is either of the two. */
export const isQualified = (row: Row): boolean => row.status !== 'void'

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
