// Fields that give a list: the arguments they share, checked before anything is asked, and the question they put.
import type { InputFieldMap, InputRef, InputShapeFromFields, ObjectRef } from '@pothos/core'
import type { FilterOf, ListNoun, Lists, RowOf } from '../../domain/lists.ts'
import type { OrderBy } from '../../domain/order.ts'
import type { ListRequest, Page, Selection } from '../../gather/question.ts'
import type { Fetches } from './fetches.ts'
import type { Types } from './builder.ts'
import type { ListWords } from './connection.ts'
import { checkFirst } from '../../gather/select.ts'
import { isSelected, toSelecting, wantedOfRows } from './selection.ts'
import { AccountFilter } from './words.ts'

export interface ListField<N extends ListNoun, Parent> {
  readonly noun: N
  readonly type: ObjectRef<Types, Page<RowOf<N>>>
  readonly words: ListWords
  readonly description: string
  /** Its fields are those of the noun's filter, and `accounts` and `vendors`. */
  readonly filter: InputRef<object>
  readonly order?: InputRef<OrderBy>
  /** What the order is when none is asked, in words. */
  readonly orderWords?: string
  /** How many rows when the client does not say. */
  readonly first?: number
  /** Lists below a row only. */
  readonly within?: (parent: Parent) => Within
}

/** What a row adds to the filter of a list below it, and the only account that is asked. */
export interface Within {
  /** Ids of which the filter's lists keep only these. */
  readonly ids?: Readonly<Record<string, string>>
  /** Values that clients cannot give. */
  readonly fixed?: Readonly<Record<string, string>>
  readonly account: string
}

interface ListArguments {
  readonly filter?: object | null | undefined
  readonly orderBy?: OrderBy | null | undefined
  readonly first?: number | null
  readonly after?: string | null | undefined
  readonly requireComplete?: boolean | null | undefined
}

/** A connection field with `filter`, `orderBy`, `first`, `after` and `requireComplete`. */
export function listField<N extends ListNoun, Parent>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>,
  list: ListField<N, Parent>,
) {
  const { words } = list
  const request = (args: ListArguments, parent: Parent | undefined, wanted: ReadonlySet<string>) =>
    toRequest(list, parent, args, wanted)
  return t.field({
    type: list.type,
    nullable: false,
    description: list.description,
    // Who reckons a price gives a row of the parent's noun, by its id.
    fetches: { by: 'LIST', request: request as unknown as ToRequest },
    args: {
      filter: t.arg({
        type: list.filter,
        description: `Which ${words.many} to list; all of them when absent.`,
      }),
      ...(list.order === undefined ? {} : { orderBy: orderArgument(t, list.order, list) }),
      first: t.arg.int({
        required: true,
        defaultValue: list.first ?? 20,
        description: `The most ${words.many} on a page, from 1 to 1000.`,
      }),
      after: t.arg.string({
        description:
          'The `endCursor` of the page before, with the same filter and order. Absent: the first page.',
      }),
      requireComplete: requireCompleteArgument(t),
    },
    resolve: (parent, args, { gather, ask }, info) => {
      const question = request(args, parent, wantedOfRows(toSelecting(info)))
      return gather.list({ ...question, counts: isSelected(toSelecting(info), 'totalCount') }, ask)
    },
  })
}

/** The same at the root of a query. */
export function queryList<N extends ListNoun>(
  t: PothosSchemaTypes.QueryFieldBuilder<Types, object>,
  list: ListField<N, object>,
) {
  return listField(toFields(t), list)
}

type ToRequest = Extract<Fetches, { by: 'LIST' }>['request']

export interface WholeList<N extends ListNoun, Own extends InputFieldMap> extends Pick<
  ListField<N, object>,
  'noun' | 'type' | 'words' | 'description'
> {
  /** Its fields are those of the noun's filter that rows are checked by, and `accounts` and `vendors`. */
  readonly filter?: InputRef<object>
  /** The keys of the noun's filter that say which list is meant. */
  readonly args?: Own
  /** Throws an InputError where the arguments cannot be meant so. */
  readonly check?: (args: InputShapeFromFields<Own>) => void
}

