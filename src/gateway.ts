// Where the layers meet: accounts, gather, graph and door made from one configuration, one `fetch` and one clock.
import type { Emit, SwitchboardEvent } from './domain/event.ts'
import type { Clock } from './domain/time.ts'
import type { WatchLimits } from './gather/watch.ts'
import type { Redis } from './upstream/redis/redis.ts'
import type { AccountConfig } from './vendors/account.ts'
import type { Door, DoorOptions } from './door/door.ts'
import type { Probes } from './door/probes.ts'
import { randomBytes } from 'node:crypto'
import { EVERYBODY } from './domain/viewer.ts'
import { createBills } from './door/bill.ts'
import { createDoor } from './door/door.ts'
import { createMetrics } from './door/metrics.ts'
import { createProbes } from './door/probes.ts'
import { createGather } from './gather/gather.ts'
import { createSchema } from './graphql/schema.ts'
import { createAccounts, createMemory, createSingleFlight, descriptionOf } from './vendors/index.ts'

export interface GatewayConfig extends DoorOptions {
  readonly accounts: readonly AccountConfig[]
  readonly maxScanPages: number
  readonly watchLimits: WatchLimits
  readonly cacheBytes: number
  /** Null makes a secret that lives as long as the process. */
  readonly cursorSecret: string | null
}

/** The part of the caches that holds documents. Clients write them, so they must not displace what vendors were asked for. */
const DOCUMENTS_SHARE = 1 / 16

export interface GatewayDeps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** The Redis through which instances share quotas; an instance without is alone. */
  readonly redis?: Redis | undefined
  /** Hears everything that happens. */
  readonly emit?: Emit
}

export interface Gateway extends Door {
  readonly probes: Probes
  /** Tells the bills, the metrics and whoever listens. */
  readonly emit: Emit
  /** Tells balancers to send no more work, and ends what is watched; what runs goes on. */
  drain(): void
}

export function createGateway(
  config: GatewayConfig,
  { fetch, clock, redis, emit: listener }: GatewayDeps,
): Gateway {
  const bills = createBills(() => clock.now())
  const views = () => gather.accounts({}, EVERYBODY)
  const metrics = createMetrics(views, redis)
  const emit = (event: SwitchboardEvent) => {
    bills.listen(event)
    metrics.listen(event)
    listener?.(event)
  }
  redis?.onChange((change) => emit({ type: 'redis', ...change }))
  const accounts = createAccounts(config.accounts, descriptionOf, {
    fetch,
    clock,
    redis,
    emit,
  })
  const documentBytes = Math.floor(config.cacheBytes * DOCUMENTS_SHARE)
  const gather = createGather({
    accounts,
    memory: createMemory(clock, config.cacheBytes - documentBytes),
    flights: createSingleFlight(),
    clock,
    emit,
    secret: config.cursorSecret ?? randomBytes(32).toString('hex'),
    maxScanPages: config.maxScanPages,
    watchLimits: config.watchLimits,
  })
  const door = createDoor(config, {
    schema: createSchema(),
    gather,
    bills,
    documents: createMemory(clock, documentBytes),
    fetch,
    clock,
    emit,
  })
  const probes = createProbes(views, metrics, redis)
  return {
    ...door,
    probes,
    emit,
    drain: () => {
      probes.drain()
      gather.close()
    },
  }
}
