// A collection whose rows are born and change as time passes.

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
