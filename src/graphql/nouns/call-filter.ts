// Which calls to list, and in which order.
import type { CallOrderField } from '../../domain/call.ts'
import { builder } from '../schema/builder.ts'
import { CallDirection, CallStatus } from './call-status.ts'
import { defineOrder } from '../schema/order.ts'
import { DateTimeRange, FloatRange } from '../schema/scalars.ts'
import { vendorCallFilters } from '../vendors/parts.ts'
import { describeLanguages, selectionFields } from '../schema/words.ts'

export const CallFilter = builder.inputType('CallFilter', {
  description: 'Which calls to list; every field given must hold, and within one list any value may.',
  fields: (t) => ({
    ...selectionFields(t),
    ids: t.idList({
      description:
        'The global ids of the calls to keep; only the accounts of the ids are asked. They are looked up, from memory or many in one request, and no list is searched; at Whippy, Switchboard filters the list. Like `call`, it finds Callcap’s text conversations too.',
    }),
    startedAt: t.field({
      type: DateTimeRange,
      unverified: 'at UJET, whether the vendor filters calls by their creation',
      description: 'When the call began.',
    }),
    updatedAt: t.field({
      type: DateTimeRange,
      description:
        'When the vendor last changed the row: the vendor filters at UJET, Callcap (in whole minutes, checked again), Allo-Media (end of processing) and TWIN, Switchboard at Whippy.',
    }),
    queuedAt: t.field({
      type: DateTimeRange,
      vendors: ['UJET'],
      description: 'When the call entered a queue.',
    }),
    connectedAt: t.field({
      type: DateTimeRange,
      vendors: ['UJET'],
      description: 'When the two sides were connected.',
    }),
    endedAt: t.field({
      type: DateTimeRange,
      vendors: ['UJET', 'CALLCAP'],
      description: 'When the call ended; Switchboard filters.',
    }),
    scheduledAt: t.field({
      type: DateTimeRange,
      vendors: ['UJET'],
      description: 'For when the call was scheduled; Switchboard filters.',
    }),
    direction: t.field({
      type: [CallDirection],
      description:
        'The directions to keep; Allo-Media has one only where its customer sends it, and calls of TWIN are all OUTBOUND.',
    }),
    status: t.field({
      type: [CallStatus],
      description: 'The statuses to keep; a vendor that never uses any of them is not asked.',
    }),
    agentIds: t.idList({
      description: 'The global ids of the agents to keep; only the accounts of the ids are asked.',
    }),
    campaignIds: t.idList({
      vendors: ['CALLCAP', 'WHIPPY', 'ALLO_MEDIA', 'TWIN'],
      description: 'The global ids of the campaigns to keep; only the accounts of the ids are asked.',
    }),
    menuIds: t.idList({
      vendors: ['UJET'],
      description: 'The global ids of the menus to keep; Switchboard filters.',
    }),
    contactIds: t.idList({
      vendors: ['UJET', 'WHIPPY'],
      pii: 'ID',
      description: 'The global ids of the contacts to keep, as `Contact.id` gives them.',
    }),
    from: t.field({
      type: ['PhoneNumber'],
      vendors: ['UJET', 'CALLCAP', 'WHIPPY', 'ALLO_MEDIA'],
      pii: 'PHONE',
      description: 'The numbers that called, in any spelling; one without its country keeps all that end so.',
    }),
    to: t.field({
      type: ['PhoneNumber'],
      pii: 'PHONE',
      description:
        'The numbers that were called, in any spelling; one without its country keeps all that end so.',
    }),
    durationSeconds: t.field({ type: FloatRange, unit: 'seconds', description: 'How long the call lasted.' }),
    holdSeconds: t.field({
      type: FloatRange,
      unit: 'seconds',
      vendors: ['UJET'],
      description: 'How long the caller was on hold.',
    }),
    queueSeconds: t.field({
      type: FloatRange,
      unit: 'seconds',
      vendors: ['UJET'],
      description: 'How long the caller waited in queues; Switchboard filters.',
    }),
    rating: t.field({
      type: FloatRange,
      vendors: ['UJET'],
      description: 'The stars the end user gave, from 1 to 5.',
    }),
    language: t.stringList({
      vendors: ['UJET', 'WHIPPY', 'ALLO_MEDIA'],
      description: describeLanguages('Whippy filters by a code with a country, else Switchboard does.'),
    }),
    voicemail: t.boolean({ vendors: ['UJET', 'WHIPPY'], description: 'Whether a voicemail was left.' }),
    verified: t.boolean({ vendors: ['UJET'], description: 'Whether the end user was verified.' }),
    search: t.string({
      vendors: ['CALLCAP', 'WHIPPY', 'ALLO_MEDIA', 'TWIN'],
      pii: 'TEXT',
      description:
        'Words to search for: the vendor’s own free-text search at Callcap and TWIN, whose searched fields it alone decides, and the transcript at Whippy and Allo-Media.',
    }),
    ...vendorCallFilters(t),
  }),
})

export const CallOrder = defineOrder<CallOrderField>(
  'Call',
  'calls',
  {
    order: 'The order of a list of calls; ties are broken by id, so that the order is total.',
    field:
      'What calls can be ordered by: STARTED_AT with DESC for all vendors, anything else only when every selected account is of the vendor that gives it, and refused with `UNSUPPORTED_ORDER` otherwise. UNVERIFIED: that UJET sorts calls by anything but UPDATED_AT, which it documents for its lists in general.',
  },
  {
    STARTED_AT: 'The start of the call; the default, newest first, and rows without one last.',
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
