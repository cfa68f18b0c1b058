// Kept answers: a question repeated within a second is answered with the same bytes.
//
//   asked        1st        2nd        3rd    4th  …     news of its account
//   answered     executed   executed   kept   kept       executed
//
// Only answers from fresh memory are kept, without errors, for viewers with equal rights.
import type { DisclosureEvent, Emit, OperationEvent, SavedEvent } from '../domain/event.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { News, Uses } from '../domain/uses.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { HeaderReader } from './ask.ts'
import type { Store } from '../domain/store.ts'
import { grantsOf } from '../domain/viewer.ts'
import { createKeys } from './documents.ts'

const MOST_AGE_MS = 1000

/** A question is repeated when it comes again within this time. */
const REPEATED_WITHIN_MS = 10_000

/** Estimated: the answer's objects beside its bytes. */
const BYTES_PER_ANSWER = 2000

/** Headers whose answers are about one moment, or one client. */
const OF_ONE_CLIENT = ['x-upstream', 'x-freshness', 'x-deadline-ms', 'content-encoding']

/** An answer can be kept for a question without these headers. */
export function isKeepable(headers: HeaderReader): boolean {
  return OF_ONE_CLIENT.every((name) => !headers.has(name))
}

/** Events of an operation that its kept answer repeats. */
type Repeated = SavedEvent | DisclosureEvent | OperationEvent

/** Bytes of a JSON document and their media type. */
export interface Answer {
  readonly bytes: Buffer<ArrayBuffer>
  readonly type: string
}

export interface KeptAnswer extends Answer {
  readonly events: readonly Repeated[]
}

/** `null`: the question was asked, and its answer is not kept. */
type Known = (KeptAnswer & Validity) | null

interface Validity {
  readonly until: Instant
  /** Later news of these accounts end it. */
  readonly accounts: ReadonlySet<string>
  readonly news: number
}

/** An answer that is being made and may be kept. */
export interface Draft extends Uses {
  /** Events of this operation belong to the answer. */
  begin(operation: number): void
  /** Keeps the answer unless it was spoilt. */
  keep(answer: Answer): void
  close(): void
}

export interface Kept {
  readonly listen: Emit
  /** The kept answer, a draft for a repeated question, else `null`. */
  find(question: Question): KeptAnswer | Draft | null
}

interface Question {
  readonly viewer: Viewer
  readonly accept: string | null
  /** The body as it came. */
  readonly text: string
}

interface KeptDeps {
  readonly store: Store
  readonly news: News
  readonly clock: Clock
}

export function createKept({ store, news, clock }: KeptDeps): Kept {
  const keyOf = createKeys('answer')
  const rights = new WeakMap<Viewer, string>()
  /** Events of open drafts, by operation. */
  const recorded = new Map<number, Repeated[]>()

  function rightsOf(viewer: Viewer): string {
    const known = rights.get(viewer) ?? JSON.stringify(grantsOf(viewer))
    rights.set(viewer, known)
    return known
  }

  const isValid = ({ until, accounts, news: known }: Validity) =>
    clock.now() <= until && accounts.values().every((account) => news.latestOf(account) <= known)

  function createDraft(key: string): Draft {
    const accounts = new Set<string>()
    const known = news.latest()
    let until = clock.now() + MOST_AGE_MS
    let operation: number | null = null
    let isSpoilt = false
    return {
      add: (account, freshUntil) => {
        accounts.add(account)
        until = Math.min(until, freshUntil)
      },
      spoil: () => {
        isSpoilt = true
      },
      begin: (number) => {
        operation = number
        recorded.set(number, [])
      },
      keep: ({ bytes, type }) => {
        const events = operation === null ? undefined : recorded.get(operation)
        if (isSpoilt || events === undefined) return
        const answer: Known = { bytes, type, events, until, accounts, news: known }
        store.set(key, answer, { ttlMs: REPEATED_WITHIN_MS, bytes: bytes.byteLength + BYTES_PER_ANSWER })
      },
      close: () => {
        if (operation !== null) recorded.delete(operation)
      },
    }
  }

  return {
    listen: (event) => {
      if (event.type === 'saved' || event.type === 'disclosure' || event.type === 'operation')
        if (event.operation !== null) recorded.get(event.operation)?.push(event)
    },
    find: ({ viewer, accept, text }) => {
      // The length keeps `accept` and the text apart.
      const key = keyOf(`${rightsOf(viewer)} ${accept?.length} ${accept} ${text}`)
      // The key's kind fixes the type of the value.
      const known = store.get(key)?.value as Known | undefined
      if (known != null && isValid(known)) return known
      if (known !== undefined) return createDraft(key)
      store.set(key, null satisfies Known, { ttlMs: REPEATED_WITHIN_MS, bytes: 100 })
      return null
    },
  }
}

/** Emits the events of a kept answer as those of another operation. */
export function repeatEvents(
  { events }: KeptAnswer,
  by: { readonly operation: number; readonly requestId: string; readonly viewer: string | null },
  durationMs: number,
  emit: Emit,
): void {
  const { operation, requestId, viewer } = by
  for (const event of events) {
    if (event.type === 'saved') emit({ ...event, operation })
    else if (event.type === 'disclosure') emit({ ...event, operation, requestId, viewer })
    else emit({ ...event, operation, requestId, durationMs, isKept: true })
  }
}
