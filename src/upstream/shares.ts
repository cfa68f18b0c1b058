// Who goes next: interactive work before background work, and within one priority a client after another, whatever the
// number of requests that each has waiting. What a client is, is told by `Ask.client`.
import type { Ask, Priority } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import { groupOf } from '../domain/ask.ts'

/** As long as background work waits, one slot in so many is for it, however much interactive work there is. */
const BACKGROUND_EVERY = 10

/** Clients whose last turn is remembered; one that is forgotten was served long ago. */
const MOST_CLIENTS = 1000

export type Claim = Pick<Ask, 'client' | 'priority' | 'askedAt'>

/** Things in the order in which they would be served if nothing else came, each with the claim whose turn it is. */
export type InTurn = <T>(
  things: readonly T[],
  claimsOf: (thing: T) => Iterable<Claim>,
) => Generator<readonly [thing: T, claim: Claim]>

export interface Shares {
  readonly inTurn: InTurn
  /** The claim's turn has come. */
  served(claim: Claim): void
}

/** When somebody was served last; turns are counted because many may come at one instant. */
interface Turn {
  readonly at: Instant
  readonly number: number
}

/**
 * `slotMs` is the usual time between two slots: whoever comes in between goes before the one who had the last, and after
 * all who have waited longer.
 */
export function createShares(clock: Clock, slotMs: number): Shares {
  const lastTurns = new Map<string, Turn>()
  let turns = 0
  let interactiveInARow = 0

  /** Clients and groups go in the order in which they were served, or came, whichever was later. */
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
    // The latest stand last, so that the first is the one to be forgotten.
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

/** One of each in turn, as long as there are any. */
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

function* remaining<T>(entries: readonly (readonly [T, Claim])[], gone: ReadonlySet<T>) {
  for (const entry of entries) if (!gone.has(entry[0])) yield entry
}
