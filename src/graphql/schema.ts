// The schema as a whole: every noun's file declares its own part when it is loaded.
// oxlint-disable import/no-unassigned-import -- a noun's file is imported for what it declares
import type { GraphQLSchema } from 'graphql'
import './account.ts'
import './agent-activity.ts'
import './agent-status.ts'
import './agent.ts'
import './call-updates.ts'
import './call.ts'
import './campaign.ts'
import './chat.ts'
import './contact.ts'
import './current-agent-status.ts'
import './current-menu-status.ts'
import './email.ts'
import './menu-tree.ts'
import './menu.ts'
import './node-queries.ts'
import './operation-hours.ts'
import './service-level.ts'
import './subgraph.ts'
import './team-tree.ts'
import './team.ts'
import './viewer.ts'
import { builder } from './builder.ts'
import { guard } from './guard.ts'

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
