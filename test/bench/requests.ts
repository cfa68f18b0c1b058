// The first table of the bench: requests that operations cost upstream, beside the fewest with which they could do.
import type { Stage } from '../support/gateway.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { AGENT_EMAIL, CALLS_AFTER, callsPage } from '../support/operations.ts'

export interface Cost {
  readonly operation: string
  /** What a client that knew the vendor by heart would send. */
  readonly minimum: number
  readonly requests: number
  /** The same asked once more; null where that is no question. */
  readonly again: number | null
  readonly seconds: number
}

interface Row {
  readonly operation: string
  readonly minimum: number
  readonly ask: (stage: Stage) => Promise<unknown>
  readonly ignoringBounds?: boolean
  /** What has happened before. */
  readonly before?: (stage: Stage) => Promise<unknown>
}

const clock = createVirtualClock()
const sandbox = createSandbox({ clock, lively: false })
const ignoring = createSandbox({ clock, lively: false, unproven: 'ignored' })
const agentIds = sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`)

const FULL = callsPage(100, { agent: 'email teams { id name }', menu: 'parent { id name }' })

const byIds = (count: number) => (stage: Stage) =>
  must(stage, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Agent { email } } }', {
    ids: agentIds.slice(0, count),
  })

const ROWS: readonly Row[] = [
  {
    operation: 'calls(first: 100) { agent { id name } menu { id name } }',
    minimum: 1,
    ask: (stage) => must(stage, callsPage(100)),
  },
  {
    operation: '+ agent { email }',
    minimum: 2,
    ask: (stage) => must(stage, callsPage(100, { agent: 'email' })),
  },
  { operation: '+ agent { teams } menu { parent }', minimum: 3, ask: (stage) => must(stage, FULL) },
  {
    operation: 'calls(first: 250) { agent { id } menu { id name } }',
    minimum: 3,
    ask: (stage) => must(stage, '{ calls(first: 250) { nodes { id agent { id } menu { id name } } } }'),
  },
  { operation: 'calls, five pages of 20', minimum: 1, ask: (stage) => walk(stage, 20, 5) },
  { operation: 'nodes, 100 agents', minimum: 1, ask: byIds(100) },
  { operation: 'nodes, 250 agents', minimum: 3, ask: byIds(250) },
  {
    operation: '40 aliases of agent(id)',
    minimum: 1,
    ask: (stage) =>
      must(
        stage,
        `{ ${agentIds
          .slice(0, 40)
          .map((id, index) => `a${index}: agent(id: "${id}") { email }`)
          .join(' ')} }`,
      ),
  },
  {
    operation: '200 clients with an agent each within 500 ms',
    minimum: 3,
    ask: (stage) =>
      Promise.all(
        agentIds.slice(0, 200).map(async (id, index) => {
          await clock.sleep(index * 2.5)
          await must(stage, AGENT_EMAIL, { id })
        }),
      ),
  },
  {
    operation: 'the third one from 50 clients at once',
    minimum: 3,
    ask: (stage) => Promise.all(Array.from({ length: 50 }, () => must(stage, FULL))),
  },
  ...[20, 100].map((first) => ({
    operation: `the next ${first} calls, position forgotten, bounds ignored`,
    minimum: first === 20 ? 1 : 2,
    ignoringBounds: true,
    before: (stage: Stage) => walk(stage, first, 240 / first),
    ask: (stage: Stage) => walk(stage, first, 1),
  })),
]

const positions = new WeakMap<Stage, string | null>()

/** Goes on from where the last walk over the stage ended. */
async function walk(stage: Stage, first: number, pages: number): Promise<void> {
  for (let page = 0; page < pages; page += 1) {
    const { calls } = await must(stage, CALLS_AFTER, { first, after: positions.get(stage) ?? null })
    positions.set(stage, calls.pageInfo.endCursor)
  }
}

async function must(stage: Stage, query: string, variables: object = {}): Promise<any> {
  const { data, errors } = await stage.ask(query, variables)
  if (errors.length > 0 || data === null) throw new Error(errors.map(({ message }) => message).join('; '))
  return data
}

export async function countRequests(): Promise<readonly Cost[]> {
  const costs: Cost[] = []
  for (const row of ROWS) costs.push(await costOf(row))
  return costs
}

async function costOf({ operation, minimum, ask, before, ignoringBounds = false }: Row): Promise<Cost> {
  const vendor = ignoringBounds ? ignoring : sandbox
  await clock.advance(60_000)
  const stage = createStageOver(vendor, clock, (request) => vendor.ujet(request))
  await before?.(stage)
  // Longer than lists are kept.
  if (before !== undefined) await clock.advance(1_000_000)
  stage.sent()
  const startedAt = clock.now()
  await ask(stage)
  const requests = stage.sent().length
  const seconds = (clock.now() - startedAt) / 1000
  if (before !== undefined) return { operation, minimum, requests, again: null, seconds }
  positions.delete(stage)
  await ask(stage)
  return { operation, minimum, requests, again: stage.sent().length, seconds }
}
