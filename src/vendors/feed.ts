// A feed is what one account has to say to one question: pages of domain rows, in the order asked where the vendor
// sorts. It learns from the answers what unproven parameters are worth.
import type { Ask } from '../domain/ask.ts'
import type { TimeRange } from '../domain/filter.ts'
import type { ListMeaning, ListNoun, Lists } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Account } from './account.ts'
import type { Changes } from './changes.ts'
import type { Resource } from './define.ts'
import type { Params } from './filters.ts'
import type { Part } from './in-step.ts'
import { LISTS } from '../domain/lists.ts'
import { createChanges, learnFromRows } from './changes.ts'
import { concat } from './concat.ts'
import { inStep } from './in-step.ts'
import { chanceOfOrder, inOrder, isPlaced, toSort } from './sort.ts'
import type { Searched } from './translate.ts'
import { translate } from './translate.ts'
import { toListName } from './page-size.ts'
import { tryOut } from './try-out.ts'

/** What a noun's rows and filter are; short names for what `Lists` holds. */
export type RowOf<N extends ListNoun> = Lists[N]['row']
export type FilterOf<N extends ListNoun> = Lists[N]['filter']

/** A list of which no document tells the order counts as sorted when chance would sort one page in a million so. */
const MOST_CHANCE = 1e-6

export interface Question<N extends ListNoun> {
  readonly filter: FilterOf<N>
  /** Null for the noun's own order, events by their start. */
  readonly field: Lists[N]['field'] | null
  readonly direction: Direction
  readonly keyOf: (row: RowOf<N>) => SortKey | undefined
  /** The fields of the rows that somebody selects. */
  readonly wanted: ReadonlySet<string>
}

export interface PageAt {
  /** Counts from 1. */
  readonly page: number
  readonly per: number
  /** Only rows that started at or before this instant, where the vendor can be told so. */
  readonly until?: Instant | undefined
  /**
   * Only rows that started at or after this instant; where the vendor cannot be told so but can list changes, those
   * that changed since then, which are more: nothing starts after its last change.
   */
  readonly since?: Instant | undefined
  /** Rows that started before this instant are not wanted, but may come. */
  readonly from?: Instant | undefined
}

export interface FeedPage<R> {
  /** In the vendor's order; rows that fail the filter are among them. */
  readonly rows: readonly R[]
  /** How many rows the vendor sent, unreadable ones included. */
  readonly count: number
  readonly total: number | null
  /** Whether another page follows, null when the vendor does not tell. */
  readonly more: boolean | null
  /** Whether there is more that the vendor does not give. */
  readonly cut?: boolean | undefined
  /** Whether the rows stand in the order asked; null when nothing but chance speaks for it, since all are equal in it. */
  readonly sorted: boolean | null
  /** Characters of the answer, by which what is kept is weighed. */
  readonly size: number
  /** When it was asked for, so that no row is older. */
  readonly sentAt: Instant
  /** How many of the vendor's pages it is made of. */
  readonly requests: number
  /** Set for rows that memory gave. */
  readonly isRemembered?: boolean
}

export interface Feed<R> {
  /** The name of the account. */
  readonly account: string
  /** Filters that the account's rows do not carry. */
  readonly absent: readonly string[]
  /** Filters for which the account is sent nothing, so that its rows are searched here; none when absent. */
  readonly searched?: readonly Searched[]
  /** Whether no row of the account can match. */
  readonly none: boolean
  /** What is asked of rows beyond the usual; rows read with other opt-ins do not answer for them. */
  readonly optIns: Params
  /** Whether the list is read whole and put in order by whoever reads it. */
  readonly whole: boolean
  /** The order in words; null for the noun's own order, in which events stand by their start. */
  readonly order: string | null
  /** The most rows of one page; null when the vendor gives everything at once. */
  readonly maximum: number | null
  /** Whether the vendor filters everything itself, so that its total is the total. */
  readonly exact: boolean
  readonly matches: (row: R) => boolean
  /** The lists that it consists of, which are asked instead when it is read whole; each gives the rows that it has. */
  readonly parts?: readonly { readonly feed: Feed<R>; readonly has: (row: R) => boolean }[] | undefined
  /** Between which instants, both included, events in order of their start can match. */
  readonly since: Instant | undefined
  readonly until: Instant | undefined
  /** Whether the list can be entered at an instant, as far as is known. */
  bounded(): boolean
  /** Whether older rows than an instant can be left out, as far as is known. */
  floored(): boolean
  /** How rows that changed are found; null where they cannot be, as far as is known. */
  changes(): Changes<R> | null
  /** The same list without the rows that have no value in its order; null where the vendor has no filter for that. */
  valued?(): Feed<R> | null
  /** Rejects with UpstreamError. */
  read(at: PageAt, ask: Ask): Promise<FeedPage<R>>
}

export function createFeed<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  question: Question<N>,
): Feed<RowOf<N>> {
  const { besides } = resource
  const feed = createOne(account, resource, question)
  if (besides === undefined) return feed
  const other = createOne(account, besides, question)
  if (feed.whole) return concat(feed, other)
  if (question.field !== null) return feed
  return inStep(toPart(resource, feed), toPart(besides, other))
}

function toPart<N extends ListNoun>({ part }: Resource<N>, feed: Feed<RowOf<N>>): Part<RowOf<N>> {
  if (part === undefined) throw new Error('a list that is read in step says for which rows it stands')
  return { feed, ...part }
}

