// Calls that begin or change, told as they do.
import type { Call as Row } from '../../domain/call.ts'
import type { Updates } from '../../gather/looks.ts'
import { builder } from '../schema/builder.ts'
import { CallFilter } from './call-filter.ts'
import { toRequest } from '../schema/list-field.ts'
import { Call } from '../schema/refs.ts'
import { AccountReport } from '../schema/report.ts'
import { wantedOfRows } from '../schema/selection.ts'
import { filterArgument, renewing } from '../schema/watch.ts'

const CallUpdates = builder.objectRef<Updates<Row>>('CallUpdates').implement({
  description: 'The calls that changed between two looks at the accounts.',
  fields: (t) => ({
    nodes: t.field({
      type: [Call],
      nullable: false,
      description:
        'The calls that are new or changed since the event before, the earliest change first; none in the first event.',
      asks: { by: 'LISTED' },
      resolve: ({ rows }) => [...rows],
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

/** As many changes as one event may well tell. */
const USUAL_CHANGES = 20

/** What a look asks, for its price: the calls that changed since some instant. */
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
      'The calls that begin or change from now on, found by their time of change: UJET, Callcap, Allo-Media (processed calls) and TWIN; Whippy is SKIPPED because it cannot list changes. A call that no longer matches the filter is not told.',
    asks: { by: 'LIST', request: (args, _, wanted) => changes(args, wanted) },
    args: { filter: filterArgument(t, CallFilter, { one: 'call', many: 'calls' }) },
    subscribe: (parent, args, context, info) => {
      const request = toRequest({ noun: 'CALL' }, parent, args, wantedOfRows(info))
      return renewing(context, context.gather.watchCalls(request, context.ask))
    },
    resolve: (updates) => updates,
  }),
}))
