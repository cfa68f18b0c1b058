// The whole schema: each imported file declares its part.
// oxlint-disable import/no-unassigned-import -- a file is imported for what it declares
import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import './vendors/ujet/graph.ts'
import './vendors/callcap/graph.ts'
import './vendors/whippy/graph.ts'
import './vendors/allo-media/graph.ts'
import './vendors/twin/graph.ts'
import './graphql/nouns/account.ts'
import './graphql/nouns/agent-activity.ts'
import './graphql/nouns/agent-status.ts'
import './graphql/nouns/agent.ts'
import './graphql/nouns/call.ts'
import './graphql/nouns/campaign.ts'
import './graphql/nouns/chat.ts'
import './graphql/nouns/contact.ts'
import './graphql/nouns/current-agent-status.ts'
import './graphql/nouns/current-menu-status.ts'
import './graphql/nouns/email.ts'
import './graphql/nouns/menu.ts'
import './graphql/schema/node.ts'
import './graphql/nouns/service-level.ts'
import './graphql/nouns/stats.ts'
import './graphql/schema/subgraph.ts'
import './graphql/nouns/team.ts'
import './graphql/nouns/viewer.ts'
import { builder } from './graphql/schema/builder.ts'
import { guard } from './graphql/access/guard.ts'

builder.queryType({
  description:
    'Lists and look-ups. A list takes `first` (20 rows by default) and `after`. Its `accounts` report what each account did for it.',
})

builder.subscriptionType({
  description:
    'Live data as Server-Sent Events: send the operation by POST with `Accept: text/event-stream`. All subscribers to one question share its upstream requests, which become rarer while a quota is short.',
})

const DESCRIPTION =
  'Contact-centre accounts of UJET, Callcap, Whippy, Allo-Media and TWIN in one graph. Start with `calls`: it merges the calls of all accounts, newest first. Every list reports in `accounts` which accounts answered, and why one did not. `accounts` lists the accounts, their quotas and the filters that they support.'

/** Root fields as a newcomer needs them. Fields for routers come last. */
const ROOT_ORDER = [
  'calls call callUpdates callStats agents agent currentAgentStatuses agentStatuses agentActivities',
  'chats chat chatStats emails email emailStats menus menu menuTree currentMenuStatuses serviceLevels',
  'operationHours teams team teamTree campaigns campaign accounts viewer node nodes',
  '_entities _service',
].flatMap((names) => names.split(' '))

export function createSchema(): GraphQLSchema {
  const schema = guard(builder.toSchema({ sortSchema: false }))
  schema.description = DESCRIPTION
  sortFields(schema.getQueryType())
  sortFields(schema.getSubscriptionType())
  return schema
}

/** graphql-js prints and lists fields in the order of their keys. */
function sortFields(type: GraphQLObjectType | null | undefined): void {
  const fields = type?.getFields() ?? {}
  const sorted = Object.entries(fields).toSorted(([a], [b]) => ROOT_ORDER.indexOf(a) - ROOT_ORDER.indexOf(b))
  for (const [name] of sorted) Reflect.deleteProperty(fields, name)
  Object.assign(fields, Object.fromEntries(sorted))
}
