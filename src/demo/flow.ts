// Arrival times of calls: all vendors share weeks and rhythm, and some calls share a second.
import type { CompanyDay } from './company-day.ts'
import type { Random } from './random.ts'
import { arrivals, DAY, HOUR, MINUTE, SECOND } from './company-day.ts'
import { createRandom } from './random.ts'

export interface Weeks {
  readonly seed: string
  readonly scale: number
  readonly start: number
  readonly companyDay: CompanyDay
}

interface Flow {
  readonly label: string
  readonly history: number
  readonly liveGapSeconds: number
  readonly slowestGapSeconds: number
}

/** E.g. 60 calls at one instant. */
export interface Crowd {
  readonly at: number
  readonly size: number
}

const HISTORY_DAYS = 21
/** The live rate begins this long before the start. */
const LIVE_MINUTES = 40

/** Equal label and numbers yield equal instants. */
export const UJET_CALLS: Flow = { label: 'calls', history: 5840, liveGapSeconds: 7.5, slowestGapSeconds: 42 }

/** Ascending instants of one flow, without end. */
export function flowInstants(weeks: Weeks, flow: Flow): Generator<number, never> {
  const { seed, scale, start, companyDay } = weeks
  const liveGapMs = Math.min(flow.slowestGapSeconds, flow.liveGapSeconds / scale) * SECOND
  return arrivals({
    random: createRandom(`${seed}/${flow.label}`),
    companyDay,
    from: start - HISTORY_DAYS * DAY,
    liveFrom: start - LIVE_MINUTES * MINUTE,
    history: Math.max(0, flow.history * scale - (LIVE_MINUTES * MINUTE) / liveGapMs),
    liveGapMs,
  })
}

/** The instant of a crowd at UJET. */
export const crowdAt = (weeks: Weeks, daysAgo: number): number =>
  whole(weeks.start - daysAgo * DAY - 2 * HOUR)

export const whole = (at: number): number => Math.floor(at / SECOND) * SECOND

/** 8 % of the calls share a second with a UJET call, 5 % with the call before. */
export function* entangledInstants(
  weeks: Weeks,
  flow: Flow,
  crowds: readonly Crowd[],
): Generator<number, never> {
  const random = createRandom(`${weeks.seed}/${flow.label}/ties`)
  const own = withCrowds(flowInstants(weeks, flow), crowds)
  const meet = follow(flowInstants(weeks, UJET_CALLS))
  let last = -Infinity
  for (;;) {
    const { at, fixed } = own.next().value
    const tied = tie(random, last, meet(at))
    last = Math.max(last, fixed ? at : (tied ?? at))
    yield last
  }
}

function tie(random: Random, last: number, met: number): number | undefined {
  const lot = random.next()
  if (lot < 0.05 && last !== -Infinity) return whole(last)
  // The other call's second may precede the last call.
  return lot < 0.13 && met >= last ? met : undefined
}

/** The latest whole second of a stream at or before an instant; instants must ascend. */
function follow(stream: Generator<number, never>): (at: number) => number {
  let previous = -Infinity
  let next = stream.next().value
  return (at) => {
    while (next <= at) {
      previous = whole(next)
      next = stream.next().value
    }
    return previous
  }
}

function* withCrowds(
  stream: Generator<number, never>,
  crowds: readonly Crowd[],
): Generator<{ at: number; fixed: boolean }, never> {
  const left = crowds.toSorted((a, b) => a.at - b.at)
  for (;;) {
    const at = stream.next().value
    for (let next = left[0]; next !== undefined && next.at <= at; next = left[0]) {
      for (let count = next.size; count > 0; count--) yield { at: next.at, fixed: true }
      left.shift()
    }
    yield { at, fixed: false }
  }
}
