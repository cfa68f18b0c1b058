// How many of the slots were used that somebody waited for, in real time.
import { setTimeout as sleep } from 'node:timers/promises'

/** A slot of a vendor that allows a request a second, at the pace that Switchboard keeps by default. */
export const SLOT_MS = 1040

const LOOK_EVERY_MS = 50

export interface QueueWatch {
  isWaitingAt(instant: number): boolean
  stop(): Promise<void>
}

/** Looks now and then whether anything waits for a slot of the only account. */
export function watchQueue(graphqlUrl: string): QueueWatch {
  const looks: { readonly at: number; readonly waiting: number }[] = []
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      const metrics = await (await fetch(graphqlUrl.replace('/graphql', '/metrics'))).text()
      const [, waiting] = /^switchboard_queue_waiting\{[^}]*\} (\d+)/m.exec(metrics) ?? []
      looks.push({ at: Date.now(), waiting: Number(waiting) })
      await sleep(LOOK_EVERY_MS)
    }
  })()
  return {
    isWaitingAt: (instant) => (looks.findLast(({ at }) => at <= instant)?.waiting ?? 0) > 0,
    stop: () => {
      over.abort()
      return watching
    },
  }
}

/** Of the slots for which somebody waited when they opened, the share that was used; a late one counts for less. */
export function toUsed(
  requests: readonly { readonly at: number }[],
  isWaitingAt: (instant: number) => boolean,
): number {
  const gaps = requests
    .slice(1)
    .map(({ at }, index) => ({ opensAt: (requests[index]?.at ?? 0) + SLOT_MS, at }))
    .filter(({ opensAt }) => isWaitingAt(opensAt))
  const takenMs = gaps.reduce((sum, { opensAt, at }) => sum + SLOT_MS + Math.max(0, at - opensAt), 0)
  return (gaps.length * SLOT_MS) / takenMs
}
