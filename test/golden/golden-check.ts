// Draws cases by the hundred and checks each. One that fails is cut down to what it needs to fail in the same way, and
// printed with the settings that repeat it: GOLDEN_SEED, GOLDEN_CASE; GOLDEN_CASES is how many there are of each suite.
import type { GoldenCase } from './golden-case.ts'
import { accountsOf } from './golden-case.ts'

export interface Suite {
  readonly name: string
  /** Number of cases where GOLDEN_CASES is not set. */
  readonly count: number
  /** Equal seeds draw equal cases. */
  readonly draw: (seed: string) => GoldenCase
  readonly check: (golden: GoldenCase) => Promise<void>
}

const { GOLDEN_SEED: seed = '1', GOLDEN_CASES: cases, GOLDEN_CASE: only } = process.env

export async function checkCases(suite: Suite): Promise<void> {
  const { name, count, draw } = suite
  const all = Array.from({ length: Number(cases ?? count) }, (_, index) => index)
  for (const number of only === undefined ? all : [Number(only)]) {
    const golden = draw(`${seed}/${name}/${number}`)
    const failure = await failureOf(suite, golden)
    // A case may pass without one turn of the event loop, before which the runtime lets go of nothing weakly held.
    await new Promise((resolve) => setImmediate(resolve))
    if (failure === null) continue
    const smallest = await cut(suite, golden, failure)
    const reason = await failureOf(suite, smallest)
    throw new Error(
      `${name}, case ${number}: repeat it with GOLDEN_SEED=${seed} GOLDEN_CASE=${number}. ` +
        `As small as it could be made: ${JSON.stringify(smallest)}\n${(reason ?? failure).stack}`,
    )
  }
}

async function failureOf({ check }: Suite, golden: GoldenCase): Promise<Error | null> {
  try {
    await check(golden)
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const MOST_CUTS = 300

async function cut(suite: Suite, golden: GoldenCase, { message }: Error): Promise<GoldenCase> {
  const [reason] = message.split('\n')
  let smallest = golden
  let cuts = 0
  for (let found = true; found && cuts < MOST_CUTS;) {
    found = false
    for (const smaller of smallerCases(smallest)) {
      if ((cuts += 1) > MOST_CUTS) break
      const failure = await failureOf(suite, smaller)
      if (failure?.message.split('\n')[0] !== reason) continue
      smallest = smaller
      found = true
      break
    }
  }
  return smallest
}

/** The same case, each time without one thing. */
function* smallerCases(golden: GoldenCase): Generator<GoldenCase> {
  const { filter, rows, first, selection } = golden
  const names = accountsOf(rows)
  if (golden.orderBy !== null) yield { ...golden, orderBy: null }
  for (const name of names) {
    if (rows[name]?.length !== 0) yield { ...golden, rows: { ...rows, [name]: [] } }
  }
  for (const smaller of withoutKeys(filter)) yield { ...golden, filter: smaller }
  for (const smaller of withoutKeys(golden.further)) yield { ...golden, further: smaller }
  for (const smaller of withoutKeys(selection)) yield { ...golden, selection: smaller }
  for (const name of names) {
    for (const fewer of withoutSome(rows[name] ?? [])) yield { ...golden, rows: { ...rows, [name]: fewer } }
  }
  if (first.length > 1) yield { ...golden, first: first.slice(0, 1) }
}

/** Rows without a half of them, a quarter, … and without each. */
function* withoutSome<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let size = Math.ceil(rows.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < rows.length; at += size) yield rows.toSpliced(at, size)
  }
}

/** A filter without each of its keys, those of nested filters included. */
function* withoutKeys(filter: object): Generator<object> {
  for (const [key, value] of Object.entries(filter)) {
    const { [key]: _, ...rest } = filter as Record<string, unknown>
    yield rest
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
    for (const smaller of withoutKeys(value)) yield { ...rest, [key]: smaller }
  }
}
