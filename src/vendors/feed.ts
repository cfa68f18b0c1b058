// Feeds: one account's answer to one question, in pages of rows.
import type { Ask } from '../domain/ask.ts'
import type { TimeRange, FilterSpecs, FilterKind, FilterSpec } from '../domain/filter.ts'
import type { FilterOf, ListMeaning, ListNoun, RowOf } from '../domain/lists.ts'
import type { Instant } from '../domain/time.ts'
import type { Account } from './account.ts'
import type { Resource } from './define.ts'
import type { Changes, Feed, FeedPage, PageAt, Question } from './question.ts'
import type { PageOfRows, PageQuestion } from './request.ts'
import type { Orders } from '../domain/order.ts'
import type { Reach } from './filters.ts'
import { fieldOf, LISTS } from '../domain/lists.ts'
import { createChanges, maySupportChanges, probeChangeTimes } from './changes.ts'
import { readRows, toParts, toRequestSpec } from './request.ts'
import { chanceOfOrder, inOrder, isPlaced, toSort } from './sort.ts'
import { translate } from './translate.ts'
import { readWithGuess, readWithProbes } from './unproven.ts'

/** Rows prove an undocumented order if chance sorts one page in a million. */
const MOST_CHANCE = 1e-6

export function createFeed<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  question: Question<N>,
): Feed<RowOf<N>> {
  const { besides, merge = concat } = resource
  const feed = createOne(account, resource, question)
  return besides === undefined ? feed : merge(feed, createOne(account, besides, question), question)
}

/** Two lists that are read whole. Common properties come from the first. */
function concat<R>(first: Feed<R>, second: Feed<R>): Feed<R> {
  const feeds = [first, second]
  const asked = feeds.filter((feed) => !feed.none && feed.absent.length === 0)
  return {
    ...first,
    absent: first.absent.filter((key) => second.absent.includes(key)),
    none: asked.length === 0,
    exact: feeds.every((feed) => feed.exact),
    // Each feed post-filters its own rows before they are joined.
    matches: () => true,
    parts: asked.map((feed) => ({ feed, has: feed.matches })),
  }
}

function createOne<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  question: Question<N>,
): Feed<RowOf<N>> {
  const meaning = meaningOf(resource.noun)
  const { probeResults, pageSizes } = account
  const { settings } = account.config
  const listName = toListName(resource)
  const maySupport = (name: string) => probeResults.maySupport(`${resource.noun} ${name}`)
  const translated = (filter: FilterOf<N>) =>
    translate<FilterOf<N>, RowOf<N>>(filter, resource.filters, resource.predicates, maySupport, settings)
  const { postFiltered, matches, searched, absent, none } = translated(question.filter)
  const exact = postFiltered.length === 0
  const wanted = exact
    ? question.wanted
    : new Set([...question.wanted, ...postFiltered.map((key) => fieldOf(resource.noun, key))])
  const optIns = resource.optIns?.params(wanted) ?? {}
  const range = question.field === null ? startOf(question.filter) : {}
  let changes: Changes<RowOf<N>> | null | undefined

  function seekable(): boolean {
    if (question.field !== null || resource.seekable !== true) return false
    return asks(narrow({}, { startedAt: { to: 0 } }))
  }

  const asks = (filter: FilterOf<N>) => {
    const { params, probes } = translated(filter)
    return Object.keys(params).length > 0 || probes.length > 0
  }

  function floored(): boolean {
    const key = seekable() ? 'startedAt' : 'updatedAt'
    return key in resource.filters && asks(narrow({}, { startedAt: {}, [key]: { from: 0 } }))
  }

  async function read(at: PageAt, ask: Ask): Promise<FeedPage<RowOf<N>>> {
    const until = seekable() ? at.until : undefined
    const changed = !seekable() && 'updatedAt' in resource.filters
    const filter = narrow(question.filter, {
      startedAt: {
        to: until === undefined ? undefined : until + 1,
        from: latest(at.from, seekable() ? at.since : undefined),
      },
      updatedAt: { from: changed ? at.since : undefined },
    })
    const { params, probes } = translated(filter)
    const sort = toSort(resource, question)
    const proven = sort !== null && !resource.sorting?.unproven
    const tried = sort !== null && !proven && maySupport(sort.name)
    const probing = {
      noun: resource.noun,
      list: listName,
      per: at.per,
      smaller: resource.paging?.smaller ?? [],
      params: { ...optIns, ...params, ...(proven ? sort.params : {}) },
      probes: [...(tried ? [sort] : []), ...probes],
    }
    const { wire, rows, isOther } = await account.unfinished(resource.noun, ask, (recall) =>
      readWithProbes(account, probing, (sent, most) =>
        readSent({ filter: question.filter, at, ask, params: sent, recall }, most),
      ),
    )
    probeChangeTimes(account, resource, rows)
    const [example] = rows
    if (example !== undefined && 'vendorId' in example && typeof example.vendorId === 'string')
      account.examples.set(resource.noun, example.vendorId)
    const { total, cut, size, sentAt } = wire
    const more = isOther ? true : wire.more
    // The vendor may put rows without a value first or last.
    const sorts = proven || (tried && probeResults.of(`${resource.noun} ${sort.name}`) === 'supported')
    // An unrequested order needs many rows as proof.
    const shown =
      chanceOfOrder(rows, question) < (proven || tried ? 1 : MOST_CHANCE) ||
      rows.length === 0 ||
      (sorts && rows.some((row) => isPlaced(row, question)))
    const sorted = inOrder(rows, question) ? shown || null : false
    return { rows, count: wire.rows.length, total, more, cut, size, sorted, sentAt, requests: 1 }
  }

  function listOfChanges(asked: Question<N>): Feed<RowOf<N>> {
    return createOne(account, resource.changes?.of ?? resource, asked)
  }

  /** By the guessed names that the question needs, if any. */
  function readSent(asked: PageQuestion<N>, most: number): Promise<PageOfRows<RowOf<N>>> {
    const parts = toParts(account, resource, asked, most)
    const guess = { spec: toRequestSpec(resource, parts), plain: resource.unguessed?.(parts) ?? null }
    return readWithGuess(probeResults, resource.noun, guess, (spec) =>
      readRows(account, resource, asked, spec),
    )
  }

  return {
    account: account.name,
    absent,
    searched,
    none,
    wanted,
    optIns,
    whole: meaning.read === 'WHOLE',
    order: question.field === null ? null : `${question.field} ${question.direction}`,
    maximum: resource.paging && Math.min(resource.paging.maximum, pageSizes.most(listName)),
    exact,
    matches,
    since: range.from,
    until: range.to === undefined ? undefined : range.to - 1,
    seekable,
    floored,
    changes: () => {
      if (!maySupportChanges(account, resource)) return null
      if (changes === undefined) changes = createChanges(account, resource, question, listOfChanges)
      return changes
    },
    valued: () => {
      const key = question.field === null ? undefined : rangeOf(resource.noun, resource, question.field)
      if (key === undefined) return null
      return createOne(account, resource, { ...question, filter: withValue(question.filter, key) })
    },
    read,
  }
}

