// All errors that clients see. Ours get a code, those of graphql-js lose values.
// Other errors are faults: clients get `INTERNAL_SERVER_ERROR`, the log gets the rest.
import type { ExecutionResult, GraphQLErrorExtensions, GraphQLErrorOptions } from 'graphql'
import type { Emit } from '../domain/event.ts'
import { GraphQLError } from 'graphql'
import {
  ForbiddenError,
  InputError,
  LimitError,
  ListError,
  PriceError,
  SignInExpiredError,
  UpstreamError,
  kindOf,
  toError,
} from '../domain/errors.ts'

/** Receives faults. */
type OnFault = (error: Error, where: string) => void

/** Without `suggests` messages have no `Did you mean …?`. */
export function toClientError(error: unknown, onFault: OnFault, suggests = true): GraphQLError {
  if (!(error instanceof GraphQLError)) return toFault(error, '', onFault)
  const { path, originalError: cause } = error
  const { nodes = null, source = null, positions = null } = error
  const place: GraphQLErrorOptions = { nodes, source, positions, path: path ?? null }
  const told = cause === undefined || cause instanceof GraphQLError ? null : toTold(cause)
  const { http } = error.extensions
  if (told !== null) {
    const extensions = http === undefined ? told.extensions : { ...told.extensions, http }
    return new GraphQLError(told.message, { ...place, extensions })
  }
  if (cause !== undefined && !(cause instanceof GraphQLError) && !isCoercion(error)) {
    return toFault(cause, path?.join('.') ?? '', onFault, place)
  }
  const code = typeof error.extensions.code === 'string' ? error.extensions.code : ''
  const message = withoutValues(error.message)
  return new GraphQLError(suggests ? message : message.replace(SUGGESTION, ''), {
    ...place,
    extensions: {
      code: OWN_CODES.has(code) ? code : 'BAD_USER_INPUT',
      ...(http === undefined ? {} : { http: toHttp(http, code) }),
    },
  })
}

/** Bad requests keep their status for every client. */
function toHttp<T extends object>(http: T, code: string): T {
  return code === 'BAD_REQUEST' ? { ...http, spec: false } : http
}

/** The client's code, e.g. `BAD_USER_INPUT`. */
export function codeOf(error: GraphQLError): string {
  return String(toClientError(error, () => {}).extensions.code)
}

const SUGGESTION = / Did you mean .+\?$/s

