// The log of the journal: versions of rows, ages, fields and its bound of bytes.
import type { Log } from '../../src/gather/change-log.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extend, isHeld, newsOf, OVERLAP_MS, shorten } from '../../src/gather/change-log.ts'

interface Call {
  readonly id: string
  readonly updatedAt: number
  readonly status?: string
  readonly notes?: string
  readonly details?: { readonly vendor: string; readonly summaries?: string }
}

const NOW = Date.UTC(2026, 0, 15, 12)
const SECOND = 1000
const MINUTE = 60 * SECOND

/** Adds what was read at an instant, asked since a minute before by default. */
function read(
  log: Log<Call> | null,
  asOf: number,
  rows: readonly Call[],
  {
    since = asOf - 2 * MINUTE,
    fields = [],
    earlier = [],
  }: Partial<Record<'fields', string[]> & { since: number; earlier: Call[] }> = {},
): Log<Call> {
  const known = new Map(earlier.map((row) => [row.id, row]))
  const answer = { rows, earlier: known, since, asOf, fields: new Set(fields), bytes: 1000 }
  return extend(log, answer, { changedAt: ({ updatedAt }: Call) => updatedAt } as never)
}

/** The changes since an instant, e.g. `7 v1 → v2`. */
function told(log: Log<Call>, since: number): string[] {
  return newsOf(log, since, [], 0).changes.map(({ row, before }) => {
    const was = before === undefined ? 'unknown' : before === null ? 'lost' : before.status
    return `${row.id} ${was} → ${row.status}`
  })
}

test('a change that comes again with the next request is told once', () => {
  const [v1, v2] = [
    { id: '7', updatedAt: NOW, status: 'v1' },
    { id: '7', updatedAt: NOW + 5 * SECOND, status: 'v2' },
  ]
  const first = read(null, NOW, [v1])
  const second = read(first, NOW + 10 * SECOND, [{ ...v1 }])
  assert.deepEqual(told(second, NOW), [])
  const third = read(second, NOW + 20 * SECOND, [v2, { id: '9', updatedAt: NOW + 15 * SECOND, status: 'v1' }])
  assert.deepEqual(told(third, NOW + 10 * SECOND), ['7 v1 → v2', '9 unknown → v1'])
  assert.deepEqual(told(third, NOW - 1), ['7 unknown → v2', '9 unknown → v1'])
  assert.deepEqual(told(third, NOW + 20 * SECOND), [])
})

test('the version that was cached before stands for what a client has seen', () => {
  const row = { id: '7', updatedAt: NOW, status: 'v2' }
  const older = { id: '7', updatedAt: NOW - MINUTE, status: 'v1' }
  assert.deepEqual(told(read(null, NOW, [row], { earlier: [older] }), NOW - 1), ['7 v1 → v2'])
  // A list has read the change already.
  assert.deepEqual(told(read(null, NOW, [row], { earlier: [{ ...row }] }), NOW - 1), ['7 lost → v2'])
})

test('fields that are sent on request alone make no other version', () => {
  const plain = { id: '7', updatedAt: NOW, status: 'v1', details: { vendor: 'CALLCAP' } }
  const full = { ...plain, notes: 'called back', details: { vendor: 'CALLCAP', summaries: 'short' } }
  const log = read(read(null, NOW, [plain]), NOW + 10 * SECOND, [full], { fields: ['notes'] })
  assert.deepEqual(told(log, NOW), [])
  const other = { ...full, notes: 'refunded' }
  assert.deepEqual(told(read(log, NOW + 20 * SECOND, [other]), NOW + 10 * SECOND), ['7 v1 → v1'])
})

test('an earlier change that was read without a field replaces no row that has it', () => {
  const [old, young] = [
    { id: '7', updatedAt: NOW - 2 * MINUTE, status: 'v1' },
    { id: '9', updatedAt: NOW + MINUTE, status: 'v1', notes: 'called back' },
  ]
  const log = read(null, NOW, [old], { since: NOW - 3 * MINUTE })
  const later = read(log, NOW + 2 * MINUTE, [young], { fields: ['notes'] })
  const idsOf = (fields: string[]) =>
    newsOf(later, NOW + MINUTE, fields, 2 * MINUTE).changes.map(({ row }) => row.id)
  assert.ok(isHeld(later, NOW + MINUTE, ['notes']))
  assert.deepEqual([idsOf(['notes']), idsOf([])], [['9'], ['7', '9']])
})

test('an old change that a longer look back brings is no news', () => {
  const log = read(null, NOW, [])
  const old = { id: '3', updatedAt: NOW - 30 * MINUTE, status: 'v1' }
  const longer = read(log, NOW + 10 * SECOND, [old], { since: NOW - 40 * MINUTE })
  assert.deepEqual(told(longer, NOW), [])
  assert.deepEqual(told(longer, NOW - 35 * MINUTE), ['3 unknown → v1'])
})

test('changes are held as long as requests overlap, with a field from the request that asked for it', () => {
  const first = read(null, NOW, [])
  assert.ok(isHeld(first, NOW - MINUTE, []))
  assert.ok(!isHeld(first, NOW - MINUTE - 1, []))
  assert.ok(!isHeld(first, NOW, ['notes']))
  const second = read(first, NOW + 10 * SECOND, [], { fields: ['notes'] })
  assert.ok(isHeld(second, NOW - 50 * SECOND, ['notes']))
  assert.ok(!isHeld(second, NOW - MINUTE, ['notes']))
  const third = read(second, NOW + 20 * SECOND, [], { fields: [] })
  assert.ok(isHeld(third, NOW - MINUTE, []) && !isHeld(third, NOW, ['notes']))
})

test('an answer that another instance read earlier makes the log no older', () => {
  const log = read(read(null, NOW, []), NOW - 5 * SECOND, [
    { id: '7', updatedAt: NOW - 6 * SECOND, status: 'v1' },
  ])
  assert.equal(log.asOf, NOW)
})

test('the oldest changes leave a log that is full, and are no longer held', () => {
  let log = read(null, NOW, [])
  for (let id = 1; id <= 50; id += 1) {
    const at = NOW + id * 10 * SECOND
    log = read(log, at, [{ id: String(id), updatedAt: at, status: 'v1' }])
  }
  const limits = { from: NOW - 60 * MINUTE, versionsFrom: NOW, maxBytes: 12_500 }
  const { log: shorter, bytes } = shorten(log, limits)
  assert.ok(
    bytes <= 12_500 && shorter.entries.length === 10,
    `${bytes} bytes, ${shorter.entries.length} rows`,
  )
  const left = NOW + 400 * SECOND
  assert.ok(isHeld(shorter, left + OVERLAP_MS, []) && !isHeld(shorter, left, []))
  assert.equal(shorten(log, { ...limits, maxBytes: Infinity }).log.entries.length, 50)
  assert.equal(
    shorten(log, { ...limits, maxBytes: Infinity, from: NOW + 460 * SECOND }).log.entries.length,
    11,
  )
})

test('of a row that changes often few versions are kept', () => {
  let log = read(null, NOW, [])
  for (let version = 1; version <= 100; version += 1) {
    const at = NOW + version * 10 * SECOND
    log = read(log, at, [{ id: '7', updatedAt: at, status: `v${version}` }])
    log = shorten(log, { from: NOW, versionsFrom: at - 30 * SECOND, maxBytes: Infinity }).log
  }
  assert.equal(log.entries[0]?.versions.length, 4)
  assert.deepEqual(told(log, NOW + 990 * SECOND), ['7 v99 → v100'])
  assert.deepEqual(told(log, NOW + 100 * SECOND), ['7 lost → v100'])
})
