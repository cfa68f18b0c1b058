// Random rows of every noun as UJET writes them.
import type { Draw, WireRow } from './golden-draw.ts'
import { at } from './golden-draw.ts'

export const EVENT_NOUNS = ['CALL', 'CHAT', 'EMAIL', 'AGENT_ACTIVITY'] as const
export const GOLDEN_NOUNS = [...EVENT_NOUNS, 'AGENT', 'MENU', 'TEAM', 'CAMPAIGN'] as const
export type GoldenNoun = (typeof GOLDEN_NOUNS)[number]

/** Each a row without an id yet, started at the instant. */
export const UJET_ROWS: Readonly<Record<GoldenNoun, (draw: Draw, start: number) => WireRow>> = {
  CALL: (draw, start) => ({
    ...sessionRow(draw, start),
    queued_at: at(draw.maybe(draw.after(start))),
    connected_at: at(draw.maybe(draw.after(start))),
    ends_at: at(draw.maybe(draw.after(start))),
    scheduled_at: at(draw.maybe(draw.instant())),
    call_type: draw.random.pick([
      'Voice Inbound (IVR)',
      'Voice Outbound',
      'Voice Callback (Web)',
      'IvrCall',
      'Fax',
    ]),
    status: draw.random.pick(['finished', 'failed', 'connected', 'voicemail', 'queued', 'teleported']),
    fail_reason: draw.random.pick([
      'nothing',
      'eu_busy',
      'eu_no_answer',
      'ag_canceled',
      'expired',
      'menu_deleted',
    ]),
    voicemail_reason: draw.random.pick(['not_voicemail', 'no_agents', null]),
    call_duration: draw.maybe(draw.number()),
    hold_duration: draw.maybe(draw.number()),
    support_number: draw.random.pick(['+13165550100', '+13165550101']),
    outbound_number: '+13165550102',
  }),
  CHAT: (draw, start) => ({
    ...sessionRow(draw, start),
    ends_at: at(draw.maybe(draw.after(start))),
    first_msg_sent_at: at(draw.maybe(draw.after(start))),
    last_msg_sent_at: at(draw.maybe(draw.after(start))),
    chat_type: draw.random.pick([
      'Messaging (SMS)',
      'Messaging Inbound (Web Chat)',
      'Messaging (WhatsApp)',
      'Fax',
    ]),
    status: draw.random.pick(['finished', 'failed', 'assigned', 'queued', 'dismissed']),
    sub_status: draw.random.pick(['a', 'b', null]),
    fail_reason: draw.random.pick(['nothing', 'no_response', 'expired', 'after_hours']),
    finish_reason: draw.random.pick(['finish_reason_none', 'resolved']),
    offer_type: draw.random.pick([null, 'cascade']),
    has_feedback: draw.random.chance(0.5),
    chat_duration: draw.maybe(draw.number()),
    wait_duration: draw.maybe(draw.number()),
    // Where it is missing the adapter takes the other count, by which the vendor does not sort.
    queue_duration: draw.number(),
    message_count: draw.maybe(draw.number()),
    average_response_time: draw.maybe(draw.number()),
    longest_response_time: draw.maybe(draw.number()),
  }),
  EMAIL: (draw, start) => ({
    ...sessionRow(draw, start),
    finished_at: at(draw.maybe(draw.after(start))),
    email_status: draw.random.pick(['active', 'closed', 'resolved', 'snoozed']),
    email_duration: draw.maybe(draw.number()),
    total_thread_numbers: draw.maybe(draw.number()),
  }),
  AGENT_ACTIVITY: (draw, start) => ({
    started_at: at(start),
    ended_at: at(draw.maybe(draw.after(start))),
    duration: draw.maybe(draw.number()),
    agent_id: draw.random.int(1, 4),
    activity: draw.random.pick(['login', 'logout', 'chat_picked_up', 'call_picked_up', 'break_extended']),
    whodunnit: draw.maybe({ id: draw.random.int(1, 4), name: 'Ada' }),
    status: draw.maybe({ id: draw.random.pick([0, -2, 7]), name: 'Break' }),
    call_id: draw.maybe(draw.random.int(1, 4)),
    chat_id: draw.maybe(draw.random.int(1, 4)),
  }),
  AGENT: (draw, start) => ({
    created_at: at(start),
    last_login_time: at(draw.maybe(draw.instant())),
    status_updated_at: at(draw.maybe(draw.instant())),
    agent_number: draw.maybe(`n${draw.number()}`),
    first_name: draw.maybe(draw.random.pick(['Ada', 'Bo', 'Cy'])),
    middle_name: draw.maybe(draw.random.pick(['X', 'Y'])),
    last_name: draw.random.pick(['Lee', 'Moe']),
    email: draw.maybe(`p${draw.number()}@example.com`),
    status: draw.maybe({ id: draw.random.pick([0, -2, 7]), name: 'Break' }),
    online: draw.maybe(draw.random.chance(0.5)),
    wrap_up: draw.maybe(draw.random.chance(0.5)),
    crm_authenticated: draw.maybe(draw.random.chance(0.5)),
    location: draw.maybe(draw.random.pick(['Lisbon', 'Wichita'])),
    call_count: draw.maybe(draw.number()),
    chat_count: draw.maybe(draw.number()),
  }),
  MENU: (draw) => ({
    ...branchRow(draw),
    menu_type: draw.random.pick(['ivr_menu', 'mobile_menu', 'web_menu', 'email_menu', 'fax_menu']),
    hidden: draw.random.pick([true, false, 'true', 'false', null]),
    output_msg: draw.maybe(draw.random.pick(['Hello', 'Bye'])),
  }),
  TEAM: (draw) => ({ ...branchRow(draw), agents_count: draw.maybe(draw.number()) }),
  CAMPAIGN: (draw, start) => ({
    name: draw.maybe(draw.random.pick(['Spring', 'Autumn'])),
    campaign_type: draw.random.pick(['default', 'external_list', 'other']),
    mode: draw.random.pick(['preview', 'predictive', null]),
    status: draw.random.pick(['created', 'dialing', 'pause', 'lost']),
    queue: draw.maybe({ id: draw.random.int(1, 4), name: 'Sales' }),
    created_at: at(start),
    starts_at: at(draw.maybe(draw.instant())),
    ends_at: at(draw.maybe(draw.instant())),
    updated_at: at(draw.maybe(draw.instant())),
  }),
}

/** What calls, chats and e-mails have alike. Every row tells when it was created and when it was changed last. */
function sessionRow(draw: Draw, start: number): WireRow {
  const { random } = draw
  return {
    created_at: at(start),
    updated_at: at(draw.after(start)),
    assigned_at: at(draw.maybe(draw.after(start))),
    lang: random.pick(['en', 'EN', 'fr-CA', null]),
    rating: draw.maybe(random.int(1, 5)),
    verified: random.pick([true, false, null]),
    queue_duration: draw.maybe(draw.number()),
    out_ticket_id: draw.maybe(`t${draw.number()}`),
    selected_menu: draw.maybe({ id: random.int(1, 4), name: 'Sales' }),
    agent_info: draw.maybe({ id: random.int(1, 4), name: 'Ada' }),
    end_user: draw.maybe({ id: random.int(1, 4), identifier: `+1316555000${random.int(0, 4)}` }),
  }
}

function branchRow(draw: Draw): WireRow {
  return {
    name: draw.maybe(draw.random.pick(['Sales', 'Support', 'Night'])),
    parent_id: draw.maybe(draw.random.int(1, 4)),
    position: draw.maybe(draw.number()),
    deleted: draw.random.pick([false, false, true, null]),
  }
}
