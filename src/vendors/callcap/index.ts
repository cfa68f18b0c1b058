// Callcap, call tracking with evaluation by people.
// https://callcap.readme.io/docs/calls and https://callcap.readme.io/docs/getting-started
// Agents and campaigns exist only inside calls.
import type { VendorDescription } from '../define.ts'
import { TEXT_ID } from '../id-form.ts'
import { FALLBACK_ZONE } from './api.ts'
import { calls } from './call.ts'
import { unverified } from './unverified.ts'

export const callcap: VendorDescription = {
  vendor: 'CALLCAP',
  about: 'Callcap, read through its v2 calls search; agents and campaigns exist only inside calls.',
  defaultName: 'callcap',
  settings: [
    {
      suffix: 'BASE_URL',
      meaning: 'address of the API',
      kind: 'url',
      fallback: 'https://api.callcap.com',
    },
    { suffix: 'API_KEY', meaning: 'API key of a login, from its page My Profile', kind: 'secret' },
    {
      suffix: 'TIMEZONE',
      meaning: 'IANA name of the time zone in which the company counts its days',
      note: 'Clients filter by these days (`daysOfWeek`), and the account names the zone. Switchboard always asks for times in US/Arizona, which has no daylight saving.',
      kind: 'timeZone',
      fallback: FALLBACK_ZONE,
    },
  ],
  ids: {
    // The document's example: `987654_23_11_19_2012_17:07:29_12`.
    CALL: {
      pattern: /^(?!\.+$)[\w:.-]{1,100}$/,
      words: 'a text of at most 100 letters, digits and _ : . -',
      example: '987654_23_11_19_2012_17:07:29_12',
    },
    other: TEXT_ID,
  },
  quota: { scope: 'host', requests: 5, windowMs: 1000, even: false },
  timeoutMs: 6000,
  overrides: { paths: ['v2/get/calls'] },
  authorize: ({ API_KEY = '' }) => ({ by: 'headers', headers: { authorization: `Bearer ${API_KEY}` } }),
  stubs: { AGENT: ['kind', 'name'], CAMPAIGN: ['name'] },
  unverified,
  resources: { CALL: calls },
}
