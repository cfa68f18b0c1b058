// Speed of statistics: 30,000 calls by agent and hour, counted at first and moved by ten changes, beside a plain loop.
import type { Call } from '../../src/domain/call.ts'
import { measuresOf } from '../../src/domain/stats.ts'
import { createZone } from '../../src/domain/zone.ts'
import { identify } from '../../src/domain/id.ts'
import { createFold } from '../../src/gather/stats-fold.ts'
import { median, round } from './load.ts'

const ROWS = 30_000
const AGENTS = 20
const CHANGES = 10
const ROUNDS = 15
const HOUR = 3_600_000
const NOW = Date.UTC(2026, 0, 15, 12)
const ACCOUNT = { name: 'ujet', vendor: 'UJET' } as const

function callOf(index: number): Call {
  return {
    ...identify('CALL', ACCOUNT, String(index)),
    status: index % 7 === 0 ? 'MISSED' : 'COMPLETED',
    startedAt: NOW - index * 2880,
    durationSeconds: (index * 37) % 600,
    agent: identify('AGENT', ACCOUNT, String(index % AGENTS)),
  }
}

function fold() {
  const { durationSeconds, byStatus } = measuresOf('CALL')
  return createFold<Call>({
    measures: { durationSeconds: durationSeconds!, byStatus: byStatus! },
    keys: ['agent'],
    interval: { name: 'HOUR', zone: createZone('America/Chicago')! },
    startOf: ({ startedAt }) => startedAt ?? undefined,
    from: NOW - 24 * HOUR,
    to: undefined,
  })
}

/** The least that the same numbers take: maps of lists, sorted at the end. */
function plainLoop(rows: readonly Call[]): number {
  const groups = new Map<string, number[]>()
  for (const { startedAt, agent, durationSeconds } of rows) {
    const name = `${Math.floor((startedAt ?? 0) / HOUR)} ${agent?.id}`
    const values = groups.get(name) ?? []
    values.push(durationSeconds ?? 0)
    groups.set(name, values)
  }
  let sum = 0
  for (const values of groups.values()) sum += values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
  return sum
}

function timed(work: () => unknown): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

export function measureStats() {
  const rows = Array.from({ length: ROWS }, (_, index) => callOf(index))
  const changed = rows.map((row, index) =>
    index % (ROWS / CHANGES) === 5 ? { ...row, durationSeconds: 1 } : row,
  )
  const times = { first: [] as number[], moved: [] as number[], plain: [] as number[] }
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const one = fold()
    times.first.push(timed(() => (one.move([], rows), one.read(NOW))))
    times.moved.push(timed(() => (one.move(rows, changed), one.read(NOW))))
    times.plain.push(timed(() => plainLoop(rows)))
  }
  const ms = (all: readonly number[]) => ({ ms: round(median(all), 2) })
  return {
    'first count': ms(times.first),
    [`moved by ${CHANGES} changes`]: ms(times.moved),
    'a plain loop over the same array': ms(times.plain),
  }
}
