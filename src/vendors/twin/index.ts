// TWIN: bots that call out and chat.
// Calls, users, bots, tasks and chat sessions have a service each.
// https://developers.twin24.ai/reference and https://confluence.twin24.ai
import type { Credentials } from '../../upstream/auth.ts'
import type { RequestSpec } from '../../upstream/request-spec.ts'
import type { VendorDescription, VendorSetting } from '../define.ts'
import { TEXT_ID } from '../id-form.ts'
import { toNumber, toObject, toWord } from '../wire.ts'
import { agents } from './agent.ts'
import { PARAMETERS } from './call-filters.ts'
import { calls } from './call.ts'
import { campaigns } from './campaign.ts'
import { chats } from './chat.ts'
import { unverified } from './unverified.ts'

const service = (suffix: string, what: string, host: string): VendorSetting => ({
  suffix,
  meaning: `address of the ${what}`,
  kind: 'url',
  fallback: `https://${host}.twin24.ai/api/v1`,
})

export const twin: VendorDescription = {
  vendor: 'TWIN',
  about: 'TWIN, read through its analytics API for calls and through its neighbours for the rest.',
  defaultName: 'twin',
  settings: [
    service('BASE_URL', 'analytics, which has the calls', 'analyse'),
    service('AUTH_URL', 'identity service, which has sign-in and users', 'iam'),
    service('TELEPHONY_URL', 'telephony, which has the call tasks', 'cis'),
    service('BOT_URL', 'bots', 'bot'),
    service('CHAT_URL', 'chat sessions', 'chat-api'),
    { suffix: 'EMAIL', meaning: 'e-mail address of the user who signs in', kind: 'text' },
    { suffix: 'PASSWORD', meaning: 'password of the user who signs in', kind: 'secret' },
  ],
  // No document states the form of an id.
  ids: { other: TEXT_ID },
  // Unverified.
  quota: { scope: 'host', requests: 5, windowMs: 1000, even: false },
  timeoutMs: 6000,
  overrides: {
    paths: ['search/cis/calls', 'telephony/autoCall', 'users', 'bots', 'sessions'],
    parameters: PARAMETERS,
  },
  authorize: ({ EMAIL = '', PASSWORD = '' }) => byLogin(EMAIL, PASSWORD),
  services: { auth: 'AUTH_URL', telephony: 'TELEPHONY_URL', bot: 'BOT_URL', chat: 'CHAT_URL' },
  unverified,
  resources: { AGENT: agents, CALL: calls, CAMPAIGN: campaigns, CHAT: chats },
}

/** For tokens without a lifetime; the documented default is a week. */
const LIFETIME_SECONDS = 3600

function byLogin(email: string, password: string): Credentials {
  return {
    by: 'token',
    signIn: (renewal) =>
      renewal === null
        ? post('auth/login', { email, password })
        : post('auth/refresh', { refreshToken: renewal }),
    read: (body) => {
      const answer = toObject(body)
      const token = toWord(answer?.token)
      if (token === null) return null
      const renewal = toWord(answer?.refreshToken)
      return {
        headers: { authorization: `Bearer ${token}` },
        ttlMs: toLifetimeSeconds(token) * 1000,
        ...(renewal === null ? {} : { renewal }),
      }
    },
  }
}

function post(path: string, content: object): RequestSpec {
  return {
    path,
    query: {},
    service: 'auth',
    body: { type: 'application/json', text: JSON.stringify(content) },
  }
}

/** From the token's own claims, so the clocks need not agree. */
function toLifetimeSeconds(token: string): number {
  const claims = toClaims(token)
  const [from, to] = [toNumber(claims?.iat), toNumber(claims?.exp)]
  return from === null || to === null || to <= from ? LIFETIME_SECONDS : to - from
}

function toClaims(token: string) {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
    return toObject(JSON.parse(payload))
  } catch {
    return null
  }
}
