// Definitions of agent statuses.
import { AGENT_STATUS_COLORS, AGENT_STATUS_KINDS } from '../../domain/agent-status.ts'
import { builder, rowFields } from '../schema/builder.ts'
import { filterInput } from '../schema/inputs.ts'
import { defineConnection } from '../schema/connection.ts'
import { enumOf } from '../schema/enum.ts'
import { queryList } from '../schema/list-field.ts'
import { identityFields, Node } from '../schema/node.ts'
import { AgentStatus } from '../schema/refs.ts'

const AgentStatusKind = enumOf(
  'AgentStatusKind',
  'Which built-in status a status is, by its id, or CUSTOM for one that the company made.',
  AGENT_STATUS_KINDS,
  {
    AVAILABLE: 'Ready for contacts, id 0.',
    UNAVAILABLE: 'Not ready for contacts, id -1.',
    BREAK: 'On a break, id -2.',
    SPECIAL_TASK: 'Busy with a special task, id -3.',
    MEAL: 'At a meal, id -4.',
    MISSED_CALL: 'Set aside after a missed call, id -5.',
    WRAP_UP: 'Finishing work after a contact, id -6.',
    IN_CALL: 'In a call, id -7.',
    IN_CHAT: 'In a chat, id -8.',
    OFFLINE: 'Signed out, id -10.',
    CUSTOM: 'Made by the company, any positive id.',
    UNKNOWN: 'A built-in status that Switchboard does not know yet.',
  },
)

const AgentStatusColor = enumOf('AgentStatusColor', 'The colours a status may have.', AGENT_STATUS_COLORS, {
  GREEN: 'Green.',
  RED: 'Red.',
  YELLOW: 'Yellow.',
  PINK: 'Pink.',
  BROWN: 'Brown.',
  BLUE_GREY: 'Blue grey.',
  PURPLE: 'Purple.',
  LIGHT_BLUE: 'Light blue.',
  INDIGO: 'Indigo.',
  GREY: 'Grey.',
  UNKNOWN: 'A colour that Switchboard does not know yet; the vendor’s own word is `vendorColor`.',
})

AgentStatus.implement({
  description: 'A status that an agent may be in, built in or made by the company. UJET only.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'status'),
    ...rowFields(t, {
      kind: [AgentStatusKind, 'Which built-in status it is, known by its id; names may repeat.'],
      name: ['String', 'The name to show, which two statuses may share.'],
      color: [AgentStatusColor, 'The colour of the status.'],
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
