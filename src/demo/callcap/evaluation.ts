// Parts of a call that are written afterwards: Callsurance, change requests, Callsaver, sentiment, summaries.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import { MINUTE } from '../company-day.ts'

export interface Csr {
  readonly id: number
  readonly name: string
}

export interface Evaluation {
  /** End of the analyst's work; `Infinity`: never worked. */
  readonly workedAt: number
  readonly major: number
  /** UNVERIFIED: filtered calls, which are never worked, may lack a verdict. */
  readonly silent: boolean
  readonly callsurance: Row
  readonly notes: string
  /** Instants of the customer's objection and of its decision. */
  readonly requestedAt: number
  readonly decidedAt: number
  readonly pending: Row
  readonly decided: Row
  readonly savedAt: number
  readonly callsaver: Row
}

const FILTERED = 4
const MAJORS = ['Unworked', 'Positive', 'Negative', 'Neutral', 'Filtered']

const MINORS: readonly (readonly [major: number, label: string, tag: string])[] = [
  [1, 'Appointment Booked', 'appointmentBooked'],
  [1, 'Estimate Given', 'estimateGiven'],
  [2, 'No sale', 'noSale'],
  [2, 'Price Shopper', 'priceShopper'],
  [3, 'Existing Customer', 'existingCustomer'],
  [3, 'Wrong Number', 'wrongNumber'],
  [4, 'Filtered Number', 'filteredNumber'],
]

const label = (id: number): Row => ({ label: MAJORS[id] ?? 'Unworked', id })

export interface Case {
  readonly random: Random
  readonly personal: Personal
  readonly csrs: readonly Csr[]
  readonly endsAt: number
}

export function evaluate({ random, personal, csrs, endsAt }: Case): Evaluation {
  const index = random.int(0, MINORS.length - 1)
  const [major, minorLabel, tag] = MINORS[index] ?? [3, 'Other', 'other']
  const csr = random.pick(csrs)
  const workedAt = random.chance(0.6) ? endsAt + random.int(40, 20 * 60) * MINUTE : Infinity
  const later = (probability: number, from: number, most: number): number =>
    random.chance(probability) ? from + random.int(30, most) * MINUTE : Infinity
  const requestedAt = later(0.08, workedAt, 2880)
  const minor = { label: minorLabel, id: 54800800 + index, ...(random.chance(0.7) ? { tag } : {}) }
  const callsurance = { major: label(major), minor, csr: { ...csr } }
  const request = toRequest(random, personal, { csr: random.pick(csrs), original: callsurance })
  const decision = random.pick(['Approved', 'Denied'])
  return {
    workedAt,
    major,
    silent: major === FILTERED && Math.floor(endsAt) % 2 === 0,
    callsurance,
    notes: personal.mark(
      `-----{Callsurance update: Agent: ${csr.name}}----- The caller asked about a visit. ${minorLabel}`,
    ),
    requestedAt,
    decidedAt: later(0.8, requestedAt, 2880),
    pending: { ...request, status: 'Pending' },
    decided: { ...request, status: decision },
    savedAt: major === 2 ? later(0.5, workedAt, 2880) : Infinity,
    callsaver: toCallsaver(random, personal),
  }
}

function toRequest(random: Random, personal: Personal, one: { csr: Csr; original: Row }): Row {
  const name = personal.name(random, 'customer')
  return {
    major: label(1),
    csr: { ...one.csr },
    original: one.original,
    customer: { email: name.email, name: name.full },
    minor: { label: 'Appointment Booked', id: 12345678, tag: 'appointmentBooked' },
    inaccuracy: 'Callsurance Analyst Mistake',
  }
}

function toCallsaver(random: Random, personal: Personal): Row {
  const saved = random.chance(0.4)
  const { first, last, email } = personal.name(random, 'saver')
  return {
    outcome: saved ? { label: 'Saved', id: 1 } : { label: 'Lost', id: 2 },
    reason: {
      label: 'Customer repaired problem',
      id: 110 + random.int(0, 5),
      opportunity: random.chance(0.5),
    },
    user: { lastname: last, firstname: first, email },
  }
}

export function toCallsurance(evaluation: Evaluation, now: number): Row | null {
  if (evaluation.workedAt > now || evaluation.silent) return null
  if (evaluation.requestedAt > now) return evaluation.callsurance
  const request = evaluation.decidedAt <= now ? evaluation.decided : evaluation.pending
  return { ...evaluation.callsurance, change_request: request }
}

/** The verdict that searches compare, shown or not. */
export function toMajor({ workedAt, major }: Evaluation, now: number): number {
  return workedAt <= now ? major : 0
}

export function toCallsaverRow({ savedAt, callsaver }: Evaluation, now: number): Row | null {
  return savedAt <= now ? { date: new Date(savedAt).toISOString(), ...callsaver } : null
}

export const evaluationChanges = (evaluation: Evaluation): number[] => [
  evaluation.workedAt,
  evaluation.requestedAt,
  evaluation.decidedAt,
  evaluation.savedAt,
]

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

/** E.g. `{entry: true, value: 5, max_value: "8.0000"}`. */
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
