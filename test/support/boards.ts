// Dashboards about calls, each with a question of its own.
const KINDS: readonly ((index: number) => object)[] = [
  (index) => ({ direction: [index % 2 === 0 ? 'INBOUND' : 'OUTBOUND'] }),
  (index) => ({ agentIds: [`agent:ujet:${index + 1}`] }),
  (index) => ({ status: [['COMPLETED', 'FAILED', 'MISSED', 'IN_PROGRESS'][index % 4]] }),
  (index) => ({ durationSeconds: { from: 10 * index } }),
]

/** Filters of `calls`, e.g. `{ direction: ['INBOUND'], durationSeconds: { to: 3600 } }`. */
export function boardsOf(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length]
    // The bound makes questions of few values differ.
    return { holdSeconds: { to: 3600 + index }, ...kind?.(Math.floor(index / KINDS.length)) }
  })
}

export const BOARD = `query ($filter: CallFilter) {
  calls(first: 20, filter: $filter) { nodes { id status startedAt durationSeconds } accounts { state asOf } }
}`
