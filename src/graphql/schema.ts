// The schema as a whole: every noun's file declares its own part when it is loaded.
// oxlint-disable import/no-unassigned-import -- a noun's file is imported for what it declares
import type { GraphQLSchema } from 'graphql'
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
  description: 'Everything that can be asked; every list tells in `accounts` what each account did for it.',
})

builder.subscriptionType({
  description:
    'What can be watched; the looks at a vendor are shared by all subscribers and by queries, and slow down when the account’s quota is short.',
})

export function createSchema(): GraphQLSchema {
  return guard(builder.toSchema())
}
