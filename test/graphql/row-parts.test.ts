// Parts of rows: resolved once for a row, a selection and a set of scopes, and only while they would be the same again.
import type { Identity } from '../../src/domain/noun.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toId } from '../../src/domain/id.ts'
import { toViewer } from '../../src/domain/viewer.ts'
import { createRowParts } from '../../src/graphql/row-parts.ts'
import { createNotes, noteDisclosed, noteEmbedded, noteLack, recall } from '../../src/graphql/schema/notes.ts'
import { createMemory } from '../../src/upstream/memory.ts'
import { toAsk } from '../support/ask.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createPersonalStage } from '../support/personal.ts'
import { createKeepingStage } from '../support/kept.ts'

const AGENT = toId('AGENT', 'ujet', '7')
const SELECTION = {}
const none = () => 0

/** `cached`: the rows that gather returns by id, which a test may change. */
function createParts(maxBytes = 1_000_000) {
  const clock = createVirtualClock()
  const rowPartsOf = createRowParts(createMemory(clock, maxBytes))
  const cached = new Map<string, Identity>([[AGENT, { id: AGENT } as Identity]])
  return {
    clock,
    cached,
    /** A new operation. */
    open: (scopes = ['calls:read']) => {
      const gather = {
        peek: (id: string) =>
          cached.has(id) ? { value: cached.get(id)!, readAt: clock.now(), ttlMs: 1 } : undefined,
      }
      const context = { ask: toAsk({ viewer: toViewer(scopes) }), gather, notes: createNotes() }
      return { ...context, rows: rowPartsOf(context) }
    },
  }
}

test('a part is made once for its row, selection and scopes', () => {
  const { open } = createParts()
  const [row, other] = [{}, {}]
  const made: string[] = []
  const make = (name: string) => () => (made.push(name), { name })
  const first = open().rows.of(row, SELECTION, make('first'), none)
  assert.equal(open().rows.of(row, SELECTION, make('again'), none), first)
  open().rows.of(other, SELECTION, make('other row'), none)
  open().rows.of(row, {}, make('other selection'), none)
  open(['calls:read', 'pii:read']).rows.of(row, SELECTION, make('other scopes'), none)
  assert.deepEqual(made, ['first', 'other row', 'other selection', 'other scopes'])
})

test('each operation gets the notes of the parts that it uses', () => {
  const { open } = createParts()
  const [row, stub, whole, outer] = [{}, {}, {}, {}]
  const use = () => {
    const { rows, ...means } = open()
    noteEmbedded(means.notes, outer)
    rows.of(
      row,
      SELECTION,
      () => {
        noteEmbedded(means.notes, whole)
        noteEmbedded(means.notes, stub)
        noteLack(means.notes, stub)
        noteLack(means.notes, outer)
        recall(AGENT, means, () => true)
        noteDisclosed(means.notes, 'NAME')
        noteDisclosed(means.notes, 'NAME')
        return {}
      },
      none,
    )
    return means.notes
  }
  const [first, second] = [use(), use()]
  assert.deepEqual(second, first)
  assert.deepEqual(second.embedded, new Set([whole]))
  assert.equal(second.disclosed.get('NAME'), 2)
  assert.deepEqual([...second.recalled.keys()], [AGENT])
})

test('a part ends when a row that it recalled is replaced or no longer fresh', () => {
  const { open, cached } = createParts()
  const row = {}
  let made = 0
  const use = () => {
    const { rows, ...means } = open()
    rows.of(row, SELECTION, () => (recall(AGENT, means, () => true), { made: (made += 1) }), none)
    return made
  }
  assert.deepEqual([use(), use()], [1, 1])
  cached.set(AGENT, { id: AGENT } as Identity)
  assert.deepEqual([use(), use()], [2, 2])
  cached.delete(AGENT)
  assert.deepEqual([use(), use()], [3, 3])
})

