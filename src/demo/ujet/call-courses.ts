// The courses a call may take: answered, given up, failed, deflected, left on voicemail or talked away by a bot.
import type { Random } from '../random.ts'
import type { Company } from './company.ts'
import type { Handler, Leg, Phase, Session } from './session.ts'
import type { CallKind } from './words.ts'
import { SECOND } from '../company-day.ts'
import { VIRTUAL_AGENTS } from './agents.ts'
import { pickQueue } from './company.ts'
import { isVirtual, skewed } from './session.ts'
import { STATUS, CALL_KINDS } from './words.ts'

export interface Draft {
  readonly random: Random
  readonly company: Company
  readonly id: number
  readonly kind: CallKind
  readonly menu: Session['menu']
  readonly startsAt: number
}

export interface Course {
  readonly phases: Phase[]
  readonly legs: Leg[]
  readonly queuedAt: number | null
  readonly endsAt: number
  readonly failReason?: string
  readonly deflection?: string
  readonly voicemailReason?: string
  readonly disconnectedBy?: string
}

const UNREACHED = ['eu_no_answer', 'eu_no_answer', 'eu_busy', 'eu_wrong_number', 'eu_rejected', 'ag_canceled']
const BROKEN = ['voip_twilio_error', 'voip_conn_timeout', 'voip_conn_general', 'ag_mic_no_device', 'unknown']
const MISSED = ['expired', 'eu_canceled', 'eu_noti_failed', 'ag_ignored']
const DEFLECTIONS = ['after_hours_message_only', 'temp_redirection_queue', 'temp_redirection_phone']
const BY_CALLER = 'disconnected_by_end_user'

const INBOUND: readonly (readonly [number, (draft: Draft) => Course])[] = [
  [74, talk],
  [7, giveUp],
  [3, leaveMenu],
  [4, deflect],
  [3, leaveVoicemail],
  [5, talkToBot],
  [2, (draft) => fail(draft, draft.random.pick(BROKEN))],
  [1, (draft) => fail(draft, draft.random.pick(MISSED))],
]

export function chooseCourse(draft: Draft): Course {
  const { random, kind } = draft
  if (kind === CALL_KINDS.actionOnly) return bypass(draft)
  if (kind.channel === 'outbound')
    return random.chance(0.75) ? talk(draft) : fail(draft, random.pick(UNREACHED))
  return random.weighted(INBOUND)(draft)
}

/** Only telephone menus take time. */
function queue(draft: Draft): { queuedAt: number; phases: Phase[] } {
  const { random, kind, startsAt } = draft
  if (kind.channel !== 'ivr') return { queuedAt: startsAt, phases: [[startsAt, 'queued']] }
  const queuedAt = startsAt + random.int(6, 50) * SECOND
  const selecting: Phase = [startsAt, 'selecting']
  return { queuedAt, phases: [selecting, [queuedAt, 'queued']] }
}

function talk(draft: Draft): Course {
  const { random, company } = draft
  const { queuedAt, phases } = queue(draft)
  const assignedAt = queuedAt + skewed(random, 1, 150)
  const agent = company.roster.take(random, 'voice', assignedAt)
  if (agent === null) return giveUp(draft)
  const first = createLeg(draft, agent, { queuedAt, assignedAt, transferId: null })
  const legs = random.chance(0.07) ? handOn(draft, first) : [first]
  for (const leg of legs) occupyCaller(draft, leg)
  const endsAt = legs.at(-1)?.endedAt ?? first.endedAt
  phases.push([assignedAt, 'assigned'], [assignedAt + SECOND, 'connecting'])
  if (random.chance(0.01)) phases.push([assignedAt + 2 * SECOND, 'switching'])
  phases.push([first.connectedAt, 'connected'], [endsAt, 'finished'])
  return {
    phases,
    legs,
    queuedAt,
    endsAt,
    disconnectedBy: random.chance(0.7) ? BY_CALLER : 'disconnected_by_agent',
  }
}

function createLeg(
  { random, menu }: Draft,
  handler: Handler,
  beginning: Pick<Leg, 'queuedAt' | 'assignedAt' | 'transferId'>,
): Leg {
  const connectedAt = beginning.assignedAt + random.int(3, 7) * SECOND
  const talkSeconds = skewed(random, 25, 1400) / SECOND
  const holdFrom = connectedAt + Math.floor(talkSeconds * (0.2 + 0.4 * random.next())) * SECOND
  const endedAt = connectedAt + talkSeconds * SECOND
  const holdTo = random.chance(0.4) ? Math.min(endedAt, holdFrom + random.int(15, 240) * SECOND) : holdFrom
  return {
    ...beginning,
    handler,
    menu,
    connectedAt,
    endedAt,
    holdFrom,
    holdTo,
    wrapUpSeconds: random.int(8, 110),
  }
}

