// Fields, filters and orders that only Callcap's calls have, e.g. `callsurance`. Opt-in fields are absent unless requested.
import type { Orders } from '../../domain/order.ts'
import type { Call } from '../../domain/call.ts'
import type { FilterValues } from '../../domain/filter.ts'
import type { AccountIdentity } from '../define.ts'
import type { CallcapAccountPath } from './account-path.ts'
import type { CallcapConversationType, CallcapFeature, DayOfWeek } from './call-words.ts'
import type { Params } from '../filters.ts'
import type { Wire } from '../wire.ts'
import type { Zone } from '../../domain/zone.ts'
import { detailsOf } from '../../domain/noun.ts'
import { defineOwnFilters, rawIds, rawId, text, words, word, judged, builderOf } from '../../domain/filter.ts'
import {
  CALLCAP_ACTIONS,
  CALLCAP_CALLSAVER_OUTCOMES,
  CALLCAP_CHANGE_REQUEST_STATUSES,
  CALLCAP_CONVERSATION_TYPES,
  CALLCAP_FEATURES,
  CALLCAP_MAJORS,
  DAYS_OF_WEEK,
  majors,
  actionsOfStatuses,
} from './call-words.ts'
import { askedFor, toDemographics, toScorecards, toSummaries, toWebmatch } from './call-parts.ts'
import { toAccountPath, toLine } from './account-path.ts'
import { toCallsaver, toCallsurance } from './callsurance.ts'
import { toInteger, toObject, toWord } from '../wire.ts'
import { zoneNameOf } from './api.ts'
import { sortBy } from '../../domain/order.ts'

export type CallcapCallDetails = ReturnType<typeof toDetails>

export function toDetails(row: Wire, zone: Zone, account: AccountIdentity, sent: Params) {
  const accounts = toObject(row.accounts)
  return {
    vendor: 'CALLCAP' as const,
    ringCount: toInteger(row.rings),
    dtmf: toWord(row.dtmf),
    timeZone: zoneNameOf(account.settings),
    ...askedFor('referenceId', row, sent, (one) => toWord(toObject(one.import)?.reference_id)),
    accountPath: toAccountPath(accounts),
    line: toLine(toObject(accounts?.campaign)),
    callsurance: toCallsurance(toObject(row.callsurance), account),
    callsaver: toCallsaver(toObject(row.callsaver), zone),
    webmatch: toWebmatch(toObject(row.webmatch)),
    ...askedFor('demographics', row, sent, toDemographics),
    ...askedFor('scorecards', row, sent, toScorecards),
    ...askedFor('summaries', row, sent, toSummaries),
  }
}

const callcapDetails = (call: Call) => detailsOf<CallcapCallDetails>('CALLCAP', call)

/** Orders that only Callcap has. */
export const callOrders = {
  ACCOUNT_PATH: sortBy(
    toPathName,
    'The names of the corporate account, the division, the location and the campaign, each in any case.',
  ),
  CALLER_ID: sortBy(
    ({ from }: Call) => toNumber(from),
    'The number of the caller, as a number without its country’s 1.',
    { pii: 'PHONE' },
  ),
  CALLER_NAME: sortBy(
    ({ contact }: Call) => contact?.name?.toLowerCase(),
    'The name of the caller, in any case.',
    { pii: 'NAME' },
  ),
  CALLSURANCE: sortBy(
    toVerdictNumber,
    'The major and then the minor verdict of Callsurance by their numbers, calls without one first.',
  ),
} satisfies Orders<Call>

/** E.g. `acme\0west\0wichita\0website`. Callcap lists a path without names as none. */
function toPathName(call: Call): string | undefined {
  const { corporate, division, location } = callcapDetails(call)?.accountPath ?? {}
  const levels = [corporate, division, location, call.campaign]
  const names = levels.map((level) => (level?.name ?? '').toLowerCase())
  return names.every((name) => name === '') ? undefined : names.join('\0')
}

/** Above all numbers of minor verdicts, which have eight digits, e.g. 10000001. */
const MOST_MINORS = 1e12

/** A call without a verdict is unworked. */
function toVerdictNumber(call: Call): number | undefined {
  const details = callcapDetails(call)
  if (details === null) return undefined
  const { major, minor } = details.callsurance?.evaluation ?? {}
  return Number(majors[major ?? 'UNWORKED']) * MOST_MINORS + Number(minor?.vendorId ?? 0)
}

/** Without the 1 of the United States and Canada: `+13165550100` → 3165550100. */
function toNumber(phone: string | null | undefined): number | undefined {
  const digits = (phone ?? '').replace(/^\+1(?=\d{10}$)/, '').replace(/\D/g, '')
  return digits === '' ? undefined : Number(digits)
}

