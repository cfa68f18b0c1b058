// `npm run demo`: a gateway over simulators of all vendors, in one process. No real vendor is called.
import { clockSetTo, systemClock } from './clock.ts'
import { loadConfig } from './config/config.ts'
import { createLogger } from './log.ts'
import { explain, run, stopOnSignal } from './run.ts'
import { sandboxEnvironment, simulatorsOf } from './demo/accounts.ts'
import { createFaults } from './demo/faults.ts'
import { DAY } from './demo/company-day.ts'
import { createSandbox } from './demo/sandbox.ts'
import { serve } from './demo/serve.ts'

// The origin is the one of Vite, e.g. of examples/frontend.
const { HOST = '127.0.0.1', PORT, CORS_ORIGINS = 'http://localhost:5173', SANDBOX_NOW } = process.env
// A fixed time makes screenshots that stay the same, e.g. SANDBOX_NOW=2026-01-15T12:00:00Z.
const clock = SANDBOX_NOW === undefined ? systemClock : clockSetTo(Date.parse(SANDBOX_NOW))
// A day at the live rate, so that all hours of the console are alike.
const sandbox = createSandbox({ clock, startedAt: clock.now() - DAY })
const simulators = simulatorsOf(sandbox)
// Any request makes the rows, so that the first query is answered at once.
await Promise.all(Object.values(simulators).map((simulator) => simulator(new Request('http://localhost'))))
const calls = Object.values(simulators).reduce((sum, { data }) => sum + data.calls.length, 0)
const served = new Map(
  await Promise.all(
    Object.entries(simulators).map(async ([vendor, simulator]) => [vendor, await serve(simulator)] as const),
  ),
)

try {
  const { door, ...config } = loadConfig({
    HOST,
    PORT,
    CORS_ORIGINS,
    AUTH: 'none',
    ANONYMOUS_SCOPES: '*',
    DRAIN_MS: '1000',
    ...sandboxEnvironment(sandbox, (vendor) => served.get(vendor)?.url ?? ''),
  })
  const running = await run(
    { ...config, door: { ...door, alwaysReport: true } },
    createLogger('warn'),
    clock,
    {
      answers: [createFaults(simulators, clock)],
      links: { '/demo': 'Vendors' },
    },
  )
  console.log(`
Switchboard is running over ${served.size} simulated vendors with ${calls} calls so far,
at the quotas of the real ones.

  Console    ${new URL('/', running.url).href}
  GraphiQL   ${running.url}
  Vendors    ${new URL('/demo', running.url).href}, to make them slow or fail

Every answer reports its cost in extensions.upstream. Stop with Ctrl-C.
`)
  stopOnSignal(async () => {
    await running.stop()
    await Promise.all([...served.values()].map(({ close }) => close()))
  })
} catch (error) {
  explain(error)
}
