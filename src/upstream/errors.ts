// Errors of the wire become an UpstreamError here and nowhere else.
// Originals hold URLs, headers or bodies, so they are dropped, not
// even kept as a `cause`.
import type { UpstreamCode } from '../domain/errors.ts'
import type { Wait } from './queue.ts'
import { UpstreamError } from '../domain/errors.ts'
import { TimedOut } from '../domain/time.ts'

/** An HTTP status other than success. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number

  constructor(status: number) {
    super('the vendor refused')
    this.status = status
  }
}

/** A body other than documented; `message` is the kind that came, e.g. "a web page instead of JSON". */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

/** `pausedMs`: remaining pause of the account's quota; `null`: none. */
export function toUpstreamError(account: string, error: unknown, pausedMs: number | null): UpstreamError {
  if (error instanceof UpstreamError) return error
  if (error instanceof Refused) return fromStatus(account, error.status, pausedMs)
  if (error instanceof TimedOut) {
    return new UpstreamError(account, 'UPSTREAM_TIMEOUT', `${account} did not answer in time`)
  }
  if (error instanceof UnreadableAnswer) {
    return new UpstreamError(
      account,
      'UPSTREAM_INVALID_RESPONSE',
      `${account} answered with ${error.message}`,
    )
  }
  return new UpstreamError(
    account,
    'UPSTREAM_UNAVAILABLE',
    `${account} could not be reached or closed the connection`,
  )
}

/** Refusal of a request that would miss its deadline, or may not wait for a pause. */
export function toQuotaError(
  account: string,
  { place, retryAfterMs, isPaused }: Wait,
  pauseStatus: number | null,
): UpstreamError {
  if (pauseStatus !== null && pauseStatus !== 429) {
    const message = `${account} answered HTTP ${pauseStatus} and asked for a pause; try again after it`
    return new UpstreamError(account, toCode(pauseStatus), message, { retryAfterMs })
  }
  if (isPaused) {
    const message = `${account} asked for a pause after too many requests; try again after it`
    return new UpstreamError(account, 'UPSTREAM_RATE_LIMITED', message, { retryAfterMs })
  }
  const ahead = place === 0 ? '' : `, since ${place} ${place === 1 ? 'goes' : 'go'} first`
  const why =
    pauseStatus === null
      ? `${ahead}; ask again later or allow more time`
      : ', since it asked for a pause; ask again after it'
  const message = `no request to ${account} can be sent before the deadline${why}`
  return new UpstreamError(account, 'QUOTA_EXHAUSTED', message, { retryAfterMs })
}

function fromStatus(account: string, status: number, pausedMs: number | null): UpstreamError {
  const code = toCode(status)
  const refused = status < 400 ? REDIRECTED : 'refused the request'
  const message = `${account} ${MEANING[code] ?? refused} (HTTP ${status})`
  // A rejected question is rejected again.
  const retryAfterMs = code === 'UPSTREAM_REJECTED' ? null : pausedMs
  return new UpstreamError(account, code, message, { status, retryAfterMs })
}

function toCode(status: number): UpstreamCode {
  if (status === 429) return 'UPSTREAM_RATE_LIMITED'
  if (status === 401 || status === 403) return 'UPSTREAM_UNAUTHORIZED'
  return status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_REJECTED'
}

const REDIRECTED =
  'redirected the request, and credentials follow no redirect; check the address in the settings'

const MEANING: Partial<Record<UpstreamCode, string>> = {
  UPSTREAM_RATE_LIMITED: 'received too many requests',
  UPSTREAM_UNAUTHORIZED: 'refused the credentials; check them in the settings',
  UPSTREAM_UNAVAILABLE: 'is unavailable',
}
