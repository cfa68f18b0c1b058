// The models of the Manager API's document, field by field, and where each field must arrive.
import type { Model } from './model.ts'
import { flag, number, text, time } from './model.ts'

const agentStub = (at: string) => ({
  id: number(`${at}.vendorId`),
  name: text(`${at}.name`),
  last_name: text(`${at}.lastName`),
  first_name: text(`${at}.firstName`),
  agent_number: text(`${at}.agentNumber`),
  avatar_url: text(`${at}.avatarUrl`),
})

const menuFields = (at: string) => ({
  id: number(`${at}vendorId`),
  name: text(`${at}name`),
  parent_id: number(`${at}parent.vendorId`),
  position: number(`${at}position`),
  deleted: flag(`${at}deleted`),
  hidden: flag(`${at}hidden`),
  menu_type: text(`${at}vendorType`),
  output_msg: text(`${at}outputMessage`),
})

const menuPath = (at: string) => ({
  items_count: number(`${at}.itemCount`),
  name: text(`${at}.name`),
  materialized_path: text(`${at}.path`),
})

const teamFields = (at: string) => ({
  id: number(`${at}vendorId`),
  name: text(`${at}name`),
  parent_id: number(`${at}parent.vendorId`),
  position: number(`${at}position`),
  deleted: flag(`${at}deleted`),
  agents_count: number(`${at}agentCount`),
})

const statusFields = (at: string) => ({
  id: number(`${at}vendorId`),
  wfm_id: number(`${at}wfmId`),
  name: text(`${at}name`),
  color: text(`${at}vendorColor`),
  setting: {
    restricted: flag(`${at}restricted`),
    all_roles_restricted: flag(`${at}allRolesRestricted`),
    breakthrough_enabled: flag(`${at}breakthroughEnabled`),
  },
  custom_roles: [0, 1, 2].map((index) => number(`${at}customRoleIds.${index}`)),
})

const endUser = {
  id: number('contact.vendorId'),
  identifier: text('contact.externalId'),
  out_contact_id: text('contact.crmId'),
}

const callRules = (at: string) => ({
  incoming: flag(`${at}.incoming`),
  voicemail: flag(`${at}.voicemail`),
  scheduled: flag(`${at}.scheduled`),
  callback: flag(`${at}.callback`),
})

const preferences = 'availabilityPreferences'

export const agent: Model = {
  id: number('vendorId'),
  email: text('email'),
  created_at: time('createdAt'),
  last_login_time: time('lastLoginAt'),
  first_name: text('firstName'),
  middle_name: text('middleName'),
  last_name: text('lastName'),
  avatar_url: text('avatarUrl'),
  agent_number: text('agentNumber'),
  status: statusFields('status.'),
  status_updated_at: time('statusUpdatedAt'),
  crm_authenticated: flag('crmAuthenticated'),
  online: flag('online'),
  wrap_up: flag('inWrapUp'),
  call_count: number('callCount'),
  chat_count: number('chatCount'),
  location: text('location'),
  roles: [text('roles.0')],
  availability_preferences: {
    id: number(`${preferences}.vendorId`),
    created_at: time(`${preferences}.createdAt`),
    updated_at: time(`${preferences}.updatedAt`),
    user_count: number(`${preferences}.userCount`),
    filter_rules: {
      voice_call: {
        ivr: {
          ...callRules(`${preferences}.voiceCall.ivr`),
          campaign: flag(`${preferences}.voiceCall.ivr.campaign`),
        },
        mobile: callRules(`${preferences}.voiceCall.mobile`),
        web: callRules(`${preferences}.voiceCall.web`),
        transfer: flag(`${preferences}.voiceCall.transfer`),
      },
      chat: {
        mobile: { incoming: flag(`${preferences}.chat.mobile.incoming`) },
        web: { incoming: flag(`${preferences}.chat.web.incoming`) },
        sms: { incoming: flag(`${preferences}.chat.sms.incoming`) },
        whatsapp: { incoming: flag(`${preferences}.chat.whatsapp.incoming`) },
        transfer: flag(`${preferences}.chat.transfer`),
      },
    },
  },
  teams: [teamFields('teams.0.')],
  channels: [{ channel_type: text('channels.0.vendorChannel'), menu: menuFields('channels.0.menu.') }],
}

export const agentStatus: Model = statusFields('')

export const agentActivity: Model = {
  id: number('vendorId'),
  agent_id: number('agent.vendorId'),
  whodunnit: agentStub('actor'),
  status: statusFields('status.'),
  started_at: time('startedAt'),
  ended_at: time('endedAt'),
  duration: number('durationSeconds'),
  activity: text('vendorType'),
  call_id: number('call.vendorId'),
  chat_id: number('chat.vendorId'),
}

