// Types by name, for files that are loaded before the types' own, e.g. those of vendors.
import type { CallSummary as CallSummaryRow } from '../../domain/analysis.ts'
import type { Lists } from '../../domain/lists.ts'
import type { NodeNoun } from '../../domain/noun.ts'
import type { MenuPath as MenuPathRow } from '../../domain/session.ts'
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

export const NODES = [Call, Agent, Chat, Email, Menu, Team, Campaign, AgentStatus, AgentActivity]

export const CallSummary = builder.objectRef<CallSummaryRow>('CallSummary')
export const MenuPath = builder.objectRef<MenuPathRow>('MenuPath')
