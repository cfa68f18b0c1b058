// Prices in upstream requests, from accounts and vendor tables alone.
// Caches, retries and sign-ins are left out.
import type { TimeRange } from '../domain/filter.ts'
import type { ListNoun } from '../domain/lists.ts'
import type { Identity, InnerNoun, NodeNoun, Noun } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Account, Resource, VendorDescription } from '../vendors/index.ts'
import type { ListRequest } from './question.ts'
import { identify, parseId } from '../domain/id.ts'
import {
  createFeed,
  descriptionOf,
  DESCRIPTIONS,
  formOf,
  idsToLookUp,
  isAskable,
  resourceOf,
} from '../vendors/index.ts'
import { MOST_WHOLE_PAGES } from './fetch-next-page.ts'
import { listsChanges } from './call-updates.ts'
import { WHOLE } from './question.ts'
import { ownFilter, resolve } from './resolve.ts'
import { MOST_PARENTS } from './whole-lists.ts'

/** Upstream requests, e.g. `{ min: 1, max: 3, steps: 3 }`. */
interface Cost {
  readonly min: number
  readonly max: number
  /** Requests of `max` that wait for the one before. */
  readonly steps: number
}

interface ListCost extends Cost {
  readonly account: string
  /** The most rows of the account in the answer. */
  readonly rows: number
}

export interface Charge extends Cost {
  readonly account: string
  /** Answers that it waits for; 0 starts at once. */
  readonly level: number
}

export interface PlannedAccount {
  readonly account: string
  readonly minRequests: number
  readonly maxRequests: number
  readonly minSeconds: number
  readonly maxSeconds: number
}

export interface PricedRequest<N extends ListNoun> extends ListRequest<N> {
  /** Set to price only accounts that list changes. */
  readonly ofChanges?: boolean
}

/** Assumed rows of a range, for statistics. */
const MOST_RANGE_ROWS = 1000

/** Assumed length of a list below a row, e.g. transfers. */
export const USUAL_PARTS = 10

export type Pricing = ReturnType<typeof createPricing>

export function createPricing(accounts: readonly Account[], maxScanPages: number) {
  const byName = new Map(accounts.map((account) => [account.name, account]))

  function accountOf(name: string): Account {
    const account = byName.get(name)
    if (account === undefined) throw new Error('a price is asked of an account that is not configured')
    return account
  }

  /** One cost per account. Throws InputError. */
  function list<N extends ListNoun>(request: PricedRequest<N>): readonly ListCost[] {
    const { noun, filter, wanted, first, after, ofChanges = false } = request
    const { selected, order } = resolve(request, accounts)
    return selected.flatMap((account) => {
      const { name } = account
      const resource = resourceOf(account, noun)
      const own = ownFilter(noun, filter, account)
      if (resource === undefined || own === null || (ofChanges && !listsChanges(account))) return []
      const feedOf = (sent: typeof own) => createFeed(account, resource, { filter: sent, wanted, ...order })
      const { none, absent, parts, whole } = feedOf(own)
      if (none || absent.length > 0) return []
      const ids = idsToLookUp(resource, own)
      if (ids !== null) {
        const askable = new Set(ids.filter((id) => ownerOf(noun as NodeNoun, id) === name))
        const cost = lookUp(noun as NodeNoun, name, askable.size)
        return cost === null ? [] : { account: name, ...cost, rows: askable.size }
      }
      // Each part of a zip merge is a list of its own.
      const lists = parts?.length ?? 1
      const size = resource.paging?.maximum
      if (whole) {
        const max = size === undefined ? lists : lists * MOST_WHOLE_PAGES
        const rows = first ?? MOST_WHOLE_PAGES * (size ?? MOST_PARENTS)
        return { account: name, min: lists, max, steps: max, rows }
      }
      const isScanned = !feedOf(toSent(own, order.field)).exact
      const isUnsorted = resource.sorting === undefined
      // Merged by page number, one list may lie far behind the other.
      const isMerged = order.field !== null && parts !== undefined
      // An unproven sort costs one probe.
      const probes = resource.sorting?.unproven === true ? 1 : 0
      const unknown = isScanned || isUnsorted || isMerged ? maxScanPages : probes
      // Without a limit the range is read as far as the budget lasts.
      const rows = first ?? MOST_RANGE_ROWS
      // Each page after the first overlaps the one before by a row.
      const pages = size === undefined || rows <= size ? 1 : 1 + Math.ceil((rows - size) / (size - 1))
      const max = lists * (pages + unknown + (after === null ? 0 : 1))
      return { account: name, min: lists, max, steps: max, rows }
    })
  }

  /** `null`: the account has no look-up for the noun. */
  function lookUp(noun: NodeNoun | InnerNoun, name: string, count: number): Cost | null {
    const { lookUp: by, paging } = resourceOf(accountOf(name), noun) ?? {}
    if (by === undefined || count === 0) return null
    // An unproven look-up costs one probe.
    if (by.by === 'one') return { min: count, max: count + (by.unproven === true ? 1 : 0), steps: 1 }
    if (by.by === 'batch') {
      const batches = Math.ceil(count / (paging?.maximum ?? 1))
      const refused = by.unproven === undefined ? 0 : 2
      return { min: batches, max: batches + refused, steps: 1 + refused }
    }
    return list({ ...WHOLE, noun, selection: { accounts: [name] }, filter: {} })[0] ?? null
  }

  /** Account of an id; `null` for an id that is never sent. */
  function ownerOf(noun: NodeNoun, id: string): string | null {
    const { account: name = '', vendorId = '' } = parseId(id) ?? {}
    const account = byName.get(name)
    const resource = account && resourceOf(account, noun)
    return account && resource && isAskable(account, resource, vendorId) ? name : null
  }

  return {
    list,
    lookUp,
    ownerOf,
    children: (parents: number): Cost => {
      const batches = Math.ceil(parents / MOST_PARENTS)
      const max = Math.max(batches, Math.ceil((parents * USUAL_PARTS) / MOST_PARENTS))
      return { min: 0, max, steps: 1 + max - batches }
    },
    /** Fields of an embedded row: `agent` of a call → `['email']`. */
    carried: (noun: ListNoun, name: string, place: string): readonly string[] => {
      const { carries = {} } = resourceOf(accountOf(name), noun) ?? {}
      const places = Object.keys(carries).filter((one) => one === place || place.endsWith(`.${one}`))
      const nearest = places.toSorted((a, b) => b.length - a.length)[0]
      return nearest === undefined ? [] : (carries[nearest] ?? [])
    },
    /** The identity of an id, or of the account's example id. */
    row: (noun: NodeNoun, name: string, id?: string): Identity => {
      const account = accountOf(name)
      return identify(noun, account, parseId(id ?? '')?.vendorId ?? formOf(account.ids, noun).example)
    },
    vendorOf: (name: string): Vendor => accountOf(name).vendor,
    /** One line per account, within the budget. */
    plan: (charges: readonly Charge[], limits: Parameters<typeof toPlan>[2]) =>
      toPlan(accounts, charges, limits),
  }
}

