// All errors: of clients, of accounts and of lists.
// Messages name places, kinds and numbers; never a URL, a header, a body or a person.

/** Reasons of an account that cannot answer: the `code` of GraphQL errors and of reports. */
export const UPSTREAM_CODES = [
  'QUOTA_EXHAUSTED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID_RESPONSE',
  'UPSTREAM_REJECTED',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_UNAUTHORIZED',
  'NOT_CACHED',
  'BUDGET_SPENT',
] as const

export type UpstreamCode = (typeof UPSTREAM_CODES)[number]

/** A request that an account could not answer. It carries no cause: causes hold URLs and headers. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly account: string
  readonly code: UpstreamCode
  /** Milliseconds until another request may succeed; `null`: unknown, or never. */
  readonly retryAfterMs: number | null
  /** The HTTP status; `null`: no answer. */
  readonly status: number | null

  constructor(
    account: string,
    code: UpstreamCode,
    message: string,
    { retryAfterMs = null, status = null }: { retryAfterMs?: number | null; status?: number | null } = {},
  ) {
    super(message)
    this.account = account
    this.code = code
    this.retryAfterMs = retryAfterMs
    this.status = status
  }
}

/** For an operation that ended, by its deadline or its client, during a request. */
export function toDeadlineError(account: string): UpstreamError {
  return new UpstreamError(
    account,
    'UPSTREAM_TIMEOUT',
    `${account} did not answer before the operation's deadline`,
  )
}

/** For `only-if-cached`: the cache has nothing, or nothing young enough. */
export function toNotCachedError(account: string): UpstreamError {
  const message = `${account} was not asked, as the header "x-freshness" wants it, and nothing young enough is remembered`
  return new UpstreamError(account, 'NOT_CACHED', message)
}

/** For a request beyond the operation's budget. */
export function toBudgetError(account: string): UpstreamError {
  const message = `${account} was not asked, because the operation has spent its budget of upstream requests; what was read is remembered, so that asking again goes further`
  return new UpstreamError(account, 'BUDGET_SPENT', message)
}

export function isBudgetSpent(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'BUDGET_SPENT'
}

type InputCode = 'BAD_USER_INPUT' | 'INVALID_CURSOR' | 'UNSUPPORTED_ORDER'

/** A question without an answer, e.g. an unknown cursor. Thrown before any upstream request. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly code: InputCode

  constructor(message: string, code: InputCode = 'BAD_USER_INPUT') {
    super(message)
    this.code = code
  }
}

/** An operation above a limit. Thrown before it is executed. */
export class LimitError extends Error {
  override readonly name = 'LimitError'
  /** E.g. `depth` 14 of 12. */
  readonly limit: string
  readonly value: number
  readonly maximum: number

  constructor(
    message: string,
    { limit, value, maximum }: { readonly limit: string; readonly value: number; readonly maximum: number },
  ) {
    super(message)
    this.limit = limit
    this.value = value
    this.maximum = maximum
  }
}

/** A field that the viewer may not see. Thrown before its upstream requests. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError'
}

/** A request without a valid sign-in. The message is the reason, for the log alone, e.g. "no token". */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError'
}

/** A subscription beyond the end of its sign-in. */
export class SignInExpiredError extends Error {
  override readonly name = 'SignInExpiredError'

  constructor() {
    super('The sign-in that opened this subscription has expired; sign in again and subscribe anew.')
  }
}

/** An operation with a minimum price above the limit. Thrown before any upstream request. */
export class PriceError extends Error {
  override readonly name = 'PriceError'
  readonly requests: number
  readonly limit: number

  constructor(message: string, { requests, limit }: { readonly requests: number; readonly limit: number }) {
    super(message)
    this.requests = requests
    this.limit = limit
  }
}

/** A list without any account's answer, or incomplete although `requireComplete`. */
export class ListError extends Error {
  override readonly name = 'ListError'
  readonly code: 'INCOMPLETE' | 'ALL_ACCOUNTS_FAILED'
  readonly failures: readonly UpstreamError[]

  constructor(
    code: 'INCOMPLETE' | 'ALL_ACCOUNTS_FAILED',
    message: string,
    failures: readonly UpstreamError[],
  ) {
    super(message)
    this.code = code
    this.failures = failures
  }
}

/** `thrown` as an Error, e.g. the reason of a signal; `message` stands in for anything else. */
export function toError(thrown: unknown, message = 'something other than an error was thrown'): Error {
  return thrown instanceof Error ? thrown : new Error(message)
}

/** The kind of a value, for messages that must not repeat it: "a text of 14 characters". */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (value === '') return 'an empty text'
  if (typeof value === 'string') return `a text of ${value.length} character${value.length === 1 ? '' : 's'}`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'symbol') return 'a word without quotes'
  return typeof value === 'object' ? 'an object' : typeof value
}
