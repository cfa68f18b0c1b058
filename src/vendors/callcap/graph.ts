// Details of Callcap's calls.
import type {
  CallcapAccountLevel as LevelRow,
  CallcapAccountPath as PathRow,
  CallcapCallDetails as DetailsRow,
  CallcapDemographics as DemographicsRow,
  CallcapLine as LineRow,
  CallcapVisitor as VisitorRow,
  CallcapWebmatch as WebmatchRow,
} from './details.ts'
import { CALL_DIRECTIONS } from '../../domain/call.ts'
import { CallSummary } from '../../graphql/schema/refs.ts'
import { enumFor } from '../../graphql/schema/enum.ts'
import { builder } from '../../graphql/schema/builder.ts'
import { CallcapCallsaver, CallcapCallsurance, CallcapScorecard } from './graph-evaluation.ts'
import { defineDetails } from '../../graphql/schema/details.ts'

const CallcapAccountLevel = builder.objectRef<LevelRow>('CallcapAccountLevel').implement({
  description: 'One level of Callcap’s tree of accounts.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', {
      description: 'Callcap’s number of the level, for use in `CallcapCallFilter`.',
    }),
    name: t.exposeString('name', {
      description: 'What the company calls this level, for example a region or a branch.',
    }),
    externalId: t.exposeString('externalId', {
      description: 'The company’s own id of the level; documented for divisions and locations.',
    }),
    corporateLabel: t.exposeString('corporateLabel', {
      description: 'The label the top level gives it; documented for divisions and locations.',
    }),
  }),
})

const CallcapAccountPath = builder.objectRef<PathRow>('CallcapAccountPath').implement({
  description: 'The position of a call in Callcap’s three levels of accounts.',
  fields: (t) => ({
    corporate: t.expose('corporate', { type: CallcapAccountLevel, description: 'The top level.' }),
    division: t.expose('division', { type: CallcapAccountLevel, description: 'The second level.' }),
    location: t.expose('location', { type: CallcapAccountLevel, description: 'The third level.' }),
  }),
})

const NO_CURRENCY = 'in a currency that is documented nowhere'

const CallcapLine = builder.objectRef<LineRow>('CallcapLine').implement({
  description: 'The tracked telephone line of a campaign, as it was for one call.',
  fields: (t) => ({
    trackingNumber: t.expose('trackingNumber', {
      type: 'PhoneNumber',
      description: 'Callcap’s number that belongs to the campaign.',
    }),
    dialedNumber: t.expose('dialedNumber', {
      type: 'PhoneNumber',
      pii: 'PHONE',
      unverified: 'how it can differ from `trackingNumber`',
      description: 'The number that was dialled.',
    }),
    destinationNumber: t.expose('destinationNumber', {
      type: 'PhoneNumber',
      pii: 'PHONE',
      description: 'The number the call was connected to, also called the ring-to number.',
    }),
    direction: t.expose('direction', {
      type: enumFor(CALL_DIRECTIONS),
      description: 'The direction the line is set up for, which need not be that of each call.',
    }),
    ivrOption: t.exposeInt('ivrOption', { description: 'The choice in the line’s telephone menu.' }),
    medium: t.exposeString('medium', { description: 'The advertising medium, for example `Website`.' }),
    mediumType: t.exposeString('mediumType', {
      description: 'The kind of medium, for example `Collateral`.',
    }),
    brand: t.exposeString('brand', { description: 'The brand that is advertised.' }),
    serviceLine: t.exposeString('serviceLine', { description: 'The service that is advertised.' }),
    target: t.exposeString('target', { description: 'The audience of the campaign.' }),
    offer: t.exposeString('offer', { description: 'The offer or coupon that is advertised.' }),
    memo: t.exposeString('memo', { description: 'A memo about the line.' }),
    additionalMemo: t.exposeString('additionalMemo', { description: 'A further memo about the line.' }),
    defaultRevenue: t.exposeFloat('defaultRevenue', {
      description: `What a call is taken to earn when nothing is entered, ${NO_CURRENCY}.`,
    }),
    costPerPieceEstimated: t.exposeFloat('costPerPieceEstimated', {
      description: `What one piece of advertising was estimated to cost, ${NO_CURRENCY}.`,
    }),
    costPerPieceFinal: t.exposeFloat('costPerPieceFinal', {
      description: `What one piece of advertising cost in the end, ${NO_CURRENCY}.`,
    }),
  }),
})

