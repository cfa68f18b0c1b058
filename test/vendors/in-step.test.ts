// Two lists as one feed, at vendors that put rows without a start wherever they like: nothing may be lost for a lesson.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Feed, PageAt } from '../../src/vendors/feed.ts'
import type { Part } from '../../src/vendors/in-step.ts'
import { inStep } from '../../src/vendors/in-step.ts'
import { createLearned } from '../../src/vendors/learned.ts'
import { createTogether } from '../../src/vendors/together.ts'
import { createRandom } from '../../src/sandbox/random.ts'
import { toAsk } from '../support/ask.ts'

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
    optIns: {},
    whole: false,
    order: null,
    maximum: PER,
    exact: true,
    matches: () => true,
    since: undefined,
    until: undefined,
    bounded: () => true,
    changes: () => null,
    read,
  }
  return feed
}

/** A vendor's two lists in step, what was asked of them, and what became known of the first. */
function createVendor(rows: readonly Row[], place: Place, learned = createLearned()) {
  const log: string[] = []
  const { at, inRange } = PLACES[place]
  const open = createFeed('start', rows, log, at)
  const ranged = createFeed('start', rows, log, (row) => (inRange || isStarted(row) ? row.startedAt : null))
  const first: Part<Row> = {
    feed: { ...open, read: (page, ask) => (page.until === undefined ? open : ranged).read(page, ask) },
    has: isStarted,
    standsAt: (row) => (isStarted(row) ? row.startedAt : null),
    lacks: (row) => row.waits,
  }
  const second: Part<Row> = {
    feed: createFeed('creation', rows, log, ({ createdAt }) => createdAt),
    has: (row) => !isStarted(row),
    standsAt: ({ createdAt }) => createdAt,
    lacks: () => false,
  }
  const feed = inStep((isRange) => createTogether<Row>(learned, 'CALL', isRange), first, second)
  return { feed, log, learned }
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
      const learned = createLearned()
      // What is learned while nothing waits, and on the first walk, must not harm the next.
      for (const mayWait of [false, true, true]) {
        const rows = toRows(`${place}/${round}`, 8 + round * 2, mayWait)
        const { ids, reached } = await walk(createVendor(rows, place, learned).feed)
        const wanted = rows.filter(({ startedAt }) => startedAt >= reached)
        const inOrder = wanted.toSorted((a, b) => b.startedAt - a.startedAt).map(({ id }) => id)
        assert.deepEqual(ids, inOrder, `round ${round}`)
      }
    }
  })

test('one list is enough once its rows show that it has all', async () => {
  const { feed, log } = createVendor(thirds, 'with their creation as start')
  await walk(feed)
  // Whether a range has them too takes one look at the other list.
  assert.deepEqual(log.slice(0, 4), ['start', 'start until', 'creation until', 'start until'])
  assert.equal(log.filter((list) => list.startsWith('creation')).length, 1)
})

test('both lists are read at the same time once the first turned out to lack rows', async () => {
  const { feed, log } = createVendor(thirds, 'after all others')
  await walk(feed)
  const [first, second] = ['start', 'creation'].map((name) => log.filter((list) => list.startsWith(name)))
  assert.equal(first?.length, second?.length)
})

test('an order that does not include what it included before is found out', async () => {
  const { feed, learned } = createVendor(thirds, 'with their creation as start')
  await feed.read({ page: 1, per: PER }, asked)
  assert.equal(learned.about('CALL lists together'), 'obeyed')
  const changed = createVendor(thirds, 'before all others', learned)
  const page = await changed.feed.read({ page: 1, per: PER }, asked)
  assert.deepEqual([changed.log, page.sorted], [['start', 'creation'], false])
  assert.equal(learned.about('CALL lists together'), 'ignored')
})
