// Checking a question before anything is asked: which accounts are meant, and whether ids and ranges can be right.
import type { ListNoun, Lists } from '../domain/lists.ts'
import type { Account } from '../vendors/index.ts'
import type { Selection } from './gather.ts'
import { InputError, kindOf } from '../domain/errors.ts'
import { parseContactId, parseId } from '../domain/id.ts'
import { idsIn } from '../domain/lists.ts'

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

/** Throws InputError for ids that name nothing of their kind and ranges that nothing can be in. */
export function checkFilter<N extends ListNoun>(
  noun: N,
  filter: Lists[N]['filter'],
  accounts: readonly Account[],
): void {
  for (const [key, value] of Object.entries(filter)) checkRanges(`filter.${key}`, value)
  for (const [key, value] of Object.entries(filter)) {
    const kind = idsIn(noun, key)
    if (kind !== null) toIds(value).forEach((id) => checkId(`filter.${key}`, kind, id, accounts))
  }
}

/** The filter with the account's own ids only; null when a filter names only ids of other accounts. */
export function ownFilter<N extends ListNoun>(
  noun: N,
  filter: Lists[N]['filter'],
  account: string,
): Lists[N]['filter'] | null {
  let own = filter
  const given: [string, unknown][] = Object.entries(filter)
  for (const [key, value] of given) {
    if (idsIn(noun, key) === null || value === undefined) continue
    const mine = toIds(value).filter((id) => (parseId(id) ?? parseContactId(id))?.account === account)
    if (mine.length === 0) return null
    if (Array.isArray(value)) own = { ...own, [key]: mine }
  }
  return own
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
  if (!accounts.some((account) => account.name === parts.account)) {
    const names = accounts.map((account) => account.name).join(', ')
    throw new InputError(`"${place}": expected ids of the accounts ${names}, got an id of another account.`)
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
