// Reports of statistics: how far an account is counted, and what its rows lack.
import type { AccountReport } from '../domain/report.ts'
import type { Instant } from '../domain/time.ts'
import type { Account } from '../vendors/index.ts'
import type { AccountStream, Covered } from './stream.ts'
import { failed, unasked } from './report.ts'

/** A client asks again within this time, or reading stops. */
const MOST_RETRY_MS = 30_000

export interface StatsReportOptions<R> {
  readonly account: Account
  readonly stream: AccountStream<R>
  readonly covered: Covered<R>
  readonly range: { readonly from: Instant; readonly to: Instant }
  /** Measures and keys that its rows do not carry, e.g. `['queueSeconds']`. */
  readonly lacking: readonly string[]
}

/** True if the vendor failed. Without a free slot in time an account is read on in the background. */
export function isFailed(stream: Pick<AccountStream<unknown>, 'failure'>): boolean {
  const failure = stream.failure()
  return failure !== null && failure.code !== 'QUOTA_EXHAUSTED'
}

/** True while an older list is counted, and a younger one is read in its place. */
export function isReadAgain(stream: Pick<AccountStream<unknown>, 'staleReason'>): boolean {
  const code = stream.staleReason()?.code
  return code === 'BUDGET_SPENT' || code === 'QUOTA_EXHAUSTED'
}

export function statsReport<R>(options: StatsReportOptions<R>): AccountReport {
  const { account, stream, covered, lacking } = options
  const counted = { asOf: stream.asOf(), rows: covered.rows.length, upstreamRequests: stream.requests() }
  const read = { ...unasked(account), ...counted }
  const failure = stream.failure()
  if (failure !== null && isFailed(stream)) return { ...failed(account, failure), ...counted }
  if (stream.cut()) {
    const message = `${account.name} does not return the rest of this list; count a shorter range`
    return { ...read, state: 'CAPPED', code: 'SCAN_CAP', message }
  }
  if (!covered.isWhole) {
    const message = `${account.name} is counted in part, and read on in the background while somebody asks; ask again`
    return { ...read, state: 'CAPPED', code: 'BUDGET_SPENT', message, retryAfterMs: restMs(options) }
  }
  const stale = stream.staleReason()
  if (stale !== null) {
    const reason = isReadAgain(stream)
      ? `${account.name} is read again in the background while somebody asks`
      : stale.message
    const message = `${reason}; rows are counted as of "asOf"`
    const retryAfterMs = stale.retryAfterMs ?? (isReadAgain(stream) ? restMs(options) : null)
    return { ...read, state: 'STALE', code: stale.code, message, retryAfterMs }
  }
  if (lacking.length === 0) return read
  const message = `${account.name} is counted without ${lacking.join(', ')}: its rows do not carry them`
  return { ...read, state: 'SKIPPED', code: 'FILTER_ABSENT', message }
}

/** Time for the pages that are missing, if rows are spread evenly; for all that are read again. */
function restMs<R>({ account, covered, range }: StatsReportOptions<R>): number {
  const { config, queue } = account
  const since = covered.from ?? range.to
  const { length } = covered.rows
  const rest = covered.isWhole ? length : (length * (since - range.from)) / Math.max(1, range.to - since)
  const pages = Math.max(1, Math.ceil(rest / Math.max(1, covered.pageSize)))
  const pageMs = (config.quota.windowMs * config.pace) / config.quota.requests
  return Math.min(MOST_RETRY_MS, Math.round(queue.state().nextSlotInMs + pages * pageMs))
}
