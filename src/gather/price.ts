// What questions cost over the accounts, before anything is asked: a function of the question, the vendors' tables and
// the accounts as they are set, and of nothing that was asked before.
import type { ListNoun } from '../domain/lists.ts'
import type { NodeNoun } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Account, Cost, ListCost, LookUpCost } from '../vendors/index.ts'
import type { ListRequest } from './gather.ts'
import { InputError } from '../domain/errors.ts'
import { parseId } from '../domain/id.ts'
import {
  isAskable,
  isWhole,
  priceIds,
  priceList,
  priceLookUp,
  resourceOf,
  usualRows,
} from '../vendors/index.ts'
import { MOST_PARENTS } from './children.ts'
import { orderOf } from './list.ts'
import { listsChanges } from './looks.ts'
import { toPlan } from './plan.ts'
import { checkFilter, ownFilter, selectAccounts } from './select.ts'

/** How many rows a row has in a list of its own, such as transfers or children, where nobody tells. */
export const USUAL_PARTS = 10

/** What one account is asked for something. */
export interface AccountCost<C extends Cost = Cost> {
  readonly account: string
  readonly cost: C
}

export interface Charge extends AccountCost {
  /** How many answers must be there before it can begin. */
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
  /** Only accounts are asked that can list what changed. */
  readonly ofChanges?: boolean
}

export interface Pricing {
  /** For each account that is asked; empty for a question that is refused. */
  list<N extends ListNoun>(request: PricedRequest<N>): readonly AccountCost<ListCost>[]
  /** Null where the account looks up no such rows. */
  lookUp(noun: NodeNoun, account: string, count: number): LookUpCost | null
  /** Whether an id can be asked for, and of whom. */
  accountOf(noun: NodeNoun, id: string): string | null
  children(noun: 'MENU' | 'TEAM', account: string, parents: number): Cost
  /** The most rows there are of so many, each with a list of such rows where `several`. */
  rows(noun: NodeNoun, account: string, count: number, several: boolean): number
  /** Which fields of the row that stands at a place inside a noun's row come with it. */
  carried(noun: ListNoun, account: string, place: string): readonly string[]
  vendorOf(account: string): Vendor
  /** For every account, in the order of the setting `ACCOUNTS`. */
  plan(charges: readonly Charge[], deadlineMs: number): readonly PlannedAccount[]
}

export function createPricing(accounts: readonly Account[], maxScanPages: number): Pricing {
  const byName = new Map(accounts.map((account) => [account.name, account]))

  function accountNamed(name: string): Account {
    const account = byName.get(name)
    if (account === undefined) throw new Error('a price is asked of an account that is not configured')
    return account
  }

  function list<N extends ListNoun>(request: PricedRequest<N>): readonly AccountCost<ListCost>[] {
    const { noun, filter, first, after, wanted, ofChanges = false } = request
    const selected = selectAccounts(accounts, request.selection)
    checkFilter(noun, filter, accounts, selected)
    const { field, direction } = orderOf(noun, request.orderBy, selected)
    return selected.flatMap((account) => {
      const resource = resourceOf(account, noun)
      const own = ownFilter(noun, filter, account)
      if (resource === undefined || own === null) return []
      if (ofChanges && !listsChanges(account)) return []
      const question = { filter: own, field, direction, wanted }
      const wish = { first, after, maxScanPages }
      const byIds = priceIds(account, resource, question)
      const cost = byIds === undefined ? priceList(account, resource, question, wish) : byIds
      return cost === null ? [] : [{ account: account.name, cost }]
    })
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
    lookUp: (noun, name, count) => {
      const account = accountNamed(name)
      const resource = resourceOf(account, noun)
      return resource === undefined ? null : priceLookUp(account, resource, count)
    },
    accountOf: (noun, id) => {
      const parts = parseId(id)
      const account = parts?.noun === noun ? byName.get(parts.account) : undefined
      const resource = account && resourceOf(account, noun)
      if (parts === null || account === undefined || resource === undefined) return null
      return isAskable(account, resource, parts.vendorId) ? parts.account : null
    },
    children: (noun, name, parents) => {
      const { paging = null } = resourceOf(accountNamed(name), noun) ?? {}
      const children = manyRows(accountNamed(name), noun, parents * USUAL_PARTS)
      const batches = Math.ceil(parents / MOST_PARENTS)
      const max = Math.max(batches, Math.ceil(children / (paging?.maximum ?? children)))
      return { min: 0, max, steps: 1 + max - batches }
    },
    rows: (noun, name, count, several) =>
      manyRows(accountNamed(name), noun, several ? count * USUAL_PARTS : count),
    carried: (noun, name, place) => {
      const { carries = {} } = resourceOf(accountNamed(name), noun) ?? {}
      const places = Object.keys(carries).filter((one) => one === place || place.endsWith(`.${one}`))
      const nearest = places.toSorted((a, b) => b.length - a.length)[0]
      return nearest === undefined ? [] : (carries[nearest] ?? [])
    },
    vendorOf: (name) => accountNamed(name).vendor,
    plan: (charges, deadlineMs) => toPlan(accounts, charges, deadlineMs),
  }
}

/** There are no more rows of a short list than it has. */
function manyRows(account: Account, noun: ListNoun, count: number): number {
  return isWhole(noun) ? Math.min(count, usualRows(account, noun)) : count
}
