// Crowds in front of a quota of one request a second, for tests of the queue and for the bench: what is sent, and who
// waits how long.
import type { Stage } from './gateway.ts'
import assert from 'node:assert/strict'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from './clock.ts'
import { createStageOver } from './gateway.ts'
import { AGENT_EMAIL, listOf } from './operations.ts'

/** A slot at the pace that is kept by default. */
export const SLOT_MS = 1040

const THOUSAND = 1000
const FLOOD = 500
const SECONDS = 20

/** A gateway over a company with 1,250 agents. */
export function createLargeStage(): Stage {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ clock, scale: 5, lively: false })
  return createStageOver(sandbox, clock, (request) => sandbox.ujet(request))
}

/** A number of agents, none of which comes twice. */
export const agentIds = ({ sandbox }: Stage, from: number, count: number) =>
  sandbox.data.agents.slice(from, from + count).map(({ id }) => `agent:ujet:${String(id)}`)

/** How long the answer took; fails unless there is one. */
export async function waitOf(
  { clock, ask }: Stage,
  query: string,
  variables = {},
  client = 'client',
): Promise<number> {
  const startedAt = clock.now()
  const { errors } = await ask(query, variables, { 'graphql-client-name': client })
  assert.deepEqual(errors, [])
  return clock.now() - startedAt
}

/** How long each of them waits. */
export const askForAnAgentEach = (stage: Stage): Promise<number[]> =>
  Promise.all(
    agentIds(stage, 0, THOUSAND).map((id, index) => waitOf(stage, AGENT_EMAIL, { id }, `client ${index}`)),
  )

export const askTheSame = (stage: Stage): Promise<number[]> =>
  Promise.all(Array.from({ length: THOUSAND }, (_, index) => waitOf(stage, listOf(0), {}, `client ${index}`)))

/** How long somebody waits who asks once a second beside a flood of look-ups. */
export async function askBesideLookUps(stage: Stage): Promise<number[]> {
  const flood = agentIds(stage, 0, FLOOD).map((id) => waitOf(stage, AGENT_EMAIL, { id }, 'flood'))
  const waits = await Promise.all(
    agentIds(stage, FLOOD, SECONDS).map(async (id, second) => {
      await stage.clock.sleep(second * 1000)
      return waitOf(stage, AGENT_EMAIL, { id }, 'quiet')
    }),
  )
  await Promise.all(flood)
  return waits
}

/** The same beside a flood of lists, and how often the flood was served meanwhile. */
export async function askBesideLists(stage: Stage): Promise<{ waits: number[]; floodServed: number }> {
  let served = 0
  const flood = Array.from({ length: FLOOD }, async (_, number) => {
    await waitOf(stage, listOf(number), {}, 'flood')
    served += 1
  })
  const waits: number[] = []
  for (let second = 0; second < SECONDS; second += 1) {
    const wait = await waitOf(stage, listOf(THOUSAND + second), {}, 'quiet')
    waits.push(wait)
    await stage.clock.sleep(Math.max(0, 1000 - wait))
  }
  const floodServed = served
  await Promise.all(flood)
  return { waits, floodServed }
}

/** Of the slots that opened between the first request and the last, the share that was used. */
export function usedSlots({ sandbox: { requests } }: Stage): number {
  const [first, last] = [requests[0]?.at ?? 0, requests.at(-1)?.at ?? 0]
  return ((requests.length - 1) * SLOT_MS) / (last - first)
}
