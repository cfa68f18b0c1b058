// A gateway on a socket, from listening to draining; what `main` and `demo` share.
import type { Logger } from 'pino'
import type { SwitchboardEvent } from './domain/event.ts'
import type { Clock } from './domain/time.ts'
import type { GatewayConfig } from './gateway.ts'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { systemClock } from './clock.ts'
import { ConfigError } from './config/config.ts'
import { createPage } from './door/graphiql.ts'
import { loadDocs } from './docs.ts'
import { createPages } from './door/pages.ts'
import { createServer } from './door/server.ts'
import { loadExamples } from './examples.ts'
import { createGateway } from './gateway.ts'
import { isLoopback, toOrigin } from './host.ts'
import { logEvents } from './log.ts'
import { connectRedis } from './upstream/redis/redis.ts'

export interface RunOptions extends GatewayConfig {
  readonly host: string
  readonly port: number
  readonly drainMs: number
  /** Where traces are sent, by OTLP over HTTP; null for nowhere. */
  readonly otlpEndpoint: string | null
  /** Through which instances share quotas; null for an instance that is alone. */
  readonly redisUrl: string | null
  /** The number of instances for one that starts while Redis is away. */
  readonly expectedInstances: number
  /** Where probes and metrics are served instead; null for beside the endpoint. */
  readonly opsPort: number | null
}

export interface Running {
  /** The GraphQL endpoint as a person on this machine reaches it. */
  readonly url: string
  /** Where probes and metrics are served, as `http://localhost:4100`. */
  readonly opsUrl: string
  /** Takes no new connections and lets running operations finish, for `drainMs` at most. */
  stop(): Promise<void>
}

/** Throws ConfigError where the process cannot listen as it is told to. */
export async function run(options: RunOptions, log: Logger, clock: Clock = systemClock): Promise<Running> {
  if (options.signIn.by === 'none' && !isLoopback(options.host))
    log.warn({ host: options.host }, 'AUTH=none: whoever reaches this port may ask')
  const { otlpEndpoint, redisUrl } = options
  // Its packages are loaded by those only who use them.
  const tracing =
    otlpEndpoint === null ? null : (await import('./door/trace.ts')).createTracing(otlpEndpoint, clock)
  const logging = logEvents(log)
  const emit = (event: SwitchboardEvent) => {
    logging(event)
    tracing?.listen(event)
  }
  const redis = redisUrl === null ? undefined : connectRedis(redisUrl, options.expectedInstances)
  const gateway = createGateway(options, { fetch, clock, redis, emit })
  const graphiql = options.graphiql ? createPage(loadExamples(), clock) : null
  const pages = createPages(graphiql, loadDocs())
  const { answer, probes } = gateway
  const isApart = options.opsPort !== null
  const server = createServer([pages, ...(isApart ? [] : [probes.answer]), answer], gateway.emit)
  const ops = isApart ? createServer([probes.answer], gateway.emit) : null
  await listen(server, options.host, options.port, 'PORT')
  if (ops !== null)
    await listen(ops, options.host, options.opsPort ?? 0, 'OPS_PORT').catch(async (error: unknown) => {
      server.close()
      throw error
    })
  return {
    url: `${originOf(server, options.host)}/graphql`,
    opsUrl: originOf(ops ?? server, options.host),
    stop: async () => {
      gateway.drain()
      const until = systemClock.now() + options.drainMs
      const closed = new AbortController()
      server.close(() => closed.abort())
      while (!closed.signal.aborted && systemClock.now() < until) {
        // Connections that have their answer are kept open by clients.
        server.closeIdleConnections()
        await systemClock.sleep(20, NEVER)
      }
      server.closeAllConnections()
      // Until the end it says that the process drains.
      ops?.close()
      ops?.closeAllConnections()
      redis?.close()
      await tracing?.close()
    },
  }
}

/** As a person on this machine reaches it. */
function originOf(server: Server, host: string): string {
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo
  return toOrigin(host, port)
}

async function listen(server: Server, host: string, port: number, variable: string): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const problem = UNHEARD[code]
    throw problem === undefined ? error : new ConfigError([problem.replace('PORT', variable)])
  }
}

/** What to do where a process cannot listen, by the system's code. */
const UNHEARD: Readonly<Record<string, string>> = {
  EADDRINUSE: 'PORT: another process listens there already; stop it or choose another port',
  EACCES: 'PORT: this user may not listen there; choose a port above 1023',
  EADDRNOTAVAIL: 'HOST: this machine has no such address; 127.0.0.1 and 0.0.0.0 are always there',
  EAFNOSUPPORT: 'HOST: this machine has no addresses of this kind; 127.0.0.1 and 0.0.0.0 are always there',
  ENOTFOUND: 'HOST: no address is known for this name; 127.0.0.1 and 0.0.0.0 are always there',
  EAI_AGAIN: 'HOST: no address is known for this name; 127.0.0.1 and 0.0.0.0 are always there',
  ERR_SOCKET_BAD_PORT: 'PORT: expected a whole number from 0 to 65535',
}

const NEVER = new AbortController().signal

/** Stops once, when the process is told to end. */
export function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0))
    })
  }
}

/** Says what keeps the process from starting, and ends it; any other fault goes on as it is. */
export function explain(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
