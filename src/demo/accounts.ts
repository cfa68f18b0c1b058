// The simulators as vendors' accounts: the variables that an operator would set for them.
import type { Sandbox } from './sandbox.ts'

/** A vendor without a simulator is left out of the demo and of tests that need one. */
export function simulatorsOf({ ujet, callcap, whippy, alloMedia, twin }: Sandbox) {
  return {
    UJET: ujet,
    CALLCAP: callcap,
    WHIPPY: whippy,
    ALLO_MEDIA: alloMedia,
    TWIN: twin,
  }
}

export type SimulatedVendor = keyof ReturnType<typeof simulatorsOf>

/** `originOf` names the origin of a vendor's simulator, e.g. `http://127.0.0.1:4600`. */
export function sandboxEnvironment(
  { ujet, callcap, whippy, alloMedia, twin }: Sandbox,
  originOf: (vendor: SimulatedVendor) => string,
): Readonly<Record<string, string>> {
  const twinOrigin = originOf('TWIN')
  return {
    UJET_BASE_URL: originOf('UJET') + ujet.basePath,
    UJET_USERNAME: ujet.credentials.username,
    UJET_PASSWORD: ujet.credentials.password,
    CALLCAP_BASE_URL: originOf('CALLCAP') + callcap.basePath,
    CALLCAP_API_KEY: callcap.credentials.apiKey,
    WHIPPY_BASE_URL: originOf('WHIPPY') + whippy.basePath,
    WHIPPY_API_KEY: whippy.credentials.apiKey,
    ALLO_MEDIA_BASE_URL: originOf('ALLO_MEDIA') + alloMedia.basePath,
    ALLO_MEDIA_TOKEN_URL: originOf('ALLO_MEDIA') + alloMedia.tokenPath,
    ALLO_MEDIA_CLIENT_ID: alloMedia.credentials.clientId,
    ALLO_MEDIA_CLIENT_SECRET: alloMedia.credentials.clientSecret,
    TWIN_BASE_URL: twinOrigin + twin.basePath,
    TWIN_AUTH_URL: twinOrigin + twin.basePaths.auth,
    TWIN_TELEPHONY_URL: twinOrigin + twin.basePaths.telephony,
    TWIN_BOT_URL: twinOrigin + twin.basePaths.bot,
    TWIN_CHAT_URL: twinOrigin + twin.basePaths.chat,
    TWIN_EMAIL: twin.credentials.email,
    TWIN_PASSWORD: twin.credentials.password,
  }
}
