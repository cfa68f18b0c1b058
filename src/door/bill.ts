// What an operation cost upstream, and what it did not have to: a listener of the event stream.
import type { Noun } from '../domain/noun.ts'
import type { Lane } from '../domain/ask.ts'
import type { Emit, RequestEvent, RequestKind, SavedBy, SwitchboardEvent } from '../domain/event.ts'
import type { Instant } from '../domain/time.ts'
import { toRfc3339 } from '../domain/time.ts'

export interface BillRequest {
  readonly account: string
  readonly noun: Noun | null
  readonly kind: RequestKind
  readonly lane: Lane
  readonly rows: number
  readonly attempts: number
  readonly status: number | null
  readonly queueMs: number
  readonly networkMs: number
  /** Another operation paid. */
  readonly shared: boolean
}

export interface Bill {
  readonly requests: readonly BillRequest[]
  readonly saved: Readonly<Record<SavedBy, number>>
  /** When the oldest row used was read, RFC 3339; null when nothing was read or used. */
  readonly asOf: string | null
}

export interface Bills {
  readonly listen: Emit
  open(operation: number): void
  /** The bill so far. */
  read(operation: number): Bill
  close(operation: number): void
}

interface Draft {
  readonly requests: BillRequest[]
  readonly saved: Record<SavedBy, number>
  oldest: Instant | null
}

export function createBills(now: () => Instant): Bills {
  const drafts = new Map<number, Draft>()

  function addRequest(event: RequestEvent): void {
    const { account, noun, kind, lane, rows, attempts, status, queueMs, networkMs } = event
    for (const [place, operation] of event.operations.entries()) {
      const draft = drafts.get(operation)
      if (draft === undefined) continue
      const shared = place > 0
      draft.requests.push({ account, noun, kind, lane, rows, attempts, status, queueMs, networkMs, shared })
      draft.oldest = Math.min(draft.oldest ?? Number.POSITIVE_INFINITY, now())
      if (shared) draft.saved.shared += 1
      else if (kind === 'LOOKUP' && rows > 1) draft.saved.batched += rows - 1
    }
  }

  return {
    listen: (event: SwitchboardEvent) => {
      if (event.type === 'request') addRequest(event)
      if (event.type !== 'saved') return
      const draft = drafts.get(event.operation)
      if (draft === undefined) return
      draft.saved[event.by] += event.count
      if (event.asOf !== undefined) draft.oldest = Math.min(draft.oldest ?? event.asOf, event.asOf)
    },
    open: (operation) => {
      const saved = { embedded: 0, batched: 0, shared: 0, cached: 0, segment: 0 }
      drafts.set(operation, { requests: [], saved, oldest: null })
    },
    read: (operation) => {
      const draft = drafts.get(operation)
      if (draft === undefined) throw new Error('a bill is read between its opening and its closing')
      return {
        requests: draft.requests,
        saved: draft.saved,
        asOf: draft.oldest === null ? null : toRfc3339(draft.oldest),
      }
    },
    close: (operation) => void drafts.delete(operation),
  }
}
