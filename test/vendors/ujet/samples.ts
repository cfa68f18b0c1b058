// One value for each filter of the nouns that the document gives parameters for, and those parameters.
import type { Lists } from '../../../src/domain/lists.ts'
import type { Noun } from '../../../src/domain/noun.ts'
import type { VendorKey } from '../../../src/domain/vendor.ts'

type Whole<N extends Noun> = {
  readonly [K in Exclude<keyof Lists[N]['filter'], VendorKey>]-?: NonNullable<Lists[N]['filter'][K]>
} & { readonly ujet?: object }

export const times = { from: 0, to: 1000 }
const counts = { from: 1, to: 2 }

/** One value for each filter of the nouns that the document gives parameters for. */
export const samples: { readonly [N in Noun]?: Whole<N> } = {
  AGENT: {
    ids: ['agent:ujet:7'],
    name: 'ada',
    email: ['ada@example.com'],
    kind: ['HUMAN'],
    agentNumber: ['0042'],
    statusIds: ['agent-status:ujet:-2'],
    online: true,
    inWrapUp: false,
    location: ['Wichita'],
    lastLoginAt: times,
    statusUpdatedAt: times,
    callCount: counts,
    chatCount: counts,
  },
  AGENT_ACTIVITY: {
    ids: ['agent-activity:ujet:1'],
    agentIds: ['agent:ujet:7'],
    actorIds: ['agent:ujet:9'],
    type: ['LOGIN'],
    startedAt: times,
    endedAt: times,
    durationSeconds: counts,
    callIds: ['call:ujet:3'],
    chatIds: ['chat:ujet:4'],
  },
  CALL: {
    ids: ['call:ujet:3'],
    startedAt: times,
    updatedAt: times,
    queuedAt: times,
    connectedAt: times,
    endedAt: times,
    scheduledAt: times,
    direction: ['INBOUND'],
    status: ['COMPLETED'],
    agentIds: ['agent:ujet:7'],
    campaignIds: ['campaign:ujet:1'],
    menuIds: ['menu:ujet:8'],
    contactIds: ['contact:ujet:5'],
    from: ['+13165550100'],
    to: ['+13165550199'],
    durationSeconds: counts,
    holdSeconds: counts,
    queueSeconds: counts,
    rating: { from: 1, to: 2 },
    language: ['en'],
    voicemail: true,
    verified: true,
    search: 'words',
    ujet: {
      callType: ['IVR_INBOUND'],
      callStatus: ['QUEUED'],
      failReason: ['NONE'],
      supportNumber: ['+13165550199'],
      assignedAt: times,
    },
  },
  CHAT: {
    ids: ['chat:ujet:4'],
    startedAt: times,
    assignedAt: times,
    endedAt: times,
    updatedAt: times,
    firstMessageAt: times,
    lastMessageAt: times,
    rating: { from: 1, to: 2 },
    durationSeconds: counts,
    waitSeconds: counts,
    queueSeconds: counts,
    messageCount: counts,
    averageResponseSeconds: counts,
    longestResponseSeconds: counts,
    agentIds: ['agent:ujet:7'],
    contactIds: ['contact:ujet:5'],
    menuIds: ['menu:ujet:8'],
    type: ['SMS'],
    status: ['QUEUED'],
    verified: true,
    failReason: ['EXPIRED'],
    language: ['en'],
  },
  EMAIL: {
    ids: ['email:ujet:1442'],
    startedAt: times,
    assignedAt: times,
    endedAt: times,
    updatedAt: times,
    agentIds: ['agent:ujet:7'],
    contactIds: ['contact:ujet:5'],
    status: ['PAUSED'],
    threadCount: counts,
    menuIds: ['menu:ujet:8'],
    language: ['en'],
  },
  MENU: {
    ids: ['menu:ujet:8'],
    name: ['Refunds'],
    parentIds: ['menu:ujet:6'],
    position: [2],
    type: ['IVR'],
    hidden: false,
    withDeleted: true,
  },
  MENU_TREE: { menuType: 'WEB', language: 'fr' },
  SERVICE_LEVEL: { channel: 'CALL', minutes: 15, groupBy: 'MENU' },
  TEAM: {
    ids: ['team:ujet:11'],
    name: ['North'],
    parentIds: ['team:ujet:1'],
    position: [1],
    agentCount: counts,
    withDeleted: false,
  },
}

const ranges = (...names: readonly string[]) => names.flatMap((name) => [`${name}[from]`, `${name}[to]`])

/** The parameters of the document's tables, without paging and sorting. */
export const documented: { readonly [N in Noun]?: readonly string[] } = {
  AGENT: [
    'id[]',
    'agent_number[]',
    'status_id[]',
    'online[]',
    'wrap_up[]',
    'location[]',
    ...ranges('last_login_time', 'status_updated_at'),
  ],
  AGENT_ACTIVITY: [
    ...ranges('started_at', 'ended_at', 'duration'),
    'id[]',
    'agent_id[]',
    'activity[]',
    'whodunnit_id[]',
    'call_id[]',
    'chat_id[]',
  ],
  CALL: [
    ...ranges('connected_at', 'updated_at', 'queued_at', 'rating', 'call_duration', 'hold_duration'),
    'agent_id[]',
    'end_user_id[]',
    'call_status[]',
    'call_fail_reason[]',
    'verified[]',
    'call_type[]',
    'support_number[]',
  ],
  CHAT: [
    ...ranges('assigned_at', 'ends_at', 'updated_at', 'created_at', 'rating', 'first_msg_sent_at'),
    ...ranges('last_msg_sent_at', 'chat_duration', 'message_count', 'average_response_time'),
    ...ranges('longest_response_time', 'wait_duration'),
    'id[]',
    'agent_id[]',
    'end_user_id[]',
    'chat_type[]',
    'chat_status[]',
    'verified[]',
    'chat_fail_reason[]',
  ],
  EMAIL: [
    ...ranges('assigned_at', 'finished_at', 'updated_at', 'created_at', 'total_thread_numbers'),
    'id[]',
    'agent_id[]',
    'end_user_id[]',
    'email_status[]',
  ],
  MENU: ['id[]', 'name[]', 'parent_id[]', 'position[]', 'menu_type[]', 'hidden[]', 'with_deleted'],
  MENU_TREE: ['menu_type', 'lang'],
  SERVICE_LEVEL: ['channel', 'minutes'],
  TEAM: [...ranges('agents_count'), 'id[]', 'name[]', 'parent_id[]', 'position[]', 'with_deleted'],
}

/** Sent although no table has it, as a probe. */
export const undocumented: { readonly [N in Noun]?: readonly string[] } = { CALL: ranges('created_at') }