defineDetails<DetailsRow>('CALLCAP', 'CALL', {
  description: 'Fields that Callcap documents for a call beyond the fields of Call.',
  fields: (t) => ({
    ringCount: t.exposeInt('ringCount', {
      description: 'How often it rang before the call was answered or ended.',
    }),
    dtmf: t.exposeString('dtmf', {
      pii: 'TEXT',
      description: 'The keys the caller pressed, in order; account or card numbers may be among them.',
    }),
    timeZone: t.expose('timeZone', {
      type: 'TimeZone',
      description:
        'The zone in which the account counts its days, the same for all its calls; all times are in UTC already.',
    }),
    referenceId: t.exposeString('referenceId', {
      description:
        'The reference that was given with the call when it was imported; requested from the vendor only when selected.',
    }),
    accountPath: t.expose('accountPath', {
      type: CallcapAccountPath,
      description: 'The call’s position in Callcap’s tree of accounts.',
    }),
    line: t.expose('line', {
      type: CallcapLine,
      description: 'The tracked line on which the call came; the campaign it belongs to is `Call.campaign`.',
    }),
    callsurance: t.expose('callsurance', {
      type: CallcapCallsurance,
      description: 'How Callsurance analysts evaluated the call, null while nobody has.',
    }),
    callsaver: t.expose('callsaver', {
      type: CallcapCallsaver,
      description: 'What came of following up a negative call, null when nobody did.',
    }),
    webmatch: t.expose('webmatch', {
      type: CallcapWebmatch,
      description:
        'The visit to the web site that the call was matched to, null when there is none; requested from the vendor only when selected.',
    }),
    demographics: t.expose('demographics', {
      type: CallcapDemographics,
      description:
        'Demographic data about the caller, null unless Callcap provides it to the company; requested from the vendor only when selected.',
    }),
    scorecards: t.expose('scorecards', {
      type: [CallcapScorecard],
      description:
        'The scorecards that were filled in for the call; requested from the vendor only when selected.',
    }),
    summaries: t.expose('summaries', {
      type: [CallSummary],
      description:
        'All summaries of the call, of which `Call.summary` is the first; requested from the vendor only when selected.',
    }),
  }),
})

const CallcapVisitor = builder.objectRef<VisitorRow>('CallcapVisitor').implement({
  description: 'The device and software of a visitor to the web site.',
  fields: (t) => ({
    deviceType: t.exposeString('deviceType', {
      pii: 'TEXT',
      description: 'The kind of device, for example `mobile`.',
    }),
    osName: t.exposeString('osName', { pii: 'TEXT', description: 'The operating system.' }),
    osVersion: t.exposeString('osVersion', { pii: 'TEXT', description: 'Its version.' }),
    browserName: t.exposeString('browserName', { pii: 'TEXT', description: 'The browser.' }),
    browserVersion: t.exposeString('browserVersion', { pii: 'TEXT', description: 'Its version.' }),
  }),
})

export const CallcapWebmatch = builder.objectRef<WebmatchRow>('CallcapWebmatch').implement({
  description: 'The visit to the web site that a call was matched to.',
  fields: (t) => ({
    searchTerm: t.exposeString('searchTerm', {
      pii: 'TEXT',
      description: 'The words the visitor searched for.',
    }),
    referrer: t.exposeString('referrer', {
      pii: 'URL',
      description:
        'The address the visitor came from, as the browser sent it and so not always a well-formed one.',
    }),
    trafficType: t.exposeString('trafficType', {
      description: 'The kind of traffic in Callcap’s word, for example `organic`.',
    }),
    callPageUrl: t.expose('callPageUrl', {
      type: 'URL',
      pii: 'URL',
      description: 'The page on which the visitor called.',
    }),
    adGroup: t.exposeString('adGroup', { description: 'The group of the advertisement.' }),
    adPlacement: t.exposeString('adPlacement', { description: 'Where the advertisement stood.' }),
    creativeId: t.exposeString('creativeId', {
      description: 'The advertisement itself, by the id of its network.',
    }),
    keywordId: t.exposeString('keywordId', { description: 'The keyword, by the id of the network.' }),
    visitor: t.expose('visitor', {
      type: CallcapVisitor,
      description: 'The visitor’s device and software.',
    }),
  }),
})

export const CallcapDemographics = builder.objectRef<DemographicsRow>('CallcapDemographics').implement({
  description:
    'Demographic data about a caller. Callcap names the six parts and shows none of them filled, so each is the vendor’s JSON unchanged.',
  fields: (t) => ({
    person: t.expose('person', { type: 'JSON', pii: 'TEXT', description: 'The person.' }),
    traits: t.expose('traits', {
      type: 'JSON',
      pii: 'TEXT',
      description: 'Demographic traits of the person.',
    }),
    property: t.expose('property', { type: 'JSON', pii: 'TEXT', description: 'Real estate.' }),
    addresses: t.expose('addresses', { type: ['JSON'], pii: 'TEXT', description: 'Postal addresses.' }),
    emails: t.expose('emails', { type: ['JSON'], pii: 'EMAIL', description: 'E-mail addresses.' }),
    vehicles: t.expose('vehicles', { type: ['JSON'], pii: 'TEXT', description: 'Vehicles.' }),
  }),
})
