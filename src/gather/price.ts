// Prices of questions in upstream requests, from vendor tables and accounts alone.
// Caches, retries and sign-ins are left out.
import type { TimeRange } from '../domain/filter.ts'
import type { ListNoun } from '../domain/lists.ts'
import type { Identity, InnerNoun, NodeNoun } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Account, Feed } from '../vendors/index.ts'
import type { ListRequest } from './question.ts'
import { InputError } from '../domain/errors.ts'
import { identify, parseId } from '../domain/id.ts'
import { createFeed, descriptionOf, formOf, idsToLookUp, isAskable, resourceOf } from '../vendors/index.ts'
import { MOST_PARENTS } from './children.ts'
import { resolve } from './resolve.ts'
import { listsChanges } from './looks.ts'
import { MOST_WHOLE_PAGES } from './fetch-next-page.ts'
import { ownFilter } from './select.ts'

/** Upstream requests, e.g. `{ min: 1, max: 3, steps: 3 }`. */
export interface Cost {
  readonly min: number
  readonly max: number
  /** Requests of `max` that wait for the one before. */
  readonly steps: number
}

export interface ListCost extends Cost {
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
  /** Set to price accounts that list changes, and no others. */
  readonly ofChanges?: boolean
}

export interface Pricing {
  /** One cost per account; empty for an invalid question. */
  list<N extends ListNoun>(request: PricedRequest<N>): readonly ListCost[]
  /** `null`: the account has no look-up for the noun. */
  lookUp(noun: NodeNoun | InnerNoun, account: string, count: number): Cost | null
  /** Account of an id; `null` for an id that is never sent. */
  ownerOf(noun: NodeNoun, id: string): string | null
  children(parents: number): Cost
  /** Fields of an embedded row, e.g. `['email']` for the `agent` of a call. */
  carried(noun: ListNoun, account: string, place: string): readonly string[]
  /** The identity of an id, or of the account's example id. */
  row(noun: NodeNoun, account: string, id?: string): Identity
  vendorOf(account: string): Vendor
  /** One line per account, within the budget. */
  plan(charges: readonly Charge[], limits: PlanLimits): readonly PlannedAccount[]
}

export interface PlanLimits {
  readonly maxUpstreamRequests: number
  readonly deadlineMs: number
}

/** Assumed length of a list below a row, e.g. transfers or children. */
export const USUAL_PARTS = 10

const NONE: ReadonlySet<string> = new Set()

export function createPricing(accounts: readonly Account[], maxScanPages: number): Pricing {
  function accountOf(name: string): Account {
    const account = accounts.find((one) => one.name === name)
    if (account === undefined) throw new Error('a price is asked of an account that is not configured')
    return account
  }

  function list<N extends ListNoun>(request: PricedRequest<N>): readonly ListCost[] {
    const { noun, filter, wanted, ofChanges = false } = request
    const { selected, order } = resolve(request, accounts)
    return selected.flatMap((account) => {
      const resource = resourceOf(account, noun)
      const own = ownFilter(noun, filter, account)
      if (resource === undefined || own === null || (ofChanges && !listsChanges(account))) return []
      const feed = createFeed(account, resource, { filter: own, wanted, ...order })
      if (feed.none || feed.absent.length > 0) return []
      const ids = idsToLookUp(resource, own)?.filter((id) => ownerOf(noun as NodeNoun, id) === account.name)
      if (ids !== undefined) {
        const cost = lookUp(noun as NodeNoun, account.name, new Set(ids).size)
        return cost === null ? [] : { account: account.name, ...cost, rows: ids.length }
      }
      const isScanned = !createFeed(account, resource, { filter: toSent(own, order), wanted, ...order }).exact
      const isUnsorted = resource.sorting === undefined
      // Merged by page number, one list may lie far behind the other.
      const isMerged = order.field !== null && feed.parts !== undefined
      // An unproven sort costs one probe.
      const unknown =
        isScanned || isUnsorted || isMerged ? maxScanPages : resource.sorting?.unproven === true ? 1 : 0
      return {
        account: account.name,
        ...costOf({ ...feed, maximum: resource.paging?.maximum ?? null }, request, unknown),
      }
    })
  }

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
    const whole = { orderBy: null, first: null, after: null, requireComplete: true, wanted: NONE }
    return list({ noun, selection: { accounts: [name] }, filter: {}, ...whole })[0] ?? null
  }

  function ownerOf(noun: NodeNoun, id: string): string | null {
    const { account: name = '', vendorId = '' } = parseId(id) ?? {}
    const account = accounts.find((one) => one.name === name)
    const resource = account && resourceOf(account, noun)
    return account && resource && isAskable(account, resource, vendorId) ? name : null
  }

  return {
    list: (request) => {
      try {
        return list(request)
      } catch (error) {
        if (error instanceof InputError) return []
        throw error
      }
    },
    lookUp,
    ownerOf,
    children: (parents) => {
      const batches = Math.ceil(parents / MOST_PARENTS)
      const max = Math.max(batches, Math.ceil((parents * USUAL_PARTS) / MOST_PARENTS))
      return { min: 0, max, steps: 1 + max - batches }
    },
    carried: (noun, name, place) => {
      const { carries = {} } = resourceOf(accountOf(name), noun) ?? {}
      const places = Object.keys(carries).filter((one) => one === place || place.endsWith(`.${one}`))
      const nearest = places.toSorted((a, b) => b.length - a.length)[0]
      return nearest === undefined ? [] : (carries[nearest] ?? [])
    },
    row: (noun, name, id) => {
      const account = accountOf(name)
      return identify(noun, account, parseId(id ?? '')?.vendorId ?? formOf(account.ids, noun).example)
    },
    vendorOf: (name) => accountOf(name).vendor,
    plan: (charges, limits) => toPlan(accounts, charges, limits),
  }
}

