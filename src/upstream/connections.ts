// Which connections to a vendor are open, as far as can be told from outside: those that were used a moment ago.
import type { Clock, Instant } from '../domain/time.ts'

/** An idle connection is taken for open this long; the runtime's own client closes it then. */
const KEEP_ALIVE_MS = 4000

export interface Connections {
  /** Takes one that is open and idle; false when a new one must be made. */
  take(): boolean
  /** One has become idle. */
  put(): void
}

export function createConnections(clock: Clock): Connections {
  const idleSince: Instant[] = []
  return {
    take: () => {
      const openSince = clock.now() - KEEP_ALIVE_MS
      while (idleSince.length > 0 && (idleSince[0] ?? 0) < openSince) idleSince.shift()
      return idleSince.pop() !== undefined
    },
    put: () => void idleSince.push(clock.now()),
  }
}