const transfer = {
  id: number('transfers.0.vendorId'),
  status: text('transfers.0.vendorStatus'),
  created_at: time('transfers.0.createdAt'),
  from_menu: menuPath('transfers.0.fromMenuPath'),
  to_menu: menuPath('transfers.0.toMenuPath'),
  from_agent: agentStub('transfers.0.fromAgent'),
  to_agent: agentStub('transfers.0.toAgent'),
}

const handleDuration = {
  agent_id: number('handleDurations.0.agent.vendorId'),
  menu_path_id: number('handleDurations.0.menuPathId'),
  lang: text('handleDurations.0.language'),
  transfer: flag('handleDurations.0.transferred'),
  started_at: time('handleDurations.0.startedAt'),
  ended_at: time('handleDurations.0.endedAt'),
}

const queueDuration = {
  agent_id: number('queueDurations.0.agent.vendorId'),
  queue_duration: number('queueDurations.0.queueSeconds'),
  menu_path_id: number('queueDurations.0.menuPathId'),
  lang: text('queueDurations.0.language'),
  started_at: time('queueDurations.0.startedAt'),
  ended_at: time('queueDurations.0.endedAt'),
}

const measuredQueueDuration = {
  ...queueDuration,
  transfer: flag('queueDurations.0.transferred'),
  service_level_abandon_time_threshold: number('queueDurations.0.serviceLevelAbandonSeconds'),
  service_level_event: text('queueDurations.0.vendorServiceLevelEvent'),
  service_level_target_percent: number('queueDurations.0.serviceLevelTargetPercent'),
  service_level_target_time: number('queueDurations.0.serviceLevelTargetSeconds'),
  event: text('queueDurations.0.vendorEvent'),
}

const participant = {
  id: number('participants.0.vendorId'),
  type: text('participants.0.vendorType'),
  status: text('participants.0.vendorStatus'),
  user_id: number('participants.0.agent.vendorId'),
  end_user_id: number('participants.0.contact.vendorId'),
  call_duration: number('participants.0.durationSeconds'),
  hold_duration: number('participants.0.holdSeconds'),
  connected_at: time('participants.0.connectedAt'),
  ended_at: time('participants.0.endedAt'),
  fail_reason: text('participants.0.vendorFailReason'),
}

const session = {
  id: number('vendorId'),
  lang: text('language'),
  created_at: time('startedAt'),
  updated_at: time('updatedAt'),
  queue_duration: number('queueSeconds'),
  selected_menu: menuFields('menu.'),
  menu_path: menuPath('menuPath'),
  agent_info: agentStub('agent'),
  end_user: endUser,
}

const liveSession = {
  ...session,
  sub_status: text('subStatus'),
  status: text('vendorStatus'),
  rating: number('rating'),
  photos: [
    { id: number('photos.0.vendorId'), photo_type: text('photos.0.vendorType'), url: text('photos.0.url') },
  ],
  videos: [{ id: number('videos.0.vendorId'), url: text('videos.0.url') }],
  offer_type: text('offerType'),
  offer_events: [{ casting_time: time('offerEvents.0.castAt'), group: text('offerEvents.0.group') }],
}

