// A gateway over all five sandboxes on a virtual clock, at the vendors' real quotas.
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Stage } from './gateway.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { createVirtualClock } from './clock.ts'
import { createStageOver } from './gateway.ts'

export const ACCOUNTS = ['ujet', 'callcap', 'whippy', 'allo-media', 'twin'] as const
export type AccountName = (typeof ACCOUNTS)[number]

type Simulator = Sandbox['ujet' | 'callcap' | 'whippy' | 'alloMedia' | 'twin']

export interface FiveStage extends Stage {
  readonly simulators: Readonly<Record<AccountName, Simulator>>
}

export function createFiveStage(options: Partial<Omit<SandboxOptions, 'clock'>> = {}): FiveStage {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ scale: 0.05, lively: false, ...options, clock })
  const { ujet, callcap, whippy, alloMedia, twin } = sandbox
  const simulators = { ujet, callcap, whippy, 'allo-media': alloMedia, twin }
  const fetch = (request: Request) => {
    const name = ACCOUNTS.find((one) => `${one}.test` === new URL(request.url).host)
    if (name === undefined) throw new Error('a request to nobody')
    return simulators[name](request)
  }
  return { ...createStageOver(sandbox, clock, fetch, { accounts: accountsOf(sandbox) }), simulators }
}

/** The accounts at the quotas that the vendors have, each under a host of its own. */
function accountsOf({ ujet, callcap, whippy, alloMedia, twin }: Sandbox): AccountConfig[] {
  const { auth, telephony, bot, chat } = twin.basePaths
  const at = 'http://twin.test'
  return [
    toAccount('UJET', ujet.basePath, {
      USERNAME: ujet.credentials.username,
      PASSWORD: ujet.credentials.password,
    }),
    toAccount('CALLCAP', callcap.basePath, { API_KEY: callcap.credentials.apiKey, TIMEZONE: 'US/Central' }),
    toAccount('WHIPPY', whippy.basePath, { API_KEY: whippy.credentials.apiKey }),
    toAccount('ALLO_MEDIA', alloMedia.basePath, {
      TOKEN_URL: `http://allo-media.test${alloMedia.tokenPath}`,
      CLIENT_ID: alloMedia.credentials.clientId,
      CLIENT_SECRET: alloMedia.credentials.clientSecret,
    }),
    toAccount('TWIN', twin.basePath, {
      AUTH_URL: at + auth,
      TELEPHONY_URL: at + telephony,
      BOT_URL: at + bot,
      CHAT_URL: at + chat,
      EMAIL: twin.credentials.email,
      PASSWORD: twin.credentials.password,
    }),
  ]
}

function toAccount(vendor: Vendor, basePath: string, settings: AccountConfig['settings']): AccountConfig {
  const { defaultName: name, quota, timeoutMs } = descriptionOf(vendor)
  return {
    name,
    vendor,
    baseUrl: `http://${name}.test${basePath}`,
    settings,
    quota: { requests: quota.requests, windowMs: quota.windowMs },
    pace: 1.04,
    timeoutMs,
    overrides: {},
  }
}