function createOne<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  question: Question<N>,
): Feed<RowOf<N>> {
  const meaning = meaningOf(resource.noun)
  const { predicates } = meaning
  const worksPerhaps = (name: string) => account.learned.worksPerhaps(`${resource.noun} ${name}`)
  const about = (name: string) => account.learned.about(`${resource.noun} ${name}`)
  const translated = (filter: FilterOf<N>) =>
    translate<FilterOf<N>, RowOf<N>>(
      filter,
      resource.filters,
      predicates,
      worksPerhaps,
      account.config.settings,
    )
  const { residual, matches, searched, absent, none } = translated(question.filter)
  // What is checked here must be there.
  const optIns = resource.optIns?.params(new Set([...question.wanted, ...residual])) ?? {}
  const sort = toSort(resource, question)
  const range = question.field === null ? startOf(question.filter) : {}

  function bounded(): boolean {
    if (question.field !== null || resource.entered !== true) return false
    return isSent(narrow({}, { startedAt: { to: 0 } }))
  }

  const isSent = (filter: FilterOf<N>) => {
    const { params, trials } = translated(filter)
    return Object.keys(params).length > 0 || trials.length > 0
  }

  function floored(): boolean {
    const key = bounded() ? 'startedAt' : 'updatedAt'
    return key in resource.filters && isSent(narrow({}, { startedAt: {}, [key]: { from: 0 } }))
  }

  async function read(at: PageAt, ask: Ask): Promise<FeedPage<RowOf<N>>> {
    const until = bounded() ? at.until : undefined
    const changed = !bounded() && 'updatedAt' in resource.filters
    const filter = narrow(question.filter, {
      startedAt: {
        to: until === undefined ? undefined : until + 1,
        from: latest(at.from, bounded() ? at.since : undefined),
      },
      updatedAt: { from: changed ? at.since : undefined },
    })
    const { params, trials } = translated(filter)
    const proven = sort !== null && !resource.sorting?.unproven
    const tried = sort !== null && !proven && worksPerhaps(sort.name)
    const { wire, rows } = await tryOut(account, resource, question.filter, {
      at,
      ask,
      params: { ...optIns, ...params, ...(proven ? sort.params : {}) },
      trials: [...(tried ? [sort] : []), ...trials],
    })
    learnFromRows(account, resource, rows)
    const [example] = rows
    if (example !== undefined && 'vendorId' in example && typeof example.vendorId === 'string')
      account.examples.set(resource.noun, example.vendorId)
    const { total, more, cut, size, sentAt } = wire
    // Rows without a value do not tell where the vendor puts them among others.
    const sorts = proven || (tried && about(sort.name) === 'obeyed')
    // In a list that nobody asked to be sorted, only many rows in order prove that it is.
    const shown =
      chanceOfOrder(rows, question) < (proven || tried ? 1 : MOST_CHANCE) ||
      rows.length === 0 ||
      (sorts && rows.some((row) => isPlaced(row, question)))
    const sorted = inOrder(rows, question) ? shown || null : false
    return { rows, count: wire.rows.length, total, more, cut, size, sorted, sentAt, requests: 1 }
  }

  return {
    account: account.name,
    absent,
    searched,
    none,
    optIns,
    whole: meaning.read === 'WHOLE',
    order: question.field === null ? null : `${question.field} ${question.direction}`,
    maximum:
      resource.paging && Math.min(resource.paging.maximum, account.pageSizes.most(toListName(resource))),
    exact: residual.length === 0,
    matches,
    since: range.from,
    until: range.to === undefined ? undefined : range.to - 1,
    bounded,
    floored,
    changes: () =>
      createChanges(account, resource, question, (asked) =>
        createOne(account, resource.changes?.of ?? resource, asked),
      ),
    valued: () => {
      const key = question.field === null ? undefined : resource.valued?.[question.field]
      if (key === undefined) return null
      return createOne(account, resource, { ...question, filter: withValue(question.filter, key) })
    },
    read,
  }
}

/** The meaning of a noun's filters and orders. */
export function meaningOf<N extends ListNoun>(noun: N): ListMeaning<N> {
  return LISTS[noun]
}

/** The range of starts that a filter asks for. */
export function startOf(filter: object): TimeRange {
  const { startedAt = {} }: { startedAt?: TimeRange | undefined } = filter
  return startedAt
}

/** The filter with some of its ranges made narrower. */
function narrow<F extends object>(filter: F, ranges: { startedAt: TimeRange; updatedAt?: TimeRange }): F {
  const given: { startedAt?: TimeRange | undefined; updatedAt?: TimeRange | undefined } = filter
  const narrowed = Object.entries(ranges).flatMap(([key, { from, to }]) => {
    const own = key === 'startedAt' ? given.startedAt : given.updatedAt
    const range: TimeRange = { from: latest(own?.from, from), to: earliest(own?.to, to) }
    return range.from === undefined && range.to === undefined ? [] : [[key, range]]
  })
  return { ...filter, ...Object.fromEntries(narrowed) }
}

/** The filter with a range that only rows with a value are in: nothing is before 1970, and no number is negative. */
function withValue<F extends object>(filter: F, key: keyof F): F {
  return { ...filter, [key]: { from: 0, ...filter[key] } }
}

function latest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}
