// Everything that can be listed, and what its filters and orders mean: the one table that knows all nouns.
import type { AgentActivity, AgentActivityFilter, AgentActivityOrderField } from './agent-activity.ts'
import type { AgentStatus, AgentStatusFilter } from './agent-status.ts'
import type { Agent, AgentFilter, AgentOrderField } from './agent.ts'
import type { Call, CallFilter, CallOrderField } from './call.ts'
import type { CampaignContact, CampaignContactFilter, CampaignContactOrderField } from './campaign-contact.ts'
import type { Campaign, CampaignFilter, CampaignOrderField } from './campaign.ts'
import type { ChannelRow } from './channel.ts'
import type { Chat, ChatFilter, ChatOrderField } from './chat.ts'
import type { CurrentAgentStatus, CurrentAgentStatusFilter } from './current-agent-status.ts'
import type { CurrentMenuStatus, CurrentMenuStatusFilter } from './current-menu-status.ts'
import type { Email, EmailFilter, EmailOrderField } from './email.ts'
import type { NoFilter, Predicates } from './filter.ts'
import type { NodeNoun } from './noun.ts'
import type { MenuTreeFilter, MenuTreeNode } from './menu-tree.ts'
import type { Menu, MenuFilter, MenuOrderField, OperationHours } from './menu.ts'
import type { Order, SortKeys } from './order.ts'
import type { ServiceLevel, ServiceLevelFilter } from './service-level.ts'
import type { Team, TeamFilter, TeamOrderField, TeamTreeNode } from './team.ts'
import { agentActivityOrders, agentActivityPredicates } from './agent-activity.ts'
import { agentStatusPredicates } from './agent-status.ts'
import { agentOrders, agentPredicates } from './agent.ts'
import { callOrders, callPredicates } from './call.ts'
import { campaignContactOrders, campaignContactPredicates } from './campaign-contact.ts'
import { campaignOrders, campaignPredicates } from './campaign.ts'
import { chatOrders, chatPredicates } from './chat.ts'
import { currentAgentStatusPredicates } from './current-agent-status.ts'
import { currentMenuStatusPredicates } from './current-menu-status.ts'
import { emailOrders, emailPredicates } from './email.ts'
import { menuTreePredicates } from './menu-tree.ts'
import { menuOrders, menuPredicates } from './menu.ts'
import { byId, byIndex, newestFirst } from './order.ts'
import { serviceLevelPredicates } from './service-level.ts'
import { teamOrders, teamPredicates } from './team.ts'

/** The row, the filter and the order fields of each noun. */
export interface Lists {
  CALL: { row: Call; filter: CallFilter; field: CallOrderField }
  AGENT: { row: Agent; filter: AgentFilter; field: AgentOrderField }
  CHAT: { row: Chat; filter: ChatFilter; field: ChatOrderField }
  EMAIL: { row: Email; filter: EmailFilter; field: EmailOrderField }
  MENU: { row: Menu; filter: MenuFilter; field: MenuOrderField }
  TEAM: { row: Team; filter: TeamFilter; field: TeamOrderField }
  CAMPAIGN: { row: Campaign; filter: CampaignFilter; field: CampaignOrderField }
  AGENT_STATUS: { row: AgentStatus; filter: AgentStatusFilter; field: never }
  AGENT_ACTIVITY: { row: AgentActivity; filter: AgentActivityFilter; field: AgentActivityOrderField }
  CAMPAIGN_CONTACT: {
    row: CampaignContact
    filter: CampaignContactFilter
    field: CampaignContactOrderField
  }
  CURRENT_AGENT_STATUS: { row: CurrentAgentStatus; filter: CurrentAgentStatusFilter; field: never }
  MENU_TREE: { row: MenuTreeNode; filter: MenuTreeFilter; field: never }
  TEAM_TREE: { row: TeamTreeNode; filter: NoFilter; field: never }
  CURRENT_MENU_STATUS: { row: CurrentMenuStatus; filter: CurrentMenuStatusFilter; field: never }
  SERVICE_LEVEL: { row: ServiceLevel; filter: ServiceLevelFilter; field: never }
  OPERATION_HOURS: { row: OperationHours; filter: NoFilter; field: never }
  CHANNEL: { row: ChannelRow; filter: NoFilter; field: never }
}

