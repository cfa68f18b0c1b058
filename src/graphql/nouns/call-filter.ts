// Filter and order of calls, e.g. `{ status: [MISSED] }`.
import type { CallOrderField } from '../../domain/call.ts'
import { filterInput } from '../schema/filter-input.ts'
import { defineOrder } from '../schema/order.ts'
import { vendorCallFilters } from '../vendors/parts.ts'
import { describeLanguages } from '../schema/words.ts'

export const CallFilter = filterInput(
  'CALL',
  'Which calls to list; every field given must hold, and within one list any value may.',
  {
    ids: {
      description:
        'The global ids of the calls to keep; only the accounts of the ids are asked. They are looked up, from memory or many in one request, and no list is searched; at Whippy, Switchboard filters the list. Like `call`, it finds Callcap’s text conversations too.',
    },
    startedAt: {
      unverified: 'at UJET, whether the vendor filters calls by their creation',
      description: 'When the call began.',
    },
    updatedAt: {
      description:
        'When the vendor last changed the row: the vendor filters at UJET, Callcap (in whole minutes, checked again), Allo-Media (end of processing) and TWIN, Switchboard at Whippy.',
    },
    queuedAt: {
      description: 'When the call entered a queue.',
    },
    connectedAt: {
      description: 'When the two sides were connected.',
    },
    endedAt: {
      description: 'When the call ended; Switchboard filters.',
    },
    scheduledAt: {
      description: 'For when the call was scheduled; Switchboard filters.',
    },
    direction: {
      description:
        'The directions to keep; Allo-Media has one only where its customer sends it, and calls of TWIN are all OUTBOUND.',
    },
    status: {
      description: 'The statuses to keep; a vendor that never uses any of them is not asked.',
    },
    agentIds: {
      description: 'The global ids of the agents to keep; only the accounts of the ids are asked.',
    },
    campaignIds: {
      description: 'The global ids of the campaigns to keep; only the accounts of the ids are asked.',
    },
    menuIds: {
      description: 'The global ids of the menus to keep; Switchboard filters.',
    },
    contactIds: {
      pii: 'ID',
      description: 'The global ids of the contacts to keep, as `Contact.id` gives them.',
    },
    from: {
      pii: 'PHONE',
      description: 'The numbers that called, in any spelling; one without its country keeps all that end so.',
    },
    to: {
      pii: 'PHONE',
      description:
        'The numbers that were called, in any spelling; one without its country keeps all that end so.',
    },
    durationSeconds: { unit: 'seconds', description: 'How long the call lasted.' },
    holdSeconds: {
      unit: 'seconds',
      description: 'How long the caller was on hold.',
    },
    queueSeconds: {
      unit: 'seconds',
      description: 'How long the caller waited in queues; Switchboard filters.',
    },
    rating: {
      description: 'The stars the end user gave, from 1 to 5.',
    },
    language: {
      description: describeLanguages('Whippy filters by a code with a country, else Switchboard does.'),
    },
    voicemail: { description: 'True keeps calls that left a voicemail, false those that left none.' },
    verified: { description: 'True keeps calls with a verified end user, false those without.' },
    search: {
      pii: 'TEXT',
      description:
        'Words to search for: the vendor’s own free-text search at Callcap and TWIN, whose searched fields it alone decides, and the transcript at Whippy and Allo-Media.',
    },
  },
  vendorCallFilters,
)

export const CallOrder = defineOrder<CallOrderField>(
  'Call',
  'calls',
  {
    order: 'The order of a list of calls; ties are broken by id, so that the order is total.',
    field:
      'What calls can be ordered by: STARTED_AT with DESC for all vendors, anything else only when every selected account is of a vendor that gives it, and refused with `UNSUPPORTED_ORDER` otherwise. UNVERIFIED: that UJET sorts calls by anything but UPDATED_AT, which it documents for its lists in general.',
  },
  {
    STARTED_AT:
      'The start of the call; the default, newest first, and rows without one last. With ASC, oldest first, UJET, Callcap and TWIN only.',
    UPDATED_AT: 'The last change of the row. UJET and TWIN only.',
    CREATED_AT: 'The moment at which the call was planned. TWIN only.',
    QUEUED_AT: 'The entry into a queue. UJET only.',
    CONNECTED_AT: 'The connection of the two sides. UJET only.',
    ENDED_AT: 'The end of the call. UJET only.',
    SCHEDULED_AT: 'The moment for which the call is scheduled. UJET only.',
    DURATION_SECONDS: 'The duration of the call. UJET and TWIN only.',
    QUEUE_SECONDS: 'The time in queues. UJET only.',
    HOLD_SECONDS: 'The time on hold. UJET only.',
    RATING: 'The rating. UJET only.',
    ACCOUNT_PATH:
      'The names of the corporate account, the division, the location and the campaign, each in any case. Callcap only, with ASC.',
    CALLER_ID: 'The number of the caller, as a number without its country’s 1. Callcap only, with ASC.',
    CALLER_NAME: 'The name of the caller, in any case. Callcap only, with ASC.',
    CALLSURANCE:
      'The major and then the minor verdict of Callsurance by their numbers, calls without one first. Callcap only, with ASC.',
  },
  { CALLER_ID: 'PHONE', CALLER_NAME: 'NAME' },
)
