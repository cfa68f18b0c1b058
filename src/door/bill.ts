// Bills: upstream requests that operations sent and saved.
import type { Emit, LookedEvent, RequestEvent, SavedBy, SavedEvent } from '../domain/event.ts'
import type { Instant } from '../domain/time.ts'
import { toRfc3339 } from '../domain/time.ts'

export interface BillRequest extends Omit<RequestEvent, 'type' | 'code' | 'operations'> {
  /** `true`: another operation paid. */
  readonly shared: boolean
}

/** Upstream requests sent and saved. */
export interface Bill {
  readonly requests: readonly BillRequest[]
  readonly saved: Readonly<Record<SavedBy, number>>
  /** The reading time of the oldest row, e.g. `2026-01-15T12:00:00.000Z`; `null`: none. */
  readonly asOf: string | null
}

export interface Bills {
  readonly listen: Emit
  open(operation: number): void
  /** Savings known at the end: ids in batches, requests paid by others. */
  settle(operation: number): readonly SavedEvent[]
  /** The bill so far. */
  read(operation: number): Bill
  close(operation: number): void
}

interface Draft {
  readonly requests: BillRequest[]
  readonly saved: Record<SavedBy, number>
  /** Rows looked up by id. */
  lookedUp: number
  oldest: Instant | null
}

export function createBills(now: () => Instant): Bills {
  const drafts = new Map<number, Draft>()

  function addRequest(event: RequestEvent): void {
    const { type: _, code, operations, ...request } = event
    for (const [place, operation] of operations.entries()) {
      const draft = drafts.get(operation)
      if (draft === undefined) continue
      draft.requests.push({ ...request, shared: place > 0 })
      if (code === null && request.kind !== 'SIGN_IN') draft.oldest = Math.min(draft.oldest ?? now(), now())
    }
  }

  function addSaved({ operation, by, count, asOf }: SavedEvent): void {
    const draft = operation === null ? undefined : drafts.get(operation)
    if (draft === undefined) return
    draft.saved[by] += count
    if (asOf !== undefined) draft.oldest = Math.min(draft.oldest ?? asOf, asOf)
  }

  /** A look-up that another instance made is no batch of this one. */
  function addLooked({ outcome, kind, operations, asOf }: LookedEvent): void {
    if (outcome !== 'FOUND') return
    for (const [place, operation] of operations.entries()) {
      const draft = drafts.get(operation)
      if (draft === undefined) continue
      if (kind === 'LOOKUP') draft.lookedUp -= 1
      const by = place > 0 ? 'shared' : 'elsewhere'
      addSaved({ type: 'saved', operation, by, count: 1, asOf: asOf ?? now() })
    }
  }

  return {
    listen: (event) => {
      if (event.type === 'request') addRequest(event)
      if (event.type === 'looked') addLooked(event)
      if (event.type === 'saved') addSaved(event)
      const draft = event.type === 'lookedUp' ? drafts.get(event.operation) : undefined
      if (draft !== undefined) draft.lookedUp += 1
    },
    open: (operation) => {
      const saved = {
        embedded: 0,
        batched: 0,
        shared: 0,
        cached: 0,
        segment: 0,
        narrowed: 0,
        journal: 0,
        elsewhere: 0,
      }
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