test('a part that failed, or is late, is made again', () => {
  const { open } = createParts()
  const [failing, late] = [{}, {}]
  let failures = 0
  let made = 0
  for (let times = 0; times < 2; times += 1) {
    const { rows } = open()
    rows.of(
      failing,
      SELECTION,
      () => ((failures += 1), { made: (made += 1) }),
      () => failures,
    )
    rows.of(late, SELECTION, () => Promise.resolve({ made: (made += 1) }), none)
  }
  assert.equal(made, 4)
})

test('an error that is thrown leaves the operation able to keep other parts', () => {
  const { open } = createParts()
  const { rows, notes } = open()
  const fail = () => {
    throw new Error('a field that may not be null')
  }
  assert.throws(() => rows.of({}, SELECTION, fail, none), /may not be null/)
  assert.equal(notes.part, null)
})

test('rows inside a row belong to its part', () => {
  const { open } = createParts()
  const [row, inner] = [{}, {}]
  const below = {}
  let made = 0
  const use = (outer: object) => {
    const { rows } = open()
    rows.of(outer, SELECTION, () => rows.of(inner, below, () => ({ made: (made += 1) }), none), none)
  }
  use(row)
  use(row)
  assert.equal(made, 1)
  use({})
  assert.equal(made, 2, 'it was no part of its own')
})

test('parts are bounded by bytes, and all of a selection are dropped together', () => {
  const kept = (count: number) => {
    const { open } = createParts(20_000)
    const rows = Array.from({ length: count }, () => ({}))
    let made = 0
    for (let round = 0; round < 2; round += 1) {
      const { rows: parts } = open()
      for (const row of rows) parts.of(row, SELECTION, () => ({ made: (made += 1) }), none)
    }
    return 2 * count - made
  }
  assert.equal(kept(10), 10)
  assert.equal(kept(100), 0)
})

test('parts outlive the questions of a minute, and no longer', async () => {
  const { open, clock } = createParts()
  const row = {}
  let made = 0
  const use = () => {
    open().rows.of(row, SELECTION, () => ({ made: (made += 1) }), none)
    return made
  }
  use()
  await clock.advance(60_000)
  assert.equal(use(), 1)
  await clock.advance(1)
  assert.equal(use(), 2)
})

/** Never the same question: the start changes no row. */
const MOVING = `query ($from: DateTime) {
  calls(first: 20, filter: { startedAt: { from: $from } }) { nodes { id from to agent { id name email } menu { name } } }
}`
const startOf = (second: number) => ({ from: new Date(Date.UTC(2015, 0) + second * 1000) })

test('the bill of an answer from parts is that of one that resolves its rows', async () => {
  const stage = createKeepingStage({ alwaysReport: true })
  const ask = async (second: number) =>
    JSON.parse((await stage.post({ query: MOVING, variables: startOf(second) })).text)
  await ask(0)
  await stage.clock.advance(500)
  const [resolved, fromParts] = [await ask(1), await ask(2)]
  assert.ok(resolved.extensions.upstream.saved.embedded > 0)
  assert.deepEqual(fromParts, resolved)
})

test('personal data shown from parts is disclosed as if resolved', async () => {
  const stage = createPersonalStage()
  for (const second of [1, 2, 3]) await stage.asReader(MOVING, startOf(second))
  const shown = stage.events.flatMap((event) =>
    event.type === 'disclosure' ? [[event.kinds, event.count]] : [],
  )
  assert.equal(shown.length, 3)
  assert.deepEqual(shown[1], shown[2])
  assert.ok(Number(shown[2]?.[1]) > 3)
})

test('a viewer of other scopes never gets the parts of another', async () => {
  const stage = createPersonalStage()
  const [masked, shown, again] = [
    await stage.asStaff(MOVING, startOf(1)),
    await stage.asReader(MOVING, startOf(2)),
    await stage.asStaff(MOVING, startOf(3)),
  ]
  assert.deepEqual(again.data, masked.data)
  assert.notDeepEqual(shown.data, masked.data)
})
