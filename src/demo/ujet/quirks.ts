// Oddities of real rows that the document lacks.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import { isRow } from '../fields.ts'

type Quirk = (row: Row, random: Random, personal: Personal) => void

/** E.g. `"rating": "5"`. */
const numberAsText =
  (...keys: readonly string[]): Quirk =>
  (row) => {
    for (const key of keys) if (typeof row[key] === 'number') row[key] = String(row[key])
  }

const replaced =
  (key: string, values: readonly unknown[]): Quirk =>
  (row, random) => {
    row[key] = random.pick(values)
  }

const absent =
  (key: string): Quirk =>
  (row) => {
    delete row[key]
  }

const unknownKeys: Quirk = (row, _random, personal) => {
  row.experiments = { bucket: 7, note: personal.mark('a key nobody documents') }
  row.x_score = 0.25
}

/** E.g. `{"__proto__": …}`, which a careless merge writes to a prototype. */
const hostileKeys: Quirk = (row) => {
  for (const key of ['__proto__', 'constructor']) {
    const value = { polluted: true, prototype: { polluted: true } }
    Object.defineProperty(row, key, { value, enumerable: true, writable: true, configurable: true })
  }
}

const KEPT_BY_NULLS: ReadonlySet<string> = new Set(['id', 'created_at', 'started_at', 'updated_at'])

/** Fields that sort, find or update a row are never null. */
const nulls: Quirk = (row, random) => {
  const keys = Object.keys(row).filter((key) => !KEPT_BY_NULLS.has(key))
  for (let count = random.int(1, 6); count > 0; count--) row[random.pick(keys)] = null
}

/** `hidden` is a text or a boolean. */
export function hiddenAsText(menu: Row): Row {
  return typeof menu.hidden === 'boolean' ? { ...menu, hidden: String(menu.hidden) } : menu
}

const menuHiddenAsText: Quirk = (row) => {
  if (isRow(row.selected_menu)) row.selected_menu = hiddenAsText(row.selected_menu)
}

const agentNumberAsNumber: Quirk = (row) => {
  const agent = row.agent_info
  if (!isRow(agent) || !/^\d+$/.test(String(agent.agent_number))) return
  row.agent_info = { ...agent, agent_number: Number(agent.agent_number) }
}

const agentIdAsText: Quirk = (row) => {
  if (isRow(row.agent_info)) row.agent_info = { ...row.agent_info, id: String(row.agent_info.id) }
}

const SHARED: readonly (readonly [number, Quirk])[] = [
  [4, numberAsText('rating')],
  [2, unknownKeys],
  [1, hostileKeys],
  [3, nulls],
  [2, menuHiddenAsText],
  [1, absent('agent_info')],
  [1, replaced('agent_info', [null])],
  [2, agentNumberAsNumber],
  [1, agentIdAsText],
  [1, absent('queue_duration')],
]

const OF_CALLS: readonly (readonly [number, Quirk])[] = [
  ...SHARED,
  [3, numberAsText('call_duration', 'hold_duration', 'queue_duration', 'wait_duration')],
  [1, replaced('status', ['preview_pending', 'campaign_connected', 'requeued', 'teleported'])],
  [1, replaced('call_type', ['Voice Inbound (Extension)', 'Voice Campaign', 'Voice Inbound (Direct)'])],
  [1, replaced('call_type', ['IvrCall', 'OutboundCall'])],
  [1, replaced('fail_reason', ['stuck_due_to_api_error', 'force_ended', 'menu_deleted'])],
  [1, replaced('disconnected_by', ['disconnected_by_supervisor'])],
  [1, absent('session_type_v2')],
]

const OF_CHATS: readonly (readonly [number, Quirk])[] = [
  ...SHARED,
  [
    3,
    numberAsText(
      'chat_duration',
      'message_count',
      'average_response_time',
      'queue_duration',
      'wait_duration',
    ),
  ],
  [1, replaced('status', ['va_assigned', 'dismissed'])],
  [1, replaced('chat_type', ['Messaging (WhatsApp)', 'Messaging Inbound (Fax)'])],
  [1, replaced('fail_reason', ['after_hours', 'escalation_failed'])],
]

const OF_EMAILS: readonly (readonly [number, Quirk])[] = [
  [2, unknownKeys],
  [1, hostileKeys],
  [3, nulls],
  [2, menuHiddenAsText],
  [1, absent('agent_info')],
  [3, numberAsText('email_duration', 'queue_duration', 'total_thread_numbers')],
  [1, replaced('email_status', ['snoozed'])],
]

const OF_AGENTS: readonly (readonly [number, Quirk])[] = [
  [2, unknownKeys],
  [1, hostileKeys],
  [2, replaced('teams', [null])],
  [2, replaced('channels', [null])],
  // Absent at newer tenants.
  [3, absent('availability_preferences')],
  [2, numberAsText('call_count', 'chat_count')],
  [2, replaced('email', [null])],
]

const bender =
  (quirks: readonly (readonly [number, Quirk])[]) =>
  (row: Row, random: Random, personal: Personal): Row => {
    for (let count = random.int(1, 2); count > 0; count--) random.weighted(quirks)(row, random, personal)
    return row
  }

export const bendAgent = bender(OF_AGENTS)
export const bendCall = bender(OF_CALLS)
export const bendChat = bender(OF_CHATS)
export const bendEmail = bender(OF_EMAILS)
export const bendLog = bender([
  [3, nulls],
  [1, unknownKeys],
  [2, numberAsText('duration')],
  [1, replaced('activity', ['call_picked_up', 'call_notification_offered', 'break_extended'])],
])
