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
import type { FilterSpecs, NoFilter, Predicates } from './filter.ts'
import type { MenuTreeFilter, MenuTreeNode } from './menu-tree.ts'
import type { Menu, MenuFilter, MenuOrderField, OperationHours } from './menu.ts'
import type { Order, SortKeys } from './order.ts'
import type { ServiceLevel, ServiceLevelFilter } from './service-level.ts'
import type { Team, TeamFilter, TeamOrderField, TeamTreeNode } from './team.ts'
import type { VendorKey } from './vendor.ts'
import { agentActivityOrders, AGENT_ACTIVITY_FILTERS } from './agent-activity.ts'
import { AGENT_STATUS_FILTERS } from './agent-status.ts'
import { agentOrders, AGENT_FILTERS } from './agent.ts'
import { callOrders, CALL_FILTERS } from './call.ts'
import { campaignContactOrders, CAMPAIGN_CONTACT_FILTERS } from './campaign-contact.ts'
import { campaignOrders, CAMPAIGN_FILTERS } from './campaign.ts'
import { chatOrders, CHAT_FILTERS } from './chat.ts'
import { CURRENT_AGENT_STATUS_FILTERS } from './current-agent-status.ts'
import { CURRENT_MENU_STATUS_FILTERS } from './current-menu-status.ts'
import { emailOrders, EMAIL_FILTERS } from './email.ts'
import { MENU_TREE_FILTERS } from './menu-tree.ts'
import { menuOrders, MENU_FILTERS } from './menu.ts'
import { predicatesOf } from './filter.ts'
import { byId, byIndex, newestFirst } from './order.ts'
import { SERVICE_LEVEL_FILTERS } from './service-level.ts'
import { teamOrders, TEAM_FILTERS } from './team.ts'

/** The row, the filter and the order fields of each noun. */
export interface Lists {
  CALL: { row: Call; filter: CallFilter; filters: typeof CALL_FILTERS; field: CallOrderField }
  AGENT: { row: Agent; filter: AgentFilter; filters: typeof AGENT_FILTERS; field: AgentOrderField }
  CHAT: { row: Chat; filter: ChatFilter; filters: typeof CHAT_FILTERS; field: ChatOrderField }
  EMAIL: { row: Email; filter: EmailFilter; filters: typeof EMAIL_FILTERS; field: EmailOrderField }
  MENU: { row: Menu; filter: MenuFilter; filters: typeof MENU_FILTERS; field: MenuOrderField }
  TEAM: { row: Team; filter: TeamFilter; filters: typeof TEAM_FILTERS; field: TeamOrderField }
  CAMPAIGN: {
    row: Campaign
    filter: CampaignFilter
    filters: typeof CAMPAIGN_FILTERS
    field: CampaignOrderField
  }
  AGENT_STATUS: {
    row: AgentStatus
    filter: AgentStatusFilter
    filters: typeof AGENT_STATUS_FILTERS
    field: never
  }
  AGENT_ACTIVITY: {
    row: AgentActivity
    filter: AgentActivityFilter
    filters: typeof AGENT_ACTIVITY_FILTERS
    field: AgentActivityOrderField
  }
  CAMPAIGN_CONTACT: {
    row: CampaignContact
    filter: CampaignContactFilter
    filters: typeof CAMPAIGN_CONTACT_FILTERS
    field: CampaignContactOrderField
  }
  CURRENT_AGENT_STATUS: {
    row: CurrentAgentStatus
    filter: CurrentAgentStatusFilter
    filters: typeof CURRENT_AGENT_STATUS_FILTERS
    field: never
  }
  MENU_TREE: { row: MenuTreeNode; filter: MenuTreeFilter; filters: typeof MENU_TREE_FILTERS; field: never }
  TEAM_TREE: { row: TeamTreeNode; filter: NoFilter; filters: NoFilter; field: never }
  CURRENT_MENU_STATUS: {
    row: CurrentMenuStatus
    filter: CurrentMenuStatusFilter
    filters: typeof CURRENT_MENU_STATUS_FILTERS
    field: never
  }
  SERVICE_LEVEL: {
    row: ServiceLevel
    filter: ServiceLevelFilter
    filters: typeof SERVICE_LEVEL_FILTERS
    field: never
  }
  OPERATION_HOURS: { row: OperationHours; filter: NoFilter; filters: NoFilter; field: never }
  CHANNEL: { row: ChannelRow; filter: NoFilter; filters: NoFilter; field: never }
}

