// A feed that caches every row it reads, for later look-ups.
import type { Instant } from '../domain/time.ts'
import type { Feed } from '../vendors/index.ts'

/** Caches rows read at an instant; `size` is their characters together. */
export type Remember = (rows: readonly object[], size: number, readAt: Instant) => void

/** The feed, its parts and variants. */
export function rememberingFeed<R extends object>(feed: Feed<R>, remember: Remember): Feed<R> {
  return {
    ...feed,
    parts: feed.parts?.map((part) => ({ ...part, feed: rememberingFeed(part.feed, remember) })),
    valued: () => {
      const valued = feed.valued?.() ?? null
      return valued === null ? null : rememberingFeed(valued, remember)
    },
    read: async (at, ask) => {
      const page = await feed.read(at, ask)
      if (page.isRemembered !== true) remember(page.rows, page.size, page.sentAt)
      return page
    },
  }
}
