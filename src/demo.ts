// `npm run demo`: the sandbox and a gateway over it in one process. Nothing here asks a real vendor.
import './require-node.ts'
import { clockSetTo, systemClock } from './clock.ts'
import { createLogger } from './log.ts'
import { run, stopOnSignal } from './run.ts'
import { createSandbox } from './sandbox/sandbox.ts'
import { serve } from './sandbox/serve.ts'

const port = Number(process.env.PORT ?? 4000)
// For screenshots that look the same every day.
const { SANDBOX_NOW: setTo } = process.env
const clock = setTo === undefined ? systemClock : clockSetTo(Date.parse(setTo))
const sandbox = createSandbox({ clock })
// Counting them makes them, so that the first question is answered at once.
const { calls, chats, agents } = sandbox.data
const inhabitants = `${calls.length} calls, ${chats.length} chats and ${agents.length} agents so far`
const vendor = await serve(sandbox.ujet)

const running = await run(
  {
    host: process.env.HOST ?? '127.0.0.1',
    port,
    corsOrigins: [],
    graphiql: true,
    introspection: true,
    deadlineMs: 30_000,
    drainMs: 1000,
    alwaysReport: true,
    maxScanPages: 5,
    cacheBytes: 268_435_456,
    cursorSecret: null,
    accounts: [
      {
        name: 'ujet',
        vendor: 'UJET',
        baseUrl: `${vendor.url}${sandbox.basePath}`,
        settings: { USERNAME: sandbox.username, PASSWORD: sandbox.password },
        quota: { requests: 1, windowMs: 1000 },
        pace: 1.04,
        timeoutMs: 6000,
        overrides: {},
      },
    ],
  },
  createLogger('warn'),
  clock,
)

console.log(`
Switchboard is running over a simulated contact centre (${inhabitants}),
at its real quota of one request a second.

  GraphiQL   ${running.url}

Every answer tells in extensions.upstream what it cost. Stop with Ctrl-C.
`)

stopOnSignal(async () => {
  await running.stop()
  await vendor.close()
})
