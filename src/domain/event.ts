// The events of one stream. The bill, the log, metrics and traces listen to it.
// Events have names, numbers and codes; never a URL, a header, a body or a personal value.
import type { Priority } from './ask.ts'
import type { UpstreamCode } from './errors.ts'
import type { AnyNoun } from './noun.ts'
import type { Instant } from './time.ts'

/** DEGRADED: a request failed lately. DOWN: only probes are sent. */
export type AccountState = 'UP' | 'DEGRADED' | 'DOWN'

export type RequestKind = 'LIST' | 'LOOKUP' | 'SIGN_IN'

/** The means that saved a request; `narrowed`: those of `segment` by a wider list. */
export type SavedBy =
  'embedded' | 'batched' | 'shared' | 'cached' | 'segment' | 'narrowed' | 'journal' | 'elsewhere'

/** The end of one upstream request, with all its attempts. */
export interface RequestEvent {
  readonly type: 'request'
  readonly account: string
  /** Null for a sign-in. */
  readonly noun: AnyNoun | null
  readonly kind: RequestKind
  readonly lane: Priority
  /** 0: it failed. */
  readonly rows: number
  readonly attempts: number
  /** The last HTTP status; `null`: no answer. */
  readonly status: number | null
  readonly code: UpstreamCode | null
  /** Waits for slots and backoff. */
  readonly queueMs: number
  /** From sending to the end of the body, of all attempts. */
  readonly networkMs: number
  /** The answered operations; the first one paid. */
  readonly operations: readonly number[]
}

/** Requests that an operation or a watcher did not need. */
export interface SavedEvent {
  readonly type: 'saved'
  /** Null for watchers. */
  readonly operation: number | null
  readonly by: SavedBy
  readonly count: number
  /** The read of the used rows from the vendor, if known. */
  readonly asOf?: Instant
}

/** A request looked for its answer in the memory of all instances. */
export interface LookedEvent {
  readonly type: 'looked'
  readonly kind: RequestKind
  /** FOUND: nothing is sent. UNREACHABLE: Redis is away or slow. */
  readonly outcome: 'FOUND' | 'MISSING' | 'UNREACHABLE'
  /** The read of the oldest part; `null` unless FOUND. */
  readonly asOf: Instant | null
  /** The operations that want it; the first one pays. */
  readonly operations: readonly number[]
}

/** A request was not sent: its slot is too late, or the account is DOWN. */
interface RefusalEvent {
  readonly type: 'refusal'
  readonly account: string
  readonly lane: Priority
  readonly code: UpstreamCode
  readonly retryAfterMs: number
}

/** The vendor asked for a pause of the quota, e.g. by HTTP 429. */
interface LimitedEvent {
  readonly type: 'limited'
  readonly account: string
  readonly pauseMs: number
}

/** From now on the vendor's clock is behind this one, by the `Date` of its answers; 0: it is not. */
interface ClockEvent {
  readonly type: 'clock'
  readonly account: string
  readonly behindMs: number
}

/** An account has a new state. */
interface StateEvent {
  readonly type: 'state'
  readonly account: string
  readonly state: AccountState
}

/** Redis has come back or gone. */
interface RedisEvent {
  readonly type: 'redis'
  readonly isUp: boolean
  /** E.g. `READONLY` or `ECONNREFUSED`; `null`: it is up. */
  readonly reason: string | null
}

/** An operation had a row looked up by its id. */
interface LookedUpEvent {
  readonly type: 'lookedUp'
  readonly operation: number
}

/** A permitted operation begins. */
interface BegunEvent {
  readonly type: 'begun'
  readonly operation: number
  readonly requestId: string
  /** The caller's place in its trace (W3C Trace Context); `null`: none. */
  readonly traceparent: string | null
}

/** An operation has ended. */
export interface OperationEvent {
  readonly type: 'operation'
  readonly operation: number
  readonly requestId: string
  /** `null`: refused before it ran. */
  readonly kind: 'query' | 'mutation' | 'subscription' | null
  /** Of the document or the request, e.g. `RecentCalls`. */
  readonly name: string | null
  /** SHA-256 of the document, in hexadecimal digits. */
  readonly hash: string
  readonly durationMs: number
  /** Set when a kept answer was repeated. */
  readonly isKept?: true
  readonly errorCodes: readonly string[]
}

/** The codes of errors in one answer, refused operations too. */
interface ErrorsEvent {
  readonly type: 'errors'
  readonly codes: readonly string[]
}

/** A request refused with 401. The client does not see the reason. */
interface UnauthenticatedEvent {
  readonly type: 'unauthenticated'
  readonly requestId: string
  readonly reason: string
}

/** A malformed request, refused before its sign-in. */
interface RejectedEvent {
  readonly type: 'rejected'
  /** The HTTP status of the answer. */
  readonly status: number
  /** The malformed part of the request, e.g. `header Host`. */
  readonly place: string
}

/** Unmasked personal data in one answer, for the audit of its viewer. */
export interface DisclosureEvent {
  readonly type: 'disclosure'
  readonly operation: number
  readonly requestId: string
  /** The operation's name. */
  readonly name: string | null
  /** The subject of the sign-in; `null`: no sign-in. */
  readonly viewer: string | null
  readonly kinds: readonly string[]
  /** Number of values. */
  readonly count: number
}

/** A fault of Switchboard; `where`: a place in graph or code. */
interface FaultEvent {
  readonly type: 'fault'
  readonly where: string
  readonly error: Error
}

export type SwitchboardEvent =
  | RequestEvent
  | RefusalEvent
  | LimitedEvent
  | ClockEvent
  | StateEvent
  | RedisEvent
  | SavedEvent
  | LookedEvent
  | LookedUpEvent
  | BegunEvent
  | OperationEvent
  | ErrorsEvent
  | UnauthenticatedEvent
  | RejectedEvent
  | DisclosureEvent
  | FaultEvent

export type Emit = (event: SwitchboardEvent) => void
