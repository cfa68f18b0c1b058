// Reads of one account that all have to succeed, e.g. of two lists or of several ids.
import { UpstreamError } from '../domain/errors.ts'

/**
 * An account that was down takes one request at a time, the probe:
 *
 *   probe    answered
 *   others   refused ──→ read again
 */
export async function readTogether<Item, T>(
  items: readonly Item[],
  read: (item: Item) => Promise<T>,
): Promise<T[]> {
  const reads = items.map((item) => ({ item, result: read(item) }))
  const outcomes = await Promise.allSettled(reads.map(({ result }) => result))
  const isAnswered = outcomes.some(({ status }) => status === 'fulfilled')
  return Promise.all(
    reads.map(({ item, result }) =>
      result.catch((error: unknown) => {
        if (isAnswered && isLeftAlone(error)) return read(item)
        throw error
      }),
    ),
  )
}

function isLeftAlone(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'UPSTREAM_UNAVAILABLE' && error.status === null
}
