// What Callcap's analysts and their customers write about a call: Callsurance, change requests and Callsaver.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import { minute } from '../company-day.ts'

export interface Csr {
  readonly id: number
  readonly name: string
}

export interface Evaluation {
  /** When the analyst is done; infinity when the call is never worked. */
  readonly workedAt: number
  readonly major: number
  /** UNVERIFIED: that calls of callers on the filter, which nobody works, may come without any verdict. */
  readonly silent: boolean
  readonly callsurance: Row
  readonly notes: string
  /** When the customer objects and when that is decided. */
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
  const workedAt = random.chance(0.6) ? endsAt + random.int(40, 20 * 60) * minute : Infinity
  const later = (probability: number, from: number, most: number): number =>
    random.chance(probability) ? from + random.int(30, most) * minute : Infinity
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

/** By which a search finds the call, whether its row shows it or not. */
export function toMajor({ workedAt, major }: Evaluation, now: number): number {
  return workedAt <= now ? major : 0
}

export function toCallsaverRow({ savedAt, callsaver }: Evaluation, now: number): Row | null {
  return savedAt <= now ? { date: new Date(savedAt).toISOString(), ...callsaver } : null
}

/** The instants at which the evaluation changes a call's row. */
export const evaluationChanges = (evaluation: Evaluation): number[] => [
  evaluation.workedAt,
  evaluation.requestedAt,
  evaluation.decidedAt,
  evaluation.savedAt,
]
