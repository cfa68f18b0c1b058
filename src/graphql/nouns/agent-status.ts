// Definitions of agent statuses.
import { builder } from '../schema/builder.ts'
import { rowFields } from '../schema/row-type.ts'
import { filterInput } from '../schema/inputs.ts'
import { defineConnection } from '../schema/connection.ts'
import { queryList } from '../schema/list-field.ts'
import { identityFields, Node } from '../schema/node.ts'
import { AgentStatus } from '../schema/refs.ts'
import { AGENT_STATUS_KINDS, AGENT_STATUS_COLORS } from '../../domain/agent-status.ts'

AgentStatus.implement({
  description: 'A status that an agent may be in, built in or made by the company. UJET only.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'status'),
    ...rowFields(t, {
      kind: [AGENT_STATUS_KINDS, 'Which built-in status it is, known by its id; names may repeat.'],
      name: ['String', 'The name to show, which two statuses may share.'],
      color: [AGENT_STATUS_COLORS, 'The colour of the status.'],
      vendorColor: ['String', 'The vendor’s own word for the colour.'],
      wfmId: [
        'ID',
        'The id of the status in the workforce management system; older versions of UJET have it.',
      ],
      restricted: [
        'Boolean',
        'Whether use of the status is restricted to certain roles.',
        { unverified: 'the meaning' },
      ],
      allRolesRestricted: [
        'Boolean',
        'Whether the restriction holds for every role.',
        { unverified: 'the meaning' },
      ],
      breakthroughEnabled: ['Boolean', 'Whether contacts may break through to an agent in this status.'],
      customRoleIds: [['ID'], 'The vendor’s own ids of the custom roles that the status is tied to.'],
    }),
  }),
})

builder.queryFields((t) => ({
  agentStatuses: queryList(t, {
    noun: 'AGENT_STATUS',
    type: defineConnection('AGENT_STATUS', AgentStatus),
    filter: filterInput('AGENT_STATUS'),
    first: 100,
    description:
      'The definitions of the statuses an agent may be in, by global id; one upstream request for each account, kept for 10 minutes.',
  }),
}))