const OWN_CODES: ReadonlySet<string> = new Set([
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'INTERNAL_SERVER_ERROR',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/** 400 before execution for clients that accept `graphql-response+json`, else 200. */
export const NOT_EXECUTED = { status: 400, spec: true }

/** Message and extensions of our own errors. */
function toTold(error: Error): { message: string; extensions: GraphQLErrorExtensions } | null {
  if (error instanceof InputError) return { message: error.message, extensions: { code: error.code } }
  if (error instanceof LimitError) {
    const { message, limit, value, maximum } = error
    return { message, extensions: { code: 'LIMIT_EXCEEDED', limit, value, maximum, http: NOT_EXECUTED } }
  }
  if (error instanceof ForbiddenError) return { message: error.message, extensions: { code: 'FORBIDDEN' } }
  if (error instanceof SignInExpiredError)
    return { message: error.message, extensions: { code: 'UNAUTHENTICATED' } }
  if (error instanceof PriceError) {
    const { message, requests, limit } = error
    return { message, extensions: { code: 'TOO_EXPENSIVE', requests, limit, http: NOT_EXECUTED } }
  }
  if (error instanceof UpstreamError) {
    const { account, retryAfterMs } = error
    // Reports say BUDGET_SPENT, errors TOO_EXPENSIVE.
    const code = error.code === 'BUDGET_SPENT' ? 'TOO_EXPENSIVE' : error.code
    return {
      message: error.message,
      extensions: { code, account, ...(retryAfterMs === null ? {} : { retryAfterMs }) },
    }
  }
  if (error instanceof ListError) {
    const failures = error.failures.map(({ account, code, message, retryAfterMs }) => ({
      account,
      code,
      message,
      retryAfterMs,
    }))
    const [only] = failures
    const waits = failures.flatMap(({ retryAfterMs }) => retryAfterMs ?? [])
    return {
      message: error.message,
      extensions: {
        code: error.code,
        failures,
        ...(only === undefined || failures.length > 1 ? {} : { account: only.account }),
        ...(waits.length === 0 ? {} : { retryAfterMs: Math.min(...waits) }),
      },
    }
  }
  return null
}

function toFault(
  error: unknown,
  where: string,
  onFault: OnFault,
  place: GraphQLErrorOptions = {},
): GraphQLError {
  onFault(toError(error), where)
  return new GraphQLError('Something went wrong inside Switchboard.', {
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  })
}

function isCoercion({ message }: GraphQLError): boolean {
  return message.startsWith('Variable "') || message.startsWith('Expected value of type ')
}

// Messages of graphql-js that quote values, with replacements.
const QUOTES: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^(Variable "\$\w+") got invalid value .*?((?: at "[^"]*")?; )(?=(?:Expected|Int|Float|String|Boolean|ID|Value|Enum|Field|Argument|Exactly|Specified)\b)/s,
    (_, variable, rest) => `${variable} got an invalid value${rest}`,
  ],
  [
    // graphql-js escapes quotes in texts, so plain quotes end a suggestion.
    /(cannot represent [^:]*: )(.+?)(\. Did you mean (?:the enum value )?(?:"\w+"|, |or )+\?)?$/s,
    (_, what, value, suggestion = '') => `${what}${kindOfPrinted(value)}${suggestion}`,
  ],
  [
    /(Expected value of type "[^"]*", found )(.+?)(\.$|; )/s,
    (_, what, value, end) => `${what}${kindOfPrinted(value)}${end}`,
  ],
  [/(found (?:Block)?String) "(?:.|\n)*"/, (_, what) => what],
  [/(Unexpected (?:Block)?String) "(?:.|\n)*"/, (_, what) => what],
]

/** The message without the client's values. Names stay, cut to length. */
function withoutValues(message: string): string {
  return cutNames(QUOTES.reduce((text, [pattern, replace]) => text.replace(pattern, replace), message))
}

/** Longest repeated name and message, in characters. */
const LONGEST_NAME = 80
const LONGEST_MESSAGE = 1000

function cutNames(message: string): string {
  const words = message.replaceAll(/\w{81,}/g, (name) => `${name.slice(0, LONGEST_NAME)}…`)
  return words.length > LONGEST_MESSAGE ? `${words.slice(0, LONGEST_MESSAGE)}…` : words
}

/** `"abc"` → `a text of 3 characters`, `[1]` → `a list`. */
function kindOfPrinted(value = ''): string {
  const text = value.trim().replace(/\.$/, '')
  if (/^-?[\d.]+(?:e[+-]?\d+)?$/i.test(text) || /^(?:true|false|null)$/.test(text)) return text
  if (text.startsWith('[')) return 'a list'
  if (text.startsWith('{')) return 'an object'
  return text.startsWith('"') ? kindOf(text.slice(1, -1)) : 'another kind of value'
}

interface Http {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Wraps an error of ours; `http` sets the status of the answer. */
export function toGraphQLError(error: unknown, http?: Http): GraphQLError {
  if (error instanceof GraphQLError) return error
  const originalError = toError(error)
  const extensions: GraphQLErrorExtensions = http === undefined ? {} : { http }
  return new GraphQLError(originalError.message, { originalError, extensions })
}

/** `spec: false`: Yoga keeps the status for `accept: application/json` too. */
export function refuse(
  status: number,
  message: string,
  { code = 'BAD_USER_INPUT', headers = {} }: { code?: string; headers?: Record<string, string> } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, spec: false, headers } } })
}

/** The same result with errors as clients receive them. */
export type ToWorded = <R extends ExecutionResult>(result: R) => R

/** `suggests`: messages may name similar fields and values of the schema. */
export function createWording(emit: Emit, suggests: boolean): ToWorded {
  const onFault = (error: Error, where: string) => emit({ type: 'fault', where, error })
  return (result) => {
    if (result.errors === undefined) return result
    const errors = result.errors.map((error) => {
      const worded = toClientError(error, onFault, suggests)
      worded.message = ADVICE[worded.message] ?? worded.message
      return worded
    })
    emit({ type: 'errors', codes: errors.map(({ extensions }) => String(extensions.code)) })
    return { ...result, errors }
  }
}

/** The answer to a fault outside any operation. */
export function toFaultResult(error: unknown, emit: Emit): { readonly errors: readonly GraphQLError[] } {
  return { errors: [toClientError(error, (fault, where) => emit({ type: 'fault', where, error: fault }))] }
}

/** Messages of libraries, and the advice sent instead. */
const ADVICE: Readonly<Record<string, string>> = {
  'Required CSRF header(s) not present':
    'Expected a header that no form can send: send JSON with content-type: application/json, or add graphql-require-preflight: 1.',
}
