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
  let last: { readonly rows: readonly R[]; readonly judged: Judged<R> } | null = null

  /** Most rows are the same after a refresh: their verdicts are kept. */
  function verdicts(): Judge<R> {
    if (last === null || !last.judged.isSure) return judge
    const { rows, judged: before } = last
    const [all, passing] = [new Set(rows.slice(0, before.count)), new Set(before.passing)]
    return (row) => (all.has(row) ? passing.has(row) : judge(row))
  }

  function judged(rows: readonly R[]): Judged<R> {
    const found = known.get(rows) ?? { passing: [], count: 0, isSure: true }
    if (found.count === rows.length) return found
    const verdictOf = found.count === 0 ? verdicts() : judge
    for (const row of rows.slice(found.count)) {
      const verdict = verdictOf(row)
      if (verdict === undefined) found.isSure = false
      if (verdict === true) found.passing.push(row)
    }
    found.count = rows.length
    known.set(rows, found)
    last = { rows, judged: found }
    return found
  }

  return {
    passing: (rows) => judged(rows).passing,
    isSure: (rows) => judged(rows).isSure,
    count: () => last?.judged.passing.length ?? 0,
  }
}
