// A call as Callcap's document shows it, as far as it has happened, with every field of every detail. Instants stand
// in UTC, because it takes a request to know in which zone they are to be told; what an answer never shows, but a
// search looks at, stands under `unseen`.
import type { Personal } from '../people.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import { createRandom } from '../random.ts'
import { toCallsaverRow, toCallsurance, toMajor } from './evaluation.ts'
import { bendCall } from './quirks.ts'

export function toCallRow(plan: CallPlan, personal: Personal, now: number): Row {
  const over = plan.endsAt <= now
  const analysed = plan.analysedAt <= now
  const { extras, evaluation, revenueAt } = plan
  const row: Row = {
    call_id: plan.callId,
    recording:
      plan.recordedAt <= now ? personal.url(`recording/${plan.callId.replaceAll(':', '_')}.mp3`) : '',
    action: over || plan.conversation === 'text' ? plan.action : 'In Progress',
    start_datetime: toIso(plan.startsAt),
    last_modified: toIso(lastChange(plan, now)),
    end_datetime: over ? toIso(plan.endsAt) : null,
    dtmf: plan.dtmf,
    import: { reference_id: plan.referenceId },
    sentiment: analysed ? extras.sentiment : null,
    duration: over ? plan.durationSeconds : 0,
    rings: plan.rings,
    revenue: revenueAt <= now ? plan.revenue : 0,
    notes: evaluation.workedAt <= now ? evaluation.notes : '',
    ...toParties(plan, personal),
    demographics: extras.demographics,
    callsurance: toCallsurance(evaluation, now),
    callsaver: toCallsaverRow(evaluation, now),
    webmatch: extras.webmatch,
    summaries: analysed ? extras.summaries : [],
    scorecards: evaluation.workedAt <= now ? extras.scorecards : [],
    unseen: toUnseen(plan, now),
  }
  return plan.quirk === null ? row : bendCall(row, createRandom(plan.quirk), personal)
}

const toIso = (at: number): string => new Date(at).toISOString()

function lastChange(plan: CallPlan, now: number): number {
  let last = plan.startsAt
  for (const at of plan.changes) if (at <= now && at > last) last = at
  return last
}

/**
 * UNVERIFIED: that an outbound call has the line's number as its caller and the person called as its destination; the
 * document speaks of lines that are called.
 */
function toParties({ campaign, caller, direction }: CallPlan, personal: Personal): Row {
  if (direction !== 'outbound') return { caller, accounts: campaign.accounts }
  const { accounts } = campaign
  const called = { dialed_number: caller.caller_id, destination_number: caller.caller_id }
  return {
    caller: { ...caller, caller_id: personal.mark(campaign.callcapNumber) },
    accounts: { ...accounts, campaign: { ...accounts.campaign, ...called } },
  }
}

function toUnseen(plan: CallPlan, now: number): Row {
  return {
    conversation_type: plan.conversation,
    direction: plan.direction,
    medium_id: plan.campaign.mediumId,
    callconnect: plan.callconnect,
    revenue_entered: plan.revenueAt <= now,
    major: toMajor(plan.evaluation, now),
  }
}
