// Enums of closed lists. Every value has a description.
import type { EnumRef } from '@pothos/core'
import type { Types } from './builder.ts'
import type { PiiKind } from '../../domain/viewer.ts'
import type { WordList } from '../../domain/words.ts'
import { builder, describe } from './builder.ts'

/** Enums by the list of their words. */
const ENUMS = new Map<WordList, EnumRef<Types, string>>()

export function enumFor<Word extends string>(list: WordList<Word>): EnumRef<Types, Word> {
  const ref = ENUMS.get(list) ?? enumOf(list.name, list.description, list.meanings)
  ENUMS.set(list, ref)
  // Each list has its own enum.
  return ref as EnumRef<Types, Word>
}

export function enumOf<Value extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Value, string>>,
  personal: { readonly [Personal in Value]?: PiiKind } = {},
): EnumRef<Types, Value> {
  // Object.keys forgets the key type.
  const entries = (Object.keys(meanings) as Value[]).map((value) => {
    const pii = personal[value]
    const marks = pii === undefined ? {} : { pii }
    return [
      value,
      { value, description: describe(meanings[value], marks, 'input'), extensions: marks },
    ] as const
  })
  // Object.fromEntries forgets which keys there are.
  const table = Object.fromEntries(entries) as Record<Value, (typeof entries)[number][1]>
  // Enum values equal their names.
  return builder.enumType(name, { description, values: table }) as EnumRef<Types, Value>
}
