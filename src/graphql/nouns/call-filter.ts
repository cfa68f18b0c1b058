// Filter and order of calls, e.g. `{ status: [MISSED] }`.
import type { CallOrderField } from '../../domain/call.ts'
import { filterInput } from '../schema/filter-input.ts'
import { defineOrder } from '../schema/order.ts'

export const CallFilter = filterInput('CALL')

export const CallOrder = defineOrder<CallOrderField>(
  'CALL',
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
