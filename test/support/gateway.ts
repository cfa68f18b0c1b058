// A gateway over a sandbox on a virtual clock: everything is real but `fetch` and the time.
import type { Config } from '../../src/config/config.ts'
import type { SwitchboardEvent } from '../../src/domain/event.ts'
import type { DoorOptions } from '../../src/door/door.ts'
import type { PlannedAccount } from '../../src/gather/price.ts'
import type { Gateway, GatewayConfig, GatewayDeps } from '../../src/gateway.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import type { Sandbox, SandboxOptions } from '../../src/demo/sandbox.ts'
import type { VirtualClock } from './clock.ts'
import { loadConfig } from '../../src/config/config.ts'
import { createGateway } from '../../src/gateway.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from './clock.ts'
import { toPost } from './post.ts'

export interface Answer<Data> {
  readonly status: number
  readonly data: Data | null
  readonly errors: readonly {
    message: string
    path?: (string | number)[]
    locations?: { line: number; column: number }[]
    extensions: Record<string, unknown>
  }[]
  readonly extensions: { readonly upstream: Upstream }
}

export interface Upstream {
  readonly requests: readonly {
    account: string
    noun: string
    kind: string
    shared: boolean
    rows: number
    attempts: number
    status: number | null
    queueMs: number
  }[]
  readonly saved: Readonly<Record<string, number>>
  readonly asOf: string | null
  readonly plan?: { readonly accounts: readonly PlannedAccount[] }
}

export interface Stage {
  readonly clock: VirtualClock
  readonly sandbox: Sandbox
  readonly gateway: Gateway
  readonly events: SwitchboardEvent[]
  /** Sends an operation; the deadline of half an hour leaves every queue its time. */
  ask<Data = any>(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<Data>>
  /** Upstream requests since the last call, as `path?query`. */
  sent(): string[]
}

/** The default of every setting but GRAPHIQL. */
export const DEFAULTS: Config = loadConfig({
  AUTH: 'none',
  ANONYMOUS_SCOPES: '*',
  GRAPHIQL: 'off',
  CURSOR_SECRET: 'a secret of tests, 32 characters',
  UJET_BASE_URL: 'http://sandbox.test/manager/api/v1',
  UJET_USERNAME: 'demo',
  UJET_PASSWORD: 'sandbox',
})

export const UJET: AccountConfig = DEFAULTS.accounts[0]!

/** Limits that no test meets by chance. */
export const CONFIG: Config = {
  ...DEFAULTS,
  door: {
    ...DEFAULTS.door,
    deadlineMs: 1_800_000,
    maxUpstreamRequests: 100_000,
    parallel: 100_000,
    alwaysReport: true,
  },
}

/** Settings of the door and of gather by their own names, e.g. `{ deadlineMs: 5000 }`. */
export type Changes = Partial<DoorOptions & Config['gather'] & Pick<Config, 'accounts'>>

export function configWith({ accounts = CONFIG.accounts, ...changes }: Changes): GatewayConfig {
  const isOfGather = ([name]: readonly [string, unknown]) => name in CONFIG.gather
  const entries = Object.entries(changes)
  return {
    door: { ...CONFIG.door, ...Object.fromEntries(entries.filter((entry) => !isOfGather(entry))) },
    gather: { ...CONFIG.gather, ...Object.fromEntries(entries.filter(isOfGather)) },
    accounts,
  }
}

export function createStage(
  options: Partial<Omit<SandboxOptions, 'clock'>> = {},
  changes: Changes = {},
): Stage {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ scale: 0.05, lively: false, ...options, clock })
  return createStageOver(sandbox, clock, (request) => sandbox.ujet(request), changes)
}

/** The same over any `fetch`. */
export function createStageOver(
  sandbox: Sandbox,
  clock: VirtualClock,
  fetch: (request: Request) => Promise<Response>,
  changes: Changes = {},
  deps: Pick<GatewayDeps, 'sharedMemory'> = {},
): Stage {
  const events: SwitchboardEvent[] = []
  const gateway = createGateway(configWith(changes), {
    ...deps,
    clock,
    emit: (event) => void events.push(event),
    fetch: (input, init) => fetch(new Request(input, init)),
  })
  let seen = 0
  return {
    clock,
    sandbox,
    gateway,
    events,
    ask: async (query, variables = {}, headers = {}) => {
      const response = await gateway.fetch(
        new Request('http://gateway.test/graphql', toPost({ query, variables }, headers)),
      )
      const { data = null, errors = [], extensions = {} } = await response.json()
      return { status: response.status, data, errors, extensions }
    },
    sent: () => {
      const news = sandbox.requests.slice(seen)
      seen = sandbox.requests.length
      return news.map(
        ({ path, query }) =>
          `${path.replace('/manager/api/v1', '')}${query ? `?${decodeURIComponent(query)}` : ''}`,
      )
    },
  }
}
