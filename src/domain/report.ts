// What one account did for one answer.
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
  /** When the oldest row used was read from the vendor; null when none was. */
  readonly asOf: Instant | null
  /** How many rows of the account are in the answer. */
  readonly rows: number
  /** How many upstream requests were sent for the answer, a shared one counted in each. */
  readonly upstreamRequests: number
}
