// Callcap's evaluations of calls: Callsurance, Callsaver and scorecards.
import type * as parts from './call-parts.ts'
import type * as reviews from './callsurance.ts'
import { rowType } from '../../graphql/schema/row-type.ts'
import { Agent } from '../../graphql/schema/refs.ts'
import { CALLCAP_CALLSAVER_OUTCOMES, CALLCAP_CHANGE_REQUEST_STATUSES, CALLCAP_MAJORS } from './call-words.ts'

const CallcapMinor = rowType<reviews.CallcapMinor>()('CallcapMinor', {
  description: 'The finer verdict of a Callsurance evaluation, which each company defines for itself.',
  fields: {
    vendorId: ['ID', 'Callcap’s number of the verdict.'],
    label: ['String', 'The text to show, for example `Appointment Booked`.'],
    tag: ['String', 'A short tag, for example `appointmentBooked`; documented inside change requests only.'],
  },
})

const CallcapEvaluation = rowType<reviews.CallcapEvaluation>()('CallcapEvaluation', {
  description: 'What one Callsurance evaluation found.',
  fields: {
    major: [
      CALLCAP_MAJORS,
      'The main verdict, null for one that Switchboard does not know; see `majorLabel`.',
    ],
    majorLabel: ['String', 'Callcap’s own label of the main verdict.'],
    minor: [CallcapMinor, 'The finer verdict within the main one.'],
    agent: [Agent, 'The person who took the call, by the evaluation; only id and name are known.'],
  },
})

const CallcapRequester = rowType<NonNullable<reviews.CallcapChangeRequest['requester']>>()(
  'CallcapRequester',
  {
    description: 'The person who asked for a change of evaluation.',
    fields: {
      name: ['String', 'The full name.', { pii: 'NAME' }],
      email: ['EmailAddress', 'The e-mail address.', { pii: 'EMAIL' }],
    },
  },
)

const CallcapChangeRequest = rowType<reviews.CallcapChangeRequest>()('CallcapChangeRequest', {
  description: 'A request of the company to change a Callsurance evaluation.',
  fields: {
    status: [
      CALLCAP_CHANGE_REQUEST_STATUSES,
      'The state of the request, null for a word that Switchboard does not know.',
    ],
    vendorStatus: ['String', 'Callcap’s own word for that.'],
    requested: [CallcapEvaluation, 'The evaluation that is asked for.'],
    original: [CallcapEvaluation, 'The evaluation as it was before the request.'],
    requester: [CallcapRequester, 'Who asked.'],
    inaccuracy: ['String', 'What was wrong, for example `Callsurance Analyst Mistake`.'],
  },
})

export const CallcapCallsurance = rowType<reviews.CallcapCallsurance>()('CallcapCallsurance', {
  description: 'How Callcap’s Callsurance analysts evaluated a call.',
  fields: {
    evaluation: [CallcapEvaluation, 'The evaluation in force; its agent is also `Call.agent`.'],
    changeRequest: [CallcapChangeRequest, 'A request to change it, null when nobody asked.'],
  },
})

const CallcapCallsaverReason = rowType<NonNullable<reviews.CallcapCallsaver['reason']>>()(
  'CallcapCallsaverReason',
  {
    description: 'Why a call ended in Callsaver as it did.',
    fields: {
      vendorId: ['ID', 'Callcap’s number of the reason.'],
      label: ['String', 'The text to show, for example `Customer repaired problem`.'],
      opportunity: ['Boolean', 'Whether the call counts as an opportunity to sell.'],
    },
  },
)

const CallcapUser = rowType<NonNullable<reviews.CallcapCallsaver['user']>>()('CallcapUser', {
  description: 'Someone who signs in to Callcap.',
  fields: {
    firstName: ['String', 'The first name.', { pii: 'NAME' }],
    lastName: ['String', 'The last name.', { pii: 'NAME' }],
    email: ['EmailAddress', 'The e-mail address.', { pii: 'EMAIL' }],
  },
})

export const CallcapCallsaver = rowType<reviews.CallcapCallsaver>()('CallcapCallsaver', {
  description: 'What came of working a negative call through Callsaver.',
  fields: {
    recordedAt: [
      'DateTime',
      'When the outcome was recorded.',
      { unverified: 'that it is stated in the zone of the answer, like the other times' },
    ],
    outcome: [
      CALLCAP_CALLSAVER_OUTCOMES,
      'Whether the call was saved, null for an outcome that Switchboard does not know; see `outcomeLabel`.',
    ],
    outcomeLabel: ['String', 'Callcap’s own label of the outcome, for example `Lost`.'],
    reason: [CallcapCallsaverReason, 'Why it ended so.'],
    user: [CallcapUser, 'Who worked the call.'],
  },
})

const CallcapScorecardAnswer = rowType<parts.CallcapScorecardAnswer>()('CallcapScorecardAnswer', {
  description: 'One answer on a scorecard; either `text` or `checked` is set.',
  fields: {
    text: ['String', 'The answer in words.', { pii: 'TEXT' }],
    checked: ['Boolean', 'The answer to a yes-or-no question.'],
    score: ['Float', 'The points given.'],
    minScore: ['Float', 'The fewest points possible.'],
    maxScore: ['Float', 'The most points possible.'],
  },
})

const CallcapScorecardResult = rowType<NonNullable<parts.CallcapScorecard['results']>[number]>()(
  'CallcapScorecardResult',
  {
    description: 'One question of a scorecard.',
    fields: {
      question: ['String', 'What was asked about the call, as the scorecard has it.'],
      answers: [[CallcapScorecardAnswer], 'The answers given; a question can have several.'],
    },
  },
)

export const CallcapScorecard = rowType<parts.CallcapScorecard>()('CallcapScorecard', {
  description: 'A scorecard that was filled in for a call.',
  fields: {
    name: ['String', 'What the scorecard is called, which tells what it judges.'],
    results: [[CallcapScorecardResult], 'Its questions with their answers.'],
  },
})
