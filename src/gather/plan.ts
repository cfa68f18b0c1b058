// How long priced requests take: what their quotas allow at best, and at worst every answer just before its time-out.
// Other operations and retries are not reckoned with.
import type { Account } from '../vendors/index.ts'
import type { Charge, PlannedAccount } from './price.ts'
import { descriptionOf } from '../vendors/index.ts'

/** For every account, in their order; nothing takes longer than the deadline. */
export function toPlan(
  accounts: readonly Account[],
  charges: readonly Charge[],
  deadlineMs: number,
): readonly PlannedAccount[] {
  const latest = latestMs(accounts, charges)
  return accounts.map((account) => {
    const own = charges.filter((charge) => charge.account === account.name)
    const ofScope = chargesOfScope(accounts, charges, account)
    const [minRequests, maxRequests] = [sum(own, 'min'), sum(own, 'max')]
    const soonest = minRequests === 0 ? 0 : slotsMs(account, sum(ofScope, 'min'))
    return {
      account: account.name,
      minRequests,
      maxRequests,
      minSeconds: toSeconds(Math.min(soonest, deadlineMs)),
      maxSeconds: toSeconds(Math.min(latest.get(account.name) ?? 0, deadlineMs)),
    }
  })
}

/** When each account has done its part at the latest; what waits for answers waits for those of all accounts. */
function latestMs(accounts: readonly Account[], charges: readonly Charge[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>()
  const levels = [...new Set(charges.map(({ level }) => level))].toSorted((a, b) => a - b)
  let startMs = 0
  for (const level of levels) {
    const here = charges.filter((charge) => charge.level === level && charge.cost.max > 0)
    const ends = accounts.flatMap((account) => {
      const own = here.filter((charge) => charge.account === account.name)
      if (own.length === 0) return []
      const requests = sum(chargesOfScope(accounts, here, account), 'max')
      // The first request of a later level keeps its distance from the last one before.
      const waitMs = slotsMs(account, startMs === 0 ? requests : requests + 1)
      const steps = Math.max(...own.map(({ cost }) => cost.steps))
      const endMs = startMs + waitMs + steps * account.config.timeoutMs
      latest.set(account.name, endMs)
      return [endMs]
    })
    startMs = Math.max(startMs, ...ends)
  }
  return latest
}

/** How long it takes until the slot of the last of so many requests opens, when the first one opens at once. */
function slotsMs({ vendor, config: { quota, pace } }: Account, requests: number): number {
  const windowMs = quota.windowMs * pace
  const { even } = descriptionOf(vendor).quota
  return even
    ? (requests - 1) * (windowMs / quota.requests)
    : Math.floor((requests - 1) / quota.requests) * windowMs
}

/** Accounts of one quota wait for each other. */
function chargesOfScope(
  accounts: readonly Account[],
  charges: readonly Charge[],
  { queue }: Account,
): readonly Charge[] {
  const names = new Set(accounts.filter((one) => one.queue === queue).map(({ name }) => name))
  return charges.filter(({ account }) => names.has(account))
}

function sum(charges: readonly Charge[], bound: 'min' | 'max'): number {
  return charges.reduce((total, { cost }) => total + cost[bound], 0)
}

function toSeconds(ms: number): number {
  return Math.round(ms) / 1000
}
