// One account at run time: credentials, queue, health and probe results.
import type { Emit } from '../domain/event.ts'
import type { ListNoun } from '../domain/lists.ts'
import type { Clock } from '../domain/time.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Client } from '../upstream/client.ts'
import type { Health } from '../upstream/breaker.ts'
import type { Queue } from '../upstream/queue.ts'
import type { Redis } from '../upstream/redis/redis.ts'
import type { SharedMemory, SharedMemoryOf } from '../upstream/redis/shared-memory.ts'
import type { Pace } from '../upstream/schedule.ts'
import type { SingleFlight } from '../upstream/single-flight.ts'
import type { AccountIdentity, Resource, Resources, VendorDescription } from './define.ts'
import type { Settings } from './filters.ts'
import type { IdForms } from './id-form.ts'
import type { PageSizes, ProbeResults } from './unproven.ts'
import type { Unfinished } from './unfinished.ts'
import { InputError } from '../domain/errors.ts'
import { createBreaker, createHealth } from '../upstream/breaker.ts'
import { createClient } from '../upstream/client.ts'
import { createQueue } from '../upstream/queue.ts'
import { createSchedule } from '../upstream/schedule.ts'
import { NO_MEMORY } from '../upstream/redis/shared-memory.ts'
import { createSharedSchedule } from '../upstream/redis/shared-schedule.ts'
import { createSharedSlots } from '../upstream/redis/shared-slots.ts'
import { createSingleFlight } from '../upstream/single-flight.ts'
import { createUnfinished } from './unfinished.ts'
import { createPageSizes, createProbeResults } from './unproven.ts'

export interface AccountConfig {
  readonly name: string
  readonly vendor: Vendor
  readonly baseUrl: string
  /** The vendor's settings by their suffix, e.g. `USERNAME`. */
  readonly settings: Readonly<Record<string, string>>
  readonly quota: { readonly requests: number; readonly windowMs: number }
  /** Multiplies the quota's interval, e.g. `1.1`. */
  readonly pace: number
  readonly timeoutMs: number
  /** The most bytes read of one answer, decompressed. */
  readonly responseBytes: number
  readonly overrides: {
    readonly paths?: Readonly<Record<string, string>>
    readonly parameters?: Readonly<Record<string, string>>
    readonly metadata?: Readonly<Record<string, string>>
  }
}

export interface Account extends AccountIdentity {
  /** IANA zone of the account's days, e.g. `Europe/Paris`. */
  readonly timeZone: string | null
  readonly config: AccountConfig
  readonly resources: Resources
  readonly ids: IdForms
  readonly client: Client
  readonly queue: Queue
  readonly health: Health
  readonly probeResults: ProbeResults
  readonly pageSizes: PageSizes
  /** One raw id that the account has sent, by noun. */
  readonly examples: Map<ListNoun, string>
  /** Pages and rows that other instances have read. */
  readonly memory: SharedMemory
  /** Pages in flight, so that clients share one request. */
  readonly flights: SingleFlight
  /** Reads that go on from the answers of failed ones. */
  readonly unfinished: Unfinished
}

interface AccountDeps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
  /** Shares quotas between instances; `undefined` for a single one. */
  readonly redis?: Pick<Redis, 'run' | 'closed' | 'expectedInstances'> | undefined
  /** Shares answers between instances. */
  readonly memoryOf?: SharedMemoryOf | undefined
}

/** Accounts in the given order; one queue per quota scope. */
export function createAccounts(
  configs: readonly AccountConfig[],
  descriptionOf: (vendor: Vendor) => VendorDescription,
  deps: AccountDeps,
): readonly Account[] {
  const queues = new Map<string, Queue>()
  const unfinishedOf = createUnfinished(deps.clock)
  return configs.map((config) => {
    const description = descriptionOf(config.vendor)
    const scope = scopeOf(config, description)
    const queue = queues.get(scope) ?? createScope(scope, paceOf(config, description), deps)
    queues.set(scope, queue)
    return createAccount(config, description, queue, { ...deps, unfinished: unfinishedOf(config.name) })
  })
}

