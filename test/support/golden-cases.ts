// Random questions over random small companies, from a seed: rows as the vendor writes them, with many that share an
// instant, and filters with values that rows have. A case is plain data, so that it can be printed and made smaller.
import type { NumberRange, TimeRange } from '../../src/domain/filter.ts'
import type { Lists } from '../../src/domain/lists.ts'
import type { OrderBy } from '../../src/domain/order.ts'
import type { Random } from '../../src/sandbox/random.ts'
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { AGENT_ACTIVITY_TYPES } from '../../src/domain/agent-activity.ts'
import { AGENT_KINDS } from '../../src/domain/agent.ts'
import { CALL_DIRECTIONS, CALL_STATUSES } from '../../src/domain/call.ts'
import { CAMPAIGN_MODES, CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../../src/domain/campaign.ts'
import { CHAT_FAIL_REASONS, CHAT_STATUSES, CHAT_TYPES } from '../../src/domain/chat.ts'
import { EMAIL_STATUSES } from '../../src/domain/email.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { MENU_TYPES } from '../../src/domain/menu.ts'
import { CALL_FAIL_REASONS } from '../../src/domain/session.ts'
import { UJET_CALL_STATUSES, UJET_CALL_TYPES } from '../../src/domain/vendors/ujet.ts'
import { createRandom } from '../../src/sandbox/random.ts'

export const EVENT_NOUNS = ['CALL', 'CHAT', 'EMAIL', 'AGENT_ACTIVITY'] as const
export const GOLDEN_NOUNS = [...EVENT_NOUNS, 'AGENT', 'MENU', 'TEAM', 'CAMPAIGN'] as const
export type GoldenNoun = (typeof GOLDEN_NOUNS)[number]

export const ACCOUNT_NAMES = ['ujet', 'emea'] as const
export type AccountName = (typeof ACCOUNT_NAMES)[number]

export type WireRow = Record<string, unknown>
export type Switches = Pick<
  SandboxOptions,
  'unproven' | 'callSort' | 'tieOrder' | 'headers' | 'upperBoundInclusive'
>

export interface GoldenCase {
  /** From which everything is drawn that happens while paging. */
  readonly seed: string
  readonly noun: GoldenNoun
  readonly filter: Lists[GoldenNoun]['filter']
  readonly orderBy: OrderBy | null
  /** How many rows the pages are to have, over and over. */
  readonly first: readonly number[]
  /** Most rows on a page of the vendor. */
  readonly clamp: number
  readonly switches: Switches
  readonly rows: Readonly<Record<AccountName, readonly WireRow[]>>
}

export interface CaseOptions {
  readonly nouns: readonly GoldenNoun[]
  readonly switches?: (random: Random) => Switches
  /** Whether other orders than the noun's own are asked too. */
  readonly orders?: boolean
}

const START = Date.UTC(2026, 0, 15, 6)
const SPAN_MS = 6 * 3_600_000
const MOST_ROWS = 40

export function drawCase(seed: string, { nouns, switches, orders = true }: CaseOptions): GoldenCase {
  const random = createRandom(seed)
  const noun = random.pick(nouns)
  const draw = createDraw(random)
  return {
    seed,
    noun,
    filter: drawFilter(noun, draw),
    orderBy: orders && random.chance(0.4) ? drawOrder(noun, random) : null,
    first: Array.from({ length: 4 }, () => random.int(1, 25)),
    clamp: random.int(5, 10),
    switches: {
      tieOrder: random.pick(['unlike-ids', 'as-they-stand']),
      upperBoundInclusive: random.chance(0.5),
      headers: { total: random.chance(0.7), link: random.chance(0.5) },
      ...switches?.(random),
    },
    rows: { ujet: drawRows(noun, draw), emea: drawRows(noun, draw) },
  }
}

/** The ways in which values are drawn; a case has few of each, so that filters meet rows. */
export interface Draw {
  readonly random: Random
  /** One of the case's instants; the fewer there are, the more rows share one. */
  instant(): number
  /** The same or a later one. */
  after(instant: number): number
  number(): number
  maybe<T>(value: T): T | null
}

export function createDraw(random: Random): Draw {
  const count = random.weighted([
    [1, 1],
    [3, 4],
    [3, 15],
    [3, 60],
  ])
  // Neighbours of a millisecond show whether bounds are right.
  const instants = Array.from({ length: count }, () => START + random.int(0, SPAN_MS)).flatMap((instant) =>
    random.chance(0.2) ? [instant, instant + 1] : [instant],
  )
  return {
    random,
    instant: () => random.pick(instants),
    after: (instant) => random.pick([instant, ...instants.filter((one) => one > instant)]),
    number: () => random.int(0, 6),
    maybe: (value) => (random.chance(0.25) ? null : value),
  }
}

function drawOrder(noun: GoldenNoun, random: Random): OrderBy {
  const fields = Object.keys(LISTS[noun].orders)
  return { field: random.pick(fields), direction: random.pick(['ASC', 'DESC']) }
}

// Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function drawRows(noun: GoldenNoun, draw: Draw): WireRow[] {
  const { random } = draw
  const count = random.weighted([
    [1, random.int(0, 3)],
    [5, random.int(4, MOST_ROWS)],
  ])
  const rows = Array.from({ length: count }, () => drawRow(noun, draw, draw.instant()))
  // Ids grow with time, as vendors count; a vendor that does not sort gives the oldest rows first.
  const startOf = ({ created_at, started_at }: WireRow) => String(started_at ?? created_at)
  const inTime = rows.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
  return inTime.map((row, index) => ({ ...row, id: index + 1 }))
}

