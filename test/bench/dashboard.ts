// The dashboard of the bench: the calls of the last 30 days over five accounts, asked for every five seconds for two
// minutes, beside reading them again each round and beside the fewest requests that could keep them as young.
import type { Answer } from '../support/gateway.ts'
import type { AccountName } from '../support/five.ts'
import { LIST_TTL_MS } from '../../src/domain/ttl.ts'
import { ACCOUNTS, createFiveStage } from '../support/five.ts'

const SECOND = 1000
const DAY = 24 * 3600 * SECOND
const EVERY_MS = 5 * SECOND
const ROUNDS = 24

export interface DashboardCost {
  readonly account: string
  readonly rows: number
  /** Requests that filled it, which reading it again would take each round. */
  readonly fill: number
  readonly 'read again': number
  /** One for each time that the list has outlived its time, and is given as old for as long again. */
  readonly ideal: number
  readonly requests: number
  /** The most that one round cost. */
  readonly most: number
}

const QUERY = `query ($from: DateTime!, $after: String) {
  calls(filter: { startedAt: { from: $from } }, first: 1000, after: $after) {
    nodes { id accountName status durationSeconds } pageInfo { hasNextPage endCursor }
  }
}`

type Tally = Record<AccountName, number>

const zero = (): Tally => ({ ujet: 0, callcap: 0, whippy: 0, 'allo-media': 0, twin: 0 })

export async function measureDashboard(): Promise<readonly DashboardCost[]> {
  const stage = createFiveStage({ scale: 0.1, lively: true })
  const sent = (): Tally => {
    const counts = zero()
    for (const name of ACCOUNTS)
      counts[name] = stage.simulators[name].requests.filter(({ path }) => !/login|token/.test(path)).length
    return counts
  }

  /** How many rows each account has. */
  async function round(): Promise<Tally> {
    const rows = zero()
    const from = new Date(stage.clock.now() - 30 * DAY).toISOString()
    for (let after: string | null = null, more = true; more;) {
      const answer: Answer<any> = await stage.ask(QUERY, { from, after })
      if (answer.errors.length > 0) throw new Error(answer.errors.map(({ message }) => message).join('; '))
      const { nodes, pageInfo } = answer.data.calls
      for (const { accountName } of nodes as { accountName: AccountName }[]) rows[accountName] += 1
      more = pageInfo.hasNextPage
      after = pageInfo.endCursor
    }
    return rows
  }

  const rows = await round()
  const fill = sent()
  // Until all of it is of one instant.
  await stage.clock.advance(3 * EVERY_MS)
  await round()
  await stage.clock.advance(EVERY_MS)
  const filled = sent()
  const most = zero()
  for (let number = 0; number < ROUNDS; number += 1) {
    const before = sent()
    await round()
    await stage.clock.advance(EVERY_MS)
    const after = sent()
    for (const name of ACCOUNTS) most[name] = Math.max(most[name], after[name] - before[name])
  }
  const ended = sent()
  const between = Math.ceil((LIST_TTL_MS.CALL + 1) / EVERY_MS)
  const costs = ACCOUNTS.map((account) => ({
    account,
    rows: rows[account],
    fill: fill[account],
    'read again': fill[account] * ROUNDS,
    ideal: ROUNDS / between,
    requests: ended[account] - filled[account],
    most: most[account],
  }))
  const sum = (key: 'rows' | 'fill' | 'read again' | 'ideal' | 'requests') =>
    costs.reduce((total, cost) => total + cost[key], 0)
  const all = {
    account: 'all',
    rows: sum('rows'),
    fill: sum('fill'),
    'read again': sum('read again'),
    ideal: sum('ideal'),
    requests: sum('requests'),
    most: Math.max(...costs.map((cost) => cost.most)),
  }
  return [...costs, all]
}
