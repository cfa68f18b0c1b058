// Connections: edges, page info, total and account reports.
import type {
  AccountReport as Report,
  ReportCode as Code,
  ReportState as State,
} from '../../domain/report.ts'
import type { ObjectRef } from '@pothos/core'
import type { Page } from '../../gather/question.ts'
import type { Noun } from '../../domain/noun.ts'
import type { Types } from './builder.ts'
import { builder } from './builder.ts'
import { rowType } from './row-type.ts'
import { enumOf } from './enum.ts'
import { Vendor } from './inputs.ts'
import { WORDS_OF } from '../../domain/noun.ts'
import { toTypeName } from '../access/noun-type.ts'

const ReportState = enumOf<State>('ReportState', 'How whole and how new an account’s part of an answer is.', {
  COMPLETE: 'Every matching row up to the end of this page is there.',
  STALE:
    'Nothing newer is available now: the rows are those of `asOf`, and `code` and `retryAfterMs` say why. It is an answer and no failure, also where all accounts are required.',
  CAPPED:
    'The scan cap, the operation’s budget or a limit of the vendor ended the search early; the rows given are right and the next page goes on from there. Statistics go on in the background.',
  SKIPPED:
    'The account was not asked, because its rows do not carry the value that a filter asks about, or because its vendor lists no such rows and the filter names it. In statistics it may also be counted without a measure that its rows do not carry.',
  FAILED: 'The account was asked and could not answer in time; its rows are missing.',
})

const ReportCode = enumOf<Code>(
  'ReportCode',
  'Why an account’s part of an answer is not whole or not new; the codes of FAILED and STALE are those of `extensions.code` in errors.',
  {
    SCAN_CAP:
      'CAPPED: too little was found within the vendor pages that one page may read, or the vendor does not give the rest of the list, after which `hasNextPage` is false.',
    BUDGET_SPENT:
      'CAPPED or STALE: the operation has sent as many upstream requests as one may; the next page goes on from there.',
    FILTER_ABSENT:
      'SKIPPED: the vendor’s rows do not carry the value that a filter asks about, or a measure of a statistic, or the vendor lists no such rows.',
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
  },
)

export const AccountReport = rowType<Report>()('AccountReport', {
  description:
    'What one account did for one answer; there is one report for every selected account, in the order of the setting `ACCOUNTS`.',
  fields: {
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
  },
})

interface Edge<R> {
  readonly node: R
  readonly page: Page<R>
  readonly index: number
}

const PageInfo = builder.objectRef<Page<unknown>>('PageInfo').implement({
  description:
    'The position of a page in its list. Paging is forward only, because no vendor pages backwards.',
  extensions: { shareable: true },
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', {
      nullable: false,
      description:
        'Whether a next page may have more rows, also when the scan cap ended this page early. An account that failed does not keep it true: its report says so, and asking the same page again fills the hole.',
    }),
    hasPreviousPage: t.boolean({
      nullable: false,
      description: 'Always false; present because Relay clients ask for it.',
      resolve: () => false,
    }),
    startCursor: t.string({
      description: 'The cursor of the first row of this page, null when the page is empty.',
      resolve: (page) => (page.rows.length > 0 ? page.cursorAt(0) : null),
    }),
    endCursor: t.string({
      description:
        'The cursor to give as `after` for the next page: the position reached, which an empty page has too.',
      resolve: (page) => page.endCursor(),
    }),
  }),
})

/** `CallConnection` and `CallEdge` for `Call`. */
export function defineConnection<R>(noun: Noun, node: ObjectRef<Types, R>): ObjectRef<Types, Page<R>> {
  const { one, many } = WORDS_OF[noun]
  const edge = builder.objectRef<Edge<R>>(`${node.name}Edge`).implement({
    description: `One ${one} at its place in the order.`,
    fields: (t) => ({
      cursor: t.string({
        nullable: false,
        description: `Position of this ${one} in the order; opaque, and bound to its filter and order. Give it as \`after\`.`,
        resolve: ({ page, index }) => page.cursorAt(index),
      }),
      node: t.field({
        type: node,
        nullable: false,
        description: `The ${one} itself.`,
        fetches: { by: 'LISTED' },
        // Pothos cannot see through the generic row type.
        resolve: (parent) => parent.node as never,
      }),
    }),
  })
  return builder.objectRef<Page<R>>(`${node.name}Connection`).implement({
    description: `A page of ${many} from all selected accounts, with a report of what each account did for it.`,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        nullable: false,
        description: `The ${many} of this page, each with its cursor.`,
        fetches: { by: 'LISTED' },
        resolve: (page) => page.rows.map((row, index) => ({ node: row, page, index })),
      }),
      nodes: t.field({
        type: [node],
        nullable: false,
        description: `The ${many} of this page, without cursors.`,
        fetches: { by: 'LISTED' },
        resolve: (page) => page.rows as never,
      }),
      pageInfo: t.field({
        type: PageInfo,
        nullable: false,
        description: 'The position of this page in the list.',
        resolve: (page) => page,
      }),
      totalCount: t.exposeInt('totalCount', {
        description: `How many ${many} match in all accounts. Null when an account is not COMPLETE, does not filter exactly or gives no total. A figure that is not cached costs one request an account. Later pages repeat the first page’s figure.`,
      }),
      accounts: t.field({
        type: [AccountReport],
        nullable: false,
        description: 'What each selected account did for this page.',
        resolve: (page) => page.reports,
      }),
    }),
  })
}

/** Unpaged list of rows and reports, e.g. `MenuTreeList`. */
export function defineWholeList<R>(noun: Noun, node: ObjectRef<Types, R>): ObjectRef<Types, Page<R>> {
  const { many } = WORDS_OF[noun]
  return builder.objectRef<Page<R>>(`${toTypeName(noun)}List`).implement({
    description: `All ${many} of the selected accounts at once, with a report of what each account did for it.`,
    fields: (t) => ({
      nodes: t.field({
        type: [node],
        nullable: false,
        description: `The ${many}, account after account.`,
        fetches: { by: 'LISTED' },
        resolve: (page) => page.rows as never,
      }),
      accounts: t.field({
        type: [AccountReport],
        nullable: false,
        description: 'What each selected account did for this list.',
        resolve: (page) => page.reports,
      }),
    }),
  })
}
