/** Writes and reads the values of TWIN's rows. */
import { hash } from '../random.ts'

/** With an explicit offset. UNVERIFIED: the form of the answers' dates; filters are documented this way. */
export function toTime(at: number, offsetHours = 0): string {
  const local = new Date(at + offsetHours * 3_600_000).toISOString().slice(0, 19)
  return `${local}+${String(offsetHours).padStart(2, '0')}:00`
}

export function instantOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

/** A stable identifier in the form of a UUID. */
export function toUuid(text: string): string {
  const digits = [1, 2, 3, 4].map((part) => hash(`${text}/${part}`).toString(16).padStart(8, '0')).join('')
  const block = (from: number, to: number): string => digits.slice(from, to)
  return `${block(0, 8)}-${block(8, 12)}-4${block(12, 15)}-a${block(15, 18)}-${block(18, 30)}`
}

/** Whether a text occurs anywhere in the values of a row, in any case. */
export function mentions(value: unknown, lowerCased: string): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).some((inner) => mentions(inner, lowerCased))
  }
  return value !== null && value !== undefined && textOf(value).toLowerCase().includes(lowerCased)
}
