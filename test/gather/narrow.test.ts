// A list that was read answers narrower questions about its rows: which ones, and what each costs.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createStage } from '../support/gateway.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const TYPES = ['Voice Inbound (IVR)', 'Voice Outbound'] as const
const STATUSES = ['finished', 'failed', 'connected'] as const

/** Call 1 began ten minutes ago, call 2 twenty, and so on. */
function callOf(id: number, more: object = {}) {
  const at = toRfc3339(NOW - id * 10 * MINUTE)
  return {
    id,
    created_at: at,
    updated_at: at,
    call_type: TYPES[id % 2],
    status: STATUSES[id % 3],
    call_duration: (id * 7) % 100,
    hold_duration: id % 5 === 0 ? null : id % 4,
    queue_duration: id % 50,
    agent_info: id % 4 === 0 ? null : { id: (id % 4) + 1, name: 'Ada' },
    selected_menu: { id: (id % 3) + 1, name: 'Sales' },
    lang: id % 2 === 0 ? 'en' : 'de',
    rating: id % 7 === 0 ? (id % 5) + 1 : null,
    ...more,
  }
}

const open = (count = 450, options = {}) =>
  createStage({ rows: { calls: Array.from({ length: count }, (_, index) => callOf(index + 1)) }, ...options })

interface Asked {
  readonly ids: readonly number[]
  readonly total: number | null
  readonly more: boolean
  readonly end: string | null
  readonly asOf: number
  /** Upstream requests since the question before. */
  readonly sent: readonly string[]
  readonly saved: Readonly<Record<string, number>>
}

async function ask(
  stage: Stage,
  filter: object,
  {
    first = 1000,
    after = null,
    headers = {},
  }: { first?: number; after?: string | null; headers?: Record<string, string> } = {},
): Promise<Asked> {
  const { data, errors, extensions } = await stage.ask(
    `query ($filter: CallFilter, $first: Int!, $after: String) {
      calls(filter: $filter, first: $first, after: $after) {
        nodes { vendorId } totalCount pageInfo { endCursor hasNextPage } accounts { asOf }
      }
    }`,
    { filter, first, after },
    headers,
  )
  assert.deepEqual(errors, [])
  const { nodes, totalCount, pageInfo, accounts } = data.calls
  return {
    ids: nodes.map(({ vendorId }: { vendorId: string }) => Number(vendorId)),
    total: totalCount,
    more: pageInfo.hasNextPage,
    end: pageInfo.endCursor,
    asOf: Date.parse(accounts[0].asOf) - NOW,
    sent: stage.sent(),
    saved: extensions.upstream.saved,
  }
}

type Row = ReturnType<typeof callOf>

/** Of 60 hours, the calls that a plain predicate keeps. */
const among = (rows: readonly object[], keeps: (row: Row) => boolean) =>
  (rows as readonly Row[])
    .filter(({ id }) => id <= 360)
    .filter(keeps)
    .map(({ id }) => id)

const startedAt = { from: toRfc3339(NOW - 60 * HOUR) }

const TWELVE: readonly (readonly [filter: object, keeps: (row: Row) => boolean])[] = [
  [{ direction: ['INBOUND'] }, ({ call_type }) => call_type === 'Voice Inbound (IVR)'],
  [{ direction: ['OUTBOUND'] }, ({ call_type }) => call_type === 'Voice Outbound'],
  [{ status: ['COMPLETED'] }, ({ status }) => status === 'finished'],
  [{ status: ['COMPLETED', 'IN_PROGRESS'] }, ({ status }) => status !== 'failed'],
  [{ agentIds: ['agent:ujet:2'] }, ({ agent_info: agent }) => agent?.id === 2],
  [{ agentIds: ['agent:ujet:3', 'agent:ujet:4'] }, ({ agent_info: agent }) => (agent?.id ?? 0) >= 3],
  [{ menuIds: ['menu:ujet:1'] }, ({ selected_menu: menu }) => menu.id === 1],
  [{ durationSeconds: { from: 50 } }, ({ call_duration: seconds }) => seconds >= 50],
  [{ holdSeconds: { to: 1 } }, ({ hold_duration: seconds }) => seconds !== null && seconds <= 1],
  [{ rating: { from: 4 } }, ({ rating }) => (rating ?? 0) >= 4],
  [
    { direction: ['INBOUND'], menuIds: ['menu:ujet:2'], language: ['en'] },
    ({ call_type, selected_menu: menu, lang }) =>
      call_type === 'Voice Inbound (IVR)' && menu.id === 2 && lang === 'en',
  ],
  [
    { status: ['COMPLETED'], agentIds: ['agent:ujet:2'], durationSeconds: { from: 10, to: 60 } },
    ({ status, agent_info: agent, call_duration: seconds }) =>
      status === 'finished' && agent?.id === 2 && seconds >= 10 && seconds <= 60,
  ],
]

test('twelve narrower questions about calls that were read cost nothing, nor do their totals', async () => {
  const stage = open()
  const all = await ask(stage, { startedAt })
  assert.deepEqual([all.ids.length, all.sent.length], [360, 4])
  for (const [filter, keeps] of TWELVE) {
    const { ids, total, sent, saved, more } = await ask(stage, { ...filter, startedAt })
    const right = among(stage.sandbox.data.calls, keeps)
    assert.deepEqual({ ids, total, sent, more }, { ids: right, total: right.length, sent: [], more: false })
    assert.ok(right.length > 0)
    assert.deepEqual([saved.segment, saved.narrowed, saved.cached], [1, 1, 0])
  }
})
