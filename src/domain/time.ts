// Instants and the clock. An instant is a number, the milliseconds since 1970 in UTC; everything that waits or
// asks for the time does so through an injected clock, so that tests can turn it.

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

export interface Clock {
  /** The present instant. */
  now(): Instant
  /** Resolves after `ms`; rejects with the signal's reason as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

const ZONED = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/

/** Reads an RFC 3339 text with any offset; null for anything else, a date that does not exist included. */
export function parseInstant(text: string): Instant | null {
  if (!ZONED.test(text)) return null
  const instant = Date.parse(text.replace(' ', 'T'))
  return Number.isNaN(instant) || !dayExists(text) ? null : instant
}

/** RFC 3339 in UTC with milliseconds and `Z`. */
export function toRfc3339(instant: Instant): string {
  return new Date(instant).toISOString()
}

// Date.parse takes 30 February for 1 March.
function dayExists(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
