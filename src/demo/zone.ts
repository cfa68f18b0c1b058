// Local times of time zones, as vendors write them that give no offset.
import { DAY, HOUR, MINUTE } from './company-day.ts'

const QUARTER = 15 * MINUTE

export interface Zone {
  /** `yyyy-mm-dd HH:MM:SS` */
  local(at: number): string
  /** Local time minus UTC. */
  offsetMs(at: number): number
}

/** `undefined`: no time zone. */
export function createZone(name: string): Zone | undefined {
  // `Intl` accepts offsets such as `+05:00`, which are no zone names.
  if (!/^[A-Za-z]/.test(name)) return undefined
  const format = formatOf(name)
  if (format === undefined) return undefined
  // Offsets change at quarters of an hour.
  const offsets = new Map<number, number>()
  const offsetMs = (at: number): number => {
    const from = Math.floor(at / QUARTER) * QUARTER
    const offset = offsets.get(from) ?? readUtc(format, from) - from
    offsets.set(from, offset)
    return offset
  }
  return {
    offsetMs,
    local: (at) => new Date(at + offsetMs(at)).toISOString().slice(0, 19).replace('T', ' '),
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    const numeric = 'numeric'
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    })
  } catch {
    return undefined
  }
}

/** Local time read as UTC. */
function readUtc(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** Clock changes between two instants. */
export function zoneChanges(zone: Zone, from: number, to: number): number[] {
  const changes: number[] = []
  for (let at = from; at < to; at += DAY) {
    const end = Math.min(at + DAY, to)
    if (zone.offsetMs(at) !== zone.offsetMs(end)) changes.push(changeBetween(zone, at, end))
  }
  return changes
}

function changeBetween(zone: Zone, from: number, to: number): number {
  let at = Math.ceil(from / HOUR) * HOUR
  while (at < to && zone.offsetMs(at) === zone.offsetMs(from)) at += HOUR
  return at
}
