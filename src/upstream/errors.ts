// Whatever goes wrong on the wire becomes an UpstreamError here and nowhere else. ky's errors carry URL, headers and
// body, so nothing of them travels further, not even as a cause.
import type { UpstreamCode } from '../domain/errors.ts'
import { HTTPError } from 'ky'
import { UpstreamError } from '../domain/errors.ts'
import { SlotRefused } from './slots.ts'

/** Thrown by an attempt whose own time is up. */
export class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout'
}

/** Thrown when a body is not what the vendor documents; `message` says what was expected and what kind came. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

/** Any error of an attempt as an UpstreamError of the account. */
export function toUpstreamError(account: string, error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  if (error instanceof HTTPError) return fromStatus(account, error.response)
  if (error instanceof AttemptTimeout) {
    return new UpstreamError(account, 'UPSTREAM_TIMEOUT', `${account} did not answer in time`)
  }
  if (error instanceof UnreadableAnswer) {
    return new UpstreamError(
      account,
      'UPSTREAM_INVALID_RESPONSE',
      `${account} answered with ${error.message}`,
    )
  }
  if (error instanceof SlotRefused) {
    const message = `no request to ${account} can be sent before the deadline; ask again later or allow more time`
    return new UpstreamError(account, 'QUOTA_EXHAUSTED', message, { retryAfterMs: error.retryAfterMs })
  }
  return new UpstreamError(account, 'UPSTREAM_UNAVAILABLE', `${account} could not be reached or broke off`)
}

function fromStatus(account: string, { status, headers }: Response): UpstreamError {
  const code = toCode(status)
  return new UpstreamError(
    account,
    code,
    `${account} ${MEANING[code] ?? 'refused the request'} (HTTP ${status})`,
    {
      status,
      retryAfterMs: code === 'UPSTREAM_RATE_LIMITED' ? toRetryAfterMs(headers.get('retry-after')) : null,
    },
  )
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

// Seconds or, by RFC 9110, a date; a date would need the vendor's clock and is left to the back-off.
function toRetryAfterMs(header: string | null): number | null {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}
