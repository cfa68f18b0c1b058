// Callcap's evaluations of calls: Callsurance, Callsaver and scorecards.
import type {
  CallcapCallsaverReason as ReasonRow,
  CallcapCallsaver as CallsaverRow,
  CallcapCallsurance as CallsuranceRow,
  CallcapChangeRequest as ChangeRequestRow,
  CallcapEvaluation as EvaluationRow,
  CallcapMinor as MinorRow,
  CallcapRequester as RequesterRow,
  CallcapScorecardAnswer as AnswerRow,
  CallcapScorecardResult as ResultRow,
  CallcapScorecard as ScorecardRow,
  CallcapUser as UserRow,
} from './details.ts'
import { builder } from '../../graphql/schema/builder.ts'
import { Agent } from '../../graphql/schema/refs.ts'
import { CallcapCallsaverOutcome, CallcapChangeRequestStatus, CallcapMajor } from './graph-words.ts'

const CallcapMinor = builder.objectRef<MinorRow>('CallcapMinor').implement({
  description: 'The finer verdict of a Callsurance evaluation, which each company defines for itself.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'Callcap’s number of the verdict.' }),
    label: t.exposeString('label', { description: 'The text to show, for example `Appointment Booked`.' }),
    tag: t.exposeString('tag', {
      description: 'A short tag, for example `appointmentBooked`; documented inside change requests only.',
    }),
  }),
})

const CallcapEvaluation = builder.objectRef<EvaluationRow>('CallcapEvaluation').implement({
  description: 'What one Callsurance evaluation found.',
  fields: (t) => ({
    major: t.expose('major', {
      type: CallcapMajor,
      description: 'The main verdict, null for one that Switchboard does not know; see `majorLabel`.',
    }),
    majorLabel: t.exposeString('majorLabel', { description: 'Callcap’s own label of the main verdict.' }),
    minor: t.expose('minor', { type: CallcapMinor, description: 'The finer verdict within the main one.' }),
    agent: t.expose('agent', {
      type: Agent,
      description: 'The person who took the call, by the evaluation; only id and name are known.',
    }),
  }),
})

const CallcapRequester = builder.objectRef<RequesterRow>('CallcapRequester').implement({
  description: 'The person who asked for a change of evaluation.',
  fields: (t) => ({
    name: t.exposeString('name', { pii: 'NAME', description: 'The full name.' }),
    email: t.expose('email', { type: 'EmailAddress', pii: 'EMAIL', description: 'The e-mail address.' }),
  }),
})

const CallcapChangeRequest = builder.objectRef<ChangeRequestRow>('CallcapChangeRequest').implement({
  description: 'A request of the company to change a Callsurance evaluation.',
  fields: (t) => ({
    status: t.expose('status', {
      type: CallcapChangeRequestStatus,
      description: 'The state of the request, null for a word that Switchboard does not know.',
    }),
    vendorStatus: t.exposeString('vendorStatus', { description: 'Callcap’s own word for that.' }),
    requested: t.expose('requested', {
      type: CallcapEvaluation,
      description: 'The evaluation that is asked for.',
    }),
    original: t.expose('original', {
      type: CallcapEvaluation,
      description: 'The evaluation as it was before the request.',
    }),
    requester: t.expose('requester', { type: CallcapRequester, description: 'Who asked.' }),
    inaccuracy: t.exposeString('inaccuracy', {
      description: 'What was wrong, for example `Callsurance Analyst Mistake`.',
    }),
  }),
})

export const CallcapCallsurance = builder.objectRef<CallsuranceRow>('CallcapCallsurance').implement({
  description: 'How Callcap’s Callsurance analysts evaluated a call.',
  fields: (t) => ({
    evaluation: t.expose('evaluation', {
      type: CallcapEvaluation,
      description: 'The evaluation in force; its agent is also `Call.agent`.',
    }),
    changeRequest: t.expose('changeRequest', {
      type: CallcapChangeRequest,
      description: 'A request to change it, null when nobody asked.',
    }),
  }),
})

const CallcapCallsaverReason = builder.objectRef<ReasonRow>('CallcapCallsaverReason').implement({
  description: 'Why a call ended in Callsaver as it did.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'Callcap’s number of the reason.' }),
    label: t.exposeString('label', {
      description: 'The text to show, for example `Customer repaired problem`.',
    }),
    opportunity: t.exposeBoolean('opportunity', {
      description: 'Whether the call counts as an opportunity to sell.',
    }),
  }),
})

const CallcapUser = builder.objectRef<UserRow>('CallcapUser').implement({
  description: 'Someone who signs in to Callcap.',
  fields: (t) => ({
    firstName: t.exposeString('firstName', { pii: 'NAME', description: 'The first name.' }),
    lastName: t.exposeString('lastName', { pii: 'NAME', description: 'The last name.' }),
    email: t.expose('email', { type: 'EmailAddress', pii: 'EMAIL', description: 'The e-mail address.' }),
  }),
})

export const CallcapCallsaver = builder.objectRef<CallsaverRow>('CallcapCallsaver').implement({
  description: 'What came of working a negative call through Callsaver.',
  fields: (t) => ({
    recordedAt: t.expose('recordedAt', {
      type: 'DateTime',
      unverified: 'that it is stated in the zone of the answer, like the other times',
      description: 'When the outcome was recorded.',
    }),
    outcome: t.expose('outcome', {
      type: CallcapCallsaverOutcome,
      description:
        'Whether the call was saved, null for an outcome that Switchboard does not know; see `outcomeLabel`.',
    }),
    outcomeLabel: t.exposeString('outcomeLabel', {
      description: 'Callcap’s own label of the outcome, for example `Lost`.',
    }),
    reason: t.expose('reason', { type: CallcapCallsaverReason, description: 'Why it ended so.' }),
    user: t.expose('user', { type: CallcapUser, description: 'Who worked the call.' }),
  }),
})

const CallcapScorecardAnswer = builder.objectRef<AnswerRow>('CallcapScorecardAnswer').implement({
  description: 'One answer on a scorecard; either `text` or `checked` is set.',
  fields: (t) => ({
    text: t.exposeString('text', { pii: 'TEXT', description: 'The answer in words.' }),
    checked: t.exposeBoolean('checked', { description: 'The answer to a yes-or-no question.' }),
    score: t.exposeFloat('score', { description: 'The points given.' }),
    minScore: t.exposeFloat('minScore', { description: 'The fewest points possible.' }),
    maxScore: t.exposeFloat('maxScore', { description: 'The most points possible.' }),
  }),
})

const CallcapScorecardResult = builder.objectRef<ResultRow>('CallcapScorecardResult').implement({
  description: 'One question of a scorecard.',
  fields: (t) => ({
    question: t.exposeString('question', {
      description: 'What was asked about the call, as the scorecard has it.',
    }),
    answers: t.expose('answers', {
      type: [CallcapScorecardAnswer],
      description: 'The answers given; a question can have several.',
    }),
  }),
})

export const CallcapScorecard = builder.objectRef<ScorecardRow>('CallcapScorecard').implement({
  description: 'A scorecard that was filled in for a call.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'What the scorecard is called, which tells what it judges.',
    }),
    results: t.expose('results', {
      type: [CallcapScorecardResult],
      description: 'Its questions with their answers.',
    }),
  }),
})
