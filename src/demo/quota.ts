// How often a vendor lets itself be asked.

export interface Quota {
  /** Undefined when the request is let through, else the milliseconds until the next one would be. */
  refuse(now: number): number | undefined
}

/** One request an interval, without a burst; what is refused spends nothing. */
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

/** So many requests in any stretch of time of that length; what is refused spends nothing. */
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