/** A list at the root of a query that is given whole, with `filter`, its own arguments and `requireComplete`. */
export function queryWholeList<N extends ListNoun, Own extends InputFieldMap>(
  t: PothosSchemaTypes.QueryFieldBuilder<Types, object>,
  list: WholeList<N, Own>,
) {
  const { words, check } = list
  const request: ToRequest = (args, _, wanted) => {
    // Pothos cannot see the shapes of the arguments through the generic map.
    const { filter, requireComplete, ...own } = args as ListArguments & InputShapeFromFields<Own>
    check?.(own as InputShapeFromFields<Own>)
    return toRequest(list, undefined, { filter: { ...filter, ...own }, requireComplete }, wanted)
  }
  return t.field({
    type: list.type,
    nullable: false,
    description: list.description,
    fetches: { by: 'LIST', request },
    args: {
      ...list.args,
      filter: t.arg({
        type: list.filter ?? AccountFilter,
        description: `Which ${words.many} to list; all of them when absent.`,
      }),
      requireComplete: requireCompleteArgument(toFields(t)),
    },
    resolve: (_, args, { gather, ask }, info) =>
      gather.list(request(args, undefined, wantedOfRows(toSelecting(info))), ask) as never,
  })
}

/** Query and object builders make the same fields; Pothos tells them apart for options that are not used here. */
export function toFields(t: PothosSchemaTypes.QueryFieldBuilder<Types, object>) {
  return t as unknown as PothosSchemaTypes.ObjectFieldBuilder<Types, object>
}

function orderArgument<N extends ListNoun, Parent>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>,
  order: InputRef<OrderBy>,
  { words, orderWords = 'start time, newest first' }: ListField<N, Parent>,
) {
  return t.arg({ type: order, description: `The order of the ${words.many}; ${orderWords}, when absent.` })
}

export function requireCompleteArgument<Parent>(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>) {
  return t.arg.boolean({
    required: true,
    defaultValue: false,
    description:
      'True: an account that fails makes the field an error, and slow accounts get until the deadline. False: it is reported, and the page has the other accounts’ rows. STALE is no failure.',
  })
}

/**
 * A field's arguments as a question. Without `first` it asks for everything, without a parent it is the company's.
 * Throws InputError for a page size out of range, so that such a question has no price.
 */
export function toRequest<N extends ListNoun, Parent>(
  { noun, within }: Pick<ListField<N, Parent>, 'noun' | 'within'>,
  parent: Parent | undefined,
  args: ListArguments,
  wanted: ReadonlySet<string>,
): ListRequest<N> {
  const { accounts, vendors, ...given } = withoutNulls<Selection & Readonly<Record<string, unknown>>>({
    ...args.filter,
  })
  const { ids = {}, fixed, account }: Partial<Within> = parent === undefined ? {} : (within?.(parent) ?? {})
  const own = Object.entries(ids).map(([key, id]) => [key, narrowTo(id, given[key])])
  const first = args.first ?? null
  checkFirst(first)
  return {
    noun,
    selection: { accounts: account === undefined ? accounts : narrowTo(account, accounts), vendors },
    // The input type's fields are those of the domain's filter; a test compares them.
    filter: { ...given, ...fixed, ...Object.fromEntries(own) } as FilterOf<N>,
    // The order type's fields are those of the noun; a test compares them.
    orderBy: (args.orderBy ?? null) as OrderBy<Lists[N]['field']> | null,
    first,
    after: args.after ?? null,
    requireComplete: args.requireComplete ?? false,
    isBelow: parent !== undefined && within !== undefined,
    wanted,
  }
}

/** The one value that a parent fixes, or none where the client asked for others only. */
function narrowTo(own: string, given: unknown): readonly string[] {
  return Array.isArray(given) && !given.includes(own) ? [] : [own]
}

export type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { [K in keyof T]: Given<NonNullable<T[K]>> | Extract<T[K], undefined> }
    : T

/** A null in an input object means the same as leaving the field out. */
export function withoutNulls<T>(value: T): Given<T> {
  // The copy has the same keys less those that hold null, which is what Given says.
  if (Array.isArray(value)) return value.map(withoutNulls) as Given<T>
  if (typeof value !== 'object' || value === null) return value as Given<T>
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined)
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutNulls(one)])) as Given<T>
}
