// All nouns with the meaning of their filters and orders.
import type { AgentActivity } from './agent-activity.ts'
import type { AgentStatus } from './agent-status.ts'
import type { Agent } from './agent.ts'
import type { Call, CallOrderField } from './call.ts'
import type { CampaignContact } from './campaign-contact.ts'
import type { Campaign } from './campaign.ts'
import type { ChannelRow } from './channel.ts'
import type { Chat } from './chat.ts'
import type { CurrentAgentStatus } from './current-agent-status.ts'
import type { CurrentMenuStatus } from './current-menu-status.ts'
import type { Email } from './email.ts'
import type { FilterSpecs, FilterValues, NoFilter, Predicates, VendorFilters } from './filter.ts'
import type { MenuTreeNode } from './menu-tree.ts'
import type { Menu, OperationHours } from './menu.ts'
import type { Order, Orders } from './order.ts'
import type { ServiceLevel } from './service-level.ts'
import type { Team, TeamTreeNode } from './team.ts'
import type { VendorKey } from './vendor.ts'
import { AGENT_ACTIVITY_ORDERS, AGENT_ACTIVITY_FILTERS } from './agent-activity.ts'
import { AGENT_STATUS_FILTERS } from './agent-status.ts'
import { AGENT_ORDERS, AGENT_FILTERS } from './agent.ts'
import { CALL_ORDERS, CALL_FILTERS } from './call.ts'
import { CAMPAIGN_CONTACT_ORDERS, CAMPAIGN_CONTACT_FILTERS } from './campaign-contact.ts'
import { CAMPAIGN_ORDERS, CAMPAIGN_FILTERS } from './campaign.ts'
import { CHAT_ORDERS, CHAT_FILTERS } from './chat.ts'
import { CURRENT_AGENT_STATUS_FILTERS } from './current-agent-status.ts'
import { CURRENT_MENU_STATUS_FILTERS } from './current-menu-status.ts'
import { EMAIL_ORDERS, EMAIL_FILTERS } from './email.ts'
import { MENU_TREE_FILTERS } from './menu-tree.ts'
import { MENU_ORDERS, MENU_FILTERS } from './menu.ts'
import { predicatesOf } from './filter.ts'
import { byId, byIndex, newestFirst } from './order.ts'
import { SERVICE_LEVEL_FILTERS } from './service-level.ts'
import { TEAM_ORDERS, TEAM_FILTERS } from './team.ts'

interface List<Row, Filters, Field = never, Own = unknown> {
  row: Row
  filters: Filters
  filter: FilterValues<Filters> & Own
  field: Field
}

export interface Lists {
  CALL: List<Call, typeof CALL_FILTERS, CallOrderField, VendorFilters>
  AGENT: List<Agent, typeof AGENT_FILTERS, keyof typeof AGENT_ORDERS, VendorFilters>
  CHAT: List<Chat, typeof CHAT_FILTERS, keyof typeof CHAT_ORDERS, VendorFilters>
  EMAIL: List<Email, typeof EMAIL_FILTERS, keyof typeof EMAIL_ORDERS>
  MENU: List<Menu, typeof MENU_FILTERS, keyof typeof MENU_ORDERS>
  TEAM: List<Team, typeof TEAM_FILTERS, keyof typeof TEAM_ORDERS>
  CAMPAIGN: List<Campaign, typeof CAMPAIGN_FILTERS, keyof typeof CAMPAIGN_ORDERS, VendorFilters>
  AGENT_STATUS: List<AgentStatus, typeof AGENT_STATUS_FILTERS>
  AGENT_ACTIVITY: List<AgentActivity, typeof AGENT_ACTIVITY_FILTERS, keyof typeof AGENT_ACTIVITY_ORDERS>
  CAMPAIGN_CONTACT: List<
    CampaignContact,
    typeof CAMPAIGN_CONTACT_FILTERS,
    keyof typeof CAMPAIGN_CONTACT_ORDERS
  >
  CURRENT_AGENT_STATUS: List<CurrentAgentStatus, typeof CURRENT_AGENT_STATUS_FILTERS>
  MENU_TREE: List<MenuTreeNode, typeof MENU_TREE_FILTERS>
  TEAM_TREE: List<TeamTreeNode, NoFilter>
  CURRENT_MENU_STATUS: List<CurrentMenuStatus, typeof CURRENT_MENU_STATUS_FILTERS>
  SERVICE_LEVEL: List<ServiceLevel, typeof SERVICE_LEVEL_FILTERS>
  OPERATION_HOURS: List<OperationHours, NoFilter>
  CHANNEL: List<ChannelRow, NoFilter>
}

export type ListNoun = keyof Lists

export type RowOf<N extends ListNoun> = Lists[N]['row']
export type FilterOf<N extends ListNoun> = Lists[N]['filter']

export interface ListMeaning<N extends ListNoun> {
  /** `PAGES`: events, in the vendor's order. `WHOLE`: short lists, sorted here. */
  readonly read: 'PAGES' | 'WHOLE'
  readonly filters: FilterSpecs
  /** Without the filters of single vendors, which their resources have. */
  readonly predicates: Predicates<Omit<FilterOf<N>, VendorKey>, RowOf<N>>
  /** Without the orders of single vendors. */
  readonly orders: Orders<RowOf<N>>
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
  CALL: { ...inPages, ...meaning(CALL_FILTERS), orders: CALL_ORDERS },
  AGENT: { ...whole, ...meaning(AGENT_FILTERS), orders: AGENT_ORDERS },
  CHAT: { ...inPages, ...meaning(CHAT_FILTERS), orders: CHAT_ORDERS },
  EMAIL: { ...inPages, ...meaning(EMAIL_FILTERS), orders: EMAIL_ORDERS },
  MENU: { ...whole, ...meaning(MENU_FILTERS), orders: MENU_ORDERS },
  TEAM: { ...whole, ...meaning(TEAM_FILTERS), orders: TEAM_ORDERS },
  CAMPAIGN: { ...whole, ...meaning(CAMPAIGN_FILTERS), orders: CAMPAIGN_ORDERS },
  AGENT_STATUS: { ...whole, ...meaning(AGENT_STATUS_FILTERS), orders: {} },
  AGENT_ACTIVITY: { ...inPages, ...meaning(AGENT_ACTIVITY_FILTERS), orders: AGENT_ACTIVITY_ORDERS },
  CAMPAIGN_CONTACT: {
    ...wholeAsGiven,
    ...meaning(CAMPAIGN_CONTACT_FILTERS),
    orders: CAMPAIGN_CONTACT_ORDERS,
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

/** The field that a filter reads, e.g. `transcript` for `search`. */
export function fieldOf(noun: ListNoun, filter: string): string {
  const specs: FilterSpecs = LISTS[noun].filters
  return specs[filter]?.field ?? filter
}
