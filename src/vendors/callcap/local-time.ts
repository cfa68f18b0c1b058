// Conversion between instants and Callcap's local times, which have no offset.
import type { Instant } from '../../domain/time.ts'
import type { Zone } from '../../domain/zone.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/**
 * The zone of every request, documented as free of clock changes.
 * Elsewhere an hour of autumn comes twice, indistinguishably.
 */
export const ARIZONA: Zone = { name: 'US/Arizona', offsetMs: () => -7 * HOUR_MS }

const LOCAL = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)$/

/**
 * The instant of a local time such as `2012-11-19 17:07:29`, else `null`.
 * An answer may have another zone than requested, with clock changes:
 *
 * - A repeated hour of autumn takes the first instant not before `notBefore`.
 * - A time skipped in spring takes the clock before the change.
 */
export function toInstantIn(zone: Zone, value: unknown, notBefore?: Instant | null): Instant | null {
  const [, date, time] = (typeof value === 'string' && LOCAL.exec(value.trim())) || []
  const wall = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== date) return null
  const [before, after] = [wall - zone.offsetMs(wall - DAY_MS), wall - zone.offsetMs(wall + DAY_MS)]
  if (before === after) return before
  const real = [before, after].filter((at) => zone.offsetMs(at) === wall - at)
  return real.find((at) => at >= (notBefore ?? at)) ?? real.at(-1) ?? before
}

/** `yyyy-mm-dd`, `days` later. */
export function toLocalDate(zone: Zone, at: Instant, days = 0): string {
  return new Date(at + zone.offsetMs(at) + days * DAY_MS).toISOString().slice(0, 10)
}

/** `yyyy-mm-dd HH:MM`, without seconds. */
export function toLocalMinute(zone: Zone, at: Instant): string {
  return new Date(at + zone.offsetMs(at)).toISOString().slice(0, 16).replace('T', ' ')
}
