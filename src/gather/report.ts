// Reports of each account, and errors of incomplete lists.
import type { UpstreamError } from '../domain/errors.ts'
import type { ListNoun } from '../domain/lists.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Account, Searched } from '../vendors/index.ts'
import type { AccountStream } from './stream.ts'
import { ListError } from '../domain/errors.ts'

const COMPLETE = {
  state: 'COMPLETE',
  code: null,
  message: null,
  retryAfterMs: null,
  asOf: null,
  rows: 0,
  upstreamRequests: 0,
} as const

/** COMPLETE without a request: no row can match. */
export function unasked({ name, vendor }: Account): AccountReport {
  return { ...COMPLETE, account: name, vendor }
}

export function skipped(account: Account, absent: readonly string[]): AccountReport {
  return skippedSince(account, `its rows do not carry ${absent.join(', ')}`)
}

/** The vendor lacks the noun, e.g. `OPERATION_HOURS`. */
export function lacking(account: Account, noun: ListNoun): AccountReport {
  return skippedSince(account, `its vendor lists no ${noun.toLowerCase().replaceAll('_', ' ')}`)
}

function skippedSince(account: Account, reason: string): AccountReport {
  const message = `${account.name} was not asked: ${reason}`
  return { ...unasked(account), state: 'SKIPPED', code: 'FILTER_ABSENT', message }
}

export function failed(
  account: Account,
  { code, message, retryAfterMs }: Pick<UpstreamError, 'code' | 'message' | 'retryAfterMs'>,
): AccountReport {
  return { ...unasked(account), state: 'FAILED', code, message, retryAfterMs }
}

interface Reported<R> {
  readonly account: Account
  readonly stream: AccountStream<R>
  readonly searched: readonly Searched[]
}

export function reportOf<R extends { readonly account: string }>(
  { account, stream, searched }: Reported<R>,
  rows: readonly R[],
): AccountReport {
  const failure = stream.failure()
  const counts = {
    asOf: stream.asOf(),
    rows: rows.reduce((count, row) => (row.account === account.name ? count + 1 : count), 0),
    upstreamRequests: stream.requests(),
  }
  if (failure !== null) return { ...failed(account, failure), ...counts }
  const read = { ...unasked(account), ...counts }
  if (stream.budgetError() !== null) {
    const message = `${account.name} was read as far as the operation's budget of upstream requests allows${adviceOf(searched)}`
    return { ...read, state: 'CAPPED', code: 'BUDGET_SPENT', message }
  }
  if (stream.capped() || stream.cut()) {
    const message = stream.capped()
      ? `${account.name} was read as far as one page may${adviceOf(searched)}`
      : `${account.name} does not return the rest of this list; narrow the filter to see more of it`
    return { ...read, state: 'CAPPED', code: 'SCAN_CAP', message }
  }
  const staleness = stream.staleReason()
  if (staleness === null) return read
  const { code, retryAfterMs } = staleness
  const message = `${staleness.message}; the rows are of "asOf"`
  return { ...read, state: 'STALE', code, message, retryAfterMs }
}

/** e.g. `; ask for the next page to go on`. */
function adviceOf(searched: readonly Searched[]): string {
  const keys = searched.map(({ key }) => `"${key}"`).join(', ')
  const reason =
    keys === '' ? '' : `, since its vendor was not sent ${keys} and its rows are searched instead`
  const isByCountry = searched.some(({ key, takesOthers }) => takesOthers && (key === 'from' || key === 'to'))
  const advice = isByCountry ? '; it is sent numbers that are written with their country ("+1…")' : ''
  return `${reason}${advice}; ask for the next page to go on`
}

/** Throws ListError if all accounts failed, or a required one. */
export function failIfNeeded<R>(
  streams: readonly AccountStream<R>[],
  rows: number,
  requireComplete: boolean,
): void {
  const failures = streams.flatMap((stream) => stream.failure() ?? [])
  if (failures.length > 0 && failures.length === streams.length && rows === 0)
    throw toListError('ALL_ACCOUNTS_FAILED', failures)
  if (requireComplete && failures.length > 0) throw toListError('INCOMPLETE', failures)
}

const REASONS = {
  ALL_ACCOUNTS_FAILED: 'No account could answer',
  INCOMPLETE: 'The list was required to be complete and is not',
} as const

export function toListError(code: keyof typeof REASONS, failures: readonly UpstreamError[]): ListError {
  const reasons = failures.map(({ account, code: reason }) => `${account}: ${reason}`).join(', ')
  return new ListError(code, `${REASONS[code]} (${reasons}).`, failures)
}