function createAccount(
  config: AccountConfig,
  description: VendorDescription,
  queue: Queue,
  deps: AccountDeps & Pick<Account, 'unfinished'>,
): Account {
  const { name: account } = config
  const health = createHealth(deps.clock, (state) => deps.emit({ type: 'state', account, state }))
  const breaker = createBreaker(account, deps.clock, health)
  // Parameter names join the settings; suffixes in capitals avoid clashes.
  const settings = { ...config.settings, ...config.overrides.parameters }
  const services = Object.entries(description.services ?? {}).map(([name, suffix]) => [
    name,
    config.settings[suffix] ?? '',
  ])
  return {
    name: config.name,
    vendor: config.vendor,
    settings,
    metadata: config.overrides.metadata ?? {},
    timeZone: timeZoneOf(description, settings),
    config: { ...config, settings },
    resources: description.resources,
    ids: description.ids,
    queue,
    health,
    probeResults: createProbeResults(),
    pageSizes: createPageSizes(),
    examples: new Map(),
    memory: toMemory(config, deps),
    flights: createSingleFlight(),
    unfinished: deps.unfinished,
    client: createClient(
      {
        ...config,
        services: Object.fromEntries(services),
        credentials: description.authorize(config.settings),
        waitMsHeader: description.quota.waitMsHeader,
      },
      { ...deps, queue, breaker },
    ),
  }
}

/** Accounts with other credentials may see other rows. */
function toMemory({ vendor, baseUrl, settings, quota }: AccountConfig, deps: AccountDeps): SharedMemory {
  const intervalMs = quota.windowMs / quota.requests
  return deps.memoryOf?.([vendor, baseUrl, settings], intervalMs) ?? NO_MEMORY
}

function timeZoneOf(description: VendorDescription, settings: Settings): string | null {
  const setting = description.settings.find(({ kind }) => kind === 'timeZone')
  return (setting && settings[setting.suffix]) ?? null
}

/** `undefined`: the vendor lacks the noun. */
export function resourceOf<N extends ListNoun>(account: Account, noun: N): Resource<N> | undefined {
  return account.resources[noun]
}

/** Fills `{name}`, then applies the longest matching override. */
export function toPath(
  account: Account,
  template: string,
  values: Readonly<Record<string, string>> = {},
): string {
  const overrides = Object.entries(account.config.overrides.paths ?? {})
  const [from, to] = overrides
    .filter(([path]) => template === path || template.startsWith(`${path}/`))
    .toSorted(([a], [b]) => b.length - a.length)[0] ?? ['', '']
  const path = to.replace(/^\/+|\/+$/g, '') + template.slice(from.length)
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => toSegment(values[name] ?? ''))
}

/** Rejects dots, since even `%2e%2e` names the parent path. */
function toSegment(value: string): string {
  if (/^\.*$/.test(value)) throw new InputError('id: expected one that a path can hold, got none or dots')
  return encodeURIComponent(value.toWellFormed())
}

/** The quota with a margin for network jitter. */
function paceOf({ quota, pace }: AccountConfig, description: VendorDescription): Pace {
  return { requests: quota.requests, windowMs: quota.windowMs * pace, even: description.quota.even }
}

function createScope(scope: string, pace: Pace, { clock, redis, memoryOf }: AccountDeps): Queue {
  const schedule =
    redis === undefined
      ? createSchedule(clock, pace)
      : createSharedSchedule(clock, pace, createSharedSlots(redis.run, scope, pace), {
          ...redis,
          sharesAnswers: memoryOf !== undefined,
        })
  return createQueue(clock, pace, schedule)
}

function scopeOf(config: AccountConfig, { vendor, quota }: VendorDescription): string {
  const counted = { host: new URL(config.baseUrl).host, account: config.name, vendor: '' }
  return `${vendor}:${counted[quota.scope]}`
}
