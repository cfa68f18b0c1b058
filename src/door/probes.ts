// Probes for machines: `/health` (is it alive), `/ready` (should it get work), `/metrics`.
import type { Context } from '../graphql/schema/builder.ts'
import type { Answer } from './server.ts'
import type { Emit, RequestEvent } from '../domain/event.ts'
import { UPSTREAM_CODES } from '../domain/errors.ts'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Probes {
  readonly answer: Answer
  /** From now on `/ready` answers 503. */
  drain(): void
}

type Probe = { readonly status: number; readonly type: string; readonly text: string }

export function createProbes(
  accounts: () => Accounts,
  metrics: Metrics,
  redis: SharedQuotas | undefined,
): Probes {
  let draining = false

  /** Vendors that are down leave it ready: cached rows are served, and operations find out when a vendor is back. */
  function toReady(): Probe {
    const states = accounts().map(({ name, state }) => ({ account: name, state }))
    return toJson({ status: draining ? 'draining' : 'ready', accounts: states }, !draining)
  }

  /** `own share`: the quota divided by the instances, while Redis is away. */
  function toQuotas(): { readonly quotas?: string } {
    if (redis === undefined) return {}
    const isShared = redis.isReady() && accounts().every(({ quota }) => quota.shared)
    return { quotas: isShared ? 'shared' : 'own share' }
  }

  const probes: Readonly<Record<string, () => Probe | Promise<Probe>>> = {
    '/health': () => toJson({ status: 'alive', ...toQuotas() }, true),
    '/ready': toReady,
    '/metrics': async () => ({ status: 200, type: metrics.contentType, text: await metrics.print() }),
  }

  return {
    answer: ({ method }, response, pathname) => {
      const probe = Object.hasOwn(probes, pathname) ? probes[pathname] : undefined
      if (probe === undefined || (method !== 'GET' && method !== 'HEAD')) return false
      Promise.resolve(probe()).then(
        ({ status, type, text }) => response.writeHead(status, { 'content-type': type }).end(text),
        () => response.writeHead(500).end(),
      )
      return true
    },
    drain: () => {
      draining = true
    },
  }
}

function toJson(content: object, isWell: boolean): Probe {
  return { status: isWell ? 200 : 503, type: 'application/json', text: `${JSON.stringify(content)}\n` }
}

/** Labels have few values and no texts of clients or vendors. */
export interface Metrics {
  readonly listen: Emit
  /** Prometheus' text format: `switchboard_account_state{account="ujet"} 0`. */
  print(): Promise<string>
  readonly contentType: string
}

type Accounts = ReturnType<Context['gather']['accounts']>

/** Buckets, from a cached answer to a long queue. */
const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30]

const STATES = { UP: 0, DEGRADED: 1, DOWN: 2 } as const

/** The Redis through which instances share quotas. */
export interface SharedQuotas {
  isUp(): boolean
  isReady(): boolean
}

export interface MetricsDeps extends Pick<Context['gather'], 'watching'> {
  readonly accounts: () => Accounts
  /** Of this program, e.g. `0.1.0`. */
  readonly version: string
  readonly redis: SharedQuotas | undefined
}

let ofProcess: Registry | null = null

/** `process_…` and `nodejs_…`, from the first scrape on. Gateways of a process share them. */
function processMetrics(): Registry {
  if (ofProcess === null) collectDefaultMetrics({ register: (ofProcess = new Registry()) })
  return ofProcess
}

