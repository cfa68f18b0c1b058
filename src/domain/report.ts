// An account's part in an answer.
import type { UpstreamCode } from './errors.ts'
import type { Instant } from './time.ts'
import type { Vendor } from './vendor.ts'

export type ReportState = 'COMPLETE' | 'STALE' | 'CAPPED' | 'FAILED' | 'SKIPPED'

export type ReportCode = UpstreamCode | 'SCAN_CAP' | 'FILTER_ABSENT'

export interface AccountReport {
  readonly account: string
  readonly vendor: Vendor
  readonly state: ReportState
  readonly code: ReportCode | null
  readonly message: string | null
  readonly retryAfterMs: number | null
  /** The oldest read of a used row from the vendor; `null`: none was read. */
  readonly asOf: Instant | null
  /** Rows of the account in the answer. */
  readonly rows: number
  /** Upstream requests for the answer; a shared one counts in each. */
  readonly upstreamRequests: number
}
