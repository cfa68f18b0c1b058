/** How often a vendor lets itself be asked. */

export type Quota = {
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
