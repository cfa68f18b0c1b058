// Whippy's ids and times, e.g. `2024-03-20T15:14:38.278896Z` and `2021-06-22T07:45:45`.
import { hash } from '../random.ts'

/** A uuid that belongs to a label. */
export function toUuid(label: string): string {
  const hex = [0, 1, 2, 3].map((part) => hash(`${label}/${part}`).toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)

/** `2024-03-20T15:14:38.278896Z` */
export function toMicroTime(at: number): string {
  const micros = Math.floor(at * 1000)
  const fraction = String(micros % 1_000_000).padStart(6, '0')
  return `${toPlainTime(at)}.${fraction}Z`
}

/** `2021-06-22T07:45:45`. UNVERIFIED: that this is UTC. */
export const toPlainTime = (at: number): string => new Date(Math.floor(at)).toISOString().slice(0, 19)

/** Microseconds since 1970 of either spelling and of ISO 8601 with an offset. */
export function toMicros(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const [, seconds, fraction = '', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/i.exec(value) ?? []
  const at = seconds === undefined ? Number.NaN : Date.parse(`${seconds}${zone.toUpperCase()}`)
  return Number.isNaN(at) ? undefined : at * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6))
}
