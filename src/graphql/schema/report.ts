// Account reports, which every list has.
import type {
  AccountReport as Report,
  ReportCode as Code,
  ReportState as State,
} from '../../domain/report.ts'
import { builder, rowFields } from './builder.ts'
import { enumOf } from './enum.ts'
import { Vendor } from './words.ts'

const REPORT_STATES: readonly State[] = ['COMPLETE', 'STALE', 'CAPPED', 'SKIPPED', 'FAILED']

const ReportState = enumOf(
  'ReportState',
  'How whole and how new an account’s part of an answer is.',
  REPORT_STATES,
  {
    COMPLETE: 'Every matching row up to the end of this page is there.',
    STALE:
      'Nothing newer is available now: the rows are those of `asOf`, and `code` and `retryAfterMs` say why. It is an answer and no failure, also where all accounts are required.',
    CAPPED:
      'The scan cap, the operation’s budget or a limit of the vendor ended the search early; the rows given are right and the next page goes on from there.',
    SKIPPED: 'The account was not asked, because its rows do not carry the value that a filter asks about.',
    FAILED: 'The account was asked and could not answer in time; its rows are missing.',
  },
)

const REPORT_CODES: Readonly<Record<Code, string>> = {
  SCAN_CAP:
    'CAPPED: too little was found within the vendor pages that one page may read, or the vendor does not give the rest of the list, after which `hasNextPage` is false.',
  BUDGET_SPENT:
    'CAPPED or STALE: the operation has sent as many upstream requests as one may; the next page goes on from there.',
  FILTER_ABSENT: 'SKIPPED: the vendor’s rows do not carry the value that a filter asks about.',
  QUOTA_EXHAUSTED:
    'FAILED or STALE: no quota slot opens before the deadline; `retryAfterMs` says when one does.',
  UPSTREAM_TIMEOUT:
    'FAILED or STALE: the vendor did not answer in time, which is the time of one attempt where the page has other accounts, and the deadline where it has none or all are required.',
  UPSTREAM_UNAVAILABLE:
    'FAILED or STALE: the vendor answered with a fault of its own, broke off, or could not be reached.',
  UPSTREAM_INVALID_RESPONSE:
    'FAILED or STALE: the vendor’s answer was cut short or was not what its documents describe.',
  UPSTREAM_REJECTED: 'FAILED or STALE: the vendor refused the request as wrong.',
  UPSTREAM_RATE_LIMITED:
    'FAILED or STALE: the vendor said that too many requests came; a page with other accounts does not wait for its pause, and one without them no longer than the deadline.',
  UPSTREAM_UNAUTHORIZED: 'FAILED or STALE: the vendor refused the account’s credentials or their rights.',
  NOT_CACHED:
    'FAILED: the header `x-freshness: only-if-cached` lets nothing be asked, and nothing young enough is remembered.',
}

// Object.keys forgets the key type; the table is total over it.
const CODES = Object.keys(REPORT_CODES) as Code[]

const ReportCode = enumOf(
  'ReportCode',
  'Why an account’s part of an answer is not whole or not new; the codes of FAILED and STALE are those of `extensions.code` in errors.',
  CODES,
  REPORT_CODES,
)

export const AccountReport = builder.objectRef<Report>('AccountReport').implement({
  description:
    'What one account did for one answer; there is one report for every selected account, in the order of the setting `ACCOUNTS`.',
  fields: (t) =>
    rowFields(t, {
      account: ['String', 'The name of the account.', { nullable: false }],
      vendor: [Vendor, 'The product that the account belongs to.', { nullable: false }],
      state: [ReportState, 'Whether the account’s part of the answer is whole and new.', { nullable: false }],
      code: [ReportCode, 'Why the part is not whole or not new, null when the state is COMPLETE.'],
      message: [
        'String',
        'The same in words for a developer, null when the state is COMPLETE; it never holds a URL, a credential or a personal value.',
      ],
      retryAfterMs: [
        'Int',
        'After how long it is worth asking again, null when that is not known or would not help.',
        { unit: 'milliseconds' },
      ],
      asOf: [
        'DateTime',
        'When the oldest row used for this answer was read from the vendor, null when none was; earlier than now when rows came from memory.',
      ],
      rows: ['Int', 'How many rows of the account are in this answer.', { nullable: false }],
      upstreamRequests: [
        'Int',
        'How many upstream requests were sent for this answer; a request that several answers share counts in each of them.',
        { nullable: false },
      ],
    }),
})
