// A gateway on a real socket over a sandbox on a real socket, in real time; for suites where these are the point.
import type { Emit } from '../../src/domain/event.ts'
import type { Sandbox, SandboxOptions } from '../../src/demo/sandbox.ts'
import type { Answer, Changes } from './gateway.ts'
import { systemClock } from '../../src/clock.ts'
import { createServer } from '../../src/door/server.ts'
import { createGateway } from '../../src/gateway.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'
import { configWith, UJET } from './gateway.ts'
import { listen } from './listen.ts'
import { toPost } from './post.ts'

export interface Served {
  readonly url: string
  readonly sandbox: Sandbox
  ask<Data = any>(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<Data>>
  /** Closes the connections of all clients. */
  hangUp(): void
  stop(): Promise<void>
}

export async function startServer(
  options: Partial<Omit<SandboxOptions, 'clock'>> = {},
  changes: Changes = {},
  emit: Emit = () => {},
): Promise<Served> {
  const sandbox = createSandbox({ ...options, clock: systemClock })
  const vendor = await serve(sandbox.ujet)
  const account = { ...UJET, baseUrl: `${vendor.url}${sandbox.basePath}` }
  const gateway = createGateway(configWith({ deadlineMs: 30_000, accounts: [account], ...changes }), {
    fetch,
    clock: systemClock,
    emit,
  })
  const server = createServer([gateway.probes.answer, gateway.answer])
  const port = await listen(server)
  const url = `http://127.0.0.1:${port}/graphql`
  return {
    url,
    sandbox,
    ask: async (query, variables = {}, headers = {}) => {
      const response = await fetch(url, toPost({ query, variables }, headers))
      const { data = null, errors = [], extensions = {} } = await response.json()
      return { status: response.status, data, errors, extensions }
    },
    hangUp: () => server.closeAllConnections(),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await vendor.close()
    },
  }
}
