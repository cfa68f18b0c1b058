// A gateway on a socket: settings, listening, draining. Used by `main` and `demo`.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import type { Config } from './config/config.ts'
import type { SwitchboardEvent } from './domain/event.ts'
import type { Answer } from './door/server.ts'
import type { Clock } from './domain/time.ts'
import { once } from 'node:events'
import { systemClock } from './clock.ts'
import { ConfigError, loadConfig } from './config/config.ts'
import { loadEnvFile } from './config/read.ts'
import { loadConsole, loadConsoleOperations, loadDocs, loadExamples } from './docs.ts'
import { createPage, createPages } from './door/pages.ts'
import { createServer } from './door/server.ts'
import { createGateway } from './gateway.ts'
import { isLoopback, toOrigin } from './host.ts'
import { printApi } from './graphql/schema/sdl.ts'
import { createLogger, logEvents } from './log.ts'
import { createSchema } from './schema.ts'
import { VERSION } from './version.ts'

export interface Running {
  /** The GraphQL endpoint for a browser on this machine, e.g. `http://localhost:4000/graphql`. */
  readonly url: string
  /** The origin of probes and metrics, e.g. `http://localhost:4100`. */
  readonly opsUrl: string
  /** Refuses new connections, and waits at most `drainMs` for running operations. */
  stop(): Promise<void>
}

/** Pages of the demo; `links` from the console, e.g. `{ '/demo': 'Vendors' }`. */
interface More {
  readonly answers?: readonly Answer[]
  readonly links?: Readonly<Record<string, string>>
}

/** Listens by the settings of the environment and of `.env`, until a signal. */
export async function start(): Promise<void> {
  try {
    const file = loadEnvFile('.env')
    const config = loadConfig(process.env, undefined, undefined, file)
    // The exporter of traces reads variables of its own, e.g. OTEL_EXPORTER_OTLP_HEADERS.
    Object.assign(process.env, { ...file.variables, ...process.env })
    const log = createLogger(config.server.logLevel)
    for (const warning of config.warnings) log.warn(warning)
    process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'unhandled rejection'))
    const running = await run(config, log)
    const ops = config.server.opsPort === null ? {} : { ops: running.opsUrl }
    log.info(
      { version: VERSION, url: running.url, ...ops, accounts: config.accounts.map(({ name }) => name) },
      'listening',
    )
    log.flush()
    stopOnSignal(running.stop)
  } catch (error) {
    explain(error)
  }
}

/** Throws ConfigError when the process cannot listen, e.g. on a port that is taken. */
export async function run(
  config: Omit<Config, 'warnings'>,
  log: Logger,
  clock: Clock = systemClock,
  { answers = [], links = {} }: More = {},
): Promise<Running> {
  const { host, port, opsPort, drainMs, otlpEndpoint } = config.server
  if (config.door.signIn.by === 'none' && !isLoopback(host))
    log.warn({ host }, 'AUTH=none: every client that reaches this port may ask')
  // Packages of traces and Redis are loaded only when used.
  const tracing =
    otlpEndpoint === null
      ? null
      : (await import('./door/trace.ts')).createTracing(otlpEndpoint, VERSION, clock)
  const logging = logEvents(log)
  const emit = (event: SwitchboardEvent) => {
    logging(event)
    tracing?.listen(event)
  }
  const { redis, sharedMemory } = await connect(config.server)
  const { console, persisted } = config.door
  const own = console && persisted?.only === true ? await loadConsoleOperations() : new Set<string>()
  const door = { ...config.door, persisted: persisted && { ...persisted, own } }
  const deps = { fetch, clock, redis, sharedMemory, emit }
  const { answer, probes, ...gateway } = createGateway({ ...config, door }, deps)
  const pages = createPages({
    graphiql: config.door.graphiql ? createPage(loadExamples(), clock) : null,
    console: console ? loadConsole() : null,
    schema: config.door.introspection ? () => printApi(createSchema()) : null,
    docs: loadDocs(),
    links,
  })
  const server = createServer(
    opsPort === null ? [pages, ...answers, probes.answer, answer] : [pages, ...answers, answer],
    gateway.emit,
  )
  const ops = opsPort === null ? null : createServer([probes.answer], gateway.emit)
  await listen(server, host, port, 'PORT')
  if (ops !== null)
    await listen(ops, host, opsPort ?? 0, 'OPS_PORT').catch((error: unknown) => {
      server.close()
      throw error
    })
  return {
    url: `${originOf(server, host)}/graphql`,
    opsUrl: originOf(ops ?? server, host),
    stop: async () => {
      gateway.drain()
      await close(server, drainMs)
      // Last, so that probes report the draining.
      ops?.close()
      ops?.closeAllConnections()
      redis?.close()
      sharedMemory?.redis.close()
      await tracing?.close()
    },
  }
}

/** Quotas and shared memory have a connection each. */
async function connect({ redisUrl, expectedInstances, sharedMemory, memorySecret }: Config['server']) {
  if (redisUrl === null) return {}
  const { connectRedis } = await import('./upstream/redis/redis.ts')
  const redis = connectRedis(redisUrl, expectedInstances)
  if (!sharedMemory || memorySecret === null) return { redis }
  return {
    redis,
    sharedMemory: { redis: connectRedis(redisUrl), secret: memorySecret },
  }
}

async function listen(server: Server, host: string, port: number, variable: string): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const problem = LISTEN_PROBLEMS[code]
    throw problem === undefined ? error : new ConfigError([problem.replace('PORT', variable)])
  }
}

/** By the system's code; `PORT` is replaced by the variable. */
const LISTEN_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'PORT: another process listens there already; stop it or choose another port',
  EACCES: 'PORT: this user may not listen there; choose a port above 1023',
  EADDRNOTAVAIL: 'HOST: this machine has no such address; 127.0.0.1 and 0.0.0.0 are always there',
  EAFNOSUPPORT: 'HOST: this machine has no addresses of this kind; 127.0.0.1 and 0.0.0.0 are always there',
  ENOTFOUND: 'HOST: no address is known for this name; 127.0.0.1 and 0.0.0.0 are always there',
  EAI_AGAIN: 'HOST: no address is known for this name; 127.0.0.1 and 0.0.0.0 are always there',
  ERR_SOCKET_BAD_PORT: 'PORT: expected a whole number from 0 to 65535',
}

function originOf(server: Server, host: string): string {
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo
  return toOrigin(host, port)
}

/** Waits for running operations, at most `drainMs`. */
async function close(server: Server, drainMs: number): Promise<void> {
  const until = systemClock.now() + drainMs
  const closed = new AbortController()
  server.close(() => closed.abort())
  while (!closed.signal.aborted && systemClock.now() < until) {
    // Clients keep connections open after their answer.
    server.closeIdleConnections()
    await systemClock.sleep(20)
  }
  server.closeAllConnections()
}

/** Calls `stop` at SIGTERM or SIGINT, then ends the process. */
export function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0))
    })
  }
}

/** Prints a ConfigError and ends the process; throws any other error. */
export function explain(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
