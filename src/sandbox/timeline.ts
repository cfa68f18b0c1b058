/**
 * The world clock: rows are born and change as time passes. What a row says at an instant depends on that instant
 * only, never on when somebody looked, so that a sandbox is the same however often it is asked.
 */

export type Row = Record<string, unknown>

export type Story = {
  /** When the row appears. */
  at: number
  /** The instants from which on the row reads differently, in any order. */
  changes: readonly number[]
  tell(now: number): Row
}

/** A collection whose rows the timeline writes. */
export type Shelf = {
  /** The rows as they stand. Telling them takes longer than planning them, so it waits for the first look. */
  rows: () => Row[]
}

export type Timeline = {
  createShelf(): Shelf
  /** Lets the stories of an endless stream, ascending by birth, appear on a shelf. */
  follow(shelf: Shelf, stream: Generator<Story, never>): void
  /** Adds one story, which may lie in the future. */
  add(shelf: Shelf, story: Story): void
  advance(now: number): void
}

type Planned = { shelf: Shelf; story: Story }
type Stream = Planned & { stream: Generator<Story, never> }
type Living = { rows: Row[]; row: Row; story: Story; nextChange: number }

export function createTimeline(): Timeline {
  const streams: Stream[] = []
  /** Latest first, so that the next one is at the end. */
  const planned: Planned[] = []
  const untold = new Map<Shelf, Story[]>()
  let living: Living[] = []
  let now = -Infinity

  function tell(rows: Row[], story: Story): void {
    const row = story.tell(now)
    rows.push(row)
    const nextChange = changeAfter(story, now)
    if (nextChange !== Infinity) living.push({ rows, row, story, nextChange })
  }

  function createShelf(): Shelf {
    const rows: Row[] = []
    const shelf = {
      rows() {
        const waiting = untold.get(shelf) ?? []
        untold.delete(shelf)
        for (const story of waiting) tell(rows, story)
        return rows
      },
    }
    untold.set(shelf, [])
    return shelf
  }

  function bear({ shelf, story }: Planned): void {
    const waiting = untold.get(shelf)
    if (waiting === undefined) tell(shelf.rows(), story)
    else waiting.push(story)
  }

  return {
    createShelf,
    follow: (shelf, stream) => void streams.push({ shelf, stream, story: stream.next().value }),
    add: (shelf, story) => void planned.splice(placeOf(planned, story.at), 0, { shelf, story }),
    advance(to) {
      now = to
      living = living.filter((one) => one.nextChange > now || retell(one, now))
      for (let next = takeNext(streams, planned, now); next !== undefined;) {
        bear(next)
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

/** Whether the row will change again. A row that somebody took out stays out. */
function retell(one: Living, now: number): boolean {
  const index = one.rows.lastIndexOf(one.row)
  if (index < 0) return false
  one.row = one.story.tell(now)
  one.rows[index] = one.row
  one.nextChange = changeAfter(one.story, now)
  return one.nextChange !== Infinity
}

/** The next instant at which the row will change, infinity when it is settled. */
function changeAfter(story: Story, now: number): number {
  let next = Infinity
  for (const change of story.changes) if (change > now && change < next) next = change
  return next
}