export const call: Model = {
  ...liveSession,
  parent_id: number('details.parentCall.vendorId'),
  call_uuid: text('details.callUuid'),
  call_type: text('details.vendorCallType'),
  session_type_v2: text('details.vendorSessionType'),
  sub_status: text('details.subStatus'),
  queued_at: time('queuedAt'),
  assigned_at: time('details.assignedAt'),
  connected_at: time('connectedAt'),
  ends_at: time('endedAt'),
  scheduled_at: time('scheduledAt'),
  wait_duration: number('details.waitSeconds'),
  call_duration: number('durationSeconds'),
  hold_duration: number('holdSeconds'),
  has_feedback: flag('details.hasFeedback'),
  voip_provider: text('details.voipProvider'),
  out_ticket_id: text('details.ticketId'),
  out_ticket_url: text('details.ticketUrl'),
  verified: flag('details.verified'),
  recording_url: text('recordingUrl'),
  recording_permission: text('details.vendorRecordingPermission'),
  voicemail_reason: text('details.voicemailReason'),
  deflection: text('details.vendorDeflection'),
  deflection_details: [
    {
      id: number('details.deflections.0.vendorId'),
      transfer_id: number('details.deflections.0.transferId'),
      deflection: text('details.deflections.0.vendorDeflection'),
      from_menu_path: menuPath('details.deflections.0.fromMenuPath'),
    },
  ],
  disconnected_by: text('details.vendorDisconnectedBy'),
  finish_reason: text('details.finishReason'),
  fail_details: text('details.failDetails'),
  fail_reason: text('details.vendorFailReason'),
  adapter_fail_code: number('details.adapterFailCode'),
  adapter_fail_message: text('details.adapterFailMessage'),
  support_number: text('details.supportNumber'),
  transfers: [
    {
      ...transfer,
      fail_reason: text('transfers.0.vendorFailReason'),
      call_duration: number('transfers.0.durationSeconds'),
      wait_duration: number('transfers.0.waitSeconds'),
      assigned_at: time('transfers.0.assignedAt'),
      connected_at: time('transfers.0.connectedAt'),
      updated_at: time('transfers.0.updatedAt'),
      deflection: number('transfers.0.vendorDeflection'),
      answer_type_path: text('transfers.0.vendorAnswerPath'),
      from_queue_priority_level: number('transfers.0.fromQueuePriority'),
      to_queue_priority_level: number('transfers.0.toQueuePriority'),
    },
  ],
  handle_durations: [
    {
      ...handleDuration,
      id: number('handleDurations.0.vendorId'),
      acw_duration: number('handleDurations.0.afterWorkSeconds'),
      call_duration: number('handleDurations.0.handleSeconds'),
      wait_duration: number('handleDurations.0.waitSeconds'),
      hold_duration: number('handleDurations.0.holdSeconds'),
      event: text('handleDurations.0.vendorEvent'),
    },
  ],
  queue_durations: [
    {
      ...measuredQueueDuration,
      id: number('queueDurations.0.vendorId'),
      transfer_id: number('queueDurations.0.transferId'),
    },
  ],
  participants: [
    {
      ...participant,
      call_id: number('participants.0.sessionId'),
      adapter_fail_code: number('participants.0.adapterFailCode'),
      adapter_fail_message: text('participants.0.adapterFailMessage'),
    },
  ],
  answer_type: text('details.vendorAnswerType'),
  outbound_number: text('details.outboundNumber'),
  wait_time_sms: [text('details.waitTimeSms.0')],
  in_call_sms: [text('details.inCallSms.0')],
}

export const chat: Model = {
  ...liveSession,
  chat_type: text('vendorType'),
  session_type_v2: text('vendorSessionType'),
  assigned_at: time('assignedAt'),
  ends_at: time('endedAt'),
  first_msg_sent_at: time('firstMessageAt'),
  last_msg_sent_at: time('lastMessageAt'),
  wait_duration: number('waitSeconds'),
  chat_duration: number('durationSeconds'),
  verified: flag('verified'),
  has_feedback: flag('hasFeedback'),
  out_ticket_id: text('ticketId'),
  out_ticket_url: text('ticketUrl'),
  finish_reason: text('finishReason'),
  fail_reason: text('vendorFailReason'),
  message_count: number('messageCount'),
  average_response_time: number('averageResponseSeconds'),
  longest_response_time: number('longestResponseSeconds'),
  transfers: [{ ...transfer, fail_reason: text('transfers.0.vendorFailReason') }],
  handle_durations: [
    {
      ...handleDuration,
      acw_duration: number('handleDurations.0.afterWorkSeconds'),
      chat_duration: number('handleDurations.0.handleSeconds'),
      wait_duration: number('handleDurations.0.waitSeconds'),
      event: text('handleDurations.0.vendorEvent'),
    },
  ],
  queue_durations: [measuredQueueDuration],
  participants: [
    {
      ...participant,
      chat_id: number('participants.0.sessionId'),
      entry_type: text('participants.0.entryType'),
    },
  ],
}

