// Whatever goes wrong on the wire becomes an UpstreamError here and nowhere else. What is thrown below carries URL,
// headers or body, so nothing of it travels further, not even as a cause.
import type { UpstreamCode } from '../domain/errors.ts'
import type { Wait } from './queue.ts'
import { UpstreamError } from '../domain/errors.ts'
import { TimedOut } from '../domain/time.ts'

/** Thrown when the vendor answers with anything but success. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number

  constructor(status: number) {
    super('the vendor refused')
    this.status = status
  }
}

/** Thrown when a body is not what the vendor documents; `message` says what was expected and what kind came. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

/** Any error of an attempt as an UpstreamError of the account, whose quota rests for another `restMs`. */
export function toUpstreamError(account: string, error: unknown, restMs: number | null): UpstreamError {
  if (error instanceof UpstreamError) return error
  if (error instanceof Refused) return fromStatus(account, error.status, restMs)
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
  return new UpstreamError(account, 'UPSTREAM_UNAVAILABLE', `${account} could not be reached or broke off`)
}

/** The refusal of an ask that does not wait for a pause to end, or whose deadline comes before its slot. */
export function toQuotaError(
  account: string,
  { place, retryAfterMs, isPaused }: Wait,
  restsAfter: number | null,
): UpstreamError {
  if (restsAfter !== null && restsAfter !== 429) {
    const message = `${account} answered HTTP ${restsAfter} and wants to be left alone for a while; ask again then`
    return new UpstreamError(account, toCode(restsAfter), message, { retryAfterMs })
  }
  if (isPaused) {
    const message = `${account} wants a pause after too many requests; ask again when it is over`
    return new UpstreamError(account, 'UPSTREAM_RATE_LIMITED', message, { retryAfterMs })
  }
  const ahead = place === 0 ? '' : `, since ${place} ${place === 1 ? 'goes' : 'go'} first`
  return new UpstreamError(
    account,
    'QUOTA_EXHAUSTED',
    `no request to ${account} can be sent before the deadline${ahead}; ask again later or allow more time`,
    { retryAfterMs },
  )
}

function fromStatus(account: string, status: number, restMs: number | null): UpstreamError {
  const code = toCode(status)
  const message = `${account} ${MEANING[code] ?? 'refused the request'} (HTTP ${status})`
  // Asking again would not help where the question is refused.
  const retryAfterMs = code === 'UPSTREAM_REJECTED' ? null : restMs
  return new UpstreamError(account, code, message, { status, retryAfterMs })
}

function toCode(status: number): UpstreamCode {
  if (status === 429) return 'UPSTREAM_RATE_LIMITED'
  if (status === 401 || status === 403) return 'UPSTREAM_UNAUTHORIZED'
  return status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_REJECTED'
}

const MEANING: Partial<Record<UpstreamCode, string>> = {
  UPSTREAM_RATE_LIMITED: 'received too many requests',
  UPSTREAM_UNAUTHORIZED: 'refused the credentials; check them in the settings',
  UPSTREAM_UNAVAILABLE: 'is unavailable',
}
