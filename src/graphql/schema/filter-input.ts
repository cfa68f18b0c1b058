// Filter inputs from the domain's tables: a field's type follows from its filter, its vendors from their own tables.
import type { InputFieldMap, InputTypeParam } from '@pothos/core'
import type { FilterSpec, FilterSpecs } from '../../domain/filter.ts'
import type { Lists } from '../../domain/lists.ts'
import type { Types } from './builder.ts'
import type { FieldNotes } from './builder.ts'
import { LISTS } from '../../domain/lists.ts'
import { filteringVendors } from '../../gather/carriers.ts'
import { toTypeName } from '../access/noun-type.ts'
import { builder } from './builder.ts'
import { enumFor } from './enum.ts'
import { DateTimeRange, FloatRange, IntRange } from './scalars.ts'
import { selectionFields } from './words.ts'

interface FilterNotes extends Omit<FieldNotes, 'vendors'> {
  readonly description: string
  /** Set for ranges of whole numbers. */
  readonly whole?: true
}

type OwnFilters<Specs> = {
  readonly [K in keyof Specs as Specs[K] extends { readonly kind: 'NESTED' } ? never : K]: FilterNotes
}

type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>

/** The input of a noun's filter, e.g. `CallFilter`; `nested` adds the inputs of single vendors. */
export function filterInput<N extends keyof Lists>(
  noun: N,
  description: string,
  notes: OwnFilters<Lists[N]['filters']>,
  nested: (t: InputBuilder) => InputFieldMap = () => ({}),
) {
  const specs: FilterSpecs = LISTS[noun].filters
  return builder.inputType(`${toTypeName(noun)}Filter`, {
    description,
    fields: (t): InputFieldMap => ({
      ...selectionFields(t),
      ...Object.fromEntries(
        Object.entries<FilterNotes>(notes).map(([key, { whole, ...note }]) => {
          const type = typeOf(specs[key], whole)
          return [key, t.field({ ...note, type, vendors: filteringVendors(noun, key) })]
        }),
      ),
      ...nested(t),
    }),
  })
}

function typeOf(spec: FilterSpec<never, never> | undefined, whole = false): InputTypeParam<Types> {
  switch (spec?.kind) {
    case 'TIME_RANGE':
      return DateTimeRange
    case 'NUMBER_RANGE':
      return whole ? IntRange : FloatRange
    case 'IDS':
      return ['ID']
    case 'WORDS':
      return [enumFor(spec.words)]
    case 'WORD':
      return enumFor(spec.words)
    case 'TEXTS':
    case 'LANGUAGES':
      return ['String']
    case 'PHONES':
      return ['PhoneNumber']
    case 'ADDRESSES':
      return ['EmailAddress']
    case 'NUMBERS':
      return ['Int']
    case 'NUMBER':
      return 'Int'
    case 'FLAG':
      return 'Boolean'
    case 'ID':
      return 'ID'
    case 'TEXT':
    case 'NESTED':
    case undefined:
      return 'String'
  }
}
