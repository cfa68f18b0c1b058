// A status of agents, built in or defined by the company.
import type { Row } from './noun.ts'
import type { WordOf } from './words.ts'
import { defineFilters, ownIds } from './filter.ts'
import { defineWords } from './words.ts'

export const AGENT_STATUS_KINDS = defineWords(
  'AgentStatusKind',
  'Which built-in status a status is, by its id, or CUSTOM for one that the company made.',
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
export type AgentStatusKind = WordOf<typeof AGENT_STATUS_KINDS>

export const AGENT_STATUS_COLORS = defineWords('AgentStatusColor', 'The colours a status may have.', {
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
export type AgentStatusColor = WordOf<typeof AGENT_STATUS_COLORS>

interface AgentStatusFields {
  kind: AgentStatusKind
  name: string
  color: AgentStatusColor
  vendorColor: string
  wfmId: string
  restricted: boolean
  allRolesRestricted: boolean
  breakthroughEnabled: boolean
  customRoleIds: readonly string[]
}

export type AgentStatus = Row<'AGENT_STATUS', AgentStatusFields>

export const AGENT_STATUS_FILTERS = defineFilters<AgentStatus>()({
  ids: ownIds('AGENT_STATUS'),
})
