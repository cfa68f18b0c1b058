// UJET, also Google Cloud CCAI Platform, by its Manager API.
// https://docs.cloud.google.com/contact-center/ccai-platform/docs/manager-api
// The documents mix singular and plural, so every path can be overridden.
import type { VendorDescription } from '../define.ts'
import { NUMBER_ID } from '../id-form.ts'
import { agentActivities } from './agent-activity.ts'
import { agentStatuses } from './agent-status.ts'
import { agents } from './agent.ts'
import { calls } from './call.ts'
import { campaignContacts, campaigns } from './campaign.ts'
import { chats } from './chat.ts'
import { emails } from './email.ts'
import { menus, menuTree } from './menu.ts'
import { teams, teamTree } from './team.ts'
import { currentAgentStatuses, currentMenuStatuses, operationHours, serviceLevels } from './unpublished.ts'
import { unverified } from './unverified.ts'

export const ujet: VendorDescription = {
  vendor: 'UJET',
  about:
    'UJET, also sold as Google Cloud CCAI Platform, read through its Manager API; by default one request a second per customer.',
  defaultName: 'ujet',
  settings: [
    {
      suffix: 'BASE_URL',
      meaning: 'address of the Manager API',
      example: 'https://customer.example.com/manager/api/v1',
      kind: 'url',
    },
    { suffix: 'USERNAME', meaning: 'user of the API credentials, usually the subdomain', kind: 'text' },
    { suffix: 'PASSWORD', meaning: 'token of the API credentials', kind: 'secret' },
  ],
  ids: { other: NUMBER_ID },
  // "The system limits requests to a rate of 1 request per second per customer."
  quota: { scope: 'host', requests: 1, windowMs: 1000, even: true },
  timeoutMs: 6000,
  overrides: {
    paths: [
      'agents',
      'agents/current_status',
      'agent_activity_logs',
      'calls',
      'chats',
      'emails',
      'menus',
      'menus/tree',
      'menus/current_status',
      'menus/sla',
      'menus/sla_by_queue_group',
      'menus/operation_hours',
      'teams',
      'teams/tree',
      'user_statuses',
      'campaigns',
      'campaigns/{campaignId}/contacts',
    ],
  },
  authorize: ({ USERNAME = '', PASSWORD = '' }) => ({
    by: 'headers',
    headers: { authorization: `Basic ${Buffer.from(`${USERNAME}:${PASSWORD}`, 'utf8').toString('base64')}` },
  }),
  unverified,
  resources: {
    AGENT: agents,
    AGENT_STATUS: agentStatuses,
    CURRENT_AGENT_STATUS: currentAgentStatuses,
    AGENT_ACTIVITY: agentActivities,
    CALL: calls,
    CHAT: chats,
    EMAIL: emails,
    MENU: menus,
    MENU_TREE: menuTree,
    CURRENT_MENU_STATUS: currentMenuStatuses,
    SERVICE_LEVEL: serviceLevels,
    OPERATION_HOURS: operationHours,
    TEAM: teams,
    TEAM_TREE: teamTree,
    CAMPAIGN: campaigns,
    CAMPAIGN_CONTACT: campaignContacts,
  },
}
