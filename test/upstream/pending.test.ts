// Pending look-ups, whose ids are chosen when the slot opens.
import type { Ask } from '../../src/domain/ask.ts'
import type { Room } from '../../src/upstream/room.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPending } from '../../src/upstream/pending.ts'
import { createShares } from '../../src/upstream/shares.ts'
import { toAsk as baseAsk } from '../support/ask.ts'
import { createVirtualClock } from '../support/clock.ts'

function toAsk(operation: number, more: Partial<Ask> = {}): Ask {
  return baseAsk({ operations: [operation], client: `client ${operation}`, deadlineAt: 60_000, ...more })
}

/** A pending set; the test opens its slots. */
function setUp(maximum = 3) {
  const batches: (readonly string[])[] = []
  const slots: (() => void)[] = []
  const refuse: ((error: Error) => void)[] = []
  const pending = createPending<string>({ ids: () => maximum }, async (take, everybody) => {
    await new Promise<void>((resolve, reject) => {
      slots.push(resolve)
      refuse.push(reject)
      everybody.signal.addEventListener('abort', () => reject(new Error('given up')))
    })
    const ids = take()
    if (ids.length > 0) batches.push(ids)
    if (ids.includes('broken')) throw new Error('broken batch')
    return new Map(ids.map((id) => [id, id === 'missing' ? null : `row ${id}`]))
  })
  const openSlot = async () => {
    slots.shift()?.()
    refuse.shift()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { pending, batches, slots, refuse, openSlot }
}

test('ids that arrive during the wait for a slot join its request, up to the maximum', async () => {
  const { pending, batches, slots, openSlot } = setUp()
  const rows = ['a', 'b', 'c', 'd'].map((id, index) => pending.want(id, toAsk(index)))
  assert.equal(slots.length, 1)
  await openSlot()
  assert.equal(slots.length, 1)
  await openSlot()
  assert.deepEqual(batches, [['a', 'b', 'c'], ['d']])
  assert.deepEqual(await Promise.all(rows), ['row a', 'row b', 'row c', 'row d'])
})

test('an id wanted twice is sent once, and an unknown id is null', async () => {
  const { pending, batches, openSlot } = setUp()
  const rows = [pending.want('a', toAsk(1)), pending.want('a', toAsk(2)), pending.want('missing', toAsk(3))]
  await openSlot()
  assert.deepEqual(batches, [['a', 'missing']])
  assert.deepEqual(await Promise.all(rows), ['row a', 'row a', null])
})

test('an id whose caller left is not sent', async () => {
  const { pending, batches, openSlot } = setUp()
  const leaving = new AbortController()
  const gone = pending.want('gone', toAsk(1, { signal: leaving.signal }))
  const stays = pending.want('stays', toAsk(2))
  leaving.abort(new Error('left'))
  await assert.rejects(gone, /left/)
  await openSlot()
  assert.deepEqual(batches, [['stays']])
  assert.equal(await stays, 'row stays')
})

test('the last caller to leave gives up the place in the queue, and a newcomer gets a new one', async () => {
  const { pending, batches, slots, openSlot } = setUp()
  const leaving = new AbortController()
  const gone = pending.want('gone', toAsk(1, { signal: leaving.signal }))
  leaving.abort(new Error('left'))
  await assert.rejects(gone, /left/)
  slots.length = 0
  const later = pending.want('later', toAsk(2))
  assert.equal(slots.length, 1)
  await openSlot()
  assert.deepEqual(batches, [['later']])
  assert.equal(await later, 'row later')
})

test('a failed batch fails its own ids and no others', async () => {
  const { pending, openSlot } = setUp(1)
  const broken = pending.want('broken', toAsk(1))
  const whole = pending.want('whole', toAsk(2))
  const rejected = assert.rejects(broken, /broken batch/)
  await openSlot()
  await rejected
  await openSlot()
  assert.equal(await whole, 'row whole')
})

test('a refusal by the queue rejects every caller', async () => {
  const { pending, refuse } = setUp()
  const rows = [pending.want('a', toAsk(1)), pending.want('b', toAsk(2))]
  const rejected = rows.map((row) => assert.rejects(row, /no slot/))
  refuse[0]?.(new Error('no slot'))
  await Promise.all(rejected)
})

test('a refusal by the queue spares callers with a later deadline', async () => {
  const { pending, refuse, slots, openSlot } = setUp()
  const hurried = pending.want('a', toAsk(1))
  const patient = pending.want('a', toAsk(2, { deadlineAt: 90_000 }))
  const rejected = assert.rejects(hurried, /no slot/)
  refuse.shift()?.(new Error('no slot'))
  slots.shift()
  await rejected
  // A new place in the queue, for the remaining callers.
  assert.equal(slots.length, 1)
  await openSlot()
  assert.equal(await patient, 'row a')
})

/** A pending set; the test sends its answers. */
function setUpAnswers(maximum = 3) {
  const sent: {
    ids: readonly string[]
    signal: AbortSignal
    answer: (values: ReadonlyMap<string, string>) => void
  }[] = []
  const pending = createPending<string>(
    { ids: () => maximum },
    (take, everybody) =>
      new Promise((answer) => {
        queueMicrotask(() => sent.push({ ids: take(), signal: everybody.signal, answer }))
      }),
  )
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { pending, sent, settled }
}

test('a caller of an id on its way shares that answer', async () => {
  const { pending, sent, settled } = setUpAnswers()
  const first = pending.want('a', toAsk(1))
  await settled()
  const leaving = new AbortController()
  const second = pending.want('a', toAsk(2))
  const third = pending.want('a', toAsk(3, { signal: leaving.signal }))
  leaving.abort(new Error('left'))
  await assert.rejects(third, /left/)
  await settled()
  assert.deepEqual(
    sent.map(({ ids }) => ids),
    [['a']],
  )
  sent[0]?.answer(new Map([['a', 'row a']]))
  assert.deepEqual(await Promise.all([first, second]), ['row a', 'row a'])
})

test('a sent request is dropped when its last caller leaves, and a newcomer sends a new one', async () => {
  const { pending, sent, settled } = setUpAnswers()
  const [one, other] = [new AbortController(), new AbortController()]
  const rows = [
    pending.want('a', toAsk(1, { signal: one.signal })),
    pending.want('b', toAsk(2, { signal: other.signal })),
  ]
  const rejected = rows.map((row) => assert.rejects(row, /left/))
  await settled()
  one.abort(new Error('left'))
  assert.equal(sent[0]?.signal.aborted, false)
  other.abort(new Error('left'))
  await Promise.all(rejected)
  assert.equal(sent[0]?.signal.aborted, true)
  const later = pending.want('a', toAsk(3))
  await settled()
  assert.deepEqual(
    sent.map(({ ids }) => ids),
    [['a', 'b'], ['a']],
  )
  // The answer of the dropped request is ignored.
  sent[0]?.answer(new Map([['a', 'stale row']]))
  sent[1]?.answer(new Map([['a', 'fresh row']]))
  assert.equal(await later, 'fresh row')
})

test('an id missing in an answer is sent again', async () => {
  const { pending, sent, settled } = setUpAnswers()
  const rows = ['a', 'b', 'c'].map((id, index) => pending.want(id, toAsk(index)))
  await settled()
  sent[0]?.answer(new Map([['b', 'row b']]))
  await settled()
  assert.deepEqual(sent[1]?.ids, ['a', 'c'])
  sent[1]?.answer(
    new Map([
      ['a', 'row a'],
      ['c', 'row c'],
    ]),
  )
  assert.deepEqual(await Promise.all(rows), ['row a', 'row b', 'row c'])
})

/** A vendor that refuses batches with a bad id; requests go one by one. */
function setUpRefusals(isBad: (id: string) => boolean, room: Partial<Room> = {}) {
  const sent: (readonly string[])[] = []
  const pending = createPending<string>(
    { ids: () => 100, mayBeOneId: (error) => error instanceof Refused, ...room },
    async (take) => {
      await new Promise((resolve) => setImmediate(resolve))
      const ids = take()
      sent.push(ids)
      if (ids.some(isBad)) throw new Refused()
      return new Map(ids.map((id) => [id, `row ${id}`]))
    },
  )
  const want = async (ids: readonly string[]) => {
    const found = await Promise.allSettled(ids.map((id, index) => pending.want(id, toAsk(index))))
    return ids.filter((_, index) => found[index]?.status === 'rejected')
  }
  return { pending, sent, want }
}

class Refused extends Error {}

const hundred = Array.from({ length: 100 }, (_, index) => `id ${index}`)

test('a refused batch is halved until its bad id is alone, and only that id fails', async () => {
  for (const bad of ['id 0', 'id 57', 'id 99']) {
    const { sent, want } = setUpRefusals((id) => id === bad)
    assert.deepEqual(await want(hundred), [bad])
    // Seven halvings: 100 → 1.
    assert.ok(sent.length <= 1 + 2 * 7, `${sent.length} requests`)
  }
})

test('an id that arrives during the halving goes in a request of its own', async () => {
  const { sent, pending, want } = setUpRefusals((id) => id === 'id 3')
  const refused = want(hundred.slice(0, 8))
  await new Promise((resolve) => setImmediate(resolve))
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(await pending.want('new', toAsk(1)), 'row new')
  assert.deepEqual(await refused, ['id 3'])
  assert.deepEqual(
    sent.filter((ids) => ids.includes('new')),
    [['new']],
  )
})

test('a caller that leaves during the halving takes its id out', async () => {
  const leaving = new AbortController()
  const { sent, pending } = setUpRefusals((id) => id === 'bad')
  const bad = pending.want('bad', toAsk(1, { signal: leaving.signal }))
  const good = pending.want('good', toAsk(2))
  const rejected = assert.rejects(bad, /left/)
  while (sent.length === 0) await new Promise((resolve) => setImmediate(resolve))
  leaving.abort(new Error('left'))
  await rejected
  assert.equal(await good, 'row good')
})

test('a vendor that refuses every part ends the search for good', async () => {
  const { sent, want } = setUpRefusals(() => true)
  assert.deepEqual(await want(hundred), hundred)
  assert.ok(sent.length <= 1 + 2 * 2 * 7, `${sent.length} requests`)
  const before = sent.length
  assert.deepEqual(await want(hundred), hundred)
  assert.equal(sent.length, before + 1)
})

test('an error that no id can cause rejects every caller', async () => {
  const { sent, want } = setUpRefusals((id) => id === 'id 3', { mayBeOneId: () => false })
  assert.deepEqual(await want(hundred), hundred)
  assert.equal(sent.length, 1)
})

test('a request has as many ids as fit into its bytes, and at least one', async () => {
  const { sent, want } = setUpRefusals(() => false, { bytes: 20, bytesOf: (id) => id.length })
  await want(['a'.repeat(9), 'b'.repeat(9), 'c'.repeat(9), 'd'.repeat(99)])
  assert.deepEqual(
    sent.map((ids) => ids.map((id) => id.length)),
    [[9, 9], [9], [99]],
  )
})

test('one id of a client goes before the thousands that another client sent earlier', async () => {
  const clock = createVirtualClock(0)
  const { inTurn } = createShares(clock, 1000)
  const sent: (readonly string[])[] = []
  const slots: (() => void)[] = []
  const pending = createPending<string>({ ids: () => 100 }, async (take) => {
    await new Promise<void>((resolve) => slots.push(resolve))
    const ids = take(inTurn)
    sent.push(ids)
    return new Map(ids.map((id) => [id, id]))
  })
  const asks = Array.from({ length: 50 }, (_, index) => toAsk(1, { client: `10.0.0.1/name ${index}` }))
  const rows = Array.from({ length: 5000 }, (_, index) =>
    pending.want(`theirs ${index}`, asks[index % asks.length] ?? toAsk(1)),
  )
  const single = pending.want('mine', toAsk(2, { client: '10.0.0.2/me' }))
  slots.shift()?.()
  assert.equal(await single, 'mine')
  assert.ok(sent[0]?.includes('mine'))
  assert.equal(sent[0]?.length, 100)
  for (let time = 0; time < 60; time += 1) {
    slots.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(rows)
})

test('fifty thousand dropped ids delay no other caller', async () => {
  const { pending, slots } = setUp(100)
  const clients = Array.from({ length: 50 }, () => new AbortController())
  const rows = clients.flatMap(({ signal }, client) =>
    Array.from({ length: 1000 }, (_, index) => pending.want(`${client} ${index}`, toAsk(client, { signal }))),
  )
  const left = Promise.allSettled(rows)
  const stays = pending.want('stays', toAsk(99))
  const startedAt = performance.now()
  for (const client of clients) client.abort(new Error('left'))
  await left
  const tookMs = performance.now() - startedAt
  assert.ok(tookMs < 10_000, `${tookMs} ms`)
  slots.shift()?.()
  assert.equal(await stays, 'row stays')
})
