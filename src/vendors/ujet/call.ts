// Calls. Their table documents no paging, sorting, `id[]` or `created_at`.
// Paging and `updated_at` are known from running code; the rest is probed.
import type { Call, CallDirection } from '../../domain/call.ts'
import type { AccountIdentity } from '../define.ts'
import type { Send } from '../filters.ts'
import type { Wire } from '../wire.ts'
import { isInternational, toPhoneNumber } from '../../domain/phone.ts'
import { byId, defineResource } from '../define.ts'
import { exact, local, lookedUp, nested, supersetOf, unproven, words, texts } from '../filters.ts'
import { toInstant, toNumber, toPhone, toWord } from '../wire.ts'
import { byIds, contactIds, flag, ids, numbers, sorting, times } from './api.ts'
import { callStatusWords, callTypeClasses, sendStatuses, toCallStatus, toDirection } from './call-words.ts'
import { UJET_CALL_FILTERS, toDetails } from './details.ts'
import { toHandlers } from './participant.ts'
import { sessions, toLiveSession } from './session.ts'
import { filterableFailReasons } from './words.ts'

/** Both spellings with the country; without it a number cannot be matched. */
const supportNumbers: Send<readonly string[]> = (wanted, settings) => {
  if (!wanted.every(isInternational)) return supersetOf({})
  const spellings = wanted.map((number) => toPhoneNumber(number)).flatMap((one) => [one, one.slice(1)])
  return texts('support_number[]')(spellings, settings)
}

const ujetFilters = nested(UJET_CALL_FILTERS, {
  callType: exact(words('call_type[]', callTypeClasses)),
  callStatus: exact(words('call_status[]', callStatusWords)),
  failReason: exact(words('call_fail_reason[]', filterableFailReasons)),
  // Only IVR calls have the number.
  supportNumber: unproven('support_number[]', supportNumbers, { spelling: true, harmless: ['+12025550123'] }),
  // In the document's variable list, in no table, like `ends_at` and `scheduled_at`.
  assignedAt: local,
})

export const calls = defineResource('CALL', {
  ...sessions,
  lacks: ['campaign', 'sentiment', 'transcript', 'summary', 'notes', 'tags', 'revenue', 'price'],
  path: 'calls',
  sorting: {
    ...sorting(
      {
        STARTED_AT: 'created_at',
        UPDATED_AT: 'updated_at',
        QUEUED_AT: 'queued_at',
        CONNECTED_AT: 'connected_at',
        ENDED_AT: 'ends_at',
        SCHEDULED_AT: 'scheduled_at',
        DURATION_SECONDS: 'call_duration',
        QUEUE_SECONDS: 'queue_duration',
        HOLD_SECONDS: 'hold_duration',
        RATING: 'rating',
      },
      'STARTED_AT',
    ),
    unproven: true,
  },
  lookUp: { ...byIds, unproven: 'id[]' },
  filters: {
    ids: lookedUp,
    startedAt: unproven('created_at', times('created_at'), { harmless: { from: 1.7e12 } }),
    updatedAt: exact(times('updated_at')),
    queuedAt: exact(times('queued_at')),
    connectedAt: exact(times('connected_at')),
    // `call_type[]` lacks newer types, whose labels have a direction.
    direction: local,
    status: exact(sendStatuses),
    agentIds: exact(ids('agent_id[]')),
    contactIds: exact(contactIds('end_user_id[]')),
    durationSeconds: exact(numbers('call_duration')),
    holdSeconds: exact(numbers('hold_duration')),
    rating: exact(numbers('rating', 5)),
    // `lang[]` is in the document's variable list, in no table.
    language: local,
    // No set of statuses covers voicemails: some have only `voicemail_reason`.
    voicemail: local,
    verified: exact(flag('verified[]')),
    ujet: ujetFilters,
  },
  toRow: byId('CALL', toCall),
})

function toCall(row: Wire, account: AccountIdentity) {
  const direction = toDirection(row.session_type_v2, row.call_type)
  const session = toLiveSession(row, account)
  const details = toDetails(row, account)
  return {
    ...session,
    direction,
    status: toCallStatus(row.status, row.fail_reason),
    vendorStatus: toWord(row.status),
    queuedAt: toInstant(row.queued_at),
    connectedAt: toInstant(row.connected_at),
    endedAt: toInstant(row.ends_at),
    scheduledAt: toInstant(row.scheduled_at),
    durationSeconds: toNumber(row.call_duration),
    holdSeconds: toNumber(row.hold_duration),
    ...toNumbers(row, direction, session.contact?.phone ?? null),
    ...toHandlers(row, account),
    voicemail: toVoicemail(row),
    recordingUrl: toWord(row.recording_url),
    outcome: toOutcome(row),
    verified: details.verified,
    details,
  } satisfies Partial<Call>
}

function toNumbers(row: Wire, direction: CallDirection, contact: string | null) {
  if (direction === 'INBOUND') return { from: contact, to: toPhone(row.support_number) }
  if (direction === 'OUTBOUND') return { from: toPhone(row.outbound_number), to: contact }
  return { from: null, to: null }
}

function toVoicemail(row: Wire): boolean | null {
  if (toCallStatus(row.status, null) === 'VOICEMAIL') return true
  const reason = toWord(row.voicemail_reason)
  return reason === null ? null : reason !== 'not_voicemail'
}

const NO_REASON: ReadonlySet<string | null> = new Set([null, 'no_reason', 'nothing'])

function toOutcome(row: Wire): string | null {
  const reasons = [toWord(row.finish_reason), toWord(row.fail_reason)]
  return reasons.find((reason) => !NO_REASON.has(reason)) ?? null
}
