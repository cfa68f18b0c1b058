// The parts of a call that are shown on request: sentiment, summaries, scorecards, webmatch and demographics.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'

export interface Extras {
  readonly sentiment: Row
  readonly summaries: Row[]
  readonly scorecards: Row[]
  readonly webmatch: Row | null
  readonly demographics: Row
}

export function createExtras(random: Random, personal: Personal): Extras {
  return {
    sentiment: toSentiment(random, personal),
    summaries: ['Outcome Focused', 'Agent Focused'].map((type) => ({
      type,
      text: personal.mark('The caller asked for a visit; a date was offered.'),
    })),
    scorecards: random.chance(0.3) ? [toScorecard(random, personal)] : [],
    webmatch: random.chance(0.2) ? toWebmatch(random, personal) : null,
    demographics: toDemographics(random, personal),
  }
}

function toSentiment(random: Random, personal: Personal): Row {
  const frustrated = random.chance(0.15)
  return {
    frustrated_reason: frustrated ? personal.mark('The caller waited for a call back.') : '',
    concern_class: frustrated ? 'Service' : '',
    sentiment: frustrated ? 'Negative' : random.pick(['Neutral', 'Positive']),
    frustrated,
    view_reason: personal.mark('The caller wanted to confirm a date.'),
    view: random.pick(['Neutral', 'Favorable', 'Unfavorable']),
    satisfied: !frustrated && random.chance(0.8),
  }
}

/** An answer's entry is a boolean or a text, and its bounds are sometimes texts. */
function toScorecard(random: Random, personal: Personal): Row {
  const answer = (entry: boolean | string, most: number): Row => ({
    entry,
    value: random.int(0, most),
    max_value: random.chance(0.2) ? most.toFixed(4) : most,
    min_value: 0,
  })
  return {
    name: 'Front desk',
    results: [
      { question: 'Did they give the name of the shop?', answers: [answer(random.chance(0.7), 8)] },
      {
        question: 'Which products were asked for?',
        answers: ['Filters', 'Pumps'].map((one) => answer(personal.mark(one), 2)),
      },
    ],
  }
}

/** A visit that an advertisement brought has all marks of it. */
function toWebmatch(random: Random, personal: Personal): Row {
  const adGroup = random.chance(0.3) ? 'Autumn' : ''
  return {
    ad_group: adGroup,
    creative_id: adGroup && '5077',
    search: random.chance(0.7) ? personal.mark(random.pick(['heating repair', 'plumber near me'])) : '',
    keyword_id: random.chance(0.3) ? String(random.int(1000, 9999)) : '',
    ad_placement: adGroup && 'top',
    referrer: personal.url('search?q=heating+repair'),
    traffic_type: random.pick(['organic', 'paid', 'direct']),
    call_page: personal.url('contact'),
    visitor: {
      device: { type: personal.mark(random.pick(['mobile', 'desktop'])) },
      os: { name: personal.mark('Android'), version: personal.mark('14') },
      browser: { name: personal.mark('Chrome'), version: personal.mark('126.0') },
    },
  }
}

function toDemographics(random: Random, personal: Personal): Row {
  const { first, last, email } = personal.name(random, 'home')
  return {
    person: { first_name: first, last_name: last },
    demographics: { age: personal.mark('45-54') },
    property: random.chance(0.5) ? { type: personal.mark('Detached') } : {},
    addresses: [{ street: personal.mark('12 Elm Street'), city: personal.mark('Wichita') }],
    emails: [{ address: email }],
    vehicles: random.chance(0.4) ? [{ make: personal.mark('Estate car') }] : [],
  }
}