const RANGES: ReadonlySet<FilterKind> = new Set(['TIME_RANGE', 'NUMBER_RANGE', 'WHOLE_RANGE'])

/** The range filter that excludes the nulls of an order, e.g. `endedAt` of `ENDED_AT`. */
export function rangeOf(
  noun: ListNoun,
  { filters, valued = [] }: { readonly filters: object; readonly valued?: true | readonly string[] },
  order: string,
): string | undefined {
  if (valued !== true && !valued.includes(order)) return undefined
  const meaning: { readonly orders: Orders<never>; readonly filters: FilterSpecs } = LISTS[noun]
  const reaches = new Map<string, Reach<never>>(Object.entries(filters))
  const isRange = ([key, { field, kind }]: readonly [string, FilterSpec<never, never>]) =>
    field !== undefined &&
    field === meaning.orders[order]?.field &&
    RANGES.has(kind) &&
    isSent(reaches.get(key))
  return Object.entries(meaning.filters).find(isRange)?.[0]
}

function isSent(reach: Reach<never> | undefined): boolean {
  return reach !== undefined && 'send' in reach
}

/** The key of a list's page size, e.g. `AGENT users`. */
function toListName({ noun, path }: { readonly noun: ListNoun; readonly path: unknown }): string {
  return `${noun} ${typeof path === 'string' ? path : ''}`
}

export function meaningOf<N extends ListNoun>(noun: N): ListMeaning<N> {
  return LISTS[noun]
}

export function startOf(filter: object): TimeRange {
  const { startedAt = {} }: { startedAt?: TimeRange | undefined } = filter
  return startedAt
}

/** The filter with narrower ranges. */
function narrow<F extends object>(filter: F, ranges: { startedAt: TimeRange; updatedAt?: TimeRange }): F {
  const given: { startedAt?: TimeRange | undefined; updatedAt?: TimeRange | undefined } = filter
  const narrowed = Object.entries(ranges).flatMap(([key, { from, to }]) => {
    const own = key === 'startedAt' ? given.startedAt : given.updatedAt
    const range: TimeRange = { from: latest(own?.from, from), to: earliest(own?.to, to) }
    return range.from === undefined && range.to === undefined ? [] : [[key, range]]
  })
  return { ...filter, ...Object.fromEntries(narrowed) }
}

/** Excludes rows without a value: no instant or number is below 0. */
function withValue<F extends object>(filter: F, key: string): F {
  const given = new Map<string, unknown>(Object.entries(filter)).get(key)
  return { ...filter, [key]: { from: 0, ...Object(given) } }
}

function latest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}
