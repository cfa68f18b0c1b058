// What an operation brings along, with whatever a test wants to be special about it.
import type { Ask } from '../../src/domain/ask.ts'
import { EVERYBODY } from '../../src/domain/viewer.ts'

export function toAsk(more: Partial<Ask> = {}): Ask {
  return {
    operations: [1],
    viewer: EVERYBODY,
    client: 'test',
    priority: 'INTERACTIVE',
    askedAt: 0,
    deadlineAt: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
    ...more,
  }
}
