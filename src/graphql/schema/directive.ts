// Directives as a printed schema carries them.
import type { ConstDirectiveNode, ConstValueNode } from 'graphql'
import { Kind } from 'graphql'

type Value = string | number | boolean | readonly Value[]

export function directive(name: string, values: Readonly<Record<string, Value>> = {}): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(values).map(([key, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: key },
      value: toNode(value),
    })),
  }
}

function toNode(value: Value): ConstValueNode {
  if (typeof value === 'string') return { kind: Kind.STRING, value }
  if (typeof value === 'number') return { kind: Kind.INT, value: String(value) }
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value }
  return { kind: Kind.LIST, values: value.map(toNode) }
}
