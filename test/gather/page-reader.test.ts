// Pages by number without gaps.
import type { Entry, OnPaper } from './list-on-paper.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newestFirst } from '../../src/domain/order.ts'
import { bySort } from '../../src/gather/by-sort.ts'
import { createReadAll, createPageReader, pageOver } from '../../src/gather/page-reader.ts'
import { toAsk } from '../support/ask.ts'
import { idsOf, manyEntries, onPaper, PAGE, segmentOf } from './list-on-paper.ts'

test('pageOver begins before a rank and reaches furthest beyond it', () => {
  for (const maximum of [3, 7, 10, 100]) {
    for (let rank = 1; rank <= 300; rank += 1) {
      const { page, per } = pageOver(rank, maximum)
      const [start, end] = [(page - 1) * per, page * per]
      assert.ok(per <= maximum)
      // If every size divides the rank, no page does both.
      const divides = Array.from({ length: maximum - 1 }, (_, index) => index + 2).every(
        (size) => rank % size === 0,
      )
      assert.ok(
        divides ? start === rank : start < rank && end > rank,
        `${rank} of ${maximum}: ${start} to ${end}`,
      )
    }
  }
  assert.deepEqual(pageOver(100, 100), { page: 2, per: 99 })
  assert.deepEqual(pageOver(0, 100), { page: 1, per: 100 })
  assert.deepEqual(pageOver(5, 0), { page: 1, per: 0 })
})

/** A reader that knows the rows read so far. */
function readerOf(feed: OnPaper, rank = 0, known = new Set<string>()) {
  const list = segmentOf(feed)
  const next = createPageReader(feed, list, { isKnown: ({ id }: Entry) => known.has(id), rank })
  return async () => {
    const { page, joins } = await next(toAsk())
    if (joins) for (const { id } of page.rows) known.add(id)
    return { page, joins, known }
  }
}

/** Reads to the end; `between` is called before every page but the first. */
async function readOut(feed: OnPaper, between: () => void = () => {}): Promise<Set<string>> {
  const next = readerOf(feed)
  for (let requests = 1; ; requests += 1) {
    const { page, joins, known } = await next()
    if (joins && !page.more) return known
    assert.ok(requests < 100, 'it never ends')
    between()
  }
}

test('pages overlap by one row', async () => {
  const feed = onPaper(manyEntries(25))
  assert.equal((await readOut(feed)).size, 25)
  assert.deepEqual(
    feed.asked.map(({ page, per }) => [page, per]),
    [
      [1, 10],
      [2, 9],
      [3, 8],
      [3, 10],
    ],
  )
})

test('a row that leaves before the seam hides no other row', async () => {
  const feed = onPaper(manyEntries(40))
  const all = idsOf(feed.rows)
  let left = 0
  const known = await readOut(feed, () => {
    // Three at once: the next page begins beyond the known rows.
    if (left < 9) left += feed.rows.splice(0, 3).length
  })
  assert.deepEqual(
    all.filter((id) => !known.has(id)),
    [],
  )
})

test('more than a page of new rows hides no other row', async () => {
  const feed = onPaper(manyEntries(30))
  const all = idsOf(feed.rows)
  let arrived = 0
  const known = await readOut(feed, () => {
    if (arrived < 24)
      feed.rows.unshift(...Array.from({ length: 12 }, () => ({ id: `new${(arrived += 1)}`, startedAt: 1 })))
  })
  assert.deepEqual(
    all.filter((id) => !known.has(id)),
    [],
  )
})

test('a wrong rank is corrected in doubling steps', async () => {
  for (const hint of [0, 35, 390, 1200]) {
    const feed = onPaper(manyEntries(400))
    const known = new Set(idsOf(feed.rows.slice(0, 200)))
    const next = readerOf(feed, hint, known)
    let requests = 1
    for (let turn = await next(); !turn.joins; turn = await next()) requests += 1
    assert.ok(known.has('201') && known.has('200'), `from ${hint}`)
    // Twenty pages away: steps of 1, 2, 4, 8 and 16 pages, then halves.
    assert.ok(requests <= 13, `${requests} requests from ${hint}`)
  }
})

test('the instants of rows tell how far away the end of the known rows is', async () => {
  // Twice as many rows an hour from the 300th on, or half as many.
  for (const [pace, most] of [
    [10, 3],
    [20, 4],
    [5, 4],
  ] as const) {
    const feed = onPaper(
      manyEntries(800).map((row, index) => ({
        ...row,
        startedAt: 100_000 - 10 * Math.min(index, 300) - pace * Math.max(0, index - 300),
      })),
    )
    const list = segmentOf(feed)
    list.end = feed.rows[600]!.startedAt
    const readOn = bySort(feed, list, newestFirst)
    do await readOn(toAsk())
    while (list.rows.length === 0)
    assert.equal(list.rows[0]?.id, '601')
    const pages = feed.asked.map(({ page }) => page)
    assert.ok(pages.length <= most, `${pages.join()} with ${pace}`)
  }
})

test('pages shorter than requested set the page size', async () => {
  for (const habits of [{}, { more: false }, { total: false }, { total: false, more: false }]) {
    for (const count of [0, 1, 3, 4, 5, 17]) {
      const feed = onPaper(manyEntries(count), { clamp: 4, ...habits })
      const known = await readOut(feed)
      assert.equal(known.size, count, `${count} rows with ${JSON.stringify(habits)}`)
    }
  }
})

test('without total and links an empty or short page is the end', async () => {
  const feed = onPaper(manyEntries(PAGE + 2), { total: false, more: false })
  assert.equal((await readOut(feed)).size, PAGE + 2)
  assert.equal(feed.asked.length, 2)
})

test('pages of one row are read without overlap', async () => {
  const feed = onPaper(manyEntries(3), { clamp: 1 })
  assert.equal((await readOut(feed)).size, 3)
})

test('an unsorted list is read whole, or up to a limit', async () => {
  const feed = onPaper(manyEntries(35), { sorted: false })
  const whole = await createReadAll(feed, segmentOf(feed), {})(() => false, toAsk())
  assert.deepEqual([whole.rows.length, whole.more], [35, false])
  const part = await createReadAll(feed, segmentOf(feed), {})((_, pages) => pages === 2, toAsk())
  assert.deepEqual([part.rows.length, part.more], [18, true])
})

test('without total and links page 2 shows if page 1 was full', async () => {
  for (const skipped of [true, false]) {
    for (const [count, requests] of [
      [3, 2],
      [5, 2],
      [6, 3],
    ] as const) {
      const feed = onPaper(manyEntries(count), { clamp: 5, total: false, more: false, skipped })
      const { rows } = await createReadAll(feed, segmentOf(feed), {})(() => false, toAsk())
      assert.deepEqual([rows.length, feed.asked.length], [count, requests], `skipped: ${skipped}`)
    }
    const long = onPaper(manyEntries(23), { clamp: 5, total: false, more: false, skipped })
    assert.equal((await createReadAll(long, segmentOf(long), {})(() => false, toAsk())).rows.length, 23)
  }
})

test('the total of the first page is kept', async () => {
  const feed = onPaper(manyEntries(25))
  const list = segmentOf(feed)
  const next = createPageReader(feed, list, { isKnown: () => false, rank: 0 })
  await next(toAsk())
  feed.rows.pop()
  await next(toAsk())
  assert.deepEqual([list.total, list.requests, list.size], [25, 2, 1900])
})
