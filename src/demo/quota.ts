// Quotas of vendors.

export interface Quota {
  /** Milliseconds to wait; `undefined`: accepted. */
  refuse(now: number): number | undefined
}

/** One request per interval, no burst; a refused request spends nothing. */
export function createPacedQuota(intervalMs: number): Quota {
  let lastAt = -Infinity
  return {
    refuse(now) {
      const left = lastAt + intervalMs - now
      if (left > 0) return left
      lastAt = now
      return undefined
    },
  }
}

/** `requests` in any window of `windowMs`; a refused request spends nothing. */
export function createSlidingQuota(requests: number, windowMs: number): Quota {
  let accepted: number[] = []
  return {
    refuse(now) {
      accepted = accepted.filter((at) => at > now - windowMs)
      const [oldest] = accepted
      if (oldest !== undefined && accepted.length >= requests) return oldest + windowMs - now
      accepted.push(now)
      return undefined
    },
  }
}