export const email: Model = {
  ...session,
  email_status: text('vendorStatus'),
  assigned_at: time('assignedAt'),
  finished_at: time('endedAt'),
  email_duration: number('durationSeconds'),
  out_ticket_id: text('ticketId'),
  out_ticket_url: text('ticketUrl'),
  total_thread_numbers: number('threadCount'),
  email_attachments: [
    {
      id: number('attachments.0.vendorId'),
      file_type: text('attachments.0.fileType'),
      url: text('attachments.0.url'),
    },
  ],
  email_threads: [
    {
      id: number('threads.0.vendorId'),
      subject: text('threads.0.subject'),
      attachment_count: number('threads.0.attachmentCount'),
      direction: text('threads.0.direction'),
      is_read: flag('threads.0.isRead'),
      is_draft: flag('threads.0.isDraft'),
      created_at: time('threads.0.createdAt'),
      updated_at: time('threads.0.updatedAt'),
    },
  ],
  transfers: [{ ...transfer, updated_at: time('transfers.0.updatedAt') }],
  handle_durations: [
    {
      ...handleDuration,
      email_duration: number('handleDurations.0.handleSeconds'),
      menu_path: text('handleDurations.0.menuPathName'),
      transfer_id: number('handleDurations.0.transferId'),
      assignment_type: text('handleDurations.0.assignmentType'),
    },
  ],
  queue_durations: [
    {
      ...queueDuration,
      menu_path: text('queueDurations.0.menuPathName'),
      assignment_type: text('queueDurations.0.assignmentType'),
    },
  ],
  consumer_handle_durations: [
    {
      id: number('consumerHandleDurations.0.vendorId'),
      email_duration: number('consumerHandleDurations.0.handleSeconds'),
      attachments_count: number('consumerHandleDurations.0.attachmentCount'),
      started_at: time('consumerHandleDurations.0.startedAt'),
      ended_at: time('consumerHandleDurations.0.endedAt'),
    },
  ],
}

const assignment = (at: string) => ({
  lang: text(`${at}.language`),
  queue_level: text(`${at}.queueLevel`),
  channel_type: text(`${at}.vendorChannel`),
  group_type: text(`${at}.groupType`),
})

export const menu: Model = {
  ...menuFields(''),
  agent_assignments: [
    { ...assignment('agentAssignments.0'), assignee: agentStub('agentAssignments.0.agent') },
  ],
  team_assignments: [
    {
      ...assignment('teamAssignments.0'),
      team: {
        ...teamFields('teamAssignments.0.team.'),
        assignees: agentStub('teamAssignments.0.team.agents.0'),
      },
    },
  ],
}

export const team: Model = { ...teamFields(''), assignees: agentStub('agents.0') }

export const menuTree: Model = {
  id: number('vendorId'),
  name: text('name'),
  parent_id: number('parentId'),
  position: number('position'),
  deleted: flag('deleted'),
  agents_count: number('agentCount'),
  children: [
    {
      id: number('children.0.vendorId'),
      name: text('children.0.name'),
      children: [{ id: number('children.0.children.0.vendorId') }],
    },
  ],
}

export const teamTree: Model = menuTree

const stats: Readonly<Record<string, string>> = {
  'Abandoned by Contact': 'abandonedByContact',
  'Abandoned by Dialer': 'abandonedByDialer',
  'Average Redials per Number': 'averageRedialsPerNumber',
  'Carrier Error': 'carrierError',
  Completed: 'completed',
  Connected: 'connected',
  Contacts: 'contacts',
  'Dialer General Error': 'dialerGeneralError',
  Dialing: 'dialing',
  'Do Not Call': 'doNotCall',
  Finished: 'finished',
  'Invalid Number or Name': 'invalidNumberOrName',
  'Invalid outbound number': 'invalidOutboundNumber',
  'Not Picked Up': 'notPickedUp',
  'Not Reached to Contact': 'notReachedToContact',
  'Not reached': 'notReached',
  'Not yet reached': 'notYetReached',
  Queued: 'queued',
  Reached: 'reached',
  'Redial Scheduled': 'redialScheduled',
  Redials: 'redials',
  Remaining: 'remaining',
  Running: 'running',
  Skipped: 'skipped',
  'Skipped & Closed': 'skippedAndClosed',
  Transferred: 'transferred',
  'Transferred and Finished': 'transferredAndFinished',
  Upcoming: 'upcoming',
  'Voicemail Hung Up': 'voicemailHungUp',
}

export const campaign: Model = {
  campaign_type: text('vendorType'),
  id: number('vendorId'),
  external_campaign_id: text('externalId'),
  max_abandonment_percent: number('maxAbandonmentPercent'),
  max_redial_count: number('maxRedialCount'),
  mode: text('vendorMode'),
  name: text('name'),
  overdial_adjustment_multiplier: number('overdialMultiplier'),
  queue: menuFields('menu.'),
  redial_interval_minutes: number('redialIntervalMinutes'),
  status: text('vendorStatus'),
  target_number_to_process: number('targetCount'),
  created_at: time('createdAt'),
  starts_at: time('startsAt'),
  ends_at: time('endsAt'),
  updated_at: time('updatedAt'),
  contact_stats: Object.fromEntries(
    Object.entries(stats).map(([label, stat]) => [label, number(`contactStats.${stat}`)]),
  ),
}
