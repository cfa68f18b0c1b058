// A gateway over simulators in this process: rows stand still, and vendors can be made to fail.
import type { Sandbox } from '../../src/demo/sandbox.ts'
import type { Environment } from '../../src/config/read.ts'
import { systemClock } from '../../src/clock.ts'
import { loadConfig } from '../../src/config/config.ts'
import { sandboxEnvironment, simulatorsOf } from '../../src/demo/accounts.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'
import { createLogger } from '../../src/log.ts'
import { run } from '../../src/run.ts'

export interface World {
  readonly sandbox: Sandbox
  /** The console's address. */
  readonly url: string
  stop(): Promise<void>
}

export async function startWorld(settings: Environment = {}): Promise<World> {
  const sandbox = createSandbox({ clock: systemClock, scale: 0.2, lively: false })
  const served = new Map(
    await Promise.all(
      Object.entries(simulatorsOf(sandbox)).map(
        async ([vendor, simulator]) => [vendor, await serve(simulator)] as const,
      ),
    ),
  )
  const config = loadConfig({
    HOST: '127.0.0.1',
    PORT: '0',
    AUTH: 'none',
    DRAIN_MS: '0',
    ...sandboxEnvironment(sandbox, (vendor) => served.get(vendor)?.url ?? ''),
    ...settings,
  })
  const running = await run(config, createLogger('silent'))
  return {
    sandbox,
    url: new URL('/', running.url).href,
    stop: async () => {
      await running.stop()
      await Promise.all(Array.from(served.values(), ({ close }) => close()))
    },
  }
}
