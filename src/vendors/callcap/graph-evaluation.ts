// Callcap's evaluations of calls: Callsurance, Callsaver and scorecards.
import type * as rows from './details.ts'
import { builder, rowFields } from '../../graphql/schema/builder.ts'
import { Agent } from '../../graphql/schema/refs.ts'
import { CallcapCallsaverOutcome, CallcapChangeRequestStatus, CallcapMajor } from './graph-words.ts'

const CallcapMinor = builder.objectRef<rows.CallcapMinor>('CallcapMinor').implement({
  description: 'The finer verdict of a Callsurance evaluation, which each company defines for itself.',
  fields: (t) =>
    rowFields(t, {
      vendorId: ['ID', 'Callcap’s number of the verdict.'],
      label: ['String', 'The text to show, for example `Appointment Booked`.'],
      tag: [
        'String',
        'A short tag, for example `appointmentBooked`; documented inside change requests only.',
      ],
    }),
})

const CallcapEvaluation = builder.objectRef<rows.CallcapEvaluation>('CallcapEvaluation').implement({
  description: 'What one Callsurance evaluation found.',
  fields: (t) =>
    rowFields(t, {
      major: [
        CallcapMajor,
        'The main verdict, null for one that Switchboard does not know; see `majorLabel`.',
      ],
      majorLabel: ['String', 'Callcap’s own label of the main verdict.'],
      minor: [CallcapMinor, 'The finer verdict within the main one.'],
      agent: [Agent, 'The person who took the call, by the evaluation; only id and name are known.'],
    }),
})

const CallcapRequester = builder.objectRef<rows.CallcapRequester>('CallcapRequester').implement({
  description: 'The person who asked for a change of evaluation.',
  fields: (t) =>
    rowFields(t, {
      name: ['String', 'The full name.', { pii: 'NAME' }],
      email: ['EmailAddress', 'The e-mail address.', { pii: 'EMAIL' }],
    }),
})

const CallcapChangeRequest = builder.objectRef<rows.CallcapChangeRequest>('CallcapChangeRequest').implement({
  description: 'A request of the company to change a Callsurance evaluation.',
  fields: (t) =>
    rowFields(t, {
      status: [
        CallcapChangeRequestStatus,
        'The state of the request, null for a word that Switchboard does not know.',
      ],
      vendorStatus: ['String', 'Callcap’s own word for that.'],
      requested: [CallcapEvaluation, 'The evaluation that is asked for.'],
      original: [CallcapEvaluation, 'The evaluation as it was before the request.'],
      requester: [CallcapRequester, 'Who asked.'],
      inaccuracy: ['String', 'What was wrong, for example `Callsurance Analyst Mistake`.'],
    }),
})

export const CallcapCallsurance = builder.objectRef<rows.CallcapCallsurance>('CallcapCallsurance').implement({
  description: 'How Callcap’s Callsurance analysts evaluated a call.',
  fields: (t) =>
    rowFields(t, {
      evaluation: [CallcapEvaluation, 'The evaluation in force; its agent is also `Call.agent`.'],
      changeRequest: [CallcapChangeRequest, 'A request to change it, null when nobody asked.'],
    }),
})

const CallcapCallsaverReason = builder
  .objectRef<rows.CallcapCallsaverReason>('CallcapCallsaverReason')
  .implement({
    description: 'Why a call ended in Callsaver as it did.',
    fields: (t) =>
      rowFields(t, {
        vendorId: ['ID', 'Callcap’s number of the reason.'],
        label: ['String', 'The text to show, for example `Customer repaired problem`.'],
        opportunity: ['Boolean', 'Whether the call counts as an opportunity to sell.'],
      }),
  })

const CallcapUser = builder.objectRef<rows.CallcapUser>('CallcapUser').implement({
  description: 'Someone who signs in to Callcap.',
  fields: (t) =>
    rowFields(t, {
      firstName: ['String', 'The first name.', { pii: 'NAME' }],
      lastName: ['String', 'The last name.', { pii: 'NAME' }],
      email: ['EmailAddress', 'The e-mail address.', { pii: 'EMAIL' }],
    }),
})

export const CallcapCallsaver = builder.objectRef<rows.CallcapCallsaver>('CallcapCallsaver').implement({
  description: 'What came of working a negative call through Callsaver.',
  fields: (t) =>
    rowFields(t, {
      recordedAt: [
        'DateTime',
        'When the outcome was recorded.',
        { unverified: 'that it is stated in the zone of the answer, like the other times' },
      ],
      outcome: [
        CallcapCallsaverOutcome,
        'Whether the call was saved, null for an outcome that Switchboard does not know; see `outcomeLabel`.',
      ],
      outcomeLabel: ['String', 'Callcap’s own label of the outcome, for example `Lost`.'],
      reason: [CallcapCallsaverReason, 'Why it ended so.'],
      user: [CallcapUser, 'Who worked the call.'],
    }),
})

const CallcapScorecardAnswer = builder
  .objectRef<rows.CallcapScorecardAnswer>('CallcapScorecardAnswer')
  .implement({
    description: 'One answer on a scorecard; either `text` or `checked` is set.',
    fields: (t) =>
      rowFields(t, {
        text: ['String', 'The answer in words.', { pii: 'TEXT' }],
        checked: ['Boolean', 'The answer to a yes-or-no question.'],
        score: ['Float', 'The points given.'],
        minScore: ['Float', 'The fewest points possible.'],
        maxScore: ['Float', 'The most points possible.'],
      }),
  })

const CallcapScorecardResult = builder
  .objectRef<rows.CallcapScorecardResult>('CallcapScorecardResult')
  .implement({
    description: 'One question of a scorecard.',
    fields: (t) =>
      rowFields(t, {
        question: ['String', 'What was asked about the call, as the scorecard has it.'],
        answers: [[CallcapScorecardAnswer], 'The answers given; a question can have several.'],
      }),
  })

export const CallcapScorecard = builder.objectRef<rows.CallcapScorecard>('CallcapScorecard').implement({
  description: 'A scorecard that was filled in for a call.',
  fields: (t) =>
    rowFields(t, {
      name: ['String', 'What the scorecard is called, which tells what it judges.'],
      results: [[CallcapScorecardResult], 'Its questions with their answers.'],
    }),
})