export function createMetrics({ accounts, watching, version, redis }: MetricsDeps): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `switchboard_${name}`, help, labelNames, registers })
  const seconds = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Histogram({ name: `switchboard_${name}_seconds`, help, labelNames, registers, buckets: SECONDS })

  const operations = counter('operations_total', 'Operations answered.', 'outcome')
  const kept = counter('kept_answers_total', 'Operations answered with the bytes of an earlier answer.')
  const operationSeconds = seconds('operation', 'From an operation to its answer.', 'outcome')
  const errors = counter('errors_total', 'Errors sent to clients.', 'code')
  const requests = counter(
    'upstream_requests_total',
    'Requests to vendors; retries of one are not counted.',
    'account',
    'noun',
    'lane',
    'outcome',
    'code',
  )
  const slots = counter('upstream_slots_used_total', 'Slots of a quota that were used.', 'account')
  const refusals = counter(
    'upstream_refusals_total',
    'Requests that were not sent: the slot came too late or the account is DOWN.',
    'account',
    'lane',
    'code',
  )
  const limited = counter(
    'upstream_limited_total',
    'Answers that ask for a pause: 429, or any refusal with Retry-After.',
    'account',
  )
  const queueSeconds = seconds('upstream_queue', 'Waiting for slots and retries.', 'account', 'lane')
  const networkSeconds = seconds('upstream_network', 'From sending to the end of the body.', 'account')
  const saved = counter('saved_requests_total', 'Upstream requests saved, by means.', 'outcome')

  const looks = counter(
    'shared_memory_looks_total',
    'Requests that looked for their answer in SHARED_MEMORY; FOUND ones were not sent.',
    'outcome',
  )

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `switchboard_${name}`,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  const perAccount = (name: string, help: string, read: (account: Accounts[number]) => number) =>
    new Gauge({
      name: `switchboard_${name}`,
      help,
      labelNames: ['account'],
      registers,
      collect() {
        for (const account of accounts()) this.set({ account: account.name }, read(account))
      },
    })

  perAccount('queue_waiting', 'Requests that wait for a slot.', ({ quota }) => quota.waiting)
  perAccount('slots_free', 'Slots that are free now.', ({ quota }) => quota.free)
  perAccount(
    'quota_requests_per_second',
    'The quota.',
    ({ quota }) => quota.requests / (quota.windowMs / 1000),
  )
  perAccount('account_state', '0 is UP, 1 is DEGRADED, 2 is DOWN.', ({ state }) => STATES[state])
  perAccount('quota_shared', '1 while instances share the quota through Redis, else 0.', ({ quota }) =>
    quota.shared ? 1 : 0,
  )
  gauge('subscriptions', 'Open subscriptions.', () => watching().watchers)
  gauge('subscription_questions', 'Distinct questions of subscriptions.', () => watching().questions)
  new Gauge({
    name: 'switchboard_build_info',
    help: 'Always 1; the label has the version.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1)
  gauge('redis_down', '1 while the Redis of REDIS_URL does not answer, else 0.', () =>
    redis === undefined || redis.isUp() ? 0 : 1,
  )
  const redisChanges = counter('redis_changes_total', 'Losses and recoveries of Redis.', 'outcome')

  // Prometheus sees no increase from nothing to 1, and an alert would miss the first.
  for (const code of [...UPSTREAM_CODES, 'INTERNAL_SERVER_ERROR']) errors.inc({ code }, 0)
  for (const outcome of ['EMBEDDED', 'CACHED', 'BATCHED', 'SHARED']) saved.inc({ outcome }, 0)
  if (redis !== undefined) {
    for (const outcome of ['LOST', 'REGAINED']) redisChanges.inc({ outcome }, 0)
    looks.inc({ outcome: 'UNREACHABLE' }, 0)
  }

  function countRequest({ account, noun, lane, code, attempts, queueMs, networkMs }: RequestEvent): void {
    const outcome = code === null ? 'OK' : 'FAILED'
    requests.inc({ account, noun: noun ?? 'SIGN_IN', lane, outcome, code: code ?? '' })
    slots.inc({ account }, attempts)
    queueSeconds.observe({ account, lane }, queueMs / 1000)
    networkSeconds.observe({ account }, networkMs / 1000)
  }

  return {
    listen: (event) => {
      if (event.type === 'request') countRequest(event)
      if (event.type === 'refusal')
        refusals.inc({ account: event.account, lane: event.lane, code: event.code })
      if (event.type === 'redis') redisChanges.inc({ outcome: event.isUp ? 'REGAINED' : 'LOST' })
      if (event.type === 'limited') limited.inc({ account: event.account })
      if (event.type === 'saved') saved.inc({ outcome: event.by.toUpperCase() }, event.count)
      if (event.type === 'looked') looks.inc({ outcome: event.outcome })
      if (event.type === 'looked' && event.outcome === 'FOUND') saved.inc({ outcome: 'ELSEWHERE' })
      if (event.type === 'errors') for (const code of event.codes) errors.inc({ code })
      if (event.type !== 'operation') return
      const outcome = event.errorCodes.length === 0 ? 'OK' : 'WITH_ERRORS'
      operations.inc({ outcome })
      if (event.isKept === true) kept.inc()
      operationSeconds.observe({ outcome }, event.durationMs / 1000)
    },
    print: async () => {
      for (const { name } of accounts()) limited.inc({ account: name }, 0)
      return `${await registry.metrics()}\n${await processMetrics().metrics()}`
    },
    contentType: registry.contentType,
  }
}
