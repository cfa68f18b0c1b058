// The accounts of a sandbox as an operator would set them: what the demo runs on, and tests over all vendors.
import type { Vendor } from '../domain/vendor.ts'
import type { Sandbox } from '../demo/sandbox.ts'
import type { AccountConfig } from '../vendors/account.ts'
import { VENDORS } from '../domain/vendor.ts'
import { RESPONSE_BYTES } from '../upstream/body.ts'
import { descriptionOf } from '../vendors/index.ts'

/** The simulators by their vendors. */
export function simulatorsOf({ ujet, callcap, whippy, alloMedia, twin }: Sandbox) {
  return {
    UJET: ujet,
    CALLCAP: callcap,
    WHIPPY: whippy,
    ALLO_MEDIA: alloMedia,
    TWIN: twin,
  } satisfies Record<Vendor, unknown>
}

/** One account for each vendor, under its default name; `originOf` tells where the vendor's simulator listens. */
export function toSandboxAccounts(
  sandbox: Sandbox,
  originOf: (vendor: Vendor) => string,
): readonly AccountConfig[] {
  const { ujet, callcap, whippy, alloMedia, twin } = sandbox
  const simulators = simulatorsOf(sandbox)
  const settings: Readonly<Record<Vendor, AccountConfig['settings']>> = {
    UJET: { USERNAME: ujet.credentials.username, PASSWORD: ujet.credentials.password },
    CALLCAP: { API_KEY: callcap.credentials.apiKey, TIMEZONE: 'US/Central' },
    WHIPPY: { API_KEY: whippy.credentials.apiKey },
    ALLO_MEDIA: {
      TOKEN_URL: originOf('ALLO_MEDIA') + alloMedia.tokenPath,
      CLIENT_ID: alloMedia.credentials.clientId,
      CLIENT_SECRET: alloMedia.credentials.clientSecret,
    },
    TWIN: {
      AUTH_URL: originOf('TWIN') + twin.basePaths.auth,
      TELEPHONY_URL: originOf('TWIN') + twin.basePaths.telephony,
      BOT_URL: originOf('TWIN') + twin.basePaths.bot,
      CHAT_URL: originOf('TWIN') + twin.basePaths.chat,
      EMAIL: twin.credentials.email,
      PASSWORD: twin.credentials.password,
    },
  }
  return VENDORS.map((vendor) =>
    toAccount(vendor, originOf(vendor) + simulators[vendor].basePath, settings[vendor]),
  )
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
    responseBytes: RESPONSE_BYTES,
    overrides: {},
  }
}
