// Time zones: the offsets of local times from UTC, by Intl.
import type { Instant } from './time.ts'

export interface Zone {
  readonly name: string
  /** Added to UTC, e.g. `-25_200_000` in Arizona. */
  readonly offsetMs: (at: Instant) => number
}

const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/

/** `null`: Intl does not know the name. */
export function createZone(name: string): Zone | null {
  // Intl also accepts offsets such as +05:00, which have no daylight saving.
  if (!/^[a-z]/i.test(name)) return null
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
    return { name, offsetMs: (at) => toOffset(format.format(at)) }
  } catch {
    return null
  }
}

/** `1/15/2026, GMT-05:30` → -19_800_000. */
function toOffset(text: string): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(text) ?? []
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -ms : ms
}
