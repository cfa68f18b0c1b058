// Reads values of rows and queries: rows write numbers and booleans as such or as texts, queries always as texts.
import type { Row } from '../shelf.ts'

const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

/** Milliseconds of an ISO 8601 time; without an offset it is UTC. */
export function toInstant(value: unknown): number | undefined {
  if (typeof value !== 'string' || !ISO_TIME.test(value)) return undefined
  const hasZone = value.length === 10 || /(Z|[+-]\d\d:?\d\d)$/.test(value)
  const instant = Date.parse(hasZone ? value : `${value}Z`)
  return Number.isNaN(instant) ? undefined : instant
}

/** Numbers arrive as numbers or as texts. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
}

export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}

export function isTrue(value: unknown): boolean {
  return toText(value).toLowerCase() === 'true'
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The rows in a list; one row that stands alone counts as a list of one. */
export function rowsIn(value: unknown): Row[] {
  return (Array.isArray(value) ? value : [value]).filter(isRow)
}
