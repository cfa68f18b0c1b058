// Fair order of requests: INTERACTIVE before BACKGROUND, then groups
// in turn, then the clients of a group in turn.
//
//   waiting   a/x: 1 2 3   a/y: 4   b/z: 5 6
//   served    1 5 4 6 2 3
import type { Ask, Priority } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import { groupOf } from '../domain/ask.ts'

/** While background work waits, it gets one slot in 10. */
const BACKGROUND_EVERY = 10

/** Limit of remembered turns; the oldest is dropped. */
const MOST_CLIENTS = 1000

export type Claim = Pick<Ask, 'client' | 'priority' | 'askedAt'>

/** Things in the order of service, each with the claim it is served for. */
export type InTurn = <T>(
  things: readonly T[],
  claimsOf: (thing: T) => Iterable<Claim>,
) => Generator<readonly [thing: T, claim: Claim]>

export interface Shares {
  readonly inTurn: InTurn
  /** Records that the claim had its turn. */
  served(claim: Claim): void
}

/** Last turn of a client or group; `number` orders turns of one instant. */
interface Turn {
  readonly at: Instant
  readonly number: number
}

/**
 * `slotMs`: usual time between two slots. A client that arrives
 * between two slots queues ahead of the client served last, behind
 * everyone who has waited longer.
 */
export function createShares(clock: Clock, slotMs: number): Shares {
  const lastTurns = new Map<string, Turn>()
  let turns = 0
  let interactiveInARow = 0

  /** Keys by last turn or arrival, whichever was later. */
  function inOrder<T>(waiting: ReadonlyMap<string, readonly T[]>, askedAtOf: (one: T) => Instant): string[] {
    const ranks = [...waiting].map(([key, ones]) => {
      const askedAt = ones.reduce((least, one) => Math.min(least, askedAtOf(one)), Number.POSITIVE_INFINITY)
      const last = lastTurns.get(key) ?? { at: 0, number: 0 }
      return { key, at: Math.max(last.at, askedAt - slotMs), number: last.number }
    })
    return ranks.toSorted((a, b) => a.at - b.at || a.number - b.number).map(({ key }) => key)
  }

  function* ofPriority<T>(entries: readonly (readonly [T, Claim])[], gone: ReadonlySet<T>) {
    const askedAtOf = ([, { askedAt }]: readonly [T, Claim]) => askedAt
    const groups = Map.groupBy(entries, ([, { client }]) => groupOf(client))
    const turnsOf = (group: string) => {
      const clients = Map.groupBy(groups.get(group) ?? [], ([, { client }]) => client)
      const ordered = inOrder(clients, askedAtOf)
      return alternate(ordered.map((client) => remaining(clients.get(client) ?? [], gone)))
    }
    yield* alternate(inOrder(groups, askedAtOf).map(turnsOf))
  }

  function* inTurn<T>(things: readonly T[], claimsOf: (thing: T) => Iterable<Claim>) {
    const entries = things.flatMap((thing) => Array.from(claimsOf(thing), (claim) => [thing, claim] as const))
    const gone = new Set<T>()
    const priority = (one: Priority) =>
      ofPriority(
        entries.filter(([, claim]) => claim.priority === one),
        gone,
      )
    const interactive = priority('INTERACTIVE')
    const background = priority('BACKGROUND')
    for (let inARow = interactiveInARow; ;) {
      const [first, second] =
        inARow >= BACKGROUND_EVERY - 1 ? [background, interactive] : [interactive, background]
      const turn = first.next()
      const next = turn.done === true ? second.next() : turn
      if (next.done === true) return
      const [thing, claim] = next.value
      inARow = claim.priority === 'BACKGROUND' ? 0 : inARow + 1
      gone.add(thing)
      yield [thing, claim] as const
    }
  }

  function note(key: string): void {
    // A map keeps insertion order: the first key is the oldest.
    lastTurns.delete(key)
    lastTurns.set(key, { at: clock.now(), number: turns })
    const [oldest] = lastTurns.keys()
    if (lastTurns.size > MOST_CLIENTS && oldest !== undefined) lastTurns.delete(oldest)
  }

  return {
    inTurn,
    served: ({ client, priority }) => {
      turns += 1
      interactiveInARow = priority === 'BACKGROUND' ? 0 : interactiveInARow + 1
      note(client)
      note(groupOf(client))
    },
  }
}

/** Round robin: `[1 2 3] [4]` → 1 4 2 3. */
function* alternate<T>(sources: readonly Iterator<T>[]): Generator<T> {
  for (let left = sources; left.length > 0;) {
    const next: Iterator<T>[] = []
    for (const source of left) {
      const turn = source.next()
      if (turn.done === true) continue
      next.push(source)
      yield turn.value
    }
    left = next
  }
}

/** Entries whose thing has not been yielded for another claim. */
function* remaining<T>(entries: readonly (readonly [T, Claim])[], gone: ReadonlySet<T>) {
  for (const entry of entries) if (!gone.has(entry[0])) yield entry
}
