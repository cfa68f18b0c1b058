// The type `Call`, its queries and `callUpdates`.
import type {
  CallUpdate,
  CallUpdates as Updates,
  CallUpdateKind as UpdateKind,
} from '../../gather/call-updates.ts'
import { builder } from '../schema/builder.ts'
import { rowFields } from '../schema/row-type.ts'
import { AccountReport, defineConnection } from '../schema/connection.ts'
import { enumOf } from '../schema/enum.ts'
import { queryList, toRequest } from '../schema/list-field.ts'
import { byIdField, identityFields, Node } from '../schema/node.ts'
import { Agent, Call, CallSummary, Campaign, Menu, unionOfDetails } from '../schema/refs.ts'
import { toSelecting, wantedOfRows } from '../schema/selection.ts'
import { filterArgument, renewing } from '../schema/watch.ts'
import { CallTag, Sentiment, TranscriptTurn } from './analysis.ts'
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { Contact } from './contact.ts'
import { sessionFields, VirtualAgent } from './session.ts'
import { CALL_DIRECTIONS, CALL_STATUSES } from '../../domain/call.ts'

export const CallFilter = filterInput('CALL')

const CallOrder = defineOrder('CALL', {
  field:
    'What calls can be ordered by: STARTED_AT with DESC for all vendors, anything else only when every selected account is of a vendor that gives it, and refused with `UNSUPPORTED_ORDER` otherwise. UNVERIFIED: that UJET sorts calls by anything but UPDATED_AT, which it documents for its lists in general.',
})

Call.implement({
  description:
    'One telephone call. Its fields are common to all vendors; `details` has the fields of its vendor alone.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'call'),
    ...rowFields(t, {
      direction: [
        CALL_DIRECTIONS,
        'Who called whom: derived from the call type at UJET, the line’s direction at Callcap.',
        {
          unverified:
            'at Allo-Media, where a key of the customer’s own says it, and at TWIN, where it is always OUTBOUND',
        },
      ],
      status: [
        CALL_STATUSES,
        'The call’s status in words that all vendors share; Allo-Media lists processed calls only, so its calls are COMPLETED, or MISSED when the recording holds no interaction.',
        { absent: 'UNKNOWN' },
      ],
      vendorStatus: ['String', 'The vendor’s own status word, null when the row carries none.'],
      startedAt: [
        'DateTime',
        'When the call began: its creation at UJET and Whippy, the start of dialling at TWIN or else its creation, the moment of the call at Callcap and Allo-Media.',
      ],
      queuedAt: ['DateTime', 'When the call entered a queue, null when it never did.'],
      connectedAt: ['DateTime', 'When the two sides were connected, null when they never were.'],
      endedAt: ['DateTime', 'When the call ended, null while it lasts.'],
      scheduledAt: ['DateTime', 'For when the call is or was scheduled.'],
      updatedAt: [
        'DateTime',
        'When the vendor last changed the row, which for a finished call is often minutes after its end; for Allo-Media the end of processing.',
      ],
      durationSeconds: [
        'Float',
        'How long the call lasted; at TWIN the length of the dialogue.',
        { unit: 'seconds', unverified: 'the unit at Whippy, Allo-Media and TWIN' },
      ],
      queueSeconds: ['Float', 'How long the caller waited in queues.', { unit: 'seconds' }],
      holdSeconds: ['Float', 'How long the caller was on hold.', { unit: 'seconds' }],
      from: [
        'PhoneNumber',
        'The number that called; at Callcap for inbound calls, at Allo-Media when its customer sends it.',
        { pii: 'PHONE' },
      ],
      to: [
        'PhoneNumber',
        'The number that was called.',
        { pii: 'PHONE', unverified: 'at Allo-Media, where its customer may send it' },
      ],
      language: [
        'String',
        'The language of the call as the vendor’s code, for example `en` or `fr-CA`; at Allo-Media that of the transcript.',
      ],
      agent: [
        Agent,
        'The agent who handled the call: the human agent at UJET, the evaluated agent at Callcap, the human user or AI agent at Whippy, a name only at Allo-Media, the bot at TWIN; what the row carries of it costs no request.',
      ],
      virtualAgent: [
        VirtualAgent,
        'The virtual agent who handled the call where no human agent did, in which case `agent` is null.',
      ],
      campaign: [
        Campaign,
        'The campaign of the call: the tracked line at Callcap, the call task at TWIN, a messaging campaign at Whippy, a name only at Allo-Media.',
      ],
      menu: [
        Menu,
        'The menu the caller chose, which is also the queue; what the row carries of it costs no request.',
      ],
      contact: [
        Contact,
        'The person outside the company: the end user at UJET, the caller at Callcap, the contact at Whippy, the client at TWIN and Allo-Media.',
      ],
      rating: [
        'Float',
        'The stars the end user gave, from 1 to 5, null when not rated; other vendors’ scores have other scales and are in `details`.',
      ],
      sentiment: [
        Sentiment,
        'How the conversation felt, as the vendor’s analysis judged it; requested from the vendor only when selected.',
      ],
      voicemail: [
        'Boolean',
        'Whether the caller left a voicemail, null where the row does not say.',
        { unverified: true },
      ],
      recordingUrl: [
        'URL',
        'The address of the recording, null when there is none or it was pruned.',
        { pii: 'URL' },
      ],
      transcript: [
        [TranscriptTurn],
        'What was said, turn by turn in order of time; requested from the vendor only when selected.',
        { unverified: 'at Whippy' },
      ],
      summary: [
        CallSummary,
        'What the call was about, from the vendor’s analysis; requested from the vendor only when selected.',
        { unverified: 'at Whippy' },
      ],
      notes: [
        'String',
        'What people wrote about the call; requested from the vendor only when selected.',
        { pii: 'TEXT' },
      ],
      tags: [
        [CallTag],
        'The labels put on the call: the outcome tag at Callcap, tags at Allo-Media, markers at TWIN.',
        { unverified: 'at TWIN' },
      ],
      outcome: [
        'String',
        'How the call turned out, in the vendor’s words: the finish or fail reason at UJET, the evaluated result at Callcap, the completion rating at Whippy, the qualification at Allo-Media when it is a text; `details` has the parts.',
        { pii: 'TEXT', piiVendors: ['ALLO_MEDIA'], unverified: 'at Whippy' },
      ],
      revenue: ['Float', 'Revenue attributed to the call. The currency is undocumented.'],
      price: ['Float', 'The price of the call. The currency is undocumented.'],
    }),
    ...sessionFields(t, 'call'),
    details: t.expose('details', {
      type: unionOfDetails('CALL'),
      description: 'Everything else that the call’s vendor documents, as the member of that vendor.',
    }),
  }),
})

