// The table of README: a page of 100 calls with their agents' e-mail addresses, by three kinds of gateways at UJET's pace.
import DataLoader from 'dataloader'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { callsPage } from '../support/operations.ts'

/** A second, and what any clock may be off. */
const PACE_MS = 1040

export interface GatewayCost {
  readonly gateway: string
  readonly clients: number
  readonly requests: number
  readonly seconds: number
}

type Get = (path: string) => Promise<any>
type Page = (get: Get) => Promise<unknown>

const CALLS = '/calls?per=100&sort_column=created_at&sort_direction=DESC'

const agentIdsOf = (calls: readonly { agent_info: { id: number } | null }[]) =>
  calls.flatMap(({ agent_info: agent }) => agent?.id ?? [])

/** A request for each call's agent. */
const naive: Page = async (get) => {
  const calls = await get(CALLS)
  return Promise.all(agentIdsOf(calls).map((id) => get(`/agents/${id}`)))
}

/** The ids of one operation in one request. */
const batching: Page = async (get) => {
  const agents = new DataLoader((ids: readonly number[]) =>
    get(`/agents?per=100${ids.map((id) => `&id[]=${id}`).join('')}`).then((rows: { id: number }[]) =>
      ids.map((id) => rows.find((row) => row.id === id) ?? null),
    ),
  )
  return agents.loadMany(agentIdsOf(await get(CALLS)))
}

export async function compareGateways(): Promise<readonly GatewayCost[]> {
  const costs: GatewayCost[] = []
  for (const clients of [1, 50]) {
    costs.push(await measurePaced('a request an agent', clients, naive))
    costs.push(await measurePaced('DataLoader', clients, batching))
    costs.push(await measureSwitchboard(clients))
  }
  return costs
}

async function measurePaced(gateway: string, clients: number, page: Page): Promise<GatewayCost> {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ clock, lively: false })
  const authorization = `Basic ${btoa(`${sandbox.username}:${sandbox.password}`)}`
  let slot = clock.now()
  const get: Get = async (path) => {
    const wait = slot - clock.now()
    slot += PACE_MS
    if (wait > 0) await clock.sleep(wait)
    const url = `http://sandbox.test${sandbox.basePath}${path}`
    const response = await sandbox.ujet(new Request(url, { headers: { authorization } }))
    if (!response.ok) throw new Error(`the vendor answered ${response.status}`)
    return response.json()
  }
  const startedAt = clock.now()
  await Promise.all(Array.from({ length: clients }, () => page(get)))
  return { gateway, clients, requests: sandbox.requests.length, seconds: (clock.now() - startedAt) / 1000 }
}

async function measureSwitchboard(clients: number): Promise<GatewayCost> {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ clock, lively: false })
  const stage = createStageOver(sandbox, clock, (request) => sandbox.ujet(request))
  const startedAt = clock.now()
  const query = callsPage(100, { agent: 'email' })
  const answers = await Promise.all(Array.from({ length: clients }, () => stage.ask(query)))
  if (answers.some(({ errors }) => errors.length > 0)) throw new Error('an answer has errors')
  const seconds = (clock.now() - startedAt) / 1000
  return { gateway: 'Switchboard', clients, requests: sandbox.requests.length, seconds }
}
