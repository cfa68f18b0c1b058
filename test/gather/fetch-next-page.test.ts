// Cached lists over vendors that sort and seek, or do not.
import type { CachedList } from '../../src/gather/cached-list.ts'
import type { Entry, Habits, OnPaper } from './list-on-paper.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InputError } from '../../src/domain/errors.ts'
import { copyOldRows } from '../../src/gather/refresh.ts'
import { createFetchNextPage } from '../../src/gather/fetch-next-page.ts'
import { isWhole } from '../../src/gather/cached-list.ts'
import { createVirtualClock } from '../support/clock.ts'
import { toAsk } from '../support/ask.ts'
import { entries, idsOf, manyEntries, onPaper, order, segmentOf } from './list-on-paper.ts'

const NOW = Date.UTC(2026, 0, 15)

/** Reads a list to its end; `between` is called after every page. */
async function growOut(
  feed: OnPaper,
  { key, rank }: { key?: number | null; rank?: number } = {},
  between: (list: CachedList<Entry>) => void = () => {},
) {
  const list = segmentOf(feed, key, rank)
  const fetchNextPage = createFetchNextPage(feed, list, order, createVirtualClock(NOW))
  for (let times = 0; !isWhole(list, feed); times += 1) {
    assert.ok(times < 100, 'it never ends')
    await fetchNextPage(toAsk())
    between(list)
  }
  return list
}

const newest = (rows: readonly Entry[]) => rows.toSorted((a, b) => (b.startedAt ?? -1) - (a.startedAt ?? -1))

/** Rows of one day, sorted by id and not by start. */
function shuffled(count: number): Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    startedAt: NOW - ((index * 7919) % count) * 600_000,
  }))
}

test('a sorted list is read page by page', async () => {
  for (const seekable of [true, false]) {
    const feed = onPaper(manyEntries(35), { seekable })
    const list = await growOut(feed)
    assert.deepEqual(idsOf(list.rows), idsOf(feed.rows))
    assert.equal(list.total, 35)
    assert.equal(feed.asked.length, seekable ? 4 : 5)
  }
})

test('a seekable list reads page 1 from the last row’s start', async () => {
  const feed = onPaper(manyEntries(25), { seekable: true })
  await growOut(feed)
  assert.deepEqual(
    feed.asked.map(({ page, until }) => [page, until]),
    [
      [1, undefined],
      [1, 160],
      [1, 70],
    ],
  )
})

test('ties that fill more than a page are read to their end, also while rows leave', async () => {
  for (const seekable of [true, false]) {
    const ties = entries(Array.from({ length: 34 }, (_, index) => `t${index}@50`).join(' '))
    const feed = onPaper([...entries('a@90 b@80'), ...ties, ...entries('y@20 z@10')], { seekable })
    const all = idsOf(feed.rows)
    let leaving = 2
    const list = await growOut(feed, {}, () => {
      if ((leaving -= 1) >= 0) feed.rows.splice(3, 2)
    })
    const missing = all.filter((id) => !list.seen.has(id))
    assert.deepEqual(missing, [], seekable ? 'seekable' : 'by number')
    assert.deepEqual(list.rows, newest(list.rows))
  }
})

test('short pages without totals lose no row when one leaves', async () => {
  const feed = onPaper(manyEntries(7), { seekable: true, clamp: 6, total: false, more: false })
  const { read } = feed
  const all = idsOf(feed.rows)
  const leaving = {
    ...feed,
    read: async (...question: Parameters<typeof read>) => {
      const page = await read(...question)
      if (feed.asked.length === 1) feed.rows.splice(2, 1)
      return page
    },
  }
  assert.deepEqual(idsOf((await growOut(leaving)).rows), all)
})

test('a position in the middle is entered by instant, else by rank', async () => {
  const [seekable, numbered] = [onPaper(manyEntries(200), { seekable: true }), onPaper(manyEntries(200))]
  for (const feed of [seekable, numbered]) {
    const list = await growOut(feed, { key: 300, rank: 168 })
    assert.deepEqual(idsOf(list.rows), idsOf(feed.rows.slice(170)))
  }
  assert.deepEqual([seekable.asked.length, numbered.asked.length], [4, 6])
})

test('no row outside of the filter’s range is read', async () => {
  const matches = ({ startedAt }: Entry) => startedAt !== null && startedAt >= 1500 && startedAt <= 1700
  const feed = onPaper(manyEntries(1000), { since: 1500, until: 1700, matches })
  const list = await growOut(feed)
  assert.deepEqual(idsOf(list.rows), idsOf(feed.rows.filter(matches)))
  // 83 pages away: eight doubling steps, six halvings, and the pages themselves.
  assert.ok(feed.asked.length <= 20, `${feed.asked.length} requests for 21 of 1000 rows`)
})

