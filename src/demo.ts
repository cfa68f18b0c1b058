// `npm run demo`: the sandboxes of all vendors and a gateway over them in one process. Nothing here asks a real
// vendor.
import './require-node.ts'
import { clockSetTo, systemClock } from './clock.ts'
import { ConfigError } from './config/config.ts'
import { VENDORS } from './domain/vendor.ts'
import { EVERYBODY } from './domain/viewer.ts'
import { DEFAULT_LIMITS } from './door/limits.ts'
import { DEFAULT_WATCH_LIMITS } from './gather/watch.ts'
import { MOST_PARALLEL } from './door/admission.ts'
import { MOST_BODY_BYTES } from './door/params.ts'
import { createReader } from './config/environment.ts'
import { createLogger } from './log.ts'
import { explain, run, stopOnSignal } from './run.ts'
import { simulatorsOf, toSandboxAccounts } from './config/demo-accounts.ts'
import { createSandbox } from './demo/sandbox.ts'
import { serve } from './demo/serve.ts'
import { SETTINGS } from './config/settings.ts'

const reader = createReader(process.env, () => '')
const { CORS_ORIGINS: corsOrigins } = reader.readAll({ CORS_ORIGINS: SETTINGS.CORS_ORIGINS })
if (reader.problems.length > 0) explain(new ConfigError(reader.problems))

const port = Number(process.env.PORT ?? 4000)
// For screenshots that look the same every day.
const { SANDBOX_NOW: setTo } = process.env
const clock = setTo === undefined ? systemClock : clockSetTo(Date.parse(setTo))
const sandbox = createSandbox({ clock })
// Counting them makes them, so that the first question is answered at once.
const simulators = simulatorsOf(sandbox)
const calls = Object.values(simulators).reduce((sum, { data }) => sum + data.calls.length, 0)
const served = await Promise.all(
  VENDORS.map(async (vendor) => [vendor, await serve(simulators[vendor])] as const),
)
const origins = new Map(served.map(([vendor, { url }]) => [vendor, url]))

const running = await run(
  {
    host: process.env.HOST ?? '127.0.0.1',
    port,
    opsPort: null,
    trustedProxies: [],
    corsOrigins,
    signIn: { by: 'none', viewer: EVERYBODY },
    graphiql: true,
    introspection: true,
    deadlineMs: 30_000,
    limits: DEFAULT_LIMITS,
    bodyBytes: MOST_BODY_BYTES,
    parallel: MOST_PARALLEL,
    persisted: null,
    drainMs: 1000,
    redisUrl: null,
    expectedInstances: 1,
    otlpEndpoint: null,
    alwaysReport: true,
    maxUpstreamRequests: 25,
    maxScanPages: 5,
    watchLimits: DEFAULT_WATCH_LIMITS,
    cacheBytes: 268_435_456,
    cursorSecret: null,
    accounts: toSandboxAccounts(sandbox, (vendor) => origins.get(vendor) ?? ''),
  },
  createLogger('warn'),
  clock,
).catch(explain)

console.log(`
Switchboard is running over ${VENDORS.length} simulated vendors with ${calls} calls so far,
at the quotas that the real ones have.

  GraphiQL   ${running.url}

Every answer tells in extensions.upstream what it cost. Stop with Ctrl-C.
`)

stopOnSignal(async () => {
  await running.stop()
  await Promise.all(served.map(([, { close }]) => close()))
})
