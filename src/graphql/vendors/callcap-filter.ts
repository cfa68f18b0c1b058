// Filters of Callcap's calls.
import { builder } from '../schema/builder.ts'
import {
  CallcapAction,
  CallcapCallsaverOutcome,
  CallcapChangeRequestStatus,
  CallcapConversationType,
  CallcapFeature,
  CallcapMajor,
  DayOfWeek,
} from './callcap-words.ts'

export const CallcapCallFilter = builder.inputType('CallcapCallFilter', {
  description:
    'Filters for calls that only Callcap has; every field given must hold, and within one list any value may. CallFilter has the common ones.',
  fields: (t) => ({
    corporateId: t.id({
      description:
        'The top level of Callcap’s accounts, by its number as `CallcapAccountPath.corporate` gives it.',
    }),
    divisionIds: t.idList({ description: 'Accounts of the second level, by Callcap’s numbers.' }),
    locationIds: t.idList({ description: 'Accounts of the third level, by Callcap’s numbers.' }),
    divisionExternalId: t.string({
      description: 'An account of the second level, by the company’s own id.',
    }),
    locationExternalId: t.string({ description: 'An account of the third level, by the company’s own id.' }),
    dayOfWeek: t.field({
      type: [DayOfWeek],
      description: 'The days on which the call began, in the time zone set for the account.',
    }),
    action: t.field({
      type: [CallcapAction],
      description:
        'The results in Callcap’s words; `CallFilter.status` does the same in those of all vendors.',
    }),
    feature: t.field({ type: [CallcapFeature], description: 'The features the call has been through.' }),
    conversationType: t.field({
      type: CallcapConversationType,
      description: 'The kind of conversation; telephone calls only when absent.',
    }),
    mediumIds: t.idList({
      description: 'The media of the campaign, by Callcap’s numbers, of which it publishes no list yet.',
    }),
    searchMajor: t.field({ type: [CallcapMajor], description: 'The verdicts of Callsurance.' }),
    callsaverOutcome: t.field({
      type: [CallcapCallsaverOutcome],
      description: 'How a negative call ended in Callsaver.',
    }),
    changeRequestStatus: t.field({
      type: CallcapChangeRequestStatus,
      description: 'The state of a request to change the evaluation.',
    }),
    revenueEntered: t.boolean({
      description: 'Whether someone entered what the call earned; an entered zero counts.',
    }),
    referenceId: t.string({
      description: 'The reference that was given with the call when it was imported.',
    }),
    callerNumberContains: t.string({
      pii: 'PHONE',
      description:
        'A part of the caller’s number; everything but its digits is left aside. Whole numbers belong in `CallFilter.from`.',
    }),
    destinationNumberContains: t.string({
      pii: 'PHONE',
      description:
        'A part of the number the call was connected to; everything but its digits is left aside. Whole numbers belong in `CallFilter.to`.',
    }),
  }),
})
