// `npm run demo`: the sandboxes of all five vendors and a gateway over them in one process. Nothing here asks a real
// vendor.
import './require-node.ts'
import type { Vendor } from './domain/vendor.ts'
import type { AccountConfig } from './vendors/account.ts'
import { clockSetTo, systemClock } from './clock.ts'
import { createLogger } from './log.ts'
import { run, stopOnSignal } from './run.ts'
import { createSandbox } from './sandbox/sandbox.ts'
import { serve } from './sandbox/serve.ts'
import { descriptionOf } from './vendors/index.ts'

const port = Number(process.env.PORT ?? 4000)
// For screenshots that look the same every day.
const { SANDBOX_NOW: setTo } = process.env
const clock = setTo === undefined ? systemClock : clockSetTo(Date.parse(setTo))
const { ujet, callcap, whippy, alloMedia, twin } = createSandbox({ clock })
const simulators = [ujet, callcap, whippy, alloMedia, twin]
const served = await Promise.all(simulators.map((simulator) => serve(simulator)))
const [ujetUrl = '', callcapUrl = '', whippyUrl = '', alloMediaUrl = '', twinUrl = ''] = served.map(
  ({ url }) => url,
)

/** An account under its vendor's name, at the quota that the vendor has. */
function account(vendor: Vendor, baseUrl: string, settings: AccountConfig['settings']): AccountConfig {
  const { defaultName: name, quota, timeoutMs } = descriptionOf(vendor)
  const { requests, windowMs } = quota
  const common = { quota: { requests, windowMs }, pace: 1.04, timeoutMs, overrides: {} }
  return { name, vendor, baseUrl, settings, ...common }
}

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
      account('UJET', ujetUrl + ujet.basePath, {
        USERNAME: ujet.credentials.username,
        PASSWORD: ujet.credentials.password,
      }),
      account('CALLCAP', callcapUrl + callcap.basePath, {
        API_KEY: callcap.credentials.apiKey,
        TIMEZONE: 'US/Central',
      }),
      account('WHIPPY', whippyUrl + whippy.basePath, { API_KEY: whippy.credentials.apiKey }),
      account('ALLO_MEDIA', alloMediaUrl + alloMedia.basePath, {
        TOKEN_URL: alloMediaUrl + alloMedia.tokenPath,
        CLIENT_ID: alloMedia.credentials.clientId,
        CLIENT_SECRET: alloMedia.credentials.clientSecret,
      }),
      account('TWIN', twinUrl + twin.basePath, {
        AUTH_URL: twinUrl + twin.basePaths.auth,
        TELEPHONY_URL: twinUrl + twin.basePaths.telephony,
        BOT_URL: twinUrl + twin.basePaths.bot,
        CHAT_URL: twinUrl + twin.basePaths.chat,
        EMAIL: twin.credentials.email,
        PASSWORD: twin.credentials.password,
      }),
    ],
  },
  createLogger('warn'),
  clock,
)

console.log(`
Switchboard is running over five simulated vendors, at the quotas that the real ones have.

  GraphiQL   ${running.url}

Every answer tells in extensions.upstream what it cost. Stop with Ctrl-C.
`)

stopOnSignal(async () => {
  await running.stop()
  await Promise.all(served.map(({ close }) => close()))
})
