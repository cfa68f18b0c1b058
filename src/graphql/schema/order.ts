// Inputs of `orderBy`.
import type { InputRef } from '@pothos/core'
import type { OrderBy } from '../../domain/order.ts'
import type { PiiKind } from '../../domain/viewer.ts'
import { builder } from './builder.ts'
import { enumOf } from './enum.ts'
import { SortDirection } from './words.ts'

/** `CallOrder` and `CallOrderField` for `Call`. `personal` marks fields with personal data. */
export function defineOrder<Field extends string>(
  type: string,
  many: string,
  descriptions: { readonly order: string; readonly field: string },
  fields: Readonly<Record<Field, string>>,
  personal?: { readonly [Personal in Field]?: PiiKind },
): InputRef<OrderBy> {
  // Object.keys forgets the key type; the table is total over it.
  const values = Object.keys(fields) as Field[]
  const field = enumOf(`${type}OrderField`, descriptions.field, values, fields, personal)
  const order = builder.inputType(`${type}Order`, {
    description: descriptions.order,
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
  // Pothos cannot see the enum's values through the generic name.
  return order as unknown as InputRef<OrderBy>
}