/** A row without an id yet, started at the instant. */
export function drawRow(noun: GoldenNoun, draw: Draw, start: number): WireRow {
  return ROWS[noun](draw, start)
}

const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

const ROWS: Record<GoldenNoun, (draw: Draw, start: number) => WireRow> = {
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
    lang: random.pick(['en', 'EN', 'fr', null]),
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

// Filters ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Filters<N extends GoldenNoun> = {
  readonly [K in keyof Lists[N]['filter']]-?: ((draw: Draw) => NonNullable<Lists[N]['filter'][K]>) | null
}

/** Few keys, since with many nothing is left; every kind of filter has its turn. */
function drawFilter<N extends GoldenNoun>(noun: N, draw: Draw): Lists[N]['filter'] {
  const { random } = draw
  const keys = Object.entries<((draw: Draw) => unknown) | null>(FILTERS[noun]).filter(
    ([, value]) => value !== null,
  )
  const count = random.weighted([
    [3, 0],
    [5, 1],
    [2, 2],
    [1, 3],
  ])
  const chosen = Array.from({ length: count }, () => random.pick(keys))
  return Object.fromEntries(chosen.map(([key, value]) => [key, value?.(draw)]))
}

function times(draw: Draw): TimeRange {
  const [one, other] = [draw.instant() + draw.random.int(0, 1), draw.instant() + draw.random.int(0, 1)]
  const range = { from: Math.min(one, other), to: Math.max(one, other) + 1 }
  const { from, to } = range
  return draw.random.pick([range, { from }, { to }])
}

function numbers(draw: Draw): NumberRange {
  const [one, other] = [draw.number(), draw.number()]
  const [from, to] = [Math.min(one, other), Math.max(one, other)]
  return draw.random.pick([{ from, to }, { from }, { to }])
}

/** Some of the values, now and then none. */
const some =
  <T>(values: readonly T[]) =>
  ({ random }: Draw): T[] =>
    Array.from({ length: random.chance(0.05) ? 0 : random.int(1, 3) }, () => random.pick(values))

/** Ids of both accounts, some of which name nothing. */
const ids =
  (word: string, most = 5) =>
  ({ random }: Draw): string[] =>
    Array.from(
      { length: random.int(1, 4) },
      () => `${word}:${random.pick(ACCOUNT_NAMES)}:${random.int(1, most)}`,
    )

const flags = some([true, false])
const PHONES = ['+13165550000', '+1 (316) 555-0001', '0013165550002', '+13165550100', '+13165550102']

/** Other vendors' own filters: without an account of theirs they are refused. */
const ELSEWHERE = { callcap: null, whippy: null, alloMedia: null, twin: null }

