// Inputs of lists: filters, from the domain's tables and the vendors' own, and orders.
import type { InputFieldMap, InputRef, InputTypeParam } from '@pothos/core'
import type { FilterKind, FilterSpec, FilterSpecs, OwnFilters } from '../../domain/filter.ts'
import type { Noun } from '../../domain/noun.ts'
import type { Vendor as VendorWord } from '../../domain/vendor.ts'
import type { Filtering } from '../../gather/carriers.ts'
import type { Types } from './builder.ts'
import type { OrderBy } from '../../domain/order.ts'
import { LISTS } from '../../domain/lists.ts'
import { WORDS_OF } from '../../domain/noun.ts'
import { VENDOR_NAMES, toVendorKey } from '../../domain/vendor.ts'
import { aboutVendors, filteringOf, ownFiltersOf, describedOrdersOf } from '../../gather/carriers.ts'
import { toTypeName } from '../access/noun-type.ts'
import { builder, toList } from './builder.ts'
import { enumFor, enumOf } from './enum.ts'
import { DateTimeRange, FloatRange, IntRange } from './scalars.ts'

type AnySpec = FilterSpec<never, never>

const TYPES: Readonly<Record<Exclude<FilterKind, 'WORD' | 'WORDS'>, InputTypeParam<Types>>> = {
  TIME_RANGE: DateTimeRange,
  NUMBER_RANGE: FloatRange,
  WHOLE_RANGE: IntRange,
  IDS: ['ID'],
  ID: 'ID',
  TEXTS: ['String'],
  TEXT: 'String',
  PART_OF_TEXT: 'String',
  LANGUAGES: ['String'],
  PHONES: ['PhoneNumber'],
  ADDRESSES: ['EmailAddress'],
  NUMBERS: ['Int'],
  NUMBER: 'Int',
  FLAG: 'Boolean',
}

const MEANING = 'every field given must hold, and within one list any value may.'

/**
 * The input of a noun's filter, e.g. `CallFilter`, with those of single vendors inside, e.g. `UjetCallFilter`.
 * `below` a row the row's own account is asked, so that no account is selected.
 */
export function filterInput(noun: Noun, place: 'root' | 'below' = 'root'): InputRef<object> {
  const specs: FilterSpecs = LISTS[noun].filters
  const nested = ownFiltersOf(noun).map((own) => [toVendorKey(own.vendor), ownInput(noun, own)] as const)
  return builder.inputType(`${toTypeName(noun)}Filter`, {
    description: `Which ${WORDS_OF[noun].many} to list; ${MEANING} Vendors filter unless a field says that Switchboard does.${place === 'below' ? ' Only the account of the row above is asked.' : ''}`,
    fields: (t): InputFieldMap => ({
      ...(place === 'root' ? selectionFields(t) : {}),
      ...fieldsOf(t, specs, (key) => filteringOf(noun, key)),
      ...Object.fromEntries(nested.map(([key, field]) => [key, t.field(field)])),
    }),
  })
}

/** One vendor's own filters, e.g. `UjetCallFilter`, as a field of the noun's. */
function ownInput(noun: Noun, { vendor, parts, leavesOut }: OwnFilters<never>) {
  const [name, { many }, type] = [VENDOR_NAMES[vendor], WORDS_OF[noun], toTypeName(noun)]
  const without = leavesOut === null ? '' : ` They leave out its ${leavesOut}.`
  return {
    type: builder.inputType(`${toTypeName(vendor)}${type}Filter`, {
      description: `Filters for ${many} that only ${name} has; ${MEANING}${without} ${type}Filter has the common ones.`,
      fields: (t): InputFieldMap =>
        fieldsOf(t, parts, (part) => filteringOf(noun, toVendorKey(vendor), part, [vendor])),
    }),
    description: `Filters that only ${name} has. They narrow the ${many} of ${name} and keep those of other vendors. Without a selected ${name} account they are \`BAD_USER_INPUT\`.`,
  }
}

/** A table's filters but for arguments. */
function fieldsOf(
  t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>,
  specs: FilterSpecs,
  filtering: (key: string) => Filtering,
): InputFieldMap {
  return Object.fromEntries(
    Object.entries(specs).flatMap(([key, { description, pii, unit, unverified, ...spec }]) => {
      if (description === null) return []
      const { vendors, here } = filtering(key)
      const notes = { vendors, pii, unit, unverified }
      return [
        [key, t.field({ ...notes, type: typeOf(spec), description: `${description}${describeHere(here)}` })],
      ]
    }),
  )
}

/** `Switchboard filters at Whippy.`, null for all vendors. */
function describeHere(here: readonly VendorWord[] | null): string {
  if (here === null) return ' Switchboard filters.'
  return here.length === 0
    ? ''
    : ` Switchboard filters at ${toList(here.map((vendor) => VENDOR_NAMES[vendor]))}.`
}

function typeOf({ kind, words }: Pick<AnySpec, 'kind' | 'words'>): InputTypeParam<Types> {
  if (kind !== 'WORD' && kind !== 'WORDS') return TYPES[kind]
  if (words === undefined) throw new Error(`A filter of ${kind}: expected its list of words, got none.`)
  return kind === 'WORD' ? enumFor(words) : [enumFor(words)]
}

export const Vendor = enumOf('Vendor', 'The products whose accounts Switchboard serves.', aboutVendors())

export const SortDirection = enumOf('SortDirection', 'The direction of an order.', {
  ASC: 'Smallest or earliest first.',
  DESC: 'Largest or latest first.',
})

/** E.g. ` Callcap only, with ASC.` */
function describeSorters({ sorters }: ReturnType<typeof describedOrdersOf>[number]): string {
  if (sorters === undefined) return ''
  const names = toList(sorters.map(({ vendor }) => VENDOR_NAMES[vendor]))
  return ` ${names} only${sorters.every(({ directions }) => directions.join() === 'ASC') ? ', with ASC' : ''}.`
}

/** `accounts` and `vendors`, which every root filter has. */
function selectionFields(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) {
  return {
    accounts: t.stringList({
      description:
        'Names of the accounts to ask. Absent: all. With `vendors`, both must hold; if no account is left, it is `BAD_USER_INPUT`.',
    }),
    vendors: t.field({
      type: [Vendor],
      description: 'The vendors whose accounts to ask. Absent: all.',
    }),
  }
}

export const AccountFilter = builder.inputType('AccountFilter', {
  description: 'The accounts to ask, for lists that have no filter of their own.',
  fields: (t) => selectionFields(t),
})

/** Descriptions of `CallOrder` and `CallOrderField`, where the usual ones are untrue. */
interface OrderNotes {
  readonly order?: string
  readonly field?: string
}

/** `CallOrder` and `CallOrderField` for `CALL`. */
export function defineOrder(noun: Noun, notes: OrderNotes = {}): InputRef<OrderBy> {
  const { many } = WORDS_OF[noun]
  const type = toTypeName(noun)
  const orders = describedOrdersOf(noun)
  const field = enumOf(
    `${type}OrderField`,
    notes.field ?? `What ${many} can be ordered by.`,
    Object.fromEntries(orders.map((one) => [one.field, one.description + describeSorters(one)])),
    Object.fromEntries(orders.map((one) => [one.field, one.pii])),
  )
  return builder.inputType(`${type}Order`, {
    description:
      notes.order ?? `The order of a list of ${many}; ties are broken by id, so that the order is total.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: `What to order the ${many} by.` }),
      direction: t.field({
        type: SortDirection,
        required: true,
        defaultValue: 'DESC',
        description: 'Which end comes first.',
      }),
    }),
  })
}
