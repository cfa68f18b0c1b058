// Whether the first of several lists has the rows of all: a vendor may put those that lack the instant by which it sorts
// where our order has them. No document tells, so the rows do, and what they told is kept for the account.
import type { Learned, Lesson } from './learned.ts'
import type { FeedPage } from './feed.ts'
import type { Event, Part } from './in-step.ts'

/** One page of one list. */
export interface PartPage<R> {
  readonly part: Part<R>
  readonly page: FeedPage<R>
}

export interface Together<R> {
  /** Obeyed when the first list is enough, ignored when all are needed, undefined until rows have told. */
  lesson(): Lesson | undefined
  /** Learns from a page of the first list. */
  see(first: PartPage<R>): void
  /** Learns from pages of the other lists beside it. */
  compare(first: PartPage<R>, others: readonly PartPage<R>[]): void
}

/** A range of instants is a lesson of its own, since it may leave out rows that the order includes. */
export function createTogether<R extends Event>(
  learned: Learned,
  noun: string,
  isRange: boolean,
): Together<R> {
  const order = `${noun} lists together`
  const range = `${order} in a range`
  const names = isRange ? [order, range] : [order]
  const about = () => names.map((name) => learned.about(name))
  const learnLast = (lesson: Lesson) => learned.learn(isRange ? range : order, lesson)
  return {
    lesson: () => {
      if (about().includes('ignored')) return 'ignored'
      return about().every((lesson) => lesson === 'obeyed') ? 'obeyed' : undefined
    },
    see: ({ part, page: { rows } }) => {
      const isOwn = (row: R) => part.has(row) && part.standsAt(row) != null
      const [top, end] = [rows.findIndex(isOwn), Math.max(0, rows.findLastIndex(isOwn))]
      // Rows without an instant stand before or after all others, unless they have a place among them. Some may have
      // one only because their instant came at once, so that one must be there that surely lacks it.
      const isAmong =
        rows.slice(top, end).some((row) => !part.has(row)) && rows.slice(0, end).some(part.lacks)
      if (!isSorted(rows)) learnLast('ignored')
      else if (isAmong) for (const name of names) learned.learn(name, 'obeyed')
    },
    compare: ({ page }, others) => {
      const starts = page.rows.flatMap(({ startedAt }) => startedAt ?? [])
      const [newest = 0, oldest = 0] = [starts[0], starts.at(-1)]
      const ids = new Set(page.rows.map(({ id }) => id))
      const due = others
        .flatMap(({ part, page: { rows } }) => rows.filter(part.has))
        .filter(({ startedAt }) => startedAt != null && startedAt > oldest && startedAt < newest)
      if (due.length === 0) return
      if (due.every(({ id }) => !ids.has(id))) learnLast('ignored')
      // In the order itself, only a row that surely lacks its instant tells of all that do.
      else if (isRange && due.every(({ id }) => ids.has(id))) learnLast('obeyed')
    },
  }
}

function isSorted(rows: readonly Event[]): boolean {
  const starts = rows.flatMap(({ startedAt }) => startedAt ?? [])
  return starts.every((start, index) => start <= (starts[index - 1] ?? start))
}
