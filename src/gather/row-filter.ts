// The rows of a cached list that pass a narrower filter. Each row is judged once.
//
//   list      a b c d e | f g         f and g are appended
//   passing   b d e     | g           only they are judged
import type { Judge } from '../vendors/index.ts'

export interface RowFilter<R> {
  /** The rows that pass, in their order. */
  passing(rows: readonly R[]): readonly R[]
  /** False if a row does not show what the filter asks. */
  isSure(rows: readonly R[]): boolean
  /** Number of rows that passed last, for the size of the cache. */
  count(): number
}

interface Judged<R> {
  readonly passing: R[]
  count: number
  isSure: boolean
}

export function createRowFilter<R>(judge: Judge<R>): RowFilter<R> {
  // A refresh replaces the array; streams may still read the old one.
  const known = new WeakMap<readonly R[], Judged<R>>()
  let count = 0

  function judged(rows: readonly R[]): Judged<R> {
    const found = known.get(rows) ?? { passing: [], count: 0, isSure: true }
    if (found.count === rows.length) return found
    for (const row of rows.slice(found.count)) {
      const verdict = judge(row)
      if (verdict === undefined) found.isSure = false
      if (verdict === true) found.passing.push(row)
    }
    found.count = rows.length
    known.set(rows, found)
    count = found.passing.length
    return found
  }

  return {
    passing: (rows) => judged(rows).passing,
    isSure: (rows) => judged(rows).isSure,
    count: () => count,
  }
}