test('rows without a start come last', async () => {
  const feed = onPaper([...manyEntries(15), ...entries('x@ y@')])
  const list = await growOut(feed)
  assert.deepEqual(idsOf(list.rows).slice(-3), ['15', 'x', 'y'])
})

test('a list of one page is sorted here', async () => {
  const feed = onPaper(entries('a@3 b@ c@9 d@5'), { sorted: false, order: 'RATING ASC' })
  assert.deepEqual(idsOf((await growOut(feed)).rows), ['c', 'd', 'a', 'b'])
  assert.equal(feed.asked.length, 1)
})

test('an order that the vendor ignores is refused by name', async () => {
  const feed = onPaper(manyEntries(25), { sorted: false, order: 'RATING ASC' })
  await assert.rejects(growOut(feed), (error: unknown) => {
    assert.ok(error instanceof InputError)
    assert.equal(error.code, 'UNSUPPORTED_ORDER')
    assert.match(error.message, /paper cannot sort by RATING ASC/)
    return true
  })
})

test('equal rows prove no order, and the first misplaced row disproves it', async () => {
  const rows = entries(`${Array.from({ length: 12 }, (_, index) => `n${index}@`).join(' ')} late@7`)
  await assert.rejects(
    growOut(onPaper(rows, { sorted: null, order: 'RATING DESC' })),
    /cannot sort by RATING DESC/,
  )
  const nothing = onPaper(rows.slice(0, 12), { sorted: null, order: 'RATING DESC' })
  assert.equal((await growOut(nothing)).rows.length, 12)
})

for (const habits of [
  { seekable: true },
  { seekable: true, total: false },
  { seekable: false },
  { seekable: false, total: false },
  { seekable: false, total: false, more: false, clamp: 6 },
] satisfies Habits[]) {
  test(`an unsorted list is read by windows of time (${JSON.stringify(habits)})`, async () => {
    const feed = onPaper(shuffled(60), { sorted: false, ...habits })
    const list = await growOut(feed)
    assert.deepEqual(idsOf(list.rows), idsOf(newest(feed.rows)))
    const cold = await growOut(onPaper(shuffled(60), { sorted: false, ...habits }), {
      key: NOW - 30 * 600_000,
      rank: 30,
    })
    assert.deepEqual(idsOf(cold.rows), idsOf(newest(feed.rows).slice(30)))
  })
}

test('windows shrink where rows are dense and grow where there are none', async () => {
  const dense = Array.from({ length: 80 }, (_, index) => ({ id: `d${index}`, startedAt: NOW - index * 1000 }))
  const old = { id: 'old', startedAt: NOW - 40 * 86_400_000 }
  const feed = onPaper([old, ...dense.toReversed()], { sorted: false, seekable: true })
  const list = await growOut(feed)
  assert.deepEqual(idsOf(list.rows), [...idsOf(dense), 'old'])
  assert.ok(feed.asked.length <= 60, `${feed.asked.length} requests for nine pages of rows`)
})

test('a window that is full by the vendor’s total costs one request', async () => {
  const feed = onPaper(shuffled(600), { sorted: false, seekable: true })
  const list = segmentOf(feed)
  const fetchNextPage = createFetchNextPage(feed, list, order, createVirtualClock(NOW))
  await fetchNextPage(toAsk())
  await fetchNextPage(toAsk())
  assert.ok(list.rows.length > 0)
  assert.ok(feed.asked.length <= 6, `${feed.asked.length} requests for the first rows of sixty pages`)
})

test('rows that arrive or leave within a window hide no other row', async () => {
  const feed = onPaper(shuffled(90), { sorted: false, seekable: true })
  const all = idsOf(feed.rows)
  const gone = new Set<string>()
  let pages = 0
  const { read } = feed
  const moving = Object.assign(feed, {
    read: (...args: Parameters<typeof read>) => {
      if ((pages += 1) % 3 === 0 && gone.size < 8) gone.add(feed.rows.shift()?.id ?? '')
      if (pages % 4 === 0 && pages < 40)
        feed.rows.push({ id: `new${pages}`, startedAt: NOW - pages * 1_000_000 })
      return read(...args)
    },
  })
  const list = await growOut(moving)
  assert.ok(gone.size > 3)
  assert.deepEqual(
    all.filter((id) => !gone.has(id) && !list.seen.has(id)),
    [],
  )
  assert.deepEqual(list.rows, newest(list.rows))
})

