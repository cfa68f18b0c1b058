// The types `Team` and `TeamTreeNode`, and their queries.
import type { TeamTreeNode as Row } from '../../domain/team.ts'
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { builder } from '../schema/builder.ts'
import { rowFields } from '../schema/row-type.ts'
import { defineConnection, defineWholeList } from '../schema/connection.ts'
import { queryList, queryWholeList } from '../schema/list-field.ts'
import { byIdField, childrenField, identityFields, Node } from '../schema/node.ts'
import { Agent, Team } from '../schema/refs.ts'

Team.implement({
  description:
    'One group of agents, which may serve menus as a whole. What another row carries of a team costs no request; a field that it lacks is looked up. UJET only.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'team'),
    ...rowFields(t, {
      name: ['String', 'What the company calls the team.'],
      position: ['Int', 'The team’s place among those of the same parent.'],
      deleted: ['Boolean', 'Whether the team was deleted; look-ups by id find deleted teams too.'],
      agentCount: ['Int', 'How many agents the team has.'],
      parent: [Team, 'The team above, null at the root; only the id comes with the row.'],
    }),
    children: childrenField(t, 'TEAM', Team, 'teamTree'),
    agents: t.expose('agents', {
      type: [Agent],
      description:
        'The agents of the team; id, name, number and picture come with the team’s own row, while a team inside an agent may cost a look-up.',
    }),
  }),
})

const TeamOrder = defineOrder('TEAM')

builder.queryFields((t) => ({
  team: byIdField(
    t,
    'TEAM',
    Team,
    'One team by its global id, null when it does not exist; deleted teams included.',
  ),
  teams: queryList(t, {
    noun: 'TEAM',
    type: defineConnection('TEAM', Team),
    filter: filterInput('TEAM'),
    order: TeamOrder,
    orderWords: 'global id, ascending',
    description: 'Teams of agents, of all accounts.',
  }),
}))

const TeamTreeNode = builder.objectRef<Row>('TeamTreeNode')

TeamTreeNode.implement({
  description:
    'One team at its place in the tree. UJET only. UNVERIFIED: the shape, which is known from running code and not from the documents.',
  fields: (t) =>
    rowFields(t, {
      id: ['ID', 'The global id of the team, as `Team.id`; the same one names both.', { nullable: false }],
      vendorId: ['ID', 'The vendor’s own id of the team.', { nullable: false }],
      name: ['String', 'What the company calls the team.'],
      parentId: ['ID', 'The global id of the team above, null at a root.'],
      position: ['Int', 'The team’s place among those of the same parent.'],
      deleted: ['Boolean', 'Whether the team was deleted.'],
      agentCount: ['Int', 'How many agents the team has.'],
      children: [[TeamTreeNode], 'The teams below, by place, empty at a leaf; they cost no request.'],
      team: [Team, 'The team with all its fields; a field that the tree lacks costs a look-up.'],
    }),
})

builder.queryFields((t) => ({
  teamTree: queryWholeList(t, {
    noun: 'TEAM_TREE',
    type: defineWholeList('TEAM_TREE', TeamTreeNode),
    description:
      'The teams as trees, everything below the roots included; one upstream request for each account.',
  }),
}))
