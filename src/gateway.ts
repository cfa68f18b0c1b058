// The layers put together: accounts, gather, schema and door over one configuration, one `fetch` and one clock.
import type { Config } from './config/config.ts'
import type { Emit, SwitchboardEvent } from './domain/event.ts'
import type { Clock } from './domain/time.ts'
import type { Door } from './door/door.ts'
import type { Probes } from './door/probes.ts'
import type { Redis } from './upstream/redis/redis.ts'
import type { SharedMemoryDeps } from './upstream/redis/shared-memory.ts'
import { randomBytes } from 'node:crypto'
import { EVERYBODY } from './domain/viewer.ts'
import { createBills } from './door/bill.ts'
import { createDoor } from './door/door.ts'
import { createKept } from './door/kept.ts'
import { createMetrics, createProbes } from './door/probes.ts'
import { createGather } from './gather/gather.ts'
import { createRowParts } from './graphql/row-parts.ts'
import { createSchema } from './schema.ts'
import { VERSION } from './version.ts'
import { createSharedMemory } from './upstream/redis/shared-memory.ts'
import { createAccounts, createMemory, createSingleFlight, descriptionOf } from './vendors/index.ts'

export type GatewayConfig = Pick<Config, 'door' | 'gather' | 'accounts'>

export interface GatewayDeps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** Shares quotas between instances; absent for a single one. */
  readonly redis?: Redis | undefined
  /** Shares what instances read; absent with `SHARED_MEMORY=off`. */
  readonly sharedMemory?: Pick<SharedMemoryDeps, 'redis' | 'secret'> | undefined
  /** Receives every event. */
  readonly emit?: Emit
}

export interface Gateway extends Door {
  readonly probes: Probes
  readonly emit: Emit
  /** Fails readiness and ends subscriptions. Running operations continue. */
  drain(): void
}

/** The share of the caches for documents. Clients write them, and must not displace vendors' rows. */
const DOCUMENTS_SHARE = 1 / 16

/** The share for kept answers, which clients choose as well. */
const ANSWERS_SHARE = 1 / 16

export function createGateway(
  { door: options, gather: { cacheBytes, cursorSecret, ...limits }, accounts: configs }: GatewayConfig,
  { fetch, clock, redis, sharedMemory, emit: listener }: GatewayDeps,
): Gateway {
  const bills = createBills(() => clock.now())
  const views = () => gather.accounts({}, EVERYBODY)
  const metrics = createMetrics({
    accounts: views,
    watching: () => gather.watching(),
    version: VERSION,
    redis,
  })
  const emit = (event: SwitchboardEvent) => {
    bills.listen(event)
    metrics.listen(event)
    kept.listen(event)
    listener?.(event)
  }
  redis?.onChange((change) => emit({ type: 'redis', ...change }))
  const memoryOf = sharedMemory && createSharedMemory({ ...sharedMemory, clock, emit })
  const documentBytes = Math.floor(cacheBytes * DOCUMENTS_SHARE)
  const answerBytes = Math.floor(cacheBytes * ANSWERS_SHARE)
  const memory = createMemory(clock, cacheBytes - documentBytes - answerBytes)
  const answers = createMemory(clock, answerBytes)
  const kept = createKept({ store: answers, news: memory, clock })
  const gather = createGather({
    ...limits,
    accounts: createAccounts(configs, descriptionOf, { fetch, clock, redis, memoryOf, emit }),
    memory,
    flights: createSingleFlight(),
    clock,
    emit,
    // Without a secret, cursors end with the process.
    secret: cursorSecret ?? randomBytes(32).toString('hex'),
  })
  const schema = createSchema()
  const documents = createMemory(clock, documentBytes)
  const rowPartsOf = createRowParts(answers)
  const door = createDoor(options, { schema, gather, bills, documents, kept, rowPartsOf, fetch, clock, emit })
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