/** Events are read from the newest on: `from` is not sent. */
function toSent<F extends object>(filter: F, { field }: { readonly field: string | null }): F {
  const { startedAt }: { startedAt?: TimeRange | undefined } = filter
  return field === null && startedAt?.to === undefined ? { ...filter, startedAt: undefined } : filter
}

/** Each part of a zip merge is a list of its own. */
function costOf(
  {
    whole,
    maximum,
    parts,
  }: Pick<Feed<unknown>, 'whole' | 'maximum'> & { readonly parts?: readonly unknown[] | undefined },
  { first, after }: Pick<ListRequest<ListNoun>, 'first' | 'after'>,
  scanned: number,
): Cost & { readonly rows: number } {
  const lists = parts?.length ?? 1
  const size = maximum ?? Number.POSITIVE_INFINITY
  if (whole) {
    const max = maximum === null ? lists : lists * MOST_WHOLE_PAGES
    return { min: lists, max, steps: max, rows: first ?? MOST_WHOLE_PAGES * (maximum ?? MOST_PARENTS) }
  }
  const rows = first ?? size
  // Each page after the first overlaps the one before by a row.
  const pages = rows <= size ? 1 : 1 + Math.ceil((rows - size) / (size - 1))
  const max = lists * (pages + scanned + (after === null ? 0 : 1))
  return { min: lists, max, steps: max, rows }
}

/** Best case: by the quota. Worst case: every answer takes its whole timeout. */
function toPlan(
  accounts: readonly Account[],
  charges: readonly Charge[],
  { maxUpstreamRequests, deadlineMs }: PlanLimits,
): readonly PlannedAccount[] {
  const latest = latestMs(accounts, charges)
  return accounts.map((account) => {
    const own = charges.filter((charge) => charge.account === account.name)
    const minRequests = sum(own, 'min')
    const soonestMs =
      minRequests === 0 ? 0 : slotsMs(account, sum(ofScope(accounts, charges, account), 'min'))
    return {
      account: account.name,
      minRequests,
      maxRequests: Math.min(sum(own, 'max'), Math.max(minRequests, maxUpstreamRequests)),
      minSeconds: Math.round(Math.min(soonestMs, deadlineMs)) / 1000,
      maxSeconds: Math.round(Math.min(latest.get(account.name) ?? 0, deadlineMs)) / 1000,
    }
  })
}

/** Latest end per account, e.g. `ujet` → 12000. Levels run one after another. */
function latestMs(accounts: readonly Account[], charges: readonly Charge[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>()
  const most = Math.max(0, ...charges.map(({ level }) => level))
  for (let level = 0, startMs = 0; level <= most; level += 1) {
    const here = charges.filter((charge) => charge.level === level && charge.max > 0)
    for (const account of accounts) {
      const steps = Math.max(0, ...here.filter((one) => one.account === account.name).map((one) => one.steps))
      if (steps === 0) continue
      // Levels are an interval apart.
      const requests = sum(ofScope(accounts, here, account), 'max') + (level === 0 ? 0 : 1)
      latest.set(account.name, startMs + slotsMs(account, requests) + steps * account.config.timeoutMs)
    }
    startMs = Math.max(startMs, ...latest.values())
  }
  return latest
}

/** Time until the last slot opens, if the first opens at once. */
function slotsMs({ vendor, config: { quota, pace } }: Account, requests: number): number {
  const windowMs = quota.windowMs * pace
  return descriptionOf(vendor).quota.even
    ? (requests - 1) * (windowMs / quota.requests)
    : Math.floor((requests - 1) / quota.requests) * windowMs
}

/** Charges of all accounts of the same quota. */
function ofScope(accounts: readonly Account[], charges: readonly Charge[], { queue }: Account) {
  const names = new Set(accounts.filter((one) => one.queue === queue).map(({ name }) => name))
  return charges.filter(({ account }) => names.has(account))
}

function sum(charges: readonly Charge[], bound: 'min' | 'max'): number {
  return charges.reduce((total, charge) => total + charge[bound], 0)
}
