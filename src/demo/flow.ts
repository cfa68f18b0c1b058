// When calls come in at a vendor: over the same weeks and with the same rhythm as at every other one, some of them at
// the very second at which another call came in, there or elsewhere.
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

export interface Flow {
  readonly label: string
  readonly history: number
  readonly liveGapSeconds: number
  readonly slowestGapSeconds: number
}

/** So many calls at one and the same instant. */
export interface Crowd {
  readonly at: number
  readonly size: number
}

const HISTORY_DAYS = 21
/** So long before the start calls already come as densely as later. */
const LIVE_MINUTES = 40

/** UJET's calls; a flow of the same label and numbers gives the same instants. */
export const UJET_CALLS: Flow = { label: 'calls', history: 5840, liveGapSeconds: 7.5, slowestGapSeconds: 42 }

/** The instants of one flow alone, ascending, without end. */
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

/** A moment at which a crowd calls at UJET too. */
export const crowdAt = (weeks: Weeks, daysAgo: number): number =>
  whole(weeks.start - daysAgo * DAY - 2 * HOUR)

export const whole = (at: number): number => Math.floor(at / SECOND) * SECOND

/** Every twelfth call comes at a second of one of UJET's, every twentieth together with the one before. */
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
  // The second of the other call may have passed before the last one came in.
  return lot < 0.13 && met >= last ? met : undefined
}

/** The latest whole second of a stream up to an instant; asked for ascending instants only. */
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