export type ListNoun = keyof Lists

export type RowOf<N extends ListNoun> = Lists[N]['row']
export type FilterOf<N extends ListNoun> = Lists[N]['filter']

export interface ListMeaning<N extends ListNoun> {
  /** Event nouns are read page by page in their order; reference nouns whole, and sorted here. */
  readonly read: 'PAGES' | 'WHOLE'
  readonly filters: FilterSpecs
  /** Without the filters of single vendors, which their resources have. */
  readonly predicates: Predicates<Omit<FilterOf<N>, VendorKey>, RowOf<N>>
  /** Without the orders of single vendors. */
  readonly orders: SortKeys<RowOf<N>>
  readonly byDefault: Order<RowOf<N>>
  /** Fields that change by themselves, such as waiting times: watchers are not told. */
  readonly passing?: readonly (string & keyof RowOf<N>)[]
}

/** A table of filters with its predicates. */
function meaning<Specs extends FilterSpecs>(filters: Specs) {
  return { filters, predicates: predicatesOf(filters) }
}

const inPages = { read: 'PAGES', byDefault: newestFirst } as const
const whole = { read: 'WHOLE', byDefault: byId } as const
const wholeAsGiven = { read: 'WHOLE', byDefault: byIndex, orders: {} } as const

export const LISTS: { readonly [N in ListNoun]: ListMeaning<N> } = {
  CALL: { ...inPages, ...meaning(CALL_FILTERS), orders: callOrders },
  AGENT: { ...whole, ...meaning(AGENT_FILTERS), orders: agentOrders },
  CHAT: { ...inPages, ...meaning(CHAT_FILTERS), orders: chatOrders },
  EMAIL: { ...inPages, ...meaning(EMAIL_FILTERS), orders: emailOrders },
  MENU: { ...whole, ...meaning(MENU_FILTERS), orders: menuOrders },
  TEAM: { ...whole, ...meaning(TEAM_FILTERS), orders: teamOrders },
  CAMPAIGN: { ...whole, ...meaning(CAMPAIGN_FILTERS), orders: campaignOrders },
  AGENT_STATUS: { ...whole, ...meaning(AGENT_STATUS_FILTERS), orders: {} },
  AGENT_ACTIVITY: { ...inPages, ...meaning(AGENT_ACTIVITY_FILTERS), orders: agentActivityOrders },
  CAMPAIGN_CONTACT: {
    ...wholeAsGiven,
    ...meaning(CAMPAIGN_CONTACT_FILTERS),
    orders: campaignContactOrders,
  },
  CURRENT_AGENT_STATUS: {
    ...wholeAsGiven,
    ...meaning(CURRENT_AGENT_STATUS_FILTERS),
    passing: ['durationSeconds', 'holdSeconds', 'raw'],
  },
  MENU_TREE: { ...wholeAsGiven, ...meaning(MENU_TREE_FILTERS) },
  TEAM_TREE: { ...wholeAsGiven, ...meaning({}) },
  CURRENT_MENU_STATUS: {
    ...wholeAsGiven,
    ...meaning(CURRENT_MENU_STATUS_FILTERS),
    passing: ['longestQueueSeconds', 'averageQueueSeconds', 'raw'],
  },
  SERVICE_LEVEL: { ...wholeAsGiven, ...meaning(SERVICE_LEVEL_FILTERS) },
  OPERATION_HOURS: { ...wholeAsGiven, ...meaning({}) },
  CHANNEL: { ...wholeAsGiven, ...meaning({}) },
}

/** The field of rows that a filter reads, e.g. `transcript` for `search`; else its own name. */
export function fieldOf(noun: ListNoun, filter: string): string {
  const specs: FilterSpecs = LISTS[noun].filters
  return specs[filter]?.field ?? filter
}
