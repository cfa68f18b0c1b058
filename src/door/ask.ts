// What a request brings along, read off its headers: how long it may take, how old its answer may be, and when nobody
// waits for it any more.
import type { Ask } from '../domain/ask.ts'
import type { OperationBudget } from '../domain/budget.ts'
import type { Clock } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import { createBudget } from '../domain/budget.ts'
import { InputError, kindOf } from '../domain/errors.ts'
import { startTimeout } from '../domain/time.ts'
import { toFreshness } from './freshness.ts'

/** The ask of an operation, which has a budget. */
export interface OperationAsk extends Ask {
  readonly budget: OperationBudget
}

export interface OpenAsk {
  readonly ask: OperationAsk
  /** Starts a new deadline and a new budget, for the next event of a subscription. */
  renew(): void
  /** Ends the wait for the deadline for good. */
  close(): void
}

/** Throws InputError for a header that cannot be read. */
export function openAsk(
  operation: number,
  viewer: Viewer,
  client: string,
  headers: Headers,
  hungUp: AbortSignal | undefined,
  {
    clock,
    deadlineMs,
    maxUpstreamRequests,
  }: { readonly clock: Clock; readonly deadlineMs: number; readonly maxUpstreamRequests: number },
): OpenAsk {
  const freshness = toFreshness(headers.get('x-freshness'))
  const allowedMs = Math.min(deadlineMs, toDeadlineMs(headers.get('x-deadline-ms')) ?? deadlineMs)
  let time = begin()
  let isClosed = false

  function begin() {
    const { signal, stop } = startTimeout(clock, [allowedMs], hungUp)
    const askedAt = clock.now()
    const budget = createBudget(maxUpstreamRequests)
    return { askedAt, deadlineAt: askedAt + allowedMs, signal, budget, stop }
  }

  return {
    ask: {
      operations: [operation],
      viewer,
      client,
      priority: 'INTERACTIVE',
      get askedAt() {
        return time.askedAt
      },
      get deadlineAt() {
        return time.deadlineAt
      },
      get signal() {
        return time.signal
      },
      get budget() {
        return time.budget
      },
      freshness,
    },
    renew: () => {
      if (isClosed) return
      time.stop()
      time = begin()
    },
    close: () => {
      isClosed = true
      time.stop()
    },
  }
}

function toDeadlineMs(header: string | null): number | null {
  if (header === null) return null
  const ms = Number(header)
  if (header.trim() !== '' && Number.isInteger(ms) && ms > 0) return ms
  throw new InputError(
    `Header "x-deadline-ms": expected a whole number of milliseconds above 0, got ${kindOf(header)}.`,
  )
}
