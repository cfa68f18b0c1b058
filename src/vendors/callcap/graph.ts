// Details of Callcap's calls in the graph.
import type * as accounts from './account-path.ts'
import type * as parts from './call-parts.ts'
import type { CallcapCallDetails } from './details.ts'
import { CallSummary, defineDetails } from '../../graphql/schema/refs.ts'
import { rowType } from '../../graphql/schema/row-type.ts'
import { CallcapCallsaver, CallcapCallsurance, CallcapScorecard } from './graph-evaluation.ts'
import { CALL_DIRECTIONS } from '../../domain/call.ts'

const CallcapAccountLevel = rowType<accounts.CallcapAccountLevel>()('CallcapAccountLevel', {
  description: 'One level of Callcap’s tree of accounts.',
  fields: {
    vendorId: ['ID', 'Callcap’s number of the level, for use in `CallcapCallFilter`.'],
    name: ['String', 'What the company calls this level, for example a region or a branch.'],
    externalId: ['String', 'The company’s own id of the level; documented for divisions and locations.'],
    corporateLabel: ['String', 'The label the top level gives it; documented for divisions and locations.'],
  },
})

const CallcapAccountPath = rowType<accounts.CallcapAccountPath>()('CallcapAccountPath', {
  description: 'The position of a call in Callcap’s three levels of accounts.',
  fields: {
    corporate: [CallcapAccountLevel, 'The top level.'],
    division: [CallcapAccountLevel, 'The second level.'],
    location: [CallcapAccountLevel, 'The third level.'],
  },
})

const NO_CURRENCY = 'in a currency that is documented nowhere'

const CallcapLine = rowType<accounts.CallcapLine>()('CallcapLine', {
  description: 'The tracked telephone line of a campaign, as it was for one call.',
  fields: {
    trackingNumber: ['PhoneNumber', 'Callcap’s number that belongs to the campaign.'],
    dialedNumber: [
      'PhoneNumber',
      'The number that was dialled.',
      { pii: 'PHONE', unverified: 'how it can differ from `trackingNumber`' },
    ],
    destinationNumber: [
      'PhoneNumber',
      'The number the call was connected to, also called the ring-to number.',
      { pii: 'PHONE' },
    ],
    direction: [
      CALL_DIRECTIONS,
      'The direction the line is set up for, which need not be that of each call.',
    ],
    ivrOption: ['Int', 'The choice in the line’s telephone menu.'],
    medium: ['String', 'The advertising medium, for example `Website`.'],
    mediumType: ['String', 'The kind of medium, for example `Collateral`.'],
    brand: ['String', 'The brand that is advertised.'],
    serviceLine: ['String', 'The service that is advertised.'],
    target: ['String', 'The audience of the campaign.'],
    offer: ['String', 'The offer or coupon that is advertised.'],
    memo: ['String', 'A memo about the line.'],
    additionalMemo: ['String', 'A further memo about the line.'],
    defaultRevenue: ['Float', `What a call is taken to earn when nothing is entered, ${NO_CURRENCY}.`],
    costPerPieceEstimated: ['Float', `What one piece of advertising was estimated to cost, ${NO_CURRENCY}.`],
    costPerPieceFinal: ['Float', `What one piece of advertising cost in the end, ${NO_CURRENCY}.`],
  },
})

const CallcapVisitor = rowType<NonNullable<parts.CallcapWebmatch['visitor']>>()('CallcapVisitor', {
  description: 'The device and software of a visitor to the web site.',
  fields: {
    deviceType: ['String', 'The kind of device, for example `mobile`.', { pii: 'TEXT' }],
    osName: ['String', 'The operating system.', { pii: 'TEXT' }],
    osVersion: ['String', 'Its version.', { pii: 'TEXT' }],
    browserName: ['String', 'The browser.', { pii: 'TEXT' }],
    browserVersion: ['String', 'Its version.', { pii: 'TEXT' }],
  },
})

const CallcapWebmatch = rowType<parts.CallcapWebmatch>()('CallcapWebmatch', {
  description: 'The visit to the web site that a call was matched to.',
  fields: {
    searchTerm: ['String', 'The words the visitor searched for.', { pii: 'TEXT' }],
    referrer: [
      'String',
      'The address the visitor came from, as the browser sent it and so not always a well-formed one.',
      { pii: 'URL' },
    ],
    trafficType: ['String', 'The kind of traffic in Callcap’s word, for example `organic`.'],
    callPageUrl: ['URL', 'The page on which the visitor called.', { pii: 'URL' }],
    adGroup: ['String', 'The group of the advertisement.'],
    adPlacement: ['String', 'Where the advertisement stood.'],
    creativeId: ['String', 'The advertisement itself, by the id of its network.'],
    keywordId: ['String', 'The keyword, by the id of the network.'],
    visitor: [CallcapVisitor, 'The visitor’s device and software.'],
  },
})

const CallcapDemographics = rowType<parts.CallcapDemographics>()('CallcapDemographics', {
  description:
    'Demographic data about a caller. Callcap names the six parts and shows none of them filled, so each is the vendor’s JSON unchanged.',
  fields: {
    person: ['JSON', 'The person.', { pii: 'TEXT' }],
    traits: ['JSON', 'Demographic traits of the person.', { pii: 'TEXT' }],
    property: ['JSON', 'Real estate.', { pii: 'TEXT' }],
    addresses: [['JSON'], 'Postal addresses.', { pii: 'TEXT' }],
    emails: [['JSON'], 'E-mail addresses.', { pii: 'EMAIL' }],
    vehicles: [['JSON'], 'Vehicles.', { pii: 'TEXT' }],
  },
})

defineDetails<CallcapCallDetails>()('CALLCAP', 'CALL', {
  description: 'Fields that Callcap documents for a call beyond the fields of Call.',
  fields: {
    ringCount: ['Int', 'How often it rang before the call was answered or ended.'],
    dtmf: [
      'String',
      'The keys the caller pressed, in order; account or card numbers may be among them.',
      { pii: 'TEXT' },
    ],
    timeZone: [
      'TimeZone',
      'The zone in which the account counts its days, the same for all its calls; all times are in UTC already.',
    ],
    referenceId: [
      'String',
      'The reference that was given with the call when it was imported; requested from the vendor only when selected.',
    ],
    accountPath: [CallcapAccountPath, 'The call’s position in Callcap’s tree of accounts.'],
    line: [
      CallcapLine,
      'The tracked line on which the call came; the campaign it belongs to is `Call.campaign`.',
    ],
    callsurance: [CallcapCallsurance, 'How Callsurance analysts evaluated the call, null while nobody has.'],
    callsaver: [CallcapCallsaver, 'What came of following up a negative call, null when nobody did.'],
    webmatch: [
      CallcapWebmatch,
      'The visit to the web site that the call was matched to, null when there is none; requested from the vendor only when selected.',
    ],
    demographics: [
      CallcapDemographics,
      'Demographic data about the caller, null unless Callcap provides it to the company; requested from the vendor only when selected.',
    ],
    scorecards: [
      [CallcapScorecard],
      'The scorecards that were filled in for the call; requested from the vendor only when selected.',
    ],
    summaries: [
      [CallSummary],
      'All summaries of the call, of which `Call.summary` is the first; requested from the vendor only when selected.',
    ],
  },
})
