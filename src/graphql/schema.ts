// The schema as a whole. Each imported file declares its part when it is loaded.
// oxlint-disable import/no-unassigned-import -- a noun's file is imported for what it declares
import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import './nouns/account.ts'
import './nouns/agent-activity.ts'
import './nouns/agent-status.ts'
import './nouns/agent.ts'
import './nouns/call.ts'
import './nouns/campaign.ts'
import './nouns/chat.ts'
import './nouns/contact.ts'
import './nouns/current-agent-status.ts'
import './nouns/current-menu-status.ts'
import './nouns/email.ts'
import './nouns/menu.ts'
import './schema/node.ts'
import './nouns/service-level.ts'
import './schema/subgraph.ts'
import './nouns/team.ts'
import './nouns/viewer.ts'
import { builder } from './schema/builder.ts'
import { guard } from './access/guard.ts'

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

/** Root fields in the order in which a newcomer needs them. Fields for routers come last. */
const ROOT_ORDER = [
  'calls call callUpdates agents agent currentAgentStatuses agentStatuses agentActivities',
  'chats chat emails email menus menu menuTree currentMenuStatuses serviceLevels',
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

/** Puts the fields of a root type into `ROOT_ORDER`. graphql-js prints and lists them in the order of their keys. */
function sortFields(type: GraphQLObjectType | null | undefined): void {
  const fields = type?.getFields() ?? {}
  const sorted = Object.entries(fields).toSorted(([a], [b]) => ROOT_ORDER.indexOf(a) - ROOT_ORDER.indexOf(b))
  for (const [name] of sorted) Reflect.deleteProperty(fields, name)
  Object.assign(fields, Object.fromEntries(sorted))
}
