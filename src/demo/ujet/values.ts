// UJET's collections and the values of their rows: numbers and booleans arrive as such or as texts.
import type { Row } from '../shelf.ts'
import { isRow } from '../fields.ts'

export type Collection =
  | 'calls'
  | 'chats'
  | 'emails'
  | 'agents'
  | 'menus'
  | 'teams'
  | 'campaigns'
  | 'contacts'
  | 'statuses'
  | 'activities'

/** Embedded objects, e.g. agents, are frozen and shared; rows may change. */
export type Data = Readonly<Record<Collection, Row[]>>

const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

/** Milliseconds since 1970; without an offset the time is UTC. */
export function toInstant(value: unknown): number | undefined {
  if (typeof value !== 'string' || !ISO_TIME.test(value)) return undefined
  const hasZone = value.length === 10 || /(Z|[+-]\d\d:?\d\d)$/.test(value)
  const instant = Date.parse(hasZone ? value : `${value}Z`)
  return Number.isNaN(instant) ? undefined : instant
}

export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}

export function isTrue(value: unknown): boolean {
  return toText(value).toLowerCase() === 'true'
}

/** A row that is no list counts as a list of one. */
export function rowsIn(value: unknown): Row[] {
  return (Array.isArray(value) ? value : [value]).filter(isRow)
}
