// Collections whose rows are born and change as time passes, and the clock that lets them.

export type Row = Record<string, unknown>

export interface Story {
  /** When the row appears. */
  readonly at: number
  /** The instants from which on the row reads differently, in any order. */
  readonly changes: readonly number[]
  /** What the row says at an instant; depends on that instant only. */
  tell(now: number): Row
}

interface Living {
  row: Row
  readonly story: Story
  nextChange: number
}

export interface Shelf {
  /** The rows as they stand. Telling them takes longer than planning them, so it waits for the first look. */
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

/** Whether the row will change again. A row that somebody took out stays out. */
function retell(rows: Row[], one: Living, now: number): boolean {
  const index = rows.lastIndexOf(one.row)
  if (index < 0) return false
  one.row = one.story.tell(now)
  rows[index] = one.row
  one.nextChange = changeAfter(one.story, now)
  return one.nextChange !== Infinity
}

/** The next instant at which the row will change, infinity when it is settled. */
function changeAfter(story: Story, now: number): number {
  let next = Infinity
  for (const change of story.changes) if (change > now && change < next) next = change
  return next
}

export interface Timeline {
  /** Lets the stories of an endless stream, ascending by birth, appear on a shelf. */
  follow(shelf: Shelf, stream: Generator<Story, never>): void
  /** Adds one story, which may lie in the future. */
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
  /** Latest first, so that the next one is at the end. */
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

/** Where a story of that instant belongs among stories that stand latest first, after its equals. */
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

/** Takes the earliest story born by now. */
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