// Filters. Callcap alone judges values that rows lack.

/** Compares digits: `(316) 555` is in `+13165550100`. A part without digits is in no number. */
const partOfNumber = builderOf<string, string>('PART_OF_TEXT', (number, part) => {
  const digits = part.replace(/\D/g, '')
  return digits !== '' && number?.replace(/\D/g, '').includes(digits)
})

export const CALLCAP_CALL_FILTERS = defineOwnFilters<Call>()('CALLCAP', {
  corporateId: rawId(
    (call: Call) => toAccount(call, 'corporate', 'vendorId'),
    'The top level of Callcap’s accounts, by its number as `CallcapAccountPath.corporate` gives it.',
  ),
  divisionIds: rawIds(
    (call: Call) => toAccount(call, 'division', 'vendorId'),
    'Accounts of the second level, by Callcap’s numbers.',
  ),
  locationIds: rawIds(
    (call: Call) => toAccount(call, 'location', 'vendorId'),
    'Accounts of the third level, by Callcap’s numbers.',
  ),
  divisionExternalId: text(
    (call: Call) => toAccount(call, 'division', 'externalId'),
    'An account of the second level, by the company’s own id.',
  ),
  locationExternalId: text(
    (call: Call) => toAccount(call, 'location', 'externalId'),
    'An account of the third level, by the company’s own id.',
  ),
  dayOfWeek: words(
    (call: Call) => toDayOfWeek(call),
    DAYS_OF_WEEK,
    'The days on which the call began, in the time zone set for the account.',
  ),
  action: words(
    (call: Call) => actionsOfStatuses[call.status ?? 'UNKNOWN'],
    CALLCAP_ACTIONS,
    'The results in Callcap’s words; `CallFilter.status` does the same in those of all vendors.',
  ),
  // Rows lack clicks.
  feature: judged<readonly CallcapFeature[]>('WORDS', 'The features the call has been through.', {
    words: CALLCAP_FEATURES,
  }),
  // Rows lack their kind.
  conversationType: judged<CallcapConversationType>(
    'WORD',
    'The kind of conversation; telephone calls only when absent.',
    { words: CALLCAP_CONVERSATION_TYPES },
  ),
  // Rows have the medium's name, not its number.
  mediumIds: judged<readonly string[]>(
    'IDS',
    'The media of the campaign, by Callcap’s numbers, of which it publishes no list yet.',
  ),
  searchMajor: words(
    (call: Call) => callcapDetails(call)?.callsurance?.evaluation?.major,
    CALLCAP_MAJORS,
    'The verdicts of Callsurance.',
  ),
  callsaverOutcome: words(
    (call: Call) => callcapDetails(call)?.callsaver?.outcome,
    CALLCAP_CALLSAVER_OUTCOMES,
    'How a negative call ended in Callsaver.',
  ),
  changeRequestStatus: word(
    (call: Call) => callcapDetails(call)?.callsurance?.changeRequest?.status,
    CALLCAP_CHANGE_REQUEST_STATUSES,
    'The state of a request to change the evaluation.',
  ),
  // Rows show an entered zero like none.
  revenueEntered: judged<boolean>(
    'FLAG',
    'Whether someone entered what the call earned; an entered zero counts.',
  ),
  referenceId: text(
    (call: Call) => callcapDetails(call)?.referenceId,
    'The reference that was given with the call when it was imported.',
  ),
  callerNumberContains: partOfNumber(
    ({ contact }: Call) => contact?.phone,
    'A part of the caller’s number; everything but its digits is left aside. Whole numbers belong in `CallFilter.from`.',
    { pii: 'PHONE' },
  ),
  destinationNumberContains: partOfNumber(
    (call: Call) => callcapDetails(call)?.line?.destinationNumber,
    'A part of the number the call was connected to; everything but its digits is left aside. Whole numbers belong in `CallFilter.to`.',
    { pii: 'PHONE' },
  ),
})

export type CallcapCallFilter = FilterValues<typeof CALLCAP_CALL_FILTERS.parts>

function toAccount(
  call: Call,
  level: keyof CallcapAccountPath,
  key: 'vendorId' | 'externalId',
): string | null | undefined {
  return callcapDetails(call)?.accountPath?.[level]?.[key]
}

/** Of the call's start, in the account's time zone. */
function toDayOfWeek(call: Call): DayOfWeek | undefined {
  const timeZone = callcapDetails(call)?.timeZone ?? undefined
  if (timeZone === undefined || call.startedAt === null || call.startedAt === undefined) return undefined
  const day = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone })
    .format(call.startedAt)
    .toUpperCase()
  return DAYS_OF_WEEK.all.find((one) => one === day)
}
