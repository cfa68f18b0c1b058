// The accounts of a sandbox as an operator would set them: what the demo runs on, and tests over all vendors.
import type { Vendor } from './domain/vendor.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import type { AccountConfig } from './vendors/account.ts'
import { descriptionOf } from './vendors/index.ts'

/** One account for each vendor, under its default name; `originOf` tells where the vendor's simulator listens. */
export function toSandboxAccounts(
  { ujet, callcap, whippy, alloMedia, twin }: Sandbox,
  originOf: (vendor: Vendor) => string,
): readonly AccountConfig[] {
  const { auth, telephony, bot, chat } = twin.basePaths
  const atTwin = originOf('TWIN')
  const account = (vendor: Vendor, basePath: string, settings: AccountConfig['settings']) =>
    toAccount(vendor, originOf(vendor) + basePath, settings)
  return [
    account('UJET', ujet.basePath, {
      USERNAME: ujet.credentials.username,
      PASSWORD: ujet.credentials.password,
    }),
    account('CALLCAP', callcap.basePath, { API_KEY: callcap.credentials.apiKey, TIMEZONE: 'US/Central' }),
    account('WHIPPY', whippy.basePath, { API_KEY: whippy.credentials.apiKey }),
    account('ALLO_MEDIA', alloMedia.basePath, {
      TOKEN_URL: originOf('ALLO_MEDIA') + alloMedia.tokenPath,
      CLIENT_ID: alloMedia.credentials.clientId,
      CLIENT_SECRET: alloMedia.credentials.clientSecret,
    }),
    account('TWIN', twin.basePath, {
      AUTH_URL: atTwin + auth,
      TELEPHONY_URL: atTwin + telephony,
      BOT_URL: atTwin + bot,
      CHAT_URL: atTwin + chat,
      EMAIL: twin.credentials.email,
      PASSWORD: twin.credentials.password,
    }),
  ]
}

/** At the quota that the vendor has. */
function toAccount(vendor: Vendor, baseUrl: string, settings: AccountConfig['settings']): AccountConfig {
  const { defaultName: name, quota, timeoutMs } = descriptionOf(vendor)
  const { requests, windowMs } = quota
  return {
    name,
    vendor,
    baseUrl,
    settings,
    quota: { requests, windowMs },
    pace: 1.04,
    timeoutMs,
    overrides: {},
  }
}
