// Logs of what agents did.
import type { AgentActivity, AgentActivityType } from '../../domain/agent-activity.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire, Words } from '../wire.ts'
import { byId, defineResource } from '../define.ts'
import { exact, words } from '../filters.ts'
import { reader, stub, toInstant, toNumber, toRef, toWord } from '../wire.ts'
import { AGENT_STATUS_STUB, toAgentStatus } from './agent-status.ts'
import { AGENT_STUB, toAgent } from './agent.ts'
import { byIds, ids, numbers, pages, sorting, times } from './api.ts'

const types: Words<AgentActivityType> = {
  LOGIN: 'login',
  LOGOUT: 'logout',
  STATUS_CHANGED: 'user_status_changed',
  PENDING_STATUS_APPLIED: 'status_after_inquiries_applied',
  OUTBOUND_CALL_DIALED: 'call_outbound_dialing',
  DELTACAST_CALL_OFFERED: 'deltacast_call_notification_offered',
  DELTACAST_CALL_PICK_UP_ATTEMPTED: 'deltacast_call_pick_up_attempt',
  DELTACAST_CALL_PICKED_UP: 'deltacast_call_picked_up',
  DELTACAST_CALL_PROJECTED: 'deltacast_call_projected',
  DELTACAST_CALL_MISSED: 'deltacast_call_missed',
  DELTACAST_CALL_BOUNCED: 'deltacast_call_bounced',
  MULTICAST_CALL_OFFERED: 'multicast_call_notification_offered',
  MULTICAST_CALL_PICK_UP_ATTEMPTED: 'multicast_call_pick_up_attempt',
  MULTICAST_CALL_PICKED_UP: 'multicast_call_picked_up',
  CHAT_OFFERED: 'chat_notification_offered',
  CHAT_PICK_UP_ATTEMPTED: 'chat_pick_up_attempt',
  CHAT_PICKED_UP: 'chat_picked_up',
}

const toType = reader<AgentActivityType>(types, {
  CALL_OFFERED: 'call_notification_offered',
  CALL_PICK_UP_ATTEMPTED: 'call_pick_up_attempt',
  CALL_PICKED_UP: 'call_picked_up',
})

export const agentActivities = defineResource('AGENT_ACTIVITY', {
  path: 'agent_activity_logs',
  paging: pages,
  seekable: true,
  sorting: sorting(
    {
      STARTED_AT: 'started_at',
      ENDED_AT: 'ended_at',
      DURATION_SECONDS: 'duration',
      ID: 'id',
      AGENT_ID: 'agent_id',
      TYPE: 'activity',
      CALL_ID: 'call_id',
      CHAT_ID: 'chat_id',
    },
    'STARTED_AT',
  ),
  valued: true,
  lookUp: byIds,
  carries: { actor: AGENT_STUB, status: AGENT_STATUS_STUB },
  filters: {
    ids: exact(ids('id[]')),
    agentIds: exact(ids('agent_id[]')),
    actorIds: exact(ids('whodunnit_id[]')),
    type: exact(words('activity[]', types)),
    startedAt: exact(times('started_at')),
    endedAt: exact(times('ended_at')),
    durationSeconds: exact(numbers('duration')),
    callIds: exact(ids('call_id[]')),
    chatIds: exact(ids('chat_id[]')),
  },
  toRow: byId('AGENT_ACTIVITY', toAgentActivity),
})

function toAgentActivity(row: Wire, account: AccountIdentity) {
  return {
    type: toType(row.activity) ?? 'UNKNOWN',
    vendorType: toWord(row.activity),
    agent: toRef('AGENT', account, row.agent_id),
    actor: toAgent(row.whodunnit, account, stub),
    status: toAgentStatus(row.status, account, stub),
    startedAt: toInstant(row.started_at),
    endedAt: toInstant(row.ended_at),
    durationSeconds: toNumber(row.duration),
    call: toRef('CALL', account, row.call_id),
    chat: toRef('CHAT', account, row.chat_id),
  } satisfies Partial<AgentActivity>
}
