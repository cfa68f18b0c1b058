// Calls, the only list of Callcap.
import type { Call, CallStatus } from '../../domain/call.ts'
import type { Contact } from '../../domain/session.ts'
import type { AccountIdentity } from '../define.ts'
import type { Params } from '../filters.ts'
import type { Wire } from '../wire.ts'
import type { Zone } from '../../domain/zone.ts'
import { identify } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { reader, toNumber, toObject, toWord } from '../wire.ts'
import { toCampaign, toDirection } from './account-path.ts'
import { inArizona, pages, toOne, toPhone, toZone } from './api.ts'
import { allDates, callFilters } from './call-filters.ts'
import { askedFor, optIns, toSentiment, toSummary } from './call-parts.ts'
import { toCsr } from './callsurance.ts'
import { callOrders, toDetails } from './details.ts'
import { toInstantIn } from './local-time.ts'

export const calls = defineResource('CALL', {
  lacks: [...CONTACT_CENTRE.CALL, 'language', 'voicemail', 'transcript', 'price'],
  path: 'v2/get/calls/',
  paging: pages,
  // Filters take days, not instants.
  seekable: false,
  // Callcap judges these by more than its rows show.
  untold: ['direction', 'search', 'status', 'from', 'to', 'callcap'],
  changes: {},
  sorting: {
    byDefault: 'STARTED_AT',
    columns: {
      STARTED_AT: 'start',
      ACCOUNT_PATH: 'account',
      CALLER_ID: 'callerid',
      CALLER_NAME: 'callername',
      CALLSURANCE: 'callsurance',
    },
    oneWay: { ACCOUNT_PATH: 'ASC', CALLER_ID: 'ASC', CALLER_NAME: 'ASC', CALLSURANCE: 'ASC' },
    own: callOrders,
    params: (column, direction) => {
      if (column !== 'start') return { order: column }
      return { order: direction === 'DESC' ? 'newest' : 'oldest' }
    },
  },
  // The list also has text conversations.
  constants: { ...inArizona, conversation_type: 'call', ...allDates },
  optIns,
  lookUp: {
    by: 'one',
    ask: () => ({ path: 'v2/get/calls/{id}/', query: inArizona }),
    row: toOne,
  },
  filters: callFilters,
  toRow: (row, account, _filter, _index, sent = {}) => {
    const { call, timeZone } = toObject(row) ?? {}
    return toCall(toObject(call), toZone(timeZone), account, sent)
  },
})

/** Unverified. */
const toStatus = reader<CallStatus>({
  COMPLETED: ['answer', 'answered', 'ans'],
  MISSED: ['missed', 'hangup', 'hang up'],
  BUSY: 'busy',
  BLOCKED: 'blocked',
  IN_PROGRESS: ['inprogress', 'in progress'],
})

function toCall(row: Wire | null, zone: Zone, account: AccountIdentity, sent: Params) {
  const vendorId = toWord(row?.call_id)
  if (row === null || vendorId === null) return null
  const campaign = toObject(toObject(row.accounts)?.campaign)
  const startedAt = toInstantIn(zone, row.start_datetime)
  const endedAt = toInstantIn(zone, row.end_datetime, startedAt)
  return {
    ...identify('CALL', account, vendorId),
    direction: toDirection(campaign),
    status: toStatus(row.action) ?? 'UNKNOWN',
    vendorStatus: toWord(row.action),
    startedAt,
    endedAt,
    updatedAt: toInstantIn(zone, row.last_modified, endedAt ?? startedAt),
    // Start to end differs in the document's own example.
    durationSeconds: toNumber(row.duration),
    from: toPhone(toObject(row.caller)?.caller_id),
    // The number that rang, as in the vendor's search.
    to: toPhone(campaign?.destination_number),
    contact: toContact(toObject(row.caller)),
    campaign: toCampaign(campaign, account),
    recordingUrl: toWord(row.recording),
    revenue: toNumber(row.revenue),
    ...toJudgement(toObject(row.callsurance), account),
    ...askedFor('notes', row, sent, ({ notes }) => toWord(notes)),
    ...askedFor('sentiment', row, sent, toSentiment),
    ...askedFor('summary', row, sent, toSummary),
    details: toDetails(row, zone, account, sent),
  } satisfies Call
}

function toContact(caller: Wire | null): Contact | null {
  return (
    caller && {
      id: null,
      name: toWord(caller.name),
      phone: toPhone(caller.caller_id),
      phoneClass: toWord(caller.class),
      address: caller.address === 'NF' ? null : toWord(caller.address),
      city: toWord(caller.city),
      region: toWord(caller.state),
      postalCode: toWord(caller.zip),
    }
  )
}

function toJudgement(row: Wire | null, account: AccountIdentity) {
  const [major, minor] = [toObject(row?.major), toObject(row?.minor)]
  const tag = toWord(minor?.tag)
  return {
    agent: toCsr(row?.csr, account),
    outcome: toWord(minor?.label) ?? toWord(major?.label),
    tags:
      tag === null
        ? []
        : [{ vendor: account.vendor, label: toWord(minor?.label), vendorId: toWord(minor?.id), value: tag }],
  }
}
