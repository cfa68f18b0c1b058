// Inputs of `orderBy`.
import type { InputRef } from '@pothos/core'
import type { Noun } from '../../domain/noun.ts'
import type { OrderBy } from '../../domain/order.ts'
import type { PiiKind } from '../../domain/viewer.ts'
import { WORDS_OF } from '../../domain/noun.ts'
import { toTypeName } from '../access/noun-type.ts'
import { builder } from './builder.ts'
import { enumOf } from './enum.ts'
import { SortDirection } from './words.ts'

/** `CallOrder` and `CallOrderField` for `Call`. `personal` marks fields with personal data. */
export function defineOrder<Field extends string>(
  noun: Noun,
  descriptions: { readonly order: string; readonly field: string },
  fields: Readonly<Record<Field, string>>,
  personal?: { readonly [Personal in Field]?: PiiKind },
): InputRef<OrderBy> {
  // Object.keys forgets the key type; the table is total over it.
  const values = Object.keys(fields) as Field[]
  const field = enumOf(`${toTypeName(noun)}OrderField`, descriptions.field, values, fields, personal)
  const order = builder.inputType(`${toTypeName(noun)}Order`, {
    description: descriptions.order,
    fields: (t) => ({
      field: t.field({
        type: field,
        required: true,
        description: `What to order the ${WORDS_OF[noun].many} by.`,
      }),
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
