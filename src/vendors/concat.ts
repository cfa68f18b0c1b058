// Several lists of one noun as a single feed, for lists that are read whole: page n is page n of each that goes so far.
import type { Feed, FeedPage } from './feed.ts'

/** The first feed stands for what all of them have in common. */
export function concat<R>(first: Feed<R>, ...others: readonly Feed<R>[]): Feed<R> {
  const feeds = [first, ...others]
  const asked = feeds.filter((feed) => !feed.none && feed.absent.length === 0)
  let open: readonly Feed<R>[] = asked
  return {
    ...first,
    absent: first.absent.filter((key) => others.every((feed) => feed.absent.includes(key))),
    none: asked.length === 0,
    exact: feeds.every((feed) => feed.exact),
    // Each has its own residual filters, so its rows are checked before they are joined.
    matches: () => true,
    read: async (at, ask) => {
      if (at.page === 1) open = asked
      const pages = await Promise.all(open.map((feed) => feed.read(at, ask)))
      const joined = join(open.map((feed, index) => [feed, pages[index]] as const))
      open = open.filter((_, index) => pages[index]?.more)
      return joined
    },
  }
}

function join<R>(parts: readonly (readonly [Feed<R>, FeedPage<R> | undefined])[]): FeedPage<R> {
  const pages = parts.flatMap(([, page]) => page ?? [])
  const sum = (valueOf: (page: FeedPage<R>) => number) =>
    pages.reduce((total, page) => total + valueOf(page), 0)
  return {
    rows: parts.flatMap(([feed, page]) => page?.rows.filter(feed.matches) ?? []),
    count: sum(({ count }) => count),
    total: pages.some(({ total }) => total === null) ? null : sum(({ total }) => total ?? 0),
    more: pages.some(({ more }) => more),
    bounded: false,
    sorted: false,
    size: sum(({ size }) => size),
  }
}
