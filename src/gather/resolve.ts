// Resolves a question: selects accounts, checks arguments, chooses the order.
import type { FilterOf, ListNoun, Lists, RowOf } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { Account } from '../vendors/index.ts'
import type { ListRequest, Selection } from './question.ts'
import type { FilterSpec, FilterSpecs } from '../domain/filter.ts'
import type { Viewer } from '../domain/viewer.ts'
import { ForbiddenError, InputError, kindOf } from '../domain/errors.ts'
import { directionsOf, formOf, meaningOf, ordersOf, resourceOf } from '../vendors/index.ts'
import { parseContactId, parseId } from '../domain/id.ts'
import { LISTS } from '../domain/lists.ts'
import { VENDOR_NAMES, vendorOfKey } from '../domain/vendor.ts'
import { mayAsk } from '../domain/viewer.ts'

export interface ResolvedOrder<N extends ListNoun> {
  /** `null`: the noun's own order. */
  readonly field: Lists[N]['field'] | null
  readonly direction: Direction
  readonly keyOf: (row: RowOf<N>) => SortKey | undefined
}

export interface Resolved<N extends ListNoun> {
  readonly selected: readonly Account[]
  readonly order: ResolvedOrder<N>
}

/** `granted` are the viewer's accounts. Throws InputError. */
export function resolve<N extends ListNoun>(
  request: Pick<ListRequest<N>, 'noun' | 'selection' | 'filter' | 'first' | 'orderBy'>,
  granted: readonly Account[],
): Resolved<N> {
  const { noun, selection, filter, first, orderBy } = request
  const selected = selectAccounts(granted, selection)
  checkFirst(first)
  checkFilter(noun, filter, granted, selected)
  return { selected, order: orderOf(noun, orderBy, selected) }
}

function orderOf<N extends ListNoun>(
  noun: N,
  orderBy: ListRequest<N>['orderBy'],
  selected: readonly Account[],
): ResolvedOrder<N> {
  const { byDefault, read } = meaningOf(noun)
  if (orderBy === null) return { field: null, ...byDefault }
  const { field, direction } = orderBy
  const keyOf = ordersOf(noun)[field]?.keyOf
  if (read === 'PAGES' && field === 'STARTED_AT' && direction === byDefault.direction)
    return { field: null, ...byDefault }
  const unableTo = (way: Direction) =>
    selected.filter((account) => {
      const resource = resourceOf(account, noun)
      return read === 'PAGES' && resource && !directionsOf(resource.sorting, field).includes(way)
    })
  const unable = unableTo(direction)
  if (unable.length > 0) {
    const names = unable.map((account) => account.name).join(', ')
    const otherWay = direction === 'ASC' ? 'DESC' : 'ASC'
    const advice =
      unableTo(otherWay).length === 0 ? `order ${otherWay}` : 'use another order or select other accounts'
    throw new InputError(
      `"orderBy": ${names} cannot sort by ${field} ${direction}; ${advice}.`,
      'UNSUPPORTED_ORDER',
    )
  }
  return keyOf === undefined ? { field: null, ...byDefault } : { field, direction, keyOf }
}

/** The viewer's accounts. Throws ForbiddenError if there are none. */
export function grantedAccounts(accounts: readonly Account[], viewer: Viewer): readonly Account[] {
  const granted = accounts.filter(({ name }) => mayAsk(viewer, name))
  if (granted.length > 0) return granted
  throw new ForbiddenError('You have no access to any configured account.')
}

/** Selected accounts, in the order of `ACCOUNTS`. Throws InputError. */
export function selectAccounts(
  accounts: readonly Account[],
  { accounts: names, vendors }: Selection,
): readonly Account[] {
  const unknown = names?.filter((name) => !accounts.some((account) => account.name === name)) ?? []
  if (unknown.length > 0) {
    const known = accounts.map((account) => account.name)
    throw new InputError(
      `"filter.accounts": expected names among ${known.join(', ')}, got ${unknown.map(quote).join(', ')}.`,
    )
  }
  const selected = accounts.filter(
    ({ name, vendor }) => (names?.includes(name) ?? true) && (vendors?.includes(vendor) ?? true),
  )
  if (selected.length === 0) {
    throw new InputError(
      '"filter.accounts" and "filter.vendors": expected to select at least one account, got a selection of none.',
    )
  }
  return selected
}

// Quotes account names only: other text may be personal.
function quote(name: string): string {
  return /^[a-z][a-z0-9-]{0,31}$/.test(name) ? `"${name}"` : kindOf(name)
}

const MOST_ROWS = 1000

type Spec = FilterSpec<never, never>

/** Throws InputError outside of 1 to 1000; `null` is a whole list. */
function checkFirst(first: number | null): void {
  if (first === null || (first >= 1 && first <= MOST_ROWS)) return
  throw new InputError(`Argument "first": expected a whole number from 1 to ${MOST_ROWS}, got ${first}.`)
}

/**
 * Throws InputError for
 * - ids of another noun or account, e.g. `agent:ujet:1` among calls,
 * - empty ranges, e.g. from 10 to 5,
 * - filters of a vendor without a selected account.
 */