/** A transfer, half of the time into another queue. */
function handOn(draft: Draft, first: Leg): Leg[] {
  const { random, company, id } = draft
  const { channel } = draft.kind
  const queuedAt = first.endedAt
  const assignedAt = queuedAt + skewed(random, 2, 90)
  const other = company.roster.take(random, 'voice', assignedAt)
  if (other === null || other === first.handler) return [first]
  const moves = channel !== 'outbound' && random.chance(0.5)
  const menu = moves ? pickQueue(random, company, channel, queuedAt) : first.menu
  return [first, createLeg({ ...draft, menu }, other, { queuedAt, assignedAt, transferId: id + 70000 })]
}

function occupyCaller({ company, startsAt }: Draft, leg: Leg): void {
  const { handler, assignedAt: from, endedAt: to, holdFrom, holdTo } = leg
  if (isVirtual(handler)) return
  const wrappedAt = to + leg.wrapUpSeconds * SECOND
  company.roster.occupy(handler, { from, to, status: STATUS.inCall, holdFrom, holdTo }, startsAt)
  company.roster.occupy(
    handler,
    { from: to, to: wrappedAt, status: STATUS.wrapUp, holdFrom: 0, holdTo: 0 },
    startsAt,
  )
}

function talkToBot(draft: Draft): Course {
  const { queuedAt, phases } = queue(draft)
  const assignedAt = queuedAt + SECOND
  const leg = createLeg(draft, draft.random.pick(VIRTUAL_AGENTS), { queuedAt, assignedAt, transferId: null })
  const endsAt = leg.endedAt
  phases.push([assignedAt, 'va_assigned'], [leg.connectedAt, 'va_connected'], [endsAt, 'finished'])
  const patient = { ...leg, holdTo: leg.holdFrom, wrapUpSeconds: 0 }
  return { phases, legs: [patient], queuedAt, endsAt, disconnectedBy: BY_CALLER }
}

function giveUp(draft: Draft): Course {
  const { queuedAt, phases } = queue(draft)
  const endsAt = queuedAt + skewed(draft.random, 4, 300)
  phases.push([endsAt, 'failed'])
  return { phases, legs: [], queuedAt, endsAt, failReason: 'eu_abandoned', disconnectedBy: BY_CALLER }
}

/** Hangs up in the telephone menu; other channels have none. */
function leaveMenu(draft: Draft): Course {
  if (draft.kind.channel !== 'ivr') return giveUp(draft)
  const endsAt = draft.startsAt + draft.random.int(3, 60) * SECOND
  const phases: Phase[] = [[draft.startsAt, 'selecting']]
  phases.push([endsAt, 'failed'])
  return {
    phases,
    legs: [],
    queuedAt: null,
    endsAt,
    failReason: 'eu_in_menu_abandoned',
    disconnectedBy: BY_CALLER,
  }
}

export function fail(draft: Draft, failReason: string): Course {
  const { queuedAt, phases } = queue(draft)
  const endsAt = queuedAt + draft.random.int(3, 45) * SECOND
  phases.push([endsAt, 'failed'])
  return { phases, legs: [], queuedAt, endsAt, failReason }
}

function deflect(draft: Draft): Course {
  const { queuedAt, phases } = queue(draft)
  const endsAt = queuedAt + draft.random.int(2, 20) * SECOND
  phases.push([endsAt, 'deflected'])
  return { phases, legs: [], queuedAt, endsAt, deflection: draft.random.pick(DEFLECTIONS) }
}

function leaveVoicemail(draft: Draft): Course {
  const { random } = draft
  const { queuedAt, phases } = queue(draft)
  const speaksAt = queuedAt + random.int(20, 120) * SECOND
  const endsAt = speaksAt + random.int(8, 90) * SECOND
  phases.push([speaksAt, 'voicemail'], [endsAt, 'voicemail_received'])
  if (random.chance(0.6)) phases.push([endsAt + random.int(60, 880) * SECOND, 'voicemail_read'])
  const voicemailReason = random.pick(['over_capacity', 'after_hours'])
  return { phases, legs: [], queuedAt, endsAt, deflection: 'voicemail', voicemailReason }
}

/** A call over the customer's own telephony, which UJET only records. */
function bypass(draft: Draft): Course {
  const endsAt = draft.startsAt + skewed(draft.random, 20, 700)
  const phases: Phase[] = [[draft.startsAt, 'action_only']]
  phases.push([endsAt, 'action_only_finished'])
  return { phases, legs: [], queuedAt: null, endsAt }
}