export type ListNoun = keyof Lists

export type RowOf<N extends ListNoun> = Lists[N]['row']
export type FilterOf<N extends ListNoun> = Lists[N]['filter']

export interface ListMeaning<N extends ListNoun> {
  /** Event nouns are read page by page in their order; reference nouns whole, and sorted here. */
  readonly read: 'PAGES' | 'WHOLE'
  readonly predicates: Predicates<FilterOf<N>, RowOf<N>>
  readonly orders: SortKeys<RowOf<N>> & Readonly<Record<Lists[N]['field'], unknown>>
  readonly byDefault: Order<RowOf<N>>
}

const inPages = { read: 'PAGES', byDefault: newestFirst } as const
const whole = { read: 'WHOLE', byDefault: byId } as const
const wholeAsGiven = { read: 'WHOLE', byDefault: byIndex, orders: {} } as const

export const LISTS: { readonly [N in ListNoun]: ListMeaning<N> } = {
  CALL: { ...inPages, predicates: callPredicates, orders: callOrders },
  AGENT: { ...whole, predicates: agentPredicates, orders: agentOrders },
  CHAT: { ...inPages, predicates: chatPredicates, orders: chatOrders },
  EMAIL: { ...inPages, predicates: emailPredicates, orders: emailOrders },
  MENU: { ...whole, predicates: menuPredicates, orders: menuOrders },
  TEAM: { ...whole, predicates: teamPredicates, orders: teamOrders },
  CAMPAIGN: { ...whole, predicates: campaignPredicates, orders: campaignOrders },
  AGENT_STATUS: { ...whole, predicates: agentStatusPredicates, orders: {} },
  AGENT_ACTIVITY: { ...inPages, predicates: agentActivityPredicates, orders: agentActivityOrders },
  CAMPAIGN_CONTACT: {
    ...wholeAsGiven,
    predicates: campaignContactPredicates,
    orders: campaignContactOrders,
  },
  CURRENT_AGENT_STATUS: { ...wholeAsGiven, predicates: currentAgentStatusPredicates },
  MENU_TREE: { ...wholeAsGiven, predicates: menuTreePredicates },
  TEAM_TREE: { ...wholeAsGiven, predicates: {} },
  CURRENT_MENU_STATUS: { ...wholeAsGiven, predicates: currentMenuStatusPredicates },
  SERVICE_LEVEL: { ...wholeAsGiven, predicates: serviceLevelPredicates },
  OPERATION_HOURS: { ...wholeAsGiven, predicates: {} },
  CHANNEL: { ...wholeAsGiven, predicates: {} },
}

/** The filters that hold global ids, and of what; one name means the same in every noun's filter. */
const ID_FILTERS: ReadonlyMap<string, NodeNoun | 'CONTACT' | 'SELF'> = new Map([
  ['ids', 'SELF'],
  ['parentIds', 'SELF'],
  ['agentIds', 'AGENT'],
  ['actorIds', 'AGENT'],
  ['statusIds', 'AGENT_STATUS'],
  ['callIds', 'CALL'],
  ['chatIds', 'CHAT'],
  ['menuIds', 'MENU'],
  ['campaignIds', 'CAMPAIGN'],
  ['campaignId', 'CAMPAIGN'],
  ['contactIds', 'CONTACT'],
  ['conversationIds', 'CHAT'],
  ['createdByIds', 'AGENT'],
  ['updatedByIds', 'AGENT'],
])

/** What the ids of a filter name; null for a filter that holds none. */
export function idsIn<N extends ListNoun>(noun: N, filterKey: string): N | NodeNoun | 'CONTACT' | null {
  const kind = ID_FILTERS.get(filterKey) ?? null
  return kind === 'SELF' ? noun : kind
}
