// Filters of the call search, trusted where rows may lack the value.
import type { CallDirection, CallFilter, CallStatus } from '../../domain/call.ts'
import type { NumberRange } from '../../domain/filter.ts'
import type { WhippyCompletionRating } from './details.ts'
import type { FilterTable, Params, Send } from '../filters.ts'
import { parseId } from '../../domain/id.ts'
import { isInternational, toPhoneNumber } from '../../domain/phone.ts'
import { WHIPPY_CALL_FILTERS } from './details.ts'
import { exact, local, nested, noMatch, superset, supersetOf, unproven, words, texts } from '../filters.ts'
import { between, uuids } from './api.ts'

/** Unverified. */
export const callStatuses: Readonly<Partial<Record<CallStatus, readonly string[]>>> = {
  COMPLETED: ['call_completed'],
  IN_PROGRESS: ['call_in_progress'],
  RINGING: ['call_ringing'],
  QUEUED: ['call_queued'],
  MISSED: ['call_missed', 'call_no_answer'],
  BUSY: ['call_busy'],
  FAILED: ['call_failed'],
  CANCELED: ['call_canceled'],
}

/** Unverified. */
export const completionRatings: Readonly<Partial<Record<WhippyCompletionRating, string>>> = {
  COMPLETE: 'Complete',
  PARTIAL: 'Partial',
  INCOMPLETE: 'Incomplete',
}

/** Calls between users are not logged. */
const directions: Send<readonly CallDirection[]> = (wanted) => {
  if (wanted.includes('UNKNOWN')) return supersetOf({})
  return texts('direction')(
    wanted.filter((word) => word !== 'INTERNAL'),
    {},
  )
}

/** Voicemails may have any word, so they cannot be sent. */
const statuses: Send<readonly CallStatus[]> = (wanted) => {
  if (wanted.includes('UNKNOWN') || wanted.includes('VOICEMAIL')) return supersetOf({})
  const known = wanted.flatMap((status) => callStatuses[status] ?? [])
  return known.length === 0 ? noMatch : supersetOf({ delivery_status: known })
}

/** AI agents only; the search cannot filter by users. */
const agents: Send<readonly string[]> = (wanted, settings) => {
  const raw = wanted.map((id) => parseId(id)?.vendorId ?? '')
  return raw.some((id) => id.startsWith('user-')) ? supersetOf({}) : uuids('agent_id')(wanted, settings)
}

/** Not post-filtered: the unit of rows is undocumented. */
const durations: Send<NumberRange> = ({ from, to }) => {
  const params: Params = {
    ...(from === undefined ? {} : { min_duration: String(Math.max(0, Math.floor(from * 1000))) }),
    ...(to === undefined ? {} : { max_duration: String(Math.max(0, Math.ceil(to * 1000))) }),
  }
  return to !== undefined && to < 0 ? noMatch : params
}

/** E.g. in `en-US` or `es-419`. */
const COUNTRY = /[-_](?:[a-z]{2}|\d{3})$/i

/**
 * Common spellings, e.g. `en-US` and `en_us`, as case may matter.
 * A language without a country cannot be sent: any country matches.
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

/** E.g. `zh-Hans-CN`. */
function toUsualCase(code: string): string {
  const [language = '', ...parts] = code.split('-')
  const usual = parts.map((part) =>
    part.length === 2 ? part.toUpperCase() : part.replace(/^./, (first) => first.toUpperCase()),
  )
  return [language.toLowerCase(), ...usual].join('-')
}

/** A number without its country cannot be sent: the vendor compares text. */
function phones(parameter: string): Send<readonly string[]> {
  return (wanted, settings) =>
    wanted.every(isInternational)
      ? texts(parameter)(
          wanted.map((number) => toPhoneNumber(number)),
          settings,
        )
      : supersetOf({})
}

const whippyFilters = nested(WHIPPY_CALL_FILTERS, {
  deliveryStatus: exact(texts('delivery_status')),
  mode: exact(texts('mode')),
  completionRating: exact(words('call_completion_rating', completionRatings)),
  agentVersionIds: exact(uuids('agent_version_id')),
  conversationIds: exact(uuids('conversation_id')),
  channelIds: exact(uuids('channel_id')),
})

export const callFilters = {
  startedAt: superset(between('after', 'before')),
  // Words of messages; those of calls are undocumented.
  direction: unproven('direction', directions, { documented: true }),
  status: superset(statuses),
  agentIds: exact(agents),
  contactIds: exact(uuids('contact_id')),
  from: exact(phones('from')),
  to: exact(phones('to')),
  durationSeconds: exact(durations),
  language: exact(languages),
  voicemail: exact((wanted) => ({ voicemail: String(wanted) })),
  // Transcripts come with every row.
  search: local,
  whippy: whippyFilters,
} satisfies Partial<FilterTable<CallFilter>>
