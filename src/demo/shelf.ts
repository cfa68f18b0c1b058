// Rows that appear and change as time passes, and their clock.

export type Row = Record<string, unknown>

export interface Story {
  readonly at: number
  /** Instants at which the row changes, unsorted. */
  readonly changes: readonly number[]
  /** A pure function of `now`. */
  tell(now: number): Row
}

interface Living {
  row: Row
  readonly story: Story
  nextChange: number
}

export interface Shelf {
  /** Current rows, written on first access: writing costs more than planning. */
  readonly rows: () => Row[]
  bear(story: Story, now: number): void
  advance(now: number): void
}

export function createShelf(): Shelf {
  const rows: Row[] = []
  let untold: Story[] | undefined = []
  let living: Living[] = []
  let today = -Infinity

  function tell(story: Story): void {
    const row = story.tell(today)
    rows.push(row)
    const nextChange = changeAfter(story, today)
    if (nextChange !== Infinity) living.push({ row, story, nextChange })
  }

  return {
    rows() {
      const waiting = untold ?? []
      untold = undefined
      for (const story of waiting) tell(story)
      return rows
    },
    bear(story, now) {
      today = now
      if (untold === undefined) tell(story)
      else untold.push(story)
    },
    advance(now) {
      today = now
      living = living.filter((one) => one.nextChange > now || retell(rows, one, now))
    },
  }
}

/** Returns true if the row changes again. A removed row stays removed. */
function retell(rows: Row[], one: Living, now: number): boolean {
  const index = rows.lastIndexOf(one.row)
  if (index < 0) return false
  one.row = one.story.tell(now)
  rows[index] = one.row
  one.nextChange = changeAfter(one.story, now)
  return one.nextChange !== Infinity
}

/** `Infinity`: the row is settled. */
function changeAfter(story: Story, now: number): number {
  let next = Infinity
  for (const change of story.changes) if (change > now && change < next) next = change
  return next
}

export interface Timeline {
  /** Stories of an endless stream, ascending, appear on the shelf. */
  follow(shelf: Shelf, stream: Generator<Story, never>): void
  add(shelf: Shelf, story: Story): void
  advance(now: number): void
}

interface Planned {
  readonly shelf: Shelf
  story: Story
}
interface Stream extends Planned {
  readonly stream: Generator<Story, never>
}

export function createTimeline(): Timeline {
  const streams: Stream[] = []
  /** Latest first: the next story is the last element. */
  const planned: Planned[] = []
  return {
    follow: (shelf, stream) => void streams.push({ shelf, stream, story: stream.next().value }),
    add: (shelf, story) => void planned.splice(placeOf(planned, story.at), 0, { shelf, story }),
    advance(now) {
      for (const { shelf } of streams) shelf.advance(now)
      for (let next = takeNext(streams, planned, now); next !== undefined;) {
        next.shelf.bear(next.story, now)
        next = takeNext(streams, planned, now)
      }
    },
  }
}

/** Binary search in a list with the latest first; equals go after each other. */
function placeOf(planned: readonly Planned[], at: number): number {
  let low = 0
  let high = planned.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((planned[middle]?.story.at ?? 0) > at) low = middle + 1
    else high = middle
  }
  return low
}

function takeNext(streams: readonly Stream[], planned: Planned[], now: number): Planned | undefined {
  let earliest: Stream | undefined
  for (const candidate of streams) {
    if (earliest === undefined || candidate.story.at < earliest.story.at) earliest = candidate
  }
  const head = planned.at(-1)
  if (head !== undefined && (earliest === undefined || head.story.at <= earliest.story.at)) {
    return head.story.at <= now ? planned.pop() : undefined
  }
  if (earliest === undefined || earliest.story.at > now) return undefined
  const taken = { shelf: earliest.shelf, story: earliest.story }
  earliest.story = earliest.stream.next().value
  return taken
}

export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
