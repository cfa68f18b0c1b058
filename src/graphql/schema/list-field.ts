// List fields: shared arguments, their checks, and the request to gather.
import type { InputFieldMap, InputRef, InputShapeFromFields, ObjectRef } from '@pothos/core'
import type { FilterOf, Lists, RowOf } from '../../domain/lists.ts'
import type { Noun } from '../../domain/noun.ts'
import type { OrderBy } from '../../domain/order.ts'
import type { ListRequest, Page, Selection } from '../../gather/question.ts'
import type { Fetches } from './selection.ts'
import type { Types } from './builder.ts'
import { WORDS_OF } from '../../domain/noun.ts'
import { isSelected, toSelecting, wantedOfRows } from './selection.ts'
import { AccountFilter } from './inputs.ts'

export interface ListField<N extends Noun, Parent> {
  readonly noun: N
  readonly type: ObjectRef<Types, Page<RowOf<N>>>
  readonly description: string
  /** Fields: the noun's filter, `accounts` and `vendors`. */
  readonly filter: InputRef<object>
  readonly order?: InputRef<OrderBy>
  /** The default order in words, e.g. `global id, ascending`. */
  readonly orderWords?: string
  /** Default page size, 20 when absent. */
  readonly first?: number
  /** Lists below a row only. */
  readonly within?: (parent: Parent) => Within
}

/** The parent's part, e.g. `{ ids: { agentIds: 'agent:ujet:7' }, account: 'ujet' }`. */
export interface Within {
  /** Filter lists are narrowed to these ids. */
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

/** A connection field, e.g. `calls(filter, orderBy, first, after, requireComplete)`. */
export function listField<N extends Noun, Parent>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>,
  list: ListField<N, Parent>,
) {
  const { many } = WORDS_OF[list.noun]
  const request = (args: ListArguments, parent: Parent | undefined, wanted: ReadonlySet<string>) =>
    toRequest(list, parent, args, wanted)
  return t.field({
    type: list.type,
    nullable: false,
    description: list.description,
    // The price passes a row of the parent's noun.
    fetches: { by: 'LIST', request: request as unknown as ToRequest },
    args: {
      filter: t.arg({
        type: list.filter,
        description: `Which ${many} to list; all of them when absent.`,
      }),
      ...(list.order === undefined ? {} : { orderBy: orderArgument(t, list.order, list) }),
      first: t.arg.int({
        required: true,
        defaultValue: list.first ?? 20,
        description: `The most ${many} on a page, from 1 to 1000.`,
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

/** A connection field of `Query`. */
export function queryList<N extends Noun>(
  t: PothosSchemaTypes.QueryFieldBuilder<Types, object>,
  list: ListField<N, object>,
) {
  return listField(toFields(t), list)
}

type ToRequest = Extract<Fetches, { by: 'LIST' }>['request']

interface WholeList<N extends Noun, Own extends InputFieldMap> extends Pick<
  ListField<N, object>,
  'noun' | 'type' | 'description'
> {
  /** Fields: the noun's post-filters, `accounts` and `vendors`. */
  readonly filter?: InputRef<object>
  /** Filter keys that are arguments, e.g. `minutes`. */
  readonly args?: Own
  /** Throws InputError for impossible arguments. */
  readonly check?: (args: InputShapeFromFields<Own>) => void
}

/** An unpaged list of `Query`, e.g. `menuTree(type, filter, requireComplete)`. */
export function queryWholeList<N extends Noun, Own extends InputFieldMap>(
  t: PothosSchemaTypes.QueryFieldBuilder<Types, object>,
  list: WholeList<N, Own>,
) {
  const { check } = list
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
        description: `Which ${WORDS_OF[list.noun].many} to list; all of them when absent.`,
      }),
      requireComplete: requireCompleteArgument(toFields(t)),
    },
    resolve: (_, args, { gather, ask }, info) =>
      gather.list(request(args, undefined, wantedOfRows(toSelecting(info))), ask) as never,
  })
}

/** Both builders make the same fields. Pothos distinguishes them for unused options. */
export function toFields(t: PothosSchemaTypes.QueryFieldBuilder<Types, object>) {
  return t as unknown as PothosSchemaTypes.ObjectFieldBuilder<Types, object>
}

function orderArgument<N extends Noun, Parent>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>,
  order: InputRef<OrderBy>,
  { noun, orderWords = 'start time, newest first' }: ListField<N, Parent>,
) {
  const description = `The order of the ${WORDS_OF[noun].many}; ${orderWords}, when absent.`
  return t.arg({ type: order, description })
}

function requireCompleteArgument<Parent>(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>) {
  return t.arg.boolean({
    required: true,
    defaultValue: false,
    description:
      'True: an account that fails makes the field an error, and slow accounts get until the deadline. False: it is reported, and the page has the other accounts’ rows. STALE is no failure.',
  })
}

/** Without `first` there is no limit. Without a parent it is a root list. */
export function toRequest<N extends Noun, Parent>(
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
  return {
    noun,
    selection: { accounts: account === undefined ? accounts : narrowTo(account, accounts), vendors },
    // A test compares the input type with the domain's filter.
    filter: { ...given, ...fixed, ...Object.fromEntries(own) } as FilterOf<N>,
    // A test compares the order type with the noun's orders.
    orderBy: (args.orderBy ?? null) as OrderBy<Lists[N]['field']> | null,
    first: args.first ?? null,
    after: args.after ?? null,
    requireComplete: args.requireComplete ?? false,
    isBelow: parent !== undefined && within !== undefined,
    wanted,
  }
}

/** `[own]`, or `[]` when the client's list lacks it. */
function narrowTo(own: string, given: unknown): readonly string[] {
  return Array.isArray(given) && !given.includes(own) ? [] : [own]
}

export type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { [K in keyof T]: Given<NonNullable<T[K]>> | Extract<T[K], undefined> }
    : T

/** Drops nulls: `{ a: null, b: 1 }` → `{ b: 1 }`. */
export function withoutNulls<T>(value: T): Given<T> {
  // `Given` describes exactly this copy.
  if (Array.isArray(value)) return value.map(withoutNulls) as Given<T>
  if (typeof value !== 'object' || value === null) return value as Given<T>
  const given: Record<string, unknown> = {}
  for (const [key, one] of Object.entries(value))
    if (one !== null && one !== undefined) given[key] = withoutNulls(one)
  return given as Given<T>
}
