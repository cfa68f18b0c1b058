// A gateway in a page's place of one: it answers the console's operations with the state of a test.
import type { Page } from 'playwright-core'

export interface State {
  readonly nouns?: readonly string[]
  readonly accounts: readonly (readonly [name: string, vendor: string])[]
  /** Accounts that are DOWN, e.g. `['callcap']`. */
  readonly down?: readonly string[]
  /** Calls of an hour and vendor. */
  readonly callsAnHour: number
  readonly agents: Readonly<Record<string, number>>
  readonly queues: readonly (readonly [menu: string, waiting: number, longestSeconds: number])[]
}

const HOUR = 3_600_000
const NOUNS = ['CALL', 'CURRENT_MENU_STATUS', 'CURRENT_AGENT_STATUS']
const STATUSES = ['IN_PROGRESS', 'COMPLETED', 'MISSED', 'VOICEMAIL', 'DEFLECTED']

/** Operations that the page has sent, by name. */
export type Asked = readonly string[]

export async function standIn(page: Page, state: State): Promise<Asked> {
  const asked: string[] = []
  await page.route('**/graphql', async (route) => {
    const { query, variables } = route.request().postDataJSON()
    const [, kind = '', name = ''] = /(query|subscription) (\w+)/.exec(query) ?? []
    asked.push(name)
    const text = JSON.stringify({ data: ANSWERS[name]?.(state, variables) })
    const isEvent = kind === 'subscription'
    await route.fulfill({
      contentType: isEvent ? 'text/event-stream' : 'application/json',
      body: isEvent ? `event: next\ndata: ${text}\n\n` : text,
    })
  })
  return asked
}

const ANSWERS: Readonly<Record<string, (state: State, variables: any) => object>> = {
  ConsoleStart: ({ accounts, nouns = NOUNS }) => ({
    viewer: { nouns },
    accounts: accounts.map(([name, vendor]) => ({
      name,
      vendor,
      capabilities: NOUNS.map((noun) => ({ noun, list: true, pageMaximum: 100 })),
    })),
  }),
  ConsoleAccounts: ({ accounts, down = [] }) => ({
    accounts: accounts.map(([name, vendor], index) => ({
      name,
      vendor,
      state: down.includes(name) ? 'DOWN' : 'UP',
      stateSinceAt: new Date(Date.now() - 5 * 60_000).toISOString(),
      quota: {
        requests: index === 0 ? 1 : 25,
        windowMs: 1000,
        usedLastMinute: index === 0 ? 41 : 120,
        waiting: index === 0 ? 3 : 0,
        nextSlotInMs: 640,
        pausedUntilAt: null,
      },
    })),
  }),
  ConsoleWaiting: ({ queues, ...state }) => ({
    currentMenuStatuses: {
      nodes: queues.map(([name, queuedCount, longestQueueSeconds], index) => ({
        menu: { name },
        channel: index % 2 === 0 ? 'CALL' : 'CHAT',
        queuedCount,
        longestQueueSeconds,
      })),
      accounts: reportsOf(state),
    },
  }),
  ConsoleAgents: ({ agents, ...state }) => ({
    currentAgentStatuses: {
      nodes: Object.entries(agents).flatMap(([name, count]) =>
        Array.from({ length: count }, () => ({ status: { name } })),
      ),
      pageInfo: { hasNextPage: false },
      accounts: reportsOf(state),
    },
  }),
  ConsoleStats: ({ callsAnHour, ...state }, { from }) => {
    const vendors = [...new Set(state.accounts.map(([, vendor]) => vendor))]
    const groups = Array.from({ length: 24 }, (_, hour) =>
      vendors.map((vendor, index) => ({
        startsAt: new Date(Date.parse(from) + hour * HOUR).toISOString(),
        vendor,
        measures: { count: Math.round((callsAnHour * (1 + Math.sin(hour / 4))) / (index + 1)) },
      })),
    ).flat()
    const count = groups.reduce((sum, { measures }) => sum + measures.count, 0)
    const isComplete = (state.down ?? []).length === 0
    const coveredFrom = isComplete ? from : new Date(Date.parse(from) + 5 * HOUR).toISOString()
    return { callStats: { total: { count }, groups, isComplete, coveredFrom, accounts: reportsOf(state) } }
  },
  ConsoleCalls: (state) => ({ calls: { nodes: callsOf(state), accounts: reportsOf(state) } }),
  ConsoleCallUpdates: (state) => ({
    callUpdates: { updatedAt: new Date().toISOString(), nodes: [], accounts: reportsOf(state) },
  }),
}

function reportsOf({ accounts, down = [] }: Pick<State, 'accounts' | 'down'>) {
  return accounts.map(([account, vendor]) => ({
    account,
    vendor,
    state: down.includes(account) ? 'FAILED' : 'COMPLETE',
    asOf: new Date().toISOString(),
    rows: 120,
    upstreamRequests: 0,
  }))
}

function callsOf({ accounts, callsAnHour, queues }: State) {
  if (callsAnHour === 0) return []
  return Array.from({ length: 50 }, (_, index) => ({
    id: `call:${Math.floor(Date.now() / 40_000) - index}`,
    vendor: accounts[index % accounts.length]?.[1],
    direction: index % 3 === 0 ? 'OUTBOUND' : 'INBOUND',
    status: STATUSES[index % STATUSES.length],
    vendorStatus: null,
    startedAt: new Date(Date.now() - index * 40_000).toISOString(),
    durationSeconds: index === 0 ? null : (index % 12) * 431,
    menu: index % 4 === 3 ? null : { name: queues[index % Math.max(1, queues.length)]?.[0] ?? 'Support' },
    campaign: null,
  }))
}
