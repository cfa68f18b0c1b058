// The rows of a cached list that pass a filter, as the list grows and is refreshed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRowFilter } from '../../src/gather/shared-list.ts'

interface Row {
  readonly id: number
  readonly isWanted: boolean | undefined
}

const rowOf = (id: number): Row => ({ id, isWanted: id % 2 === 0 })
const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id)

function open() {
  const judged: number[] = []
  const filter = createRowFilter<Row>(({ id, isWanted }) => {
    judged.push(id)
    return isWanted
  })
  return { filter, judgedSince: () => judged.splice(0) }
}

test('appended rows are judged alone', () => {
  const { filter, judgedSince } = open()
  const rows = [1, 2, 3].map(rowOf)
  assert.deepEqual(idsOf(filter.passing(rows)), [2])
  rows.push(...[4, 5, 6].map(rowOf))
  assert.deepEqual(idsOf(filter.passing(rows)), [2, 4, 6])
  assert.deepEqual(judgedSince(), [1, 2, 3, 4, 5, 6])
})

test('after a refresh only changed rows are judged, and rows that were not seen before', () => {
  const { filter, judgedSince } = open()
  const rows = [1, 2, 3, 4].map(rowOf)
  filter.passing(rows)
  judgedSince()
  // Appended, and not asked for until the refresh.
  rows.push(rowOf(6))
  const refreshed = [{ id: 1, isWanted: true }, ...rows.slice(2)]
  assert.deepEqual(idsOf(filter.passing(refreshed)), [1, 4, 6])
  assert.deepEqual(judgedSince(), [1, 6])
  // Streams that began before go on over the old rows.
  assert.deepEqual(idsOf(filter.passing(rows)), [2, 4, 6])
})

test('a row that does not show the value makes the filter unsure, until it has left', () => {
  const { filter } = open()
  const rows = [rowOf(1), { id: 2, isWanted: undefined }, rowOf(4)]
  assert.deepEqual([filter.isSure(rows), idsOf(filter.passing(rows))], [false, [4]])
  const refreshed = rows.toSpliced(1, 1)
  assert.deepEqual([filter.isSure(refreshed), idsOf(filter.passing(refreshed))], [true, [4]])
})
