// Nouns of types: `Call` and `CallConnection` show `CALL`.
import type { NodeNoun, Noun } from '../../domain/noun.ts'
import type { NounScope } from '../../domain/viewer.ts'
import { NODE_NOUNS, NOUNS } from '../../domain/noun.ts'
import { SCOPE_OF } from '../../domain/viewer.ts'

/** `AGENT_STATUS` → `AgentStatus`. */
export function toTypeName(noun: string): string {
  return noun
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('')
}

const NODE_NOUNS_BY_TYPE: ReadonlyMap<string, NodeNoun> = new Map(
  NODE_NOUNS.map((noun) => [toTypeName(noun), noun]),
)

/** `Call` → `CALL`, `null` for types without a global id. */
export function nodeNounOf(type: string): NodeNoun | null {
  return NODE_NOUNS_BY_TYPE.get(type) ?? null
}

const NOUNS_BY_TYPE: ReadonlyMap<string, Noun> = new Map(NOUNS.map((noun) => [toTypeName(noun), noun]))

/** `CallConnection` → `CALL`, `MenuTreeNode` → `MENU_TREE`, else `null`. */
export function nounOfType(type: string): Noun | null {
  return (
    NOUNS_BY_TYPE.get(type.replace(/(?:Connection|Edge|List|Node|Updates|Stats|StatsGroup)$/, '')) ?? null
  )
}

/** `CallConnection` → `calls:read`. */
export function scopeOfType(type: string): NounScope | null {
  const noun = nounOfType(type)
  return noun === null ? null : SCOPE_OF[noun]
}
