// What an account's lists and look-ups cost, reckoned from the tables alone: nothing is asked, nothing remembered is
// read, and what was learned does not count, so that the same question always has the same price.
import type { ListNoun } from '../domain/lists.ts'
import type { Account } from './account.ts'
import type { Resource } from './define.ts'
import type { FilterOf, Question } from './feed.ts'
import type { Settings } from './filters.ts'
import type { Slack } from './slack.ts'
import { meaningOf, startOf } from './feed.ts'
import { rowsOfSome, slackOf } from './slack.ts'
import { translate } from './translate.ts'

/** Upstream requests, retries and sign-ins not counted. */
export interface Cost {
  readonly min: number
  readonly max: number
  /** How many of the most stand one after another, each waiting for the answer to the one before. */
  readonly steps: number
}

export interface LookUpCost extends Cost {
  /** The same as that of a list, where rows are looked up in a list that is read whole. */
  readonly pages?: string
}

export interface ListCost extends Cost {
  /** The most rows that the account can give to the answer. */
  readonly rows: number
  /** How many of the most are read only when the rows of those before have been given. */
  readonly more: number
  /** The same for lists that read the same pages, whatever they check of their rows. */
  readonly pages: string
  /** Whether the vendor is sent nothing for some filter, so that its rows are read for it. */
  readonly scans: boolean
}

export type PricedQuestion<N extends ListNoun> = Omit<Question<N>, 'keyOf'>

export interface PageWish {
  /** Null for all rows. */
  readonly first: number | null
  readonly after: string | null
  readonly maxScanPages: number
}

/** Lists that are read whole are read to here at most. */
export const MOST_WHOLE_PAGES = 20

/** Where no table tells. */
const USUAL_ROWS = { WHOLE: 1000, PAGES: 200 } as const

const HOUR_MS = 3_600_000

/** Null when nothing is asked: rows do not carry what a filter wants, or none can match. */
export function priceList<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  question: PricedQuestion<N>,
  wish: PageWish,
): ListCost | null {
  const { noun, besides } = resource
  const first = look(account, resource, question)
  const others = besides === undefined ? [] : [look(account, besides, question)]
  if (!isWhole(noun) && first.isAbsent) return null
  // Any other order than their own is asked of the first list of events alone.
  const all = isWhole(noun) || question.field === null ? [first, ...others] : [first]
  const asked = all.filter(({ isAsked }) => isAsked)
  if (asked.length === 0) return null
  const pages = JSON.stringify([
    asked.map(({ sent }) => sent),
    question.field,
    question.direction,
    wish.after,
  ])
  const scans = asked.some(({ slack }) => slack === 'SCAN')
  const cost = isWhole(noun) ? { ...priceWhole(asked, wish), more: 0 } : pricePages(asked, wish)
  return { ...cost, pages, scans }
}

/** One list of a noun as a question concerns it. */
interface Look {
  readonly isAsked: boolean
  readonly isAbsent: boolean
  /** All that tells what is sent. */
  readonly sent: unknown
  readonly slack: Slack
  /** Things that the account shows only when asked, each at the price of a request that brings nothing. */
  readonly unknowns: number
  readonly pageSize: number
  /** How many rows there are about; of events, in the range asked, where one is. */
  readonly rows: number
}

function look<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  question: PricedQuestion<N>,
): Look {
  const { filter, wanted } = question
  const { noun, filters, optIns, paging } = resource
  const { settings } = account.config
  const { params, trials, residual, absent, none } = translate<FilterOf<N>, never>(
    toAsked(question),
    filters,
    meaningOf(noun).predicates,
    () => true,
    settings,
  )
  const isEvents = !isWhole(noun)
  const pageSize = paging?.maximum ?? Number.POSITIVE_INFINITY
  const rows = Math.min(rowsIn(resource, question), rowsOfSome(filter, filters, settings))
  const path = typeof resource.path === 'string' ? resource.path : resource.path(filter)
  return {
    isAsked: absent.length === 0 && !none,
    isAbsent: absent.length > 0,
    // A filter that fills a path is part of it.
    sent: [
      path.includes('{') ? [path, filter] : path,
      params,
      trials.map((trial) => trial.params),
      optIns?.params(new Set([...wanted, ...residual.map(String)])),
    ],
    slack: isEvents ? slackOfEvents(resource, question, settings) : slackOf(filter, filters, settings),
    unknowns: trials.length + (isEvents && rows > pageSize ? pagesToOrder(resource) : 0),
    pageSize,
    rows,
  }
}

/** In their own order events are read from the newest on, so that nothing is sent for where a range begins. */
function toAsked<N extends ListNoun>({ filter, field }: PricedQuestion<N>): FilterOf<N> {
  const isFromNewest = field === null && startOf(filter).to === undefined
  return isFromNewest ? { ...filter, startedAt: undefined } : filter
}

/** A page that shows that the list is not sorted, one of a window that is too long, and a second and third of one that is not. */
const WINDOW_PAGES = 4

