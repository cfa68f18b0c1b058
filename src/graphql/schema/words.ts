// Words shared by the inputs of all lists.
import type { Types } from './builder.ts'
import { VENDORS } from '../../domain/vendor.ts'
import { aboutVendors } from '../../gather/carriers.ts'
import { builder } from './builder.ts'
import { enumOf } from './enum.ts'

export const Vendor = enumOf(
  'Vendor',
  'The products whose accounts Switchboard serves.',
  VENDORS,
  aboutVendors(),
)

export const SortDirection = enumOf('SortDirection', 'The direction of an order.', ['ASC', 'DESC'], {
  ASC: 'Smallest or earliest first.',
  DESC: 'Largest or latest first.',
})

/** `accounts` and `vendors`, which every root filter has. */
export function selectionFields(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) {
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
