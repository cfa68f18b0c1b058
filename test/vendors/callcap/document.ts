// Callcap's example call, field by field, and where each field must arrive. Left out, and tested by their words: the
// numbers of verdicts and outcomes, the line's direction and the entries of scorecards.
import type { Model } from '../ujet/model.ts'
import { flag, number, text, time } from '../ujet/model.ts'

const evaluation = (at: string) => ({
  major: { label: text(`${at}.majorLabel`) },
  minor: {
    id: number(`${at}.minor.vendorId`),
    label: text(`${at}.minor.label`),
    tag: text(`${at}.minor.tag`),
  },
  csr: { id: number(`${at}.agent.vendorId`), name: text(`${at}.agent.name`) },
})

const level = (at: string) => ({
  id: number(`${at}.vendorId`),
  name: text(`${at}.name`),
  external_id: text(`${at}.externalId`),
  corporate_label: text(`${at}.corporateLabel`),
})

const line = 'details.line'
const request = 'details.callsurance.changeRequest'
const callsaver = 'details.callsaver'
const webmatch = 'details.webmatch'
const scorecard = 'details.scorecards.0'
const answer = `${scorecard}.results.0.answers.0`

export const call: Model = {
  call_id: text('vendorId'),
  recording: text('recordingUrl'),
  action: text('vendorStatus'),
  start_datetime: time('startedAt'),
  last_modified: time('updatedAt'),
  end_datetime: time('endedAt'),
  dtmf: text('details.dtmf'),
  import: { reference_id: text('details.referenceId') },
  sentiment: {
    sentiment: text('sentiment.vendorLabel'),
    satisfied: flag('sentiment.satisfied'),
    frustrated: flag('sentiment.frustrated'),
    frustrated_reason: text('sentiment.frustratedReason'),
    view: text('sentiment.vendorView'),
    view_reason: text('sentiment.viewReason'),
    concern_class: text('sentiment.concernClass'),
  },
  duration: number('durationSeconds'),
  rings: number('details.ringCount'),
  revenue: number('revenue'),
  notes: text('notes'),
  caller: {
    caller_id: text('contact.phone'),
    name: text('contact.name'),
    class: text('contact.phoneClass'),
    address: text('contact.address'),
    city: text('contact.city'),
    state: text('contact.region'),
    zip: text('contact.postalCode'),
  },
  demographics: {
    person: { name: text('details.demographics.person.name') },
    demographics: { age: text('details.demographics.traits.age') },
    property: { type: text('details.demographics.property.type') },
    addresses: [{ street: text('details.demographics.addresses.0.street') }],
    emails: [{ email: text('details.demographics.emails.0.email') }],
    vehicles: [{ make: text('details.demographics.vehicles.0.make') }],
  },
  callsurance: {
    ...evaluation('details.callsurance.evaluation'),
    change_request: {
      ...evaluation(`${request}.requested`),
      status: text(`${request}.vendorStatus`),
      original: evaluation(`${request}.original`),
      customer: { email: text(`${request}.requester.email`), name: text(`${request}.requester.name`) },
      inaccuracy: text(`${request}.inaccuracy`),
    },
  },
  callsaver: {
    date: time(`${callsaver}.recordedAt`),
    outcome: { label: text(`${callsaver}.outcomeLabel`) },
    reason: {
      id: number(`${callsaver}.reason.vendorId`),
      label: text(`${callsaver}.reason.label`),
      opportunity: flag(`${callsaver}.reason.opportunity`),
    },
    user: {
      firstname: text(`${callsaver}.user.firstName`),
      lastname: text(`${callsaver}.user.lastName`),
      email: text(`${callsaver}.user.email`),
    },
  },
  webmatch: {
    search: text(`${webmatch}.searchTerm`),
    referrer: text(`${webmatch}.referrer`),
    traffic_type: text(`${webmatch}.trafficType`),
    call_page: text(`${webmatch}.callPageUrl`),
    ad_group: text(`${webmatch}.adGroup`),
    ad_placement: text(`${webmatch}.adPlacement`),
    creative_id: text(`${webmatch}.creativeId`),
    keyword_id: text(`${webmatch}.keywordId`),
    visitor: {
      device: { type: text(`${webmatch}.visitor.deviceType`) },
      os: { name: text(`${webmatch}.visitor.osName`), version: text(`${webmatch}.visitor.osVersion`) },
      browser: {
        name: text(`${webmatch}.visitor.browserName`),
        version: text(`${webmatch}.visitor.browserVersion`),
      },
    },
  },
  summaries: [
    { type: text('details.summaries.0.vendorKind'), text: text('details.summaries.0.text') },
    { type: text('details.summaries.1.vendorKind'), text: text('details.summaries.1.text') },
  ],
  scorecards: [
    {
      name: text(`${scorecard}.name`),
      results: [
        {
          question: text(`${scorecard}.results.0.question`),
          answers: [
            {
              entry: text(`${answer}.text`),
              value: number(`${answer}.score`),
              max_value: number(`${answer}.maxScore`),
              min_value: number(`${answer}.minScore`),
            },
          ],
        },
      ],
    },
  ],
  accounts: {
    corporate: level('details.accountPath.corporate'),
    division: level('details.accountPath.division'),
    location: level('details.accountPath.location'),
    campaign: {
      id: number('campaign.vendorId'),
      name: text('campaign.name'),
      callcap_number: text(`${line}.trackingNumber`),
      dialed_number: text(`${line}.dialedNumber`),
      destination_number: text(`${line}.destinationNumber`),
      ivr_option: number(`${line}.ivrOption`),
      medium: text(`${line}.medium`),
      medium_type: text(`${line}.mediumType`),
      brand: text(`${line}.brand`),
      service_line: text(`${line}.serviceLine`),
      target: text(`${line}.target`),
      offer: text(`${line}.offer`),
      'line-memo': text(`${line}.memo`),
      addtl_line_memo: text(`${line}.additionalMemo`),
      default_revenue_value: number(`${line}.defaultRevenue`),
      cost_per_piece_est: number(`${line}.costPerPieceEstimated`),
      cost_per_piece_final: number(`${line}.costPerPieceFinal`),
    },
  },
}