/** What it costs to find out how a list is sorted that does not fit on one page, which would be put in order here. */
function pagesToOrder({
  sorting,
  part,
}: Pick<Resource, 'part'> & { sorting?: { unproven?: boolean } }): number {
  // A list that is read in step with another says by what it is sorted.
  if (sorting === undefined) return part === undefined ? WINDOW_PAGES : 0
  return sorting.unproven === true ? 1 : 0
}

export function isWhole(noun: ListNoun): boolean {
  return meaningOf(noun).read === 'WHOLE'
}

/** About how many rows a large account has of a noun that is read whole. */
export function usualRows(account: Account, noun: ListNoun): number {
  const { usualRows: rows = USUAL_ROWS.WHOLE, besides } = account.resources[noun] ?? {}
  return besides === undefined ? rows : rows + (besides.usualRows ?? USUAL_ROWS.WHOLE)
}

/** About how many rows there are to read: all of a short list, of events those in the range that is asked for. */
function rowsIn<N extends ListNoun>(resource: Resource<N>, { filter, field }: PricedQuestion<N>): number {
  const { noun, usualRows: rows } = resource
  if (isWhole(noun)) return rows ?? USUAL_ROWS.WHOLE
  const { from, to } = startOf(filter)
  if (from === undefined || to === undefined || !isEntered(resource, field)) return Number.POSITIVE_INFINITY
  return Math.ceil(((to - from) / HOUR_MS) * (rows ?? USUAL_ROWS.PAGES))
}

/** Whether the list can be begun at the start of what is wanted. */
function isEntered({ entered }: { readonly entered?: boolean }, field: string | null): boolean {
  return field === null && entered === true
}

/** In their own order events are read down to the start of their range, from its end where the list can be entered. */
function slackOfEvents<N extends ListNoun>(
  resource: Resource<N>,
  { filter, field }: PricedQuestion<N>,
  settings: Settings,
): Slack {
  if (field !== null) return slackOf(filter, resource.filters, settings)
  if (startOf(filter).to !== undefined && !isEntered(resource, field)) return 'SCAN'
  return slackOf({ ...filter, startedAt: undefined }, resource.filters, settings)
}

function priceWhole(asked: readonly Look[], { first }: PageWish): Cost & { rows: number } {
  const pages = asked.map(({ rows, pageSize }) => Math.min(MOST_WHOLE_PAGES, pagesOf(rows, pageSize)))
  const max = sum(pages) + sum(asked.map(({ unknowns }) => unknowns))
  const rows = sum(asked.map((one) => one.rows))
  return { min: asked.length, max, steps: max, rows: Math.min(first ?? rows, rows) }
}

/** Loosely, so many rows come for each that is wanted. */
const LOOSE = 3

/** Several lists of events are read abreast, and share the pages that may be searched. */
function pricePages(
  asked: readonly Look[],
  { first, after, maxScanPages }: PageWish,
): Cost & { rows: number; more: number } {
  const rows = Math.min(first ?? Number.POSITIVE_INFINITY, ...asked.map((one) => one.rows))
  const pages = asked.map(({ slack, rows: there, pageSize }) => {
    const given = pagesOf(slack === 'LITTLE' ? rows * LOOSE : rows, pageSize)
    const scanned = slack === 'SCAN' ? Math.ceil(maxScanPages / asked.length) : 0
    const read = Math.min(given + scanned, pagesOf(there, pageSize))
    return { read, more: Math.max(0, read - 1 - scanned) }
  })
  // The first list to be read teaches the others.
  const unknowns = Math.max(...asked.map((one) => one.unknowns))
  // A position is found again in each list.
  const found = after === null ? 0 : asked.length
  const max = sum(pages.map(({ read }) => read)) + found + unknowns
  return { min: asked.length, max, steps: max, rows, more: sum(pages.map(({ more }) => more)) }
}

/** Each page after the first repeats a row, so that nothing between two is missed. */
function pagesOf(rows: number, pageSize: number): number {
  return rows <= pageSize ? 1 : 1 + Math.ceil((rows - pageSize) / (pageSize - 1))
}

/** What it costs to look up so many rows by their ids; null where that cannot be done. */
export function priceLookUp<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  count: number,
): LookUpCost | null {
  const { lookUp, paging } = resource
  if (lookUp === undefined || count === 0) return null
  if (lookUp.by === 'whole') {
    const question = { filter: {}, field: null, direction: 'ASC', wanted: new Set<string>() } as const
    return priceList(account, resource, question, { first: null, after: null, maxScanPages: 0 })
  }
  if (lookUp.by === 'one') return { min: count, max: count, steps: 1 }
  const batches = Math.ceil(count / (paging?.maximum ?? 1))
  const unknowns = lookUp.unproven === undefined ? 0 : 1
  return { min: batches, max: batches + unknowns, steps: 1 + unknowns }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
