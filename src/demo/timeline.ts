// The world clock: it lets stories begin in the order of time, whichever collection they belong to, so that a sandbox
// is the same however often it is asked.
import type { Shelf, Story } from './shelf.ts'

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
