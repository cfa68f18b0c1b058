// Large and deep pages from memory: their CPU time for each row, with few and with many kept rows.
import { createStage } from '../support/gateway.ts'
import { median, round } from './load.ts'

const KEPT_ROWS = [3000, 30_000]
const ROUNDS = 9
/** Such an answer comes from memory, and is never one of kept bytes. */
const FROM_MEMORY = { 'x-freshness': 'max-stale=3600, only-if-cached' }
/** Enough for all rows. */
const CACHE_BYTES = 1_073_741_824

const PAGE = `query ($first: Int, $after: String) {
  calls(first: $first, after: $after) { nodes { id startedAt status } pageInfo { endCursor } }
}`

export interface DepthCost {
  readonly 'kept rows': number
  readonly page: string
  readonly rows: number
  readonly ms: number
  readonly 'µs a row': number
}

export async function measureDepth(): Promise<readonly DepthCost[]> {
  const costs: DepthCost[] = []
  for (const kept of KEPT_ROWS) costs.push(...(await measureWith(kept)))
  return costs
}

async function measureWith(kept: number): Promise<readonly DepthCost[]> {
  const calls = Array.from({ length: kept }, (_, index) => ({
    id: kept - index,
    created_at: new Date(Date.UTC(2026, 0, 15, 10) - index * 1000).toISOString(),
    status: 'finished',
  }))
  const stage = createStage({ rows: { calls } }, { cacheBytes: CACHE_BYTES })
  const ask = async (first: number, after: string | null, headers = {}): Promise<string> => {
    const { data, errors } = await stage.ask(PAGE, { first, after }, headers)
    const { nodes, pageInfo } = data?.calls ?? {}
    if (errors.length > 0 || nodes.length !== first) throw new Error('a page is not whole')
    return pageInfo.endCursor
  }
  let after: string | null = null
  let deep: string | null = null
  for (let rows = 0; rows < kept; rows += 1000) {
    if (rows === (kept / 3) * 2) deep = after
    after = await ask(1000, after)
  }
  const pages = [
    { page: 'the first 100', first: 100, after: null },
    { page: '100 after two thirds', first: 100, after: deep },
    { page: 'the first 1000', first: 1000, after: null },
    { page: '1000 after two thirds', first: 1000, after: deep },
  ]
  const times = pages.map((): number[] => [])
  stage.sent()
  // The first round warms up.
  for (let one = 0; one <= ROUNDS; one += 1) {
    for (const [index, { first, after: from }] of pages.entries()) {
      const before = process.cpuUsage()
      await ask(first, from, FROM_MEMORY)
      const { user, system } = process.cpuUsage(before)
      if (one > 0) times[index]?.push((user + system) / 1000)
    }
  }
  if (stage.sent().length > 0) throw new Error('a page did not come from memory')
  return pages.map(({ page, first }, index) => {
    const ms = median(times[index] ?? [])
    return {
      'kept rows': kept,
      page,
      rows: first,
      ms: round(ms, 1),
      'µs a row': round((ms * 1000) / first, 1),
    }
  })
}