test('rows that arrive between windows do not end the list early', async () => {
  for (const seekable of [true, false]) {
    const feed = onPaper(shuffled(40), { sorted: false, seekable })
    const all = idsOf(feed.rows)
    let arrivals = 6
    const list = await growOut(feed, {}, () => {
      if ((arrivals -= 1) < 0) return
      feed.rows.push({ id: `late${arrivals}`, startedAt: NOW - (30 + arrivals) * 600_000 })
    })
    assert.deepEqual(
      all.filter((id) => !list.seen.has(id)),
      [],
    )
  }
})

test('windows with hundreds of rows at one or two instants end', async () => {
  const crowd = (name: string, startedAt: number) =>
    Array.from({ length: 45 }, (_, index) => ({ id: `${name}${index}`, startedAt }))
  for (const apartMs of [1, 2, 5000]) {
    const rows = [
      ...crowd('old', NOW - 90_000_000),
      ...crowd('a', NOW - 50_000 - apartMs),
      ...crowd('b', NOW - 50_000),
    ]
    for (const seekable of [true, false]) {
      const feed = onPaper(rows.slice(), { sorted: false, seekable, total: false })
      const list = await growOut(feed)
      assert.equal(list.rows.length, rows.length)
      assert.deepEqual(list.rows, newest(list.rows))
      if (seekable) assert.ok(feed.asked.length < 250, `${feed.asked.length} requests`)
    }
  }
})

test('an unsorted list goes on below the rows that are copied from an older one', async () => {
  const startedAt = (index: number) => NOW - (10 + ((index * 7) % 40) / 2) * 86_400_000
  const old = Array.from({ length: 40 }, (_, index) => ({ id: String(index), startedAt: startedAt(index) }))
  const feed = onPaper(old.slice(), { sorted: false, seekable: true })
  const other = segmentOf(feed)
  const readOther = createFetchNextPage(feed, other, order, createVirtualClock(NOW))
  while (other.rows.length === 0) await readOther(toAsk())
  other.asOf = NOW
  feed.rows.push(...old.map((row) => ({ id: `late ${row.id}`, startedAt: row.startedAt + 1 })))
  // The older list is soon forgotten.
  const copyOnce = (own: CachedList<Entry>) => copyOldRows(own, own.old === null ? [other] : [], order, NOW)
  const list = await growOut(feed, {}, copyOnce)
  assert.deepEqual(list.rows, newest(list.rows))
  assert.deepEqual(
    idsOf(old).filter((id) => !list.seen.has(id)),
    [],
  )
})

test('a crowd at a few instants after a gap of weeks is read in few requests', async () => {
  for (const days of [7, 70]) {
    const startedAt = (index: number) => NOW - days * 86_400_000 - (index % 9 > 3 ? 1 : 0)
    const crowd = Array.from({ length: 45 }, (_, index) => ({ id: `c${index}`, startedAt: startedAt(index) }))
    const feed = onPaper(crowd, { sorted: false, seekable: true, total: false })
    const list = segmentOf(feed)
    const fetchNextPage = createFetchNextPage(feed, list, order, createVirtualClock(NOW))
    while (list.rows.length < 45) await fetchNextPage(toAsk())
    assert.ok(feed.asked.length <= 35, `${feed.asked.length} requests for five pages of rows`)
  }
})

test('after a crowd at one instant windows keep their span, also with superset bounds', async () => {
  const crowd = Array.from({ length: 45 }, (_, index) => ({ id: `c${index}`, startedAt: NOW - 90_000 }))
  const day = shuffled(30).map((row) => ({ ...row, startedAt: row.startedAt! - 3_600_000 }))
  for (const looseMs of [1, 1000]) {
    const feed = onPaper([...crowd, ...day], { sorted: false, seekable: true, total: false, looseMs })
    const list = await growOut(feed)
    assert.deepEqual(idsOf(list.rows).toSorted(), idsOf(feed.rows).toSorted())
    assert.deepEqual(list.rows, newest(list.rows))
    assert.ok(feed.asked.length <= 60, `${feed.asked.length} requests for 75 rows`)
  }
})

test('a position far down begins with a window by the density above it', async () => {
  const old = shuffled(30).map((row) => ({ ...row, startedAt: row.startedAt! - 400 * 86_400_000 }))
  const feed = onPaper(old, { sorted: false, seekable: true, total: false })
  const list = await growOut(feed, { key: NOW - 200 * 86_400_000, rank: 0 })
  assert.equal(list.rows.length, 30)
  assert.ok(feed.asked.length <= 40, `${feed.asked.length} requests for three pages of rows`)
})