/** Events are read from the newest on: `from` is not sent. */
function toSent<F extends object>(filter: F, field: string | null): F {
  const { startedAt }: { startedAt?: TimeRange | undefined } = filter
  return field === null && startedAt?.to === undefined ? { ...filter, startedAt: undefined } : filter
}

/** Best case: quotas. Worst case: timeouts, level after level. */
function toPlan(
  accounts: readonly Account[],
  charges: readonly Charge[],
  { maxUpstreamRequests, deadlineMs }: { readonly maxUpstreamRequests: number; readonly deadlineMs: number },
): readonly PlannedAccount[] {
  const sumOf = (of: readonly Charge[], bound: 'min' | 'max', names: readonly string[]) =>
    of.reduce((sum, one) => sum + (names.includes(one.account) ? one[bound] : 0), 0)
  // Accounts of one quota share its slots.
  const sharersOf = ({ queue }: Account) =>
    accounts.filter((one) => one.queue === queue).map(({ name }) => name)
  const latest = new Map<string, number>()
  const levels = Map.groupBy(
    charges.filter(({ max }) => max > 0),
    ({ level }) => level,
  )
  let startMs = 0
  for (const [level, here] of [...levels].toSorted(([a], [b]) => a - b)) {
    for (const account of accounts) {
      const own = here.filter((one) => one.account === account.name)
      if (own.length === 0) continue
      // Levels are an interval apart.
      const requests = sumOf(here, 'max', sharersOf(account)) + (level === 0 ? 0 : 1)
      const waitMs = Math.max(...own.map(({ steps }) => steps)) * account.config.timeoutMs
      latest.set(account.name, startMs + slotsMs(account, requests) + waitMs)
    }
    startMs = Math.max(startMs, ...latest.values())
  }
  const toSeconds = (ms: number) => Math.round(Math.min(ms, deadlineMs)) / 1000
  return accounts.map((account) => {
    const { name } = account
    const minRequests = sumOf(charges, 'min', [name])
    const maxRequests = sumOf(charges, 'max', [name])
    const soonestMs = minRequests === 0 ? 0 : slotsMs(account, sumOf(charges, 'min', sharersOf(account)))
    return {
      account: name,
      minRequests,
      maxRequests: Math.min(maxRequests, Math.max(minRequests, maxUpstreamRequests)),
      minSeconds: toSeconds(soonestMs),
      maxSeconds: toSeconds(latest.get(name) ?? 0),
    }
  })
}

/** Time until the last slot opens, if the first opens at once. */
function slotsMs({ vendor, config: { quota, pace } }: Account, requests: number): number {
  const windowMs = quota.windowMs * pace
  return descriptionOf(vendor).quota.even
    ? (requests - 1) * (windowMs / quota.requests)
    : Math.floor((requests - 1) / quota.requests) * windowMs
}

/** Milliseconds of quota: 1000 for a list of UJET. */
interface QuotaCost {
  /** A list over one account of every vendor. */
  readonly everywhere: number
  /** A list or a row at the scarcest vendor. */
  readonly oneAccount: number
  /** A row's share of its page, e.g. 10 of 1000; `null`: no pages. */
  readonly row: number | null
  /** The most rows of a page; `null`: lists have no pages. */
  readonly rows: number | null
}

export function quotaCostOf(noun: Noun): QuotaCost {
  const lists = Object.values(DESCRIPTIONS).flatMap((description) => listsOf(description, noun))
  const takes = lists.map(({ takesMs }) => takesMs)
  const paged = lists.flatMap(({ takesMs, rows }) => (rows === null ? [] : [{ takesMs, rows }]))
  return {
    everywhere: takes.reduce((sum, one) => sum + one, 0),
    oneAccount: Math.max(0, ...takes),
    row: paged.length === 0 ? null : Math.max(...paged.map(({ takesMs, rows }) => Math.ceil(takesMs / rows))),
    rows: paged.length === 0 ? null : Math.max(...paged.map(({ rows }) => rows)),
  }
}

/** The vendor's lists of the noun, each at least one request. */
function listsOf({ quota, resources }: VendorDescription, noun: Noun) {
  const takesMs = Math.ceil(quota.windowMs / quota.requests)
  // The noun decides nothing that is read here.
  const first = resources[noun] as Resource | undefined
  return [first, first?.besides].flatMap((one) =>
    one === undefined ? [] : { takesMs, rows: one.paging?.maximum ?? null },
  )
}
