// Callcap writes local times without an offset; a zone turns them into instants and instants into local dates.
import type { Instant } from '../../domain/time.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

export interface Zone {
  readonly name: string
  /** How far the zone's clocks are ahead of UTC. */
  readonly offsetMs: (at: Instant) => number
}

/**
 * The zone in which everything is asked for: the one of which the document says that its clocks are never changed. In
 * any other an hour of autumn comes twice, and nothing in a row tells which of the two is meant.
 */
export const ARIZONA: Zone = { name: 'US/Arizona', offsetMs: () => -7 * HOUR_MS }

/** Null for a name that Intl does not know. */
export function createZone(name: string): Zone | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    return { name, offsetMs: (at) => wallAt(format, at) - Math.floor(at / 1000) * 1000 }
  } catch {
    return null
  }
}

/** The local time at an instant, as if it were UTC. */
function wallAt(format: Intl.DateTimeFormat, at: Instant): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)$/

/**
 * The instant of a local time, null for anything else. An answer may tell another zone than it was asked for, whose
 * clocks are changed: of the two instants of an hour that is repeated in autumn the first is taken, or the first that is
 * not before `notBefore`, so that no call ends before it began and every reading of a row says the same. A time that
 * spring leaves out is read by the clock as it stood before.
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

/** `yyyy-mm-dd`, some days later. */
export function toLocalDate(zone: Zone, at: Instant, days = 0): string {
  return new Date(at + zone.offsetMs(at) + days * DAY_MS).toISOString().slice(0, 10)
}

/** `yyyy-mm-dd HH:MM`, the seconds cut off. */
export function toLocalMinute(zone: Zone, at: Instant): string {
  return new Date(at + zone.offsetMs(at)).toISOString().slice(0, 16).replace('T', ' ')
}
