// Several lists of one noun as a single feed, for lists read whole.
import type { Feed } from './question.ts'

/** Common properties come from the first feed. */
export function concat<R>(first: Feed<R>, ...others: readonly Feed<R>[]): Feed<R> {
  const feeds = [first, ...others]
  const asked = feeds.filter((feed) => !feed.none && feed.absent.length === 0)
  return {
    ...first,
    absent: first.absent.filter((key) => others.every((feed) => feed.absent.includes(key))),
    none: asked.length === 0,
    exact: feeds.every((feed) => feed.exact),
    // Each feed post-filters its own rows before they are joined.
    matches: () => true,
    parts: asked.map((feed) => ({ feed, has: feed.matches })),
  }
}
