// Enums from the domain's closed lists. Every value has a description.
import type { EnumRef } from '@pothos/core'
import type { Types } from './builder.ts'
import type { PiiKind } from '../../domain/viewer.ts'
import { builder, describe } from './builder.ts'

/** Enums by the list of their words. */
const ENUMS = new Map<readonly string[], EnumRef<Types, string>>()

/** The enum of a list of words, for filters. Throws where none was declared. */
export function enumFor(words: readonly string[] = []): EnumRef<Types, string> {
  const ref = ENUMS.get(words)
  if (ref === undefined)
    throw new Error(`Filter words ${words.join(', ')}: expected an enum of them, got none.`)
  return ref
}

export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: readonly Value[],
  descriptions: Readonly<Record<Value, string>>,
  personal?: { readonly [Personal in Value]?: PiiKind },
): EnumRef<Types, Value> {
  const entries = values.map((value) => {
    const pii = personal?.[value]
    const marks = pii === undefined ? {} : { pii }
    return [
      value,
      { value, description: describe(descriptions[value], marks, 'input'), extensions: marks },
    ] as const
  })
  // Object.fromEntries forgets which keys there are.
  const table = Object.fromEntries(entries) as Record<Value, (typeof entries)[number][1]>
  // Enum values equal their names.
  const ref = builder.enumType(name, { description, values: table }) as EnumRef<Types, Value>
  ENUMS.set(values, ref)
  return ref
}
