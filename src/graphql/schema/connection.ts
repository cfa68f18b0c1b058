// Connections: edges, page info, total and account reports.
import type { ObjectRef } from '@pothos/core'
import type { Page } from '../../gather/question.ts'
import type { Noun } from '../../domain/noun.ts'
import type { Types } from './builder.ts'
import { WORDS_OF } from '../../domain/noun.ts'
import { toTypeName } from '../access/noun-type.ts'
import { builder } from './builder.ts'
import { AccountReport } from './report.ts'

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
