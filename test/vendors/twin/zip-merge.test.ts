// The zip merge of two lists, wherever the vendor places rows without a start.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Feed, PageAt } from '../../../src/vendors/question.ts'
import type { Part } from '../../../src/vendors/twin/zip-merge.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import { zipMerge } from '../../../src/vendors/twin/zip-merge.ts'
import { createRandom } from '../../../src/demo/random.ts'
import { toAsk } from '../../support/ask.ts'

interface Row {
  readonly id: string
  readonly account: string
  readonly startedAt: number
  readonly createdAt: number
  readonly waits: boolean
}

/** Where a list sorted by start has the rows that have none, and whether a range of starts has them. */
const PLACES = {
  'with their creation as start': { at: (row: Row) => row.startedAt, inRange: true },
  'by their creation, but in no range': { at: (row: Row) => row.startedAt, inRange: false },
  'before all others': { at: (row: Row) => (isStarted(row) ? row.startedAt : Infinity), inRange: false },
  'after all others': { at: (row: Row) => (isStarted(row) ? row.startedAt : -Infinity), inRange: false },
  'by their creation once refused, but after all others while they wait': {
    at: (row: Row) => (row.waits ? -Infinity : row.startedAt),
    inRange: false,
  },
  nowhere: { at: (row: Row) => (isStarted(row) ? row.startedAt : null), inRange: false },
}
type Place = keyof typeof PLACES

const isStarted = (row: Row): boolean => row.startedAt !== row.createdAt

const asked = toAsk()
const PER = 10

function createFeed(name: string, rows: readonly Row[], log: string[], place: (row: Row) => number | null) {
  const read = async ({ until, per }: PageAt) => {
    log.push(until === undefined ? name : `${name} until`)
    const within = rows
      .filter((row) => place(row) !== null && (until === undefined || place(row)! <= until))
      .toSorted((a, b) => place(b)! - place(a)!)
    const page = within.slice(0, per)
    return {
      rows: page,
      count: page.length,
      total: within.length,
      more: null,
      sorted: true,
      size: 1,
      sentAt: 0,
      requests: 1,
    }
  }
  const feed: Feed<Row> = {
    account: 'a',
    absent: [],
    none: false,
    wanted: new Set<string>(),
    optIns: {},
    whole: false,
    order: null,
    maximum: PER,
    exact: true,
    matches: () => true,
    since: undefined,
    until: undefined,
    seekable: () => true,
    floored: () => true,
    changes: () => null,
    read,
  }
  return feed
}

/** The zip merge of a vendor's two lists, and a log of its requests. */
function createVendor(rows: readonly Row[], place: Place) {
  const log: string[] = []
  const { at, inRange } = PLACES[place]
  const open = createFeed('start', rows, log, at)
  const ranged = createFeed('start', rows, log, (row) => (inRange || isStarted(row) ? row.startedAt : null))
  const first: Part<Row> = {
    feed: { ...open, read: (page, ask) => (page.until === undefined ? open : ranged).read(page, ask) },
    has: isStarted,
    sortedBy: (row) => (isStarted(row) ? row.startedAt : null),
  }
  const second: Part<Row> = {
    feed: createFeed('creation', rows, log, ({ createdAt }) => createdAt),
    has: (row) => !isStarted(row),
    sortedBy: ({ createdAt }) => createdAt,
  }
  return { feed: zipMerge(first, second), log }
}

/** Rows of which many never start, some of the newest not yet if any may wait; each at an instant of its own. */
function toRows(seed: string, count: number, mayWait = true): Row[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const createdAt = index * 10
    const starts = random.chance(0.6)
    const startedAt = starts ? createdAt + random.int(1, 20) * 10 + 5 : createdAt
    const waits = mayWait && !starts && index > count - 20 && random.chance(0.5)
    return { id: `${seed}-${index}`, account: 'a', createdAt, startedAt, waits }
  })
}

/** Rows every third of which never starts, some that wait among the newest. */
const thirds: readonly Row[] = Array.from({ length: 60 }, (_, index) => {
  const [starts, createdAt] = [index % 3 > 0, index * 10]
  const startedAt = createdAt + (starts ? 35 : 0)
  return { id: `c${index}`, account: 'a', createdAt, startedAt, waits: !starts && index > 55 }
})

/** Page after page, each entered at the last row's start, until a page says that windows must take over. */
async function walk(feed: Feed<Row>): Promise<{ ids: string[]; reached: number }> {
  const ids = new Set<string>()
  let until: number | undefined
  for (;;) {
    const page = await feed.read({ page: 1, per: PER, until }, asked)
    if (page.sorted === false) return { ids: [...ids], reached: until ?? Infinity }
    for (const { id } of page.rows) ids.add(id)
    if (page.more !== true) return { ids: [...ids], reached: -Infinity }
    until = page.rows.at(-1)?.startedAt
  }
}

for (const place of Object.keys(PLACES) as Place[])
  test(`no row is lost or out of order where rows without a start stand ${place}`, async () => {
    for (let round = 1; round <= 40; round += 1) {
      for (const mayWait of [false, true]) {
        const rows = toRows(`${place}/${round}`, 8 + round * 2, mayWait)
        const { ids, reached } = await walk(createVendor(rows, place).feed)
        const wanted = rows.filter(({ startedAt }) => startedAt >= reached)
        const inOrder = wanted.toSorted((a, b) => b.startedAt - a.startedAt).map(({ id }) => id)
        assert.deepEqual(ids, inOrder, `round ${round}`)
      }
    }
  })

test('each page reads both lists, whatever the rows of one show', async () => {
  for (const place of ['with their creation as start', 'after all others'] as const) {
    const { feed, log } = createVendor(thirds, place)
    await walk(feed)
    const [first, second] = ['start', 'creation'].map((name) => log.filter((list) => list.startsWith(name)))
    assert.ok(log.length > 2)
    assert.equal(first?.length, second?.length)
  }
})

test('the total is that of the list that leaves out no row', async () => {
  for (const place of Object.keys(PLACES) as Place[]) {
    const { total } = await createVendor(thirds, place).feed.read({ page: 1, per: PER }, asked)
    assert.equal(total, thirds.length, place)
  }
})

test('a list that is refused while the other one is the probe of an account is asked again', async () => {
  const { feed, log } = createVendor(thirds, 'nowhere')
  const [first, second] = feed.parts ?? []
  assert.ok(first && second)
  const refusals = [new UpstreamError('a', 'UPSTREAM_UNAVAILABLE', 'a is left alone')]
  const read: Feed<Row>['read'] = async (at, ask) => {
    const refusal = refusals.pop()
    if (refusal !== undefined) throw refusal
    return second.feed.read(at, ask)
  }
  const sortedBy = ({ createdAt }: Row) => createdAt
  const probed = zipMerge({ ...first, sortedBy }, { ...second, sortedBy, feed: { ...second.feed, read } })
  const { rows } = await probed.read({ page: 1, per: 100 }, asked)
  assert.equal(rows.length, thirds.length)
  assert.deepEqual(log, ['start', 'creation'])
})

test('a list that fails while no other one is answered fails at once', async () => {
  let count = 0
  const [part] = createVendor(thirds, 'nowhere').feed.parts ?? []
  assert.ok(part)
  const read = async () => {
    count += 1
    throw new UpstreamError('a', 'UPSTREAM_UNAVAILABLE', 'a is down')
  }
  const failing = { ...part, sortedBy: () => null, feed: { ...part.feed, read } }
  await assert.rejects(zipMerge(failing, failing).read({ page: 1, per: 100 }, asked), /a is down/)
  assert.equal(count, 2)
})