function checkFilter<N extends ListNoun>(
  noun: N,
  filter: FilterOf<N>,
  accounts: readonly Account[],
  selected: readonly Account[],
): void {
  const specs: FilterSpecs = LISTS[noun].filters
  for (const [key, value] of entriesOf(filter)) {
    const vendor = vendorOfKey(key)
    if (vendor === undefined) {
      checkValue(`filter.${key}`, specs[key], value, accounts)
      continue
    }
    const account = selected.find((one) => one.vendor === vendor)
    if (account === undefined) {
      const name = VENDOR_NAMES[vendor]
      throw new InputError(`"filter.${key}": expected an account of ${name} to be selected, got none.`)
    }
    const parts = resourceOf(account, noun)?.own?.parts
    for (const [own, one] of entriesOf(value)) checkValue(`filter.${key}.${own}`, parts?.[own], one, accounts)
  }
}

/**
 * The filter without ids of other accounts and filters of other vendors.
 * `null`: its ids are all of other accounts.
 */
export function ownFilter<N extends ListNoun>(
  noun: N,
  filter: FilterOf<N>,
  account: Account,
): FilterOf<N> | null {
  const { name, vendor } = account
  const specs: FilterSpecs = LISTS[noun].filters
  const own: Record<string, unknown> = {}
  for (const [key, value] of entriesOf(filter)) {
    const owner = vendorOfKey(key)
    if (owner !== undefined && owner !== vendor) continue
    const mine =
      owner === undefined
        ? ownIds(specs[key], value, name)
        : ownNested(resourceOf(account, noun)?.own?.parts ?? {}, value, name)
    if (mine === null) return null
    own[key] = mine
  }
  return own
}

function ownNested(parts: FilterSpecs, filter: unknown, account: string): object | null {
  const own = entriesOf(filter).map(([key, value]) => [key, ownIds(parts[key], value, account)])
  return own.some(([, value]) => value === null) ? null : Object.fromEntries(own)
}

/** The account's ids, or the value without ids; `null`: no id is left. */
function ownIds(spec: Spec | undefined, value: unknown, account: string): unknown {
  if (spec?.names === undefined || value === undefined) return value
  const mine = toTexts(value).filter((id) => (parseId(id) ?? parseContactId(id))?.account === account)
  if (mine.length === 0) return null
  return Array.isArray(value) ? mine : mine[0]
}

function checkValue(
  place: string,
  spec: Spec | undefined,
  value: unknown,
  accounts: readonly Account[],
): void {
  if (spec?.names !== undefined) for (const id of toTexts(value)) checkId(place, spec.names, id, accounts)
  if (spec?.kind.endsWith('_RANGE') === true) checkRange(place, spec.kind === 'TIME_RANGE', value)
  if (spec?.kind === 'LANGUAGES') checkLanguages(place, value)
}

function entriesOf(filter: unknown): [string, unknown][] {
  return typeof filter === 'object' && filter !== null ? Object.entries(filter) : []
}

function toTexts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((one) => typeof one === 'string')
}

function checkId(place: string, kind: ListNoun | 'CONTACT', id: string, accounts: readonly Account[]): void {
  const parts = kind === 'CONTACT' ? parseContactId(id) : parseId(id)
  const word = kind.toLowerCase().replaceAll('_', '-')
  if (parts?.noun !== kind) {
    throw new InputError(
      `"${place}": expected ids of the form ${word}:<account>:<vendor's raw id>, got ${kindOf(id)}.`,
    )
  }
  const owner = accounts.find((account) => account.name === parts.account)
  if (owner === undefined) {
    const names = accounts.map((account) => account.name).join(', ')
    throw new InputError(`"${place}": expected ids of the accounts ${names}, got an id of another account.`)
  }
  const form = formOf(owner.ids, kind)
  if (!form.pattern.test(parts.vendorId)) {
    throw new InputError(
      `"${place}": expected raw ids of ${owner.name} to be ${form.words}, got ${kindOf(parts.vendorId)}.`,
    )
  }
}

/** Vendors read 32 bits: sixty years in seconds. */
const LARGEST = 2 ** 31 - 1

/** Ranges of instants exclude `to`, ranges of numbers include it. */
function checkRange(place: string, isTime: boolean, range: unknown): void {
  const { from, to }: { from?: unknown; to?: unknown } = Object(range)
  for (const bound of isTime ? [] : [from, to])
    if (Math.abs(Number(bound ?? 0)) > LARGEST)
      throw new InputError(`"${place}": expected bounds of at most ${LARGEST}, got ${kindOf(bound)}.`)
  if (typeof from !== 'number' || typeof to !== 'number') return
  if (isTime ? from < to : from <= to) return
  const got = from === to ? 'the same instant twice' : 'the opposite'
  throw new InputError(`"${place}": expected "from" ${isTime ? 'before' : 'at most'} "to", got ${got}.`)
}

/** Another text, e.g. `en-*`, can match no row. */
function checkLanguages(place: string, ranges: unknown): void {
  const odd = toTexts(ranges).find((range) => !/^\s*(?:\*|[\p{L}\d_-]+)\s*$/u.test(range))
  if (odd === undefined) return
  throw new InputError(`"${place}": expected language ranges such as "en" or "en-US", got ${kindOf(odd)}.`)
}
