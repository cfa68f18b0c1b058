// The teams as trees.
import type { TeamTreeNode as Row } from '../../domain/team.ts'
import { builder } from '../schema/builder.ts'
import { defineWholeList } from '../schema/connection.ts'
import { queryWholeList } from '../schema/list-field.ts'
import { Team } from '../schema/refs.ts'

const TeamTreeNode = builder.objectRef<Row>('TeamTreeNode')

TeamTreeNode.implement({
  description:
    'One team at its place in the tree. UJET only. UNVERIFIED: the shape, which is known from running code and not from the documents.',
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      description: 'The global id of the team, as `Team.id`; the same one names both.',
    }),
    vendorId: t.exposeID('vendorId', { nullable: false, description: 'The vendor’s own id of the team.' }),
    name: t.exposeString('name', { description: 'What the company calls the team.' }),
    parentId: t.exposeID('parentId', { description: 'The global id of the team above, null at a root.' }),
    position: t.exposeInt('position', { description: 'The team’s place among those of the same parent.' }),
    deleted: t.exposeBoolean('deleted', { description: 'Whether the team was deleted.' }),
    agentCount: t.exposeInt('agentCount', { description: 'How many agents the team has.' }),
    children: t.expose('children', {
      type: [TeamTreeNode],
      description: 'The teams below, by place, empty at a leaf; they cost no request.',
    }),
    team: t.expose('team', {
      type: Team,
      description: 'The team with all its fields; a field that the tree lacks costs a look-up.',
    }),
  }),
})

const words = { one: 'root of team trees', many: 'roots of team trees' }

builder.queryFields((t) => ({
  teamTree: queryWholeList(t, {
    noun: 'TEAM_TREE',
    words,
    type: defineWholeList('TeamTreeList', TeamTreeNode, words),
    description:
      'The teams as trees, everything below the roots included; one upstream request for each account.',
  }),
}))
