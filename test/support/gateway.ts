// A gateway over a sandbox on a virtual clock: everything is real but `fetch` and the time.
import type { SwitchboardEvent } from '../../src/domain/event.ts'
import type { PlannedAccount } from '../../src/gather/price.ts'
import type { Gateway, GatewayConfig } from '../../src/gateway.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import type { Sandbox, SandboxOptions } from '../../src/demo/sandbox.ts'
import type { VirtualClock } from './clock.ts'
import { EVERYBODY } from '../../src/domain/viewer.ts'
import { DEFAULT_LIMITS } from '../../src/door/limits.ts'
import { DEFAULT_WATCH_LIMITS } from '../../src/gather/watch.ts'
import { MOST_BODY_BYTES } from '../../src/door/params.ts'
import { createGateway } from '../../src/gateway.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { RESPONSE_BYTES } from '../../src/upstream/body.ts'
import { createVirtualClock } from './clock.ts'

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

export const UJET: AccountConfig = {
  name: 'ujet',
  vendor: 'UJET',
  baseUrl: 'http://sandbox.test/manager/api/v1',
  settings: { USERNAME: 'demo', PASSWORD: 'sandbox' },
  quota: { requests: 1, windowMs: 1000 },
  pace: 1.04,
  timeoutMs: 6000,
  responseBytes: RESPONSE_BYTES,
  overrides: {},
}

export const CONFIG: GatewayConfig = {
  corsOrigins: [],
  trustedProxies: [],
  bodyBytes: MOST_BODY_BYTES,
  signIn: { by: 'none', viewer: EVERYBODY },
  graphiql: false,
  introspection: true,
  deadlineMs: 1_800_000,
  limits: DEFAULT_LIMITS,
  persisted: null,
  alwaysReport: true,
  accounts: [UJET],
  // What is to be dear in a test is.
  maxUpstreamRequests: 100_000,
  parallel: 100_000,
  maxScanPages: 5,
  watchLimits: DEFAULT_WATCH_LIMITS,
  cacheBytes: 268_435_456,
  cursorSecret: 'test',
}

export function createStage(
  options: Partial<Omit<SandboxOptions, 'clock'>> = {},
  config: Partial<GatewayConfig> = {},
): Stage {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ scale: 0.05, lively: false, ...options, clock })
  return createStageOver(sandbox, clock, (request) => sandbox.ujet(request), config)
}

/** The same over any `fetch`. */
export function createStageOver(
  sandbox: Sandbox,
  clock: VirtualClock,
  fetch: (request: Request) => Promise<Response>,
  config: Partial<GatewayConfig> = {},
): Stage {
  const events: SwitchboardEvent[] = []
  const gateway = createGateway(
    { ...CONFIG, ...config },
    {
      clock,
      emit: (event) => void events.push(event),
      fetch: (input, init) => fetch(new Request(input, init)),
    },
  )
  let seen = 0
  return {
    clock,
    sandbox,
    gateway,
    events,
    ask: async (query, variables = {}, headers = {}) => {
      const response = await gateway.fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ query, variables }),
        }),
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
