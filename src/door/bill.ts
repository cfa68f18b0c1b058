// What an operation cost upstream, and what it did not have to: a listener of the event stream.
import type { Noun } from '../domain/noun.ts'
import type { Priority } from '../domain/ask.ts'
import type {
  Emit,
  RequestEvent,
  RequestKind,
  SavedBy,
  SavedEvent,
  SwitchboardEvent,
} from '../domain/event.ts'
import type { Instant } from '../domain/time.ts'
import { toRfc3339 } from '../domain/time.ts'

export interface BillRequest {
  readonly account: string
  readonly noun: Noun | null
  readonly kind: RequestKind
  readonly lane: Priority
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
  /** What only the end tells: which requests ids shared, and which ones others paid for. */
  settle(operation: number): readonly SavedEvent[]
  /** The bill so far. */
  read(operation: number): Bill
  close(operation: number): void
}

interface Draft {
  readonly requests: BillRequest[]
  readonly saved: Record<SavedBy, number>
  /** Rows that were looked up by their ids. */
  lookedUp: number
  oldest: Instant | null
}

export function createBills(now: () => Instant): Bills {
  const drafts = new Map<number, Draft>()

  function addRequest(event: RequestEvent): void {
    const { account, noun, kind, lane, rows, attempts, status, code, queueMs, networkMs } = event
    for (const [place, operation] of event.operations.entries()) {
      const draft = drafts.get(operation)
      if (draft === undefined) continue
      const shared = place > 0
      draft.requests.push({ account, noun, kind, lane, rows, attempts, status, queueMs, networkMs, shared })
      if (code === null && kind !== 'SIGN_IN') draft.oldest = Math.min(draft.oldest ?? now(), now())
    }
  }

  function addSaved({ operation, by, count, asOf }: SavedEvent): void {
    const draft = drafts.get(operation)
    if (draft === undefined) return
    draft.saved[by] += count
    if (asOf !== undefined) draft.oldest = Math.min(draft.oldest ?? asOf, asOf)
  }

  return {
    listen: (event: SwitchboardEvent) => {
      if (event.type === 'request') addRequest(event)
      if (event.type === 'saved') addSaved(event)
      const draft = event.type === 'lookedUp' ? drafts.get(event.operation) : undefined
      if (draft !== undefined) draft.lookedUp += 1
    },
    open: (operation) => {
      const saved = { embedded: 0, batched: 0, shared: 0, cached: 0, segment: 0 }
      drafts.set(operation, { requests: [], saved, lookedUp: 0, oldest: null })
    },
    settle: (operation) => {
      const { requests = [], lookedUp = 0 } = drafts.get(operation) ?? {}
      const lookUps = requests.filter(({ kind }) => kind === 'LOOKUP').length
      const shared = requests.filter((request) => request.shared).length
      return [
        { type: 'saved', operation, by: 'batched', count: Math.max(0, lookedUp - lookUps) },
        { type: 'saved', operation, by: 'shared', count: shared },
      ]
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