export const Calls = {
  noun: 'CALL',
  type: defineConnection('CALL', Call),
  filter: CallFilter,
  order: CallOrder,
} as const

builder.queryFields((t) => ({
  call: byIdField(t, 'CALL', Call, 'One call by its global id, null when it does not exist.'),
  calls: queryList(t, { ...Calls, description: 'Calls of all accounts, merged in one order.' }),
}))

const CallUpdateKind = enumOf<UpdateKind>('CallUpdateKind', 'How a call changed for a subscription.', {
  NEW: 'The call began, or matches the filter since this change. Add it.',
  CHANGED: 'The call matched before and has changed. Replace it.',
  LEFT: 'The call no longer matches the filter. Remove it. Told of calls whose earlier state is known.',
})

const CallUpdateEdge = builder.objectRef<CallUpdate>('CallUpdateEdge').implement({
  description: 'One call that changed, and how.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: CallUpdateKind,
      nullable: false,
      description: 'Whether the call is new, changed, or has left the filter.',
    }),
    node: t.field({
      type: Call,
      nullable: false,
      description: 'The call as it is now, also when it has left the filter.',
      fetches: { by: 'LISTED' },
      resolve: ({ row }) => row,
    }),
  }),
})

const CallUpdates = builder.objectRef<Updates>('CallUpdates').implement({
  description: 'The calls that changed between two looks at the accounts.',
  fields: (t) => ({
    edges: t.field({
      type: [CallUpdateEdge],
      nullable: false,
      description:
        'The calls that changed since the event before, the earliest change first. The first event has those since `since`, and none without it.',
      fetches: { by: 'LISTED' },
      resolve: ({ updates }) => [...updates],
    }),
    nodes: t.field({
      type: [Call],
      nullable: false,
      description: 'The calls of `edges` that are new or changed, without those that left the filter.',
      fetches: { by: 'LISTED' },
      resolve: ({ updates }) => updates.flatMap(({ kind, row }) => (kind === 'LEFT' ? [] : row)),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: false,
      description:
        'The instant until which all changes have been sent. After a lost connection, subscribe again with it as `since`.',
      resolve: ({ toldAt }) => toldAt,
    }),
    accounts: t.field({
      type: [AccountReport],
      nullable: false,
      description:
        'What each account did for this event; one that has fallen silent is FAILED here, one that cannot list changes SKIPPED.',
      resolve: ({ reports }) => [...reports],
    }),
  }),
})

/** Assumed changes of one event, for the price. */
const USUAL_CHANGES = 20

/** The request of one poll, for its price. */
function changes(args: { readonly filter?: object }, wanted: ReadonlySet<string>) {
  const filter = { updatedAt: { from: 0 }, ...args.filter }
  const request = toRequest({ noun: 'CALL' }, undefined, { filter, first: USUAL_CHANGES }, wanted)
  return { ...request, ofChanges: true }
}

builder.subscriptionFields((t) => ({
  callUpdates: t.field({
    type: CallUpdates,
    nullable: false,
    description:
      'The calls that begin, change or leave the filter from now on, found by their time of change: UJET, Callcap, Allo-Media (processed calls) and TWIN; Whippy is SKIPPED because it cannot list changes. An account is asked every 10 seconds, whatever the filters and however many subscribe. Sent as Server-Sent Events.',
    fetches: { by: 'LIST', request: (args, _, wanted) => changes(args, wanted) },
    args: {
      filter: filterArgument(t, 'CALL', CallFilter),
      since: t.arg({
        type: 'DateTime',
        description:
          'Changes from this instant on are sent first, so that a client that reconnects misses nothing: the last `updatedAt` that it got, at most an hour ago. Calls that changed in the minute before are sent again.',
      }),
    },
    subscribe: (parent, args, context, info) => {
      const request = toRequest({ noun: 'CALL' }, parent, args, wantedOfRows(toSelecting(info)))
      return renewing(context, context.gather.watchCalls(request, args.since ?? null, context.ask))
    },
    resolve: (updates) => updates,
  }),
}))
