// Many asks as one: work that is wanted by several waits for its slot in the name of all, as urgent as the most urgent,
// as patient as the most patient and as strict as the strictest of them, and each is told at once when it waits in vain.
import type { Ask } from '../domain/ask.ts'
import type { Budget } from '../domain/budget.ts'
import type { InTurn } from './shares.ts'
import { strictest, USUAL_FRESHNESS } from '../domain/freshness.ts'
import { EVERYBODY } from '../domain/viewer.ts'

/** What is known of the slot that somebody waits for. */
export interface Outlook {
  readonly inTurn: InTurn
  /** The error for an ask that needs the slot after `places` others, null when it has the time. */
  refusalOf(ask: Ask, places: number): Error | null
}

export interface SharedAsk extends Ask {
  readonly asks: () => Iterable<Ask>
  /** Told whenever it is known anew when the request goes; null once it has gone. */
  readonly foresee: (outlook: Outlook | null) => void
}

/** It changes as asks come and go, so that a copy of it is none. */
export function toEverybody(
  asks: () => Iterable<Ask>,
  signal: AbortSignal,
  onOutlook: SharedAsk['foresee'],
): SharedAsk {
  let payer: Ask | undefined
  /** Who pays stands first. */
  const all = () => [...new Set([...asks()].toSorted((a, b) => Number(b === payer) - Number(a === payer)))]
  const budget: Budget = {
    hasLeft: () => all().some((ask) => ask.budget?.hasLeft() !== false),
    take: () => {
      payer = all().find((ask) => ask.budget?.take() !== false)
      return payer !== undefined
    },
    // Work for many is all of one kind.
    hold: () => ({ ...budget, giveBack: () => {} }),
    get further() {
      return budget
    },
  }
  return {
    asks,
    foresee: onOutlook,
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

/** Tells whoever shares an ask what is known of the slot; an ask of one is nobody's but the queue's. */
export function tell(ask: Ask, outlook: Outlook | null): void {
  if (isShared(ask)) ask.foresee(outlook)
}

/** The same for one that waits behind `places` others of its kind; `refuse` gets the reason when it waits in vain. */
export function foresee(
  ask: Ask,
  outlook: Outlook | null,
  places: number,
  refuse: (reason: Error) => void,
): void {
  if (isShared(ask)) return tell(ask, outlook && behind(outlook, places))
  const reason = outlook?.refusalOf(ask, places) ?? null
  if (reason !== null) refuse(reason)
}

/** The outlook of whoever goes after `places` more. */
function behind({ inTurn, refusalOf }: Outlook, places: number): Outlook {
  return { inTurn, refusalOf: (ask, more) => refusalOf(ask, places + more) }
}

function isShared(ask: Ask): ask is SharedAsk {
  return 'foresee' in ask
}
