// The walk of the bench: five thousand merged rows, their requests beside the fewest that could bring them, and the heap.
import type { Answer } from '../support/gateway.ts'
import type { AccountName, FiveStage } from '../support/five.ts'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ACCOUNTS, createFiveStage, listsOf } from '../support/five.ts'
import { DEFAULTS } from '../support/gateway.ts'

const ROWS = 5000
const STEP = 1000
const MEMORY_BYTES = DEFAULTS.gather.cacheBytes
const LITTLE_MEMORY_BYTES = 8_388_608

export interface WalkCost {
  readonly account: string
  readonly rows: number
  /** Rows that one request can bring. */
  readonly perRequest: number | null
  readonly minimum: number
  readonly requests: number
  readonly 'with 8 MB': number
}

export interface WalkHeap {
  readonly rows: number
  /** MB beyond what the heap took before the first page. */
  readonly grownMB: number
  readonly 'with 8 MB': number
}

/** Walked twice, with memory for everything and with too little of it. */
export async function measureWalk(): Promise<{
  readonly costs: readonly WalkCost[]
  readonly heap: readonly WalkHeap[]
}> {
  const walked = await walk(MEMORY_BYTES)
  const cramped = await walk(LITTLE_MEMORY_BYTES)
  const costs = ACCOUNTS.map((account) => {
    const { rows, perRequest, requests } = walked.accounts[account]
    // TWIN's two lists are zip-merged, and each holds all rows.
    const minimum = Math.ceil(rows / perRequest) * (account === 'twin' ? 2 : 1)
    return { account, rows, perRequest, minimum, requests, 'with 8 MB': cramped.accounts[account].requests }
  })
  const sum = (key: 'rows' | 'minimum' | 'requests' | 'with 8 MB') =>
    costs.reduce((total, cost) => total + cost[key], 0)
  const all = {
    account: 'all',
    rows: sum('rows'),
    perRequest: null,
    minimum: sum('minimum'),
    requests: sum('requests'),
    'with 8 MB': sum('with 8 MB'),
  }
  const heap = walked.heapMB.map((grownMB, index) => ({
    rows: (index + 1) * STEP,
    grownMB,
    'with 8 MB': cramped.heapMB[index] ?? Number.NaN,
  }))
  return { costs: [...costs, all], heap }
}

const PAGE_SIZES = '{ accounts { name capabilities { noun pageMaximum } } }'

const PAGE = `query ($after: String) {
  calls(first: 100, after: $after) { nodes { id startedAt accountName } pageInfo { endCursor } }
}`

interface Tally {
  rows: number
  requests: number
  readonly perRequest: number
}

async function walk(cacheBytes: number) {
  const stage = createFiveStage({ scale: 1 }, { cacheBytes })
  // Counting them makes them.
  const calls = ACCOUNTS.reduce((sum, name) => sum + stage.simulators[name].data.calls.length, 0)
  if (calls < ROWS) throw new Error('the sandbox is too small for the walk')
  const accounts = await accountsOf(stage)
  const before = await usedMB()
  const heapMB: number[] = []
  let after: string | null = null
  for (let rows = 0; rows < ROWS;) {
    const answer: Answer<any> = await stage.ask(PAGE, { after })
    if (answer.errors.length > 0) throw new Error(answer.errors.map(({ message }) => message).join('; '))
    const { nodes, pageInfo } = answer.data.calls
    const lists = listsOf(answer)
    for (const name of ACCOUNTS) {
      accounts[name].rows += nodes.filter((row: { accountName: string }) => row.accountName === name).length
      accounts[name].requests += lists[name] ?? 0
    }
    rows += nodes.length
    after = pageInfo.endCursor
    stage.events.length = 0
    if (rows % STEP === 0) heapMB.push(Number(((await usedMB()) - before).toFixed(1)))
  }
  return { accounts, heapMB }
}

async function accountsOf(stage: FiveStage) {
  const { data } = await stage.ask(PAGE_SIZES)
  const sizeOf = (name: string): number =>
    data.accounts
      .find((account: { name: string }) => account.name === name)
      .capabilities.find(({ noun }: { noun: string }) => noun === 'CALL').pageMaximum
  const tallies = ACCOUNTS.map((name) => [name, { rows: 0, requests: 0, perRequest: sizeOf(name) }])
  // The accounts are all there.
  return Object.fromEntries(tallies) as Record<AccountName, Tally>
}

setFlagsFromString('--expose-gc')
// Only Node.js itself knows the type of what it puts there.
const collect = runInNewContext('gc') as () => void

/** What only finalizers hold goes with the next turn of the event loop. */
async function usedMB(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    collect()
  }
  return process.memoryUsage().heapUsed / 1_048_576
}