const FILTERS: { readonly [N in GoldenNoun]: Filters<N> } = {
  CALL: {
    startedAt: times,
    updatedAt: times,
    queuedAt: times,
    connectedAt: times,
    direction: some(CALL_DIRECTIONS),
    status: some(CALL_STATUSES),
    agentIds: ids('agent'),
    // The rows of this vendor do not carry these, so its accounts would be skipped.
    campaignIds: null,
    search: null,
    menuIds: ids('menu'),
    contactIds: ids('contact'),
    from: some(PHONES),
    to: some(PHONES),
    durationSeconds: numbers,
    holdSeconds: numbers,
    queueSeconds: numbers,
    rating: numbers,
    language: some(['en', 'fr', 'FR', 'de']),
    voicemail: ({ random }) => random.chance(0.5),
    verified: ({ random }) => random.chance(0.5),
    ujet: (draw) =>
      draw.random.pick([
        { callType: some(UJET_CALL_TYPES)(draw) },
        { callStatus: some(UJET_CALL_STATUSES)(draw) },
        { failReason: some(CALL_FAIL_REASONS)(draw) },
        { supportNumbers: some(PHONES)(draw) },
        { assignedAt: times(draw), endedAt: times(draw) },
        { scheduledAt: times(draw) },
      ]),
    ...ELSEWHERE,
  },
  CHAT: {
    ids: ids('chat', 40),
    startedAt: times,
    assignedAt: times,
    endedAt: times,
    updatedAt: times,
    firstMessageAt: times,
    lastMessageAt: times,
    rating: numbers,
    durationSeconds: numbers,
    waitSeconds: numbers,
    queueSeconds: numbers,
    messageCount: numbers,
    averageResponseSeconds: numbers,
    longestResponseSeconds: numbers,
    agentIds: ids('agent'),
    contactIds: ids('contact'),
    menuIds: ids('menu'),
    type: some(CHAT_TYPES),
    status: some(CHAT_STATUSES),
    verified: flags,
    failReason: some(CHAT_FAIL_REASONS),
    language: some(['en', 'fr', 'FR', 'de']),
  },
  EMAIL: {
    ids: ids('email', 40),
    startedAt: times,
    assignedAt: times,
    endedAt: times,
    updatedAt: times,
    agentIds: ids('agent'),
    contactIds: ids('contact'),
    status: some(EMAIL_STATUSES),
    threadCount: numbers,
    menuIds: ids('menu'),
    language: some(['en', 'fr', 'FR', 'de']),
  },
  AGENT_ACTIVITY: {
    ids: ids('agent-activity', 40),
    agentIds: ids('agent'),
    actorIds: ids('agent'),
    type: some(AGENT_ACTIVITY_TYPES),
    startedAt: times,
    endedAt: times,
    durationSeconds: numbers,
    callIds: ids('call'),
    chatIds: ids('chat'),
  },
  AGENT: {
    ids: ids('agent', 40),
    kind: some(AGENT_KINDS),
    agentNumbers: some(['n0', 'n1', 'n2', 'n3']),
    statusIds: some(['agent-status:ujet:0', 'agent-status:emea:-2', 'agent-status:ujet:7']),
    online: flags,
    inWrapUp: flags,
    locations: some(['Lisbon', 'Wichita', 'Cardiff']),
    lastLoginAt: times,
    statusUpdatedAt: times,
    callCount: numbers,
    chatCount: numbers,
    whippy: null,
    twin: null,
  },
  MENU: {
    ids: ids('menu', 40),
    names: some(['Sales', 'Night', 'Day']),
    parentIds: ids('menu'),
    positions: some([0, 1, 2, 3]),
    type: some(MENU_TYPES),
    hidden: flags,
    withDeleted: ({ random }) => random.chance(0.7),
  },
  TEAM: {
    ids: ids('team', 40),
    names: some(['Sales', 'Night', 'Day']),
    parentIds: ids('team'),
    positions: some([0, 1, 2, 3]),
    agentCount: numbers,
    withDeleted: ({ random }) => random.chance(0.7),
  },
  CAMPAIGN: {
    ids: ids('campaign', 40),
    type: some(CAMPAIGN_TYPES),
    mode: some(CAMPAIGN_MODES),
    status: some(CAMPAIGN_STATUSES),
    menuIds: ids('menu'),
    whippy: null,
    twin: null,
  },
}
