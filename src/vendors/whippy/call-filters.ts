// What the call search can be asked for. Rows may lack what filters know, so that the vendor's own word is trusted
// where its meaning is plain.
import type { CallDirection, CallFilter, CallStatus } from '../../domain/call.ts'
import type { NumberRange } from '../../domain/filter.ts'
import type { WhippyCallFilter, WhippyCompletionRating } from '../../domain/vendors/whippy.ts'
import type { FilterTable, Params, Send } from '../filters.ts'
import { parseId } from '../../domain/id.ts'
import { isInternational, toPhoneNumber } from '../../domain/phone.ts'
import { VENDOR_CALL_FILTERS } from '../../domain/vendors/call.ts'
import {
  absent,
  exact,
  local,
  nested,
  noMatch,
  otherVendors,
  superset,
  supersetOf,
  unproven,
  words,
} from '../filters.ts'
import { between, texts, uuids } from './api.ts'

/** UNVERIFIED: `call_completed` is seen; no document lists the others, nor what they are called. */
export const callStatuses: ReadonlyMap<string, CallStatus> = new Map([
  ['call_completed', 'COMPLETED'],
  ['call_in_progress', 'IN_PROGRESS'],
  ['call_ringing', 'RINGING'],
  ['call_queued', 'QUEUED'],
  ['call_missed', 'MISSED'],
  ['call_no_answer', 'MISSED'],
  ['call_busy', 'BUSY'],
  ['call_failed', 'FAILED'],
  ['call_canceled', 'CANCELED'],
])

/** UNVERIFIED: those of a product whose settings Whippy's agents mirror. */
export const completionRatings: Readonly<Partial<Record<WhippyCompletionRating, string>>> = {
  COMPLETE: 'Complete',
  PARTIAL: 'Partial',
  INCOMPLETE: 'Incomplete',
}

/** Calls between users are never logged. */
const directions: Send<readonly CallDirection[]> = (wanted) => {
  if (wanted.includes('UNKNOWN')) return supersetOf({})
  return texts('direction')(
    wanted.filter((word) => word !== 'INTERNAL'),
    {},
  )
}

/**
 * A voicemail has any word, and what has an unknown word can be asked for by none. The flag of voicemails is left to
 * its own filter, which one search may have too.
 */
const statuses: Send<readonly CallStatus[]> = (wanted) => {
  if (wanted.includes('UNKNOWN') || wanted.includes('VOICEMAIL')) return supersetOf({})
  const known = [...callStatuses].flatMap(([word, status]) => (wanted.includes(status) ? [word] : []))
  return known.length === 0 ? noMatch : supersetOf({ delivery_status: known })
}

/** AI agents only: of users nothing can be asked. */
const agents: Send<readonly string[]> = (wanted, settings) => {
  const raw = wanted.map((id) => parseId(id)?.vendorId ?? '')
  return raw.some((id) => id.startsWith('user-')) ? supersetOf({}) : uuids('agent_id')(wanted, settings)
}

/** Trusted without a second look, because nobody tells the unit in which rows count. */
const durations: Send<NumberRange> = ({ from, to }) => {
  const params: Params = {
    ...(from === undefined ? {} : { min_duration: String(Math.max(0, Math.floor(from * 1000))) }),
    ...(to === undefined ? {} : { max_duration: String(Math.max(0, Math.ceil(to * 1000))) }),
  }
  return to !== undefined && to < 0 ? noMatch : params
}

/** The country at the end of `en-US` or `es-419`. */
const COUNTRY = /[-_](?:[a-z]{2}|\d{3})$/i

/**
 * Codes are compared in any case here, and perhaps not there. A language without a country has all countries' codes,
 * which nobody can list.
 */
const languages: Send<readonly string[]> = (wanted, settings) => {
  if (!wanted.every((code) => COUNTRY.test(code))) return supersetOf({})
  const spellings = wanted.flatMap((code) => {
    const usual = toUsualCase(code.replaceAll('_', '-'))
    const all = [usual, usual.replaceAll('-', '_')]
    return [...all, ...all.map((one) => one.toLowerCase()), code]
  })
  return texts('language')([...new Set(spellings)], settings)
}

/** `en-US`, `zh-Hans-CN`. */
function toUsualCase(code: string): string {
  const [language = '', ...parts] = code.split('-')
  const usual = parts.map((part) =>
    part.length === 2 ? part.toUpperCase() : part.replace(/^./, (first) => first.toUpperCase()),
  )
  return [language.toLowerCase(), ...usual].join('-')
}

/** Numbers are compared as they are written, so that one without its country cannot be asked for. */
function phones(parameter: string): Send<readonly string[]> {
  return (wanted, settings) =>
    wanted.every(isInternational)
      ? texts(parameter)(
          wanted.map((number) => toPhoneNumber(number)),
          settings,
        )
      : supersetOf({})
}

const whippyFilters: FilterTable<WhippyCallFilter> = {
  deliveryStatus: exact(texts('delivery_status')),
  mode: exact(texts('mode')),
  completionRating: exact(words('call_completion_rating', completionRatings)),
  agentVersionIds: exact(uuids('agent_version_id')),
  conversationIds: exact(uuids('conversation_id')),
  channelIds: exact(uuids('channel_id')),
}

export const callFilters = {
  ids: local,
  startedAt: superset(between('after', 'before')),
  updatedAt: local,
  // The words are those of messages; for calls none are documented.
  direction: unproven('direction', directions, { documented: true }),
  status: superset(statuses),
  agentIds: exact(agents),
  campaignIds: local,
  contactIds: exact(uuids('contact_id')),
  from: exact(phones('from')),
  to: exact(phones('to')),
  durationSeconds: exact(durations),
  language: exact(languages),
  voicemail: exact((wanted) => ({ voicemail: String(wanted) })),
  verified: absent,
  // Transcripts come with every row.
  search: local,
  whippy: nested(whippyFilters),
  ...otherVendors(VENDOR_CALL_FILTERS, 'whippy'),
} satisfies Partial<FilterTable<CallFilter>>
