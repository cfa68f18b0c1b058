// Checking a question before anything is asked: which accounts are meant, and whether ids and ranges can be right.
import type { FilterOf, ListNoun } from '../domain/lists.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Account } from '../vendors/index.ts'
import type { Selection } from './question.ts'
import { ForbiddenError, InputError, kindOf } from '../domain/errors.ts'
import { parseContactId, parseId } from '../domain/id.ts'
import { idsIn } from '../domain/lists.ts'
import { VENDOR_NAMES } from '../domain/vendor.ts'
import { VENDOR_OF_FILTER } from '../domain/vendors/filter.ts'
import { mayAsk } from '../domain/viewer.ts'
import { formOf } from '../vendors/index.ts'

/** The accounts that exist for the viewer, in the order of the setting `ACCOUNTS`. Throws ForbiddenError for none. */
export function grantedAccounts(accounts: readonly Account[], viewer: Viewer): readonly Account[] {
  const granted = accounts.filter(({ name }) => mayAsk(viewer, name))
  if (granted.length > 0) return granted
  throw new ForbiddenError('None of the accounts that you were granted is served here.')
}

/** The selected accounts in the order of the setting `ACCOUNTS`. Throws InputError. */
export function selectAccounts(
  accounts: readonly Account[],
  { accounts: names, vendors }: Selection,
): readonly Account[] {
  const known = accounts.map((account) => account.name)
  const unknown = names?.filter((name) => !known.includes(name)) ?? []
  if (unknown.length > 0) {
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

// Account names are quoted in messages, but a text that cannot be one is only described.
function quote(name: string): string {
  return /^[a-z][a-z0-9-]{0,31}$/.test(name) ? `"${name}"` : kindOf(name)
}

const MOST_ROWS = 1000

/** Throws InputError for a page of no rows or of too many; null is a list that is given whole. */
export function checkFirst(first: number | null): void {
  if (first === null || (first >= 1 && first <= MOST_ROWS)) return
  throw new InputError(`Argument "first": expected a whole number from 1 to ${MOST_ROWS}, got ${first}.`)
}

/**
 * Throws InputError for ids that name nothing of their kind, for ranges that nothing can be in, and for filters of a
 * vendor of which no account is selected.
 */
export function checkFilter<N extends ListNoun>(
  noun: N,
  filter: FilterOf<N>,
  accounts: readonly Account[],
  selected: readonly Account[],
): void {
  const vendors = new Set(selected.map(({ vendor }) => vendor))
  for (const [key, value] of entriesOf(filter)) {
    checkRanges(`filter.${key}`, value)
    const vendor = VENDOR_OF_FILTER.get(key)
    if (vendor === undefined) checkIds(noun, `filter.${key}`, key, value, accounts)
    else if (!vendors.has(vendor)) {
      const name = VENDOR_NAMES[vendor]
      throw new InputError(`"filter.${key}": expected an account of ${name} to be selected, got none.`)
    } else
      for (const [own, one] of entriesOf(value)) checkIds(noun, `filter.${key}.${own}`, own, one, accounts)
  }
}

/**
 * The filter as it concerns one account: its own ids only, and no filter of other vendors; null when a filter names
 * only ids of other accounts.
 */
export function ownFilter<N extends ListNoun>(
  noun: N,
  filter: FilterOf<N>,
  { name, vendor }: Account,
): FilterOf<N> | null {
  const own: Record<string, unknown> = {}
  for (const [key, value] of entriesOf(filter)) {
    const belongsTo = VENDOR_OF_FILTER.get(key)
    if (belongsTo !== undefined && belongsTo !== vendor) continue
    const mine = belongsTo === undefined ? ownIds(noun, key, value, name) : ownNested(noun, value, name)
    if (mine === null) return null
    own[key] = mine
  }
  return own
}

function ownNested(noun: ListNoun, filter: unknown, account: string): object | null {
  const own = entriesOf(filter).map(([key, value]) => [key, ownIds(noun, key, value, account)])
  return own.some(([, value]) => value === null) ? null : Object.fromEntries(own)
}

/** The value itself where it holds no ids; null where all its ids are other accounts'. */
function ownIds(noun: ListNoun, key: string, value: unknown, account: string): unknown {
  if (idsIn(noun, key) === null || value === undefined) return value
  const mine = toIds(value).filter((id) => (parseId(id) ?? parseContactId(id))?.account === account)
  if (mine.length === 0) return null
  return Array.isArray(value) ? mine : mine[0]
}

function checkIds(
  noun: ListNoun,
  place: string,
  key: string,
  value: unknown,
  accounts: readonly Account[],
): void {
  const kind = idsIn(noun, key)
  if (kind !== null) for (const id of toIds(value)) checkId(place, kind, id, accounts)
}

function entriesOf(filter: unknown): [string, unknown][] {
  return typeof filter === 'object' && filter !== null ? Object.entries(filter) : []
}

function toIds(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((id) => typeof id === 'string')
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

/** Instants end in `At`, and their upper bound is exclusive. */
function checkRanges(place: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const { from, to }: { from?: unknown; to?: unknown } = value
  if (typeof from === 'number' && typeof to === 'number' && (place.endsWith('At') ? from >= to : from > to)) {
    throw new InputError(
      `"${place}": expected "from" ${place.endsWith('At') ? 'before' : 'at most'} "to", got the opposite.`,
    )
  }
  for (const [key, one] of Object.entries(value)) checkRanges(`${place}.${key}`, one)
}
