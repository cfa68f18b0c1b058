// One ask in the name of many callers, e.g. of a page two operations want.
//
//   deadlines 10:00:05, 10:00:20   → 10:00:20   the latest
//   BACKGROUND, INTERACTIVE        → INTERACTIVE
//   maxAgeMs 5000, 60000           → 5000       the strictest
//
// A caller that would wait in vain is refused alone; the others wait on.
import type { Ask } from '../domain/ask.ts'
import type { Budget } from '../domain/budget.ts'
import type { InTurn } from './shares.ts'
import { strictest, USUAL_FRESHNESS } from '../domain/freshness.ts'
import { EVERYBODY } from '../domain/viewer.ts'

/** Expected slot of a queued request. */
export interface Forecast {
  readonly inTurn: InTurn
  /** The error for an ask whose slot comes `places` later; null when it has the time. */
  refusalOf(ask: Ask, places: number): Error | null
}

/** Changes as callers join and leave, so pass it on; `{ ...ask }` does not compile. */
export interface SharedAsk extends Ask {
  readonly asks: () => Iterable<Ask>
  /** Called for every new forecast; null once the request has left the queue. */
  readonly onForecast: (forecast: Forecast | null) => void
}

export function createSharedAsk(
  asks: () => Iterable<Ask>,
  signal: AbortSignal,
  onForecast: SharedAsk['onForecast'],
): SharedAsk {
  let payer: Ask | undefined
  /** The payer first. */
  const all = () => [...new Set([...asks()].toSorted((a, b) => Number(b === payer) - Number(a === payer)))]
  const budget: Budget = {
    hasLeft: () => all().some((ask) => ask.budget?.hasLeft() !== false),
    take: () => {
      payer = all().find((ask) => ask.budget?.take() !== false)
      return payer !== undefined
    },
    // Shared work is of one kind, so nothing is held for another.
    hold: () => ({ ...budget, giveBack: () => {} }),
    further: () => budget,
  }
  return {
    asks,
    onForecast,
    viewer: EVERYBODY,
    budget,
    get operations() {
      return [...new Set(all().flatMap((ask) => ask.operations))]
    },
    get client() {
      return all()[0]?.client ?? ''
    },
    get priority() {
      return all().some((ask) => ask.priority === 'INTERACTIVE') ? 'INTERACTIVE' : 'BACKGROUND'
    },
    get askedAt() {
      return Math.min(...all().map((ask) => ask.askedAt))
    },
    get deadlineAt() {
      return Math.max(...all().map((ask) => ask.deadlineAt))
    },
    get freshness() {
      const tolerated = all().map(({ freshness }) => freshness)
      return tolerated.every((one) => one === undefined)
        ? undefined
        : strictest(tolerated.map((one) => one ?? USUAL_FRESHNESS))
    },
    get skipsPauses() {
      return all().every(({ skipsPauses }) => skipsPauses === true)
    },
    signal,
  }
}

/** The asks of single operations behind an ask. */
export function sharersOf(ask: Ask): readonly Ask[] {
  return isShared(ask) ? [...ask.asks()].flatMap(sharersOf) : [ask]
}

/** Passes a forecast on to the callers of a shared ask; refuses a single ask that waits in vain. */
export function applyForecast(
  ask: Ask,
  forecast: Forecast | null,
  { places = 0, refuse }: { readonly places?: number; readonly refuse?: (reason: Error) => void } = {},
): void {
  if (isShared(ask)) return ask.onForecast(forecast && delayed(forecast, places))
  const reason = refuse && forecast?.refusalOf(ask, places)
  if (refuse && reason) refuse(reason)
}

function delayed({ inTurn, refusalOf }: Forecast, places: number): Forecast {
  return { inTurn, refusalOf: (ask, more) => refusalOf(ask, places + more) }
}

function isShared(ask: Ask): ask is SharedAsk {
  return 'onForecast' in ask
}
