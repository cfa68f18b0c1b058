// The second table of the bench: what the example operations are priced at, beside what they then cost a gateway that
// remembers nothing, over five vendors at their real quotas.
import { createFiveStage } from '../support/five.ts'
import { examplesAt, priceAndCost } from '../support/price.ts'

export interface PriceRow {
  readonly operation: string
  readonly account: string
  readonly minRequests: number
  readonly requests: number
  readonly maxRequests: number
  readonly minSeconds: number
  /** Of the whole operation, all accounts together. */
  readonly seconds: number
  readonly maxSeconds: number
}

export async function comparePrices(): Promise<readonly PriceRow[]> {
  const stage = createFiveStage({ scale: 1 }, { deadlineMs: 30_000 })
  const rows: PriceRow[] = []
  for (const { name, query, variables } of examplesAt(stage.clock.now())) {
    await stage.clock.advance(60_000)
    const priced = await priceAndCost(stage, query, variables)
    for (const { account, price, requests, seconds } of priced) {
      if (price.maxRequests === 0 && requests === 0) continue
      const { minRequests, maxRequests, minSeconds, maxSeconds } = price
      rows.push({
        operation: name,
        account,
        minRequests,
        requests,
        maxRequests,
        minSeconds,
        seconds,
        maxSeconds,
      })
    }
  }
  return rows
}
