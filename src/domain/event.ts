// Things that happened, as one union. Whatever tells about the past (bill, logs, later metrics and traces) listens to
// this one stream. Events carry names, numbers and codes, never a URL, a header, a body or a personal value.
import type { Priority } from './ask.ts'
import type { UpstreamCode } from './errors.ts'
import type { AnyNoun } from './noun.ts'
import type { Instant } from './time.ts'

/** DEGRADED: something failed lately; DOWN: it is left alone but for a request now and then. */
export type AccountState = 'UP' | 'DEGRADED' | 'DOWN'

export type RequestKind = 'LIST' | 'LOOKUP' | 'SIGN_IN'

/** The means by which a request was not sent; `narrowed` counts those of `segment` whose list a wider question read. */
export type SavedBy =
  'embedded' | 'batched' | 'shared' | 'cached' | 'segment' | 'narrowed' | 'journal' | 'elsewhere'

/** One upstream request with all its attempts, told when it has ended. */
export interface RequestEvent {
  readonly type: 'request'
  readonly account: string
  /** Null for a sign-in. */
  readonly noun: AnyNoun | null
  readonly kind: RequestKind
  readonly lane: Priority
  /** How many rows came; 0 when it failed. */
  readonly rows: number
  readonly attempts: number
  /** The last HTTP status, null when there was no answer. */
  readonly status: number | null
  readonly code: UpstreamCode | null
  /** Waiting for slots and back-off, in milliseconds. */
  readonly queueMs: number
  /** From sending to the end of the body, in milliseconds, all attempts together. */
  readonly networkMs: number
  /** The operations that were answered by it; the first one paid. */
  readonly operations: readonly number[]
}

/** Requests that one operation, or a watcher, did not need. */
export interface SavedEvent {
  readonly type: 'saved'
  /** Null for watchers. */
  readonly operation: number | null
  readonly by: SavedBy
  readonly count: number
  /** When what was used instead had been read from the vendor, where that is known. */
  readonly asOf?: Instant
}

/** A request whose slot opened looked for its answer in the memory that instances share. */
export interface LookedEvent {
  readonly type: 'looked'
  readonly kind: RequestKind
  /** FOUND: all of it, so nothing is sent. UNREACHABLE: Redis did not answer, or not in time. */
  readonly outcome: 'FOUND' | 'MISSING' | 'UNREACHABLE'
  /** When the other instance read the oldest part; `null` unless FOUND. */
  readonly asOf: Instant | null
  /** The operations that want it; the first one would have paid. */
  readonly operations: readonly number[]
}

/** A request that was not sent, because its slot comes too late or the account is left alone. */
export interface RefusalEvent {
  readonly type: 'refusal'
  readonly account: string
  readonly lane: Priority
  readonly code: UpstreamCode
  readonly retryAfterMs: number
}

/** The vendor said that there were too many requests (HTTP 429), or when to come back. The quota pauses for so long. */
export interface LimitedEvent {
  readonly type: 'limited'
  readonly account: string
  readonly pauseMs: number
}

/** From now on the vendor's clock is behind this one, by the `Date` of its answers; 0: it is not. */
export interface ClockEvent {
  readonly type: 'clock'
  readonly account: string
  readonly behindMs: number
}

/** How an account is doing from now on. */
export interface StateEvent {
  readonly type: 'state'
  readonly account: string
  readonly state: AccountState
}

/** From now on Redis, through which instances share quotas, answers or does not. */
export interface RedisEvent {
  readonly type: 'redis'
  readonly isUp: boolean
  /** A code such as `READONLY` or `ECONNREFUSED`; null when it is up. */
  readonly reason: string | null
}

/** A row that an operation had looked up by its id, in whichever request. */
export interface LookedUpEvent {
  readonly type: 'lookedUp'
  readonly operation: number
}

/** An operation that was read and is allowed begins. */
export interface BegunEvent {
  readonly type: 'begun'
  readonly operation: number
  readonly requestId: string
  /** As the caller's trace names its place, by W3C's Trace Context; null when it names none. */
  readonly traceparent: string | null
}

/** It has been answered. */
export interface OperationEvent {
  readonly type: 'operation'
  readonly operation: number
  readonly requestId: string
  /** `null`: refused before it ran. */
  readonly kind: 'query' | 'mutation' | 'subscription' | null
  /** As the document or the request names it, e.g. `RecentCalls`. */
  readonly name: string | null
  /** SHA-256 of the document, in hexadecimal digits. */
  readonly hash: string
  readonly durationMs: number
  /** Set when a kept answer was repeated. */
  readonly isKept?: true
  readonly errorCodes: readonly string[]
}

/** The codes of the errors in one answer, also of what was refused before it began. */
export interface ErrorsEvent {
  readonly type: 'errors'
  readonly codes: readonly string[]
}

/** A request refused with 401. The client does not see the reason. */
export interface UnauthenticatedEvent {
  readonly type: 'unauthenticated'
  readonly requestId: string
  readonly reason: string
}

/** A request that no client of good faith sends, refused before anybody was asked for a sign-in. */
export interface RejectedEvent {
  readonly type: 'rejected'
  /** The HTTP status of the answer. */
  readonly status: number
  /** The malformed part of the request, e.g. `header Host`. */
  readonly place: string
}

/** Personal data that one answer showed as it is; the viewer is named, since that is what the line is for. */
export interface DisclosureEvent {
  readonly type: 'disclosure'
  readonly operation: number
  readonly requestId: string
  /** The operation's name, null when it has none. */
  readonly name: string | null
  /** The subject of the viewer's sign-in, null without one. */
  readonly viewer: string | null
  readonly kinds: readonly string[]
  /** How many values there were. */
  readonly count: number
}

/** A fault inside Switchboard; `where` is a place in the graph or in the code. */
export interface FaultEvent {
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
