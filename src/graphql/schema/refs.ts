// Node types by name, so that files need no circular imports.
import type { Lists } from '../../domain/lists.ts'
import type { NodeNoun } from '../../domain/noun.ts'
import { builder } from './builder.ts'
import { toTypeName } from '../access/noun-type.ts'

function refOf<N extends NodeNoun>(noun: N) {
  return builder.objectRef<Lists[N]['row']>(toTypeName(noun))
}

export const Call = refOf('CALL')
export const Agent = refOf('AGENT')
export const Chat = refOf('CHAT')
export const Email = refOf('EMAIL')
export const Menu = refOf('MENU')
export const Team = refOf('TEAM')
export const Campaign = refOf('CAMPAIGN')
export const AgentStatus = refOf('AGENT_STATUS')
export const AgentActivity = refOf('AGENT_ACTIVITY')
