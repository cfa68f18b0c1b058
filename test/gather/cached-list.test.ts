// Cached lists: appending rows, covering positions.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { covers, indexFrom, rankAt, append, toSorted } from '../../src/gather/cached-list.ts'
import { copyOldRows } from '../../src/gather/refresh.ts'
import { entries, idsOf, manyEntries, onPaper, order, segmentOf } from './list-on-paper.ts'

const feed = onPaper([])
const all = () => true
const place = (key: number | null, rank = 0) => ({ key, ids: new Set<string>(), rank })

test('append adds new matching rows, and remembers the ids of others', () => {
  const list = segmentOf(feed)
  assert.equal(
    append(list, entries('a@9 b@8 c@8'), ({ id }) => id !== 'b', order),
    3,
  )
  assert.deepEqual(idsOf(list.rows), ['a', 'c'])
  assert.equal(append(list, entries('b@8 c@8 d@7'), all, order), 1)
  assert.deepEqual([idsOf(list.rows), list.end], [['a', 'c', 'd'], 7])
})

test('append skips a late row before the end', () => {
  const list = segmentOf(feed)
  append(list, entries('a@9 b@7'), all, order)
  append(list, entries('late@8 b@7 tie@7 c@6'), all, order)
  assert.deepEqual(idsOf(list.rows), ['a', 'b', 'tie', 'c'])
})

test('rows without a key come last and end the list', () => {
  const list = segmentOf(feed)
  append(list, toSorted(entries('x@ a@9 y@'), order), all, order)
  assert.deepEqual([idsOf(list.rows), list.end], [['a', 'x', 'y'], null])
  append(list, entries('b@5 z@'), all, order)
  assert.deepEqual(idsOf(list.rows), ['a', 'x', 'y', 'z'])
})

test('a list covers positions between its top and end', () => {
  const head = segmentOf(feed)
  assert.equal(covers(head, null, 'DESC'), true)
  assert.equal(covers(head, place(5), 'DESC'), false, 'nothing is read yet')
  append(head, entries('a@9 b@7'), all, order)
  assert.deepEqual(
    [9, 8, 7, 6, null].map((key) => covers(head, place(key), 'DESC')),
    [true, true, true, false, false],
  )
  head.complete = true
  assert.equal(covers(head, place(6), 'DESC'), true)
})

test('a list from a position covers that position, and never the head', () => {
  const cold = segmentOf(feed, 7)
  assert.equal(covers(cold, place(7), 'DESC'), true)
  append(cold, entries('b@7 c@5'), all, order)
  assert.deepEqual(
    [8, 7, 6, 5, 4].map((key) => covers(cold, place(key), 'DESC')),
    [false, true, true, true, false],
  )
  assert.equal(covers(cold, null, 'DESC'), false)
})

test('a list with an upper bound begins there', () => {
  const list = segmentOf(onPaper([], { until: 6 }))
  append(list, entries('a@7 b@6 c@5'), all, order)
  assert.deepEqual(idsOf(list.rows), ['b', 'c'])
})

test('indexFrom returns the first row at or after a key', () => {
  const rows = entries('a@9 b@7 c@7 d@3 e@')
  assert.deepEqual(
    [10, 9, 8, 7, 3, 1, null].map((key) => indexFrom(rows, key, order)),
    [0, 0, 1, 1, 3, 4, 4],
  )
})

test('rankAt counts the vendor’s rows, including those that fail the filter', () => {
  const list = segmentOf(feed, 1000, 40)
  append(list, manyEntries(90), ({ id }) => Number(id) % 10 === 0, order)
  list.rank = 130
  assert.deepEqual(
    [0, 3, 9].map((index) => rankAt(list, index)),
    [40, 70, 130],
  )
})

test('rows copied before stay as old as they were when more are copied', () => {
  const now = 100 * 3_600_000
  const listAt = (ageMs: number, rows: string) => {
    const list = { ...segmentOf(feed), asOf: now - ageMs }
    append(list, entries(rows), all, order)
    return list
  }
  const [earlier, earliest] = [listAt(20, 'a@9 b@8 c@7'), listAt(30, 'b@8 c@7 d@6 e@5')]
  const list = listAt(10, 'a@9 b@8')
  copyOldRows(list, [earlier], order, now)
  assert.deepEqual([list.end, list.old], [7, { from: 8, asOf: now - 20 }])
  append(list, entries('d@6'), all, order)
  copyOldRows(list, [earliest], order, now)
  assert.deepEqual([list.end, list.old], [5, { from: 8, asOf: now - 30 }])
  assert.deepEqual(idsOf(list.rows), ['a', 'b', 'c', 'd', 'e'])
})
