// Allo-Media's Activate API, also called uh!ive: transcribed and analysed calls, read only.
// https://docs.allo-media.net/activate-api/
import type { Credentials } from '../../upstream/auth.ts'
import type { VendorDescription } from '../define.ts'
import { TEXT_ID } from '../id-form.ts'
import { toNumber, toObject, toWord } from '../wire.ts'
import { calls } from './call.ts'
import { METADATA_KEYS } from './metadata.ts'
import { unverified } from './unverified.ts'

export const alloMedia: VendorDescription = {
  vendor: 'ALLO_MEDIA',
  about:
    'Allo-Media (uh!ive), read through the Activate API, which lists only calls whose processing has ended.',
  defaultName: 'allo-media',
  settings: [
    {
      suffix: 'BASE_URL',
      meaning: 'address of the Activate API; older customers have https://api.allo-media.net',
      kind: 'url',
      fallback: 'https://activate.uh.live',
    },
    {
      suffix: 'TOKEN_URL',
      meaning: 'address at which the OAuth client gets its tokens',
      kind: 'url',
      fallback: 'https://id.uh.live/realms/uhlive/protocol/openid-connect/token',
      usedWith: 'CLIENT_ID',
    },
    { suffix: 'CLIENT_ID', meaning: 'id of the OAuth client', kind: 'text' },
    { suffix: 'CLIENT_SECRET', meaning: 'secret of the OAuth client', kind: 'secret' },
    {
      suffix: 'TOKEN',
      meaning: 'fixed token of older customers, instead of an OAuth client',
      note: 'Set either this, or CLIENT_ID and CLIENT_SECRET.',
      kind: 'secret',
      instead: ['CLIENT_ID', 'CLIENT_SECRET'],
    },
  ],
  // Call ids are the customer's own; agents and campaigns have only names.
  ids: { other: TEXT_ID },
  // 40 requests per source address in 10 seconds, over all accounts.
  quota: { scope: 'vendor', requests: 40, windowMs: 10_000, even: false },
  timeoutMs: 6000,
  overrides: { paths: ['calls'], metadata: Object.keys(METADATA_KEYS) },
  authorize: ({ CLIENT_ID = '', CLIENT_SECRET = '', TOKEN = '' }) =>
    TOKEN === ''
      ? byClient(CLIENT_ID, CLIENT_SECRET)
      : { by: 'headers', headers: { authorization: `Token ${TOKEN}` } },
  services: { token: 'TOKEN_URL' },
  stubs: { AGENT: ['kind', 'name'], CAMPAIGN: ['name'] },
  unverified,
  resources: { CALL: calls },
}

/** The shorter documented lifetime, for tokens without their own. */
const LIFETIME_SECONDS = 300

/** The grant has no refresh token. */
function byClient(id: string, secret: string): Credentials {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
    scope: 'openid',
  })
  return {
    by: 'token',
    signIn: () => ({
      path: '',
      query: {},
      service: 'token',
      body: { type: 'application/x-www-form-urlencoded', text: form.toString() },
    }),
    read: (body) => {
      const answer = toObject(body)
      const token = toWord(answer?.access_token)
      if (token === null) return null
      const seconds = toNumber(answer?.expires_in) ?? LIFETIME_SECONDS
      return { headers: { authorization: `Bearer ${token}` }, ttlMs: seconds * 1000 }
    },
  }
}
