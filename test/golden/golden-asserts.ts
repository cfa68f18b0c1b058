// What is right about the pages of a golden case: every row once, in order, and a report that says what each account did.
import type { GoldenPage } from './golden-page.ts'
import type { Wanted, World } from './golden-world.ts'
import assert from 'node:assert/strict'
import { compareKeys } from '../../src/domain/order.ts'
import { keyOfCursor } from './golden-page.ts'
import { orderOf } from './golden-world.ts'

/** What is to be given of the accounts that can be asked this. */
export function allWanted({ accounts, isSkipped, wantedOf }: World): Wanted[] {
  return accounts.flatMap((account) => (isSkipped(account) ? [] : wantedOf(account)))
}

export const missingOf = (wanted: readonly Wanted[], given: GoldenPage['edges']): readonly Wanted[] => {
  const ids = new Set(given.map(({ id }) => id))
  return wanted.filter(({ id }) => !ids.has(id))
}

/** Each once, in the order asked, those of one key in whatever order, and each as one of its versions stands. */
export function assertInOrder(
  given: GoldenPage['edges'],
  versions: readonly Wanted[],
  { golden }: World,
): void {
  const ids = given.map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  assert.deepEqual(twice, [], 'given more than once')
  const known = Map.groupBy(versions, ({ id }) => id)
  const { direction } = orderOf(golden)
  let before: Wanted | undefined
  for (const { id, cursor } of given) {
    const key = keyOfCursor(cursor)
    const row = known.get(id)?.find((one) => one.key === key)
    assert.ok(row, `given and ${known.has(id) ? 'does not stand there' : 'does not match'}\n${id} at ${key}`)
    const inOrder = before === undefined || compareKeys(before.key, key, direction) <= 0
    assert.ok(inOrder, `not in order\n${id} at ${key} stands after ${before?.id} at ${before?.key}`)
    before = row
  }
}

/** ASKED: it failed now. LEFT_ALONE: it failed before. RECOVERED: it would answer again. */
export interface Failure {
  readonly account: string
  readonly code: string
  readonly state: 'ASKED' | 'LEFT_ALONE' | 'RECOVERED'
}

/** What the report of the failing account may say, besides the usual. */
function waysOf({ code, state }: Failure): readonly string[] {
  // Three time-outs in a row break the circuit, which several lists of one account may reach on one page.
  const codes = state === 'ASKED' && code !== 'UPSTREAM_TIMEOUT' ? [code] : [code, ...LEFT_ALONE]
  // Time-outs take longer than a list is fresh.
  const stale = codes.map((one) => `STALE ${one}`)
  return state === 'RECOVERED' ? stale : [...stale, ...codes.map((one) => `FAILED ${one}`)]
}

/** Codes of an account that is not asked for a moment: it kept failing, or its vendor wants a pause. */
const LEFT_ALONE = ['UPSTREAM_UNAVAILABLE', 'UPSTREAM_RATE_LIMITED']

/** One report for each account, which says what became of it. */
export function assertReports(
  { reports }: GoldenPage,
  { accounts, isSkipped }: World,
  failure: Failure | null = null,
): void {
  assert.deepEqual(
    reports.map(({ account }) => account),
    accounts,
  )
  for (const { account, state, code } of reports) {
    const usual = isSkipped(account) ? ['SKIPPED FILTER_ABSENT'] : ['COMPLETE null', 'CAPPED SCAN_CAP']
    const own = failure?.account === account ? waysOf(failure) : []
    const ways = own.length > 0 && failure?.state === 'ASKED' ? own : [...usual, ...own]
    assert.ok(ways.includes(`${state} ${code}`), `${account} is ${state} ${code}`)
  }
}

export function assertRefused(world: World, codes: string): void {
  assert.equal(codes, 'UNSUPPORTED_ORDER')
  assert.ok(world.isRefused(), codes)
}
