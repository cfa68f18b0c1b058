// A gateway on a socket, from listening to draining; what `main` and `demo` share.
import type { Logger } from 'pino'
import type { Clock } from './domain/time.ts'
import type { GatewayConfig } from './gateway.ts'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { systemClock } from './clock.ts'
import { createPage } from './door/graphiql.ts'
import { createServer } from './door/server.ts'
import { loadExamples } from './examples.ts'
import { createGateway } from './gateway.ts'
import { logEvents } from './log.ts'

export interface RunOptions extends GatewayConfig {
  readonly host: string
  readonly port: number
  readonly drainMs: number
  /** The most that the body of a request may have. */
  readonly bodyBytes: number
}

export interface Running {
  /** The GraphQL endpoint as a person on this machine reaches it. */
  readonly url: string
  /** Takes no new connections and lets running operations finish, for `drainMs` at most. */
  stop(): Promise<void>
}

export async function run(options: RunOptions, log: Logger, clock: Clock = systemClock): Promise<Running> {
  const gateway = createGateway(options, { fetch, clock, emit: logEvents(log) })
  const page = options.graphiql ? createPage(loadExamples(), clock) : null
  const server = createServer(gateway, page, options.bodyBytes)
  server.listen(options.port, options.host)
  await once(server, 'listening')
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo
  const host = ['0.0.0.0', '::'].includes(options.host) ? 'localhost' : options.host
  return {
    url: `http://${host}:${port}/graphql`,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const done = new AbortController()
      await Promise.race([closed, systemClock.sleep(options.drainMs, done.signal)])
      done.abort()
      server.closeAllConnections()
    },
  }
}

/** Stops once, when the process is told to end. */
export function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0))
    })
  }
}
