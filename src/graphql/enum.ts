// Enums of the graph from the closed lists of the domain: every value needs its description.
import type { EnumRef } from '@pothos/core'
import type { Types } from './connection.ts'
import { builder } from './builder.ts'

export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: readonly Value[],
  descriptions: Readonly<Record<Value, string>>,
): EnumRef<Types, Value> {
  const entries = values.map((value) => [value, { value, description: descriptions[value] }] as const)
  // Object.fromEntries forgets which keys there are.
  const table = Object.fromEntries(entries) as Record<Value, { value: Value; description: string }>
  // Every value stands for itself, so the enum's shape is the list's.
  return builder.enumType(name, { description, values: table }) as EnumRef<Types, Value>
}
