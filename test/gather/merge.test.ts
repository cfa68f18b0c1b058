// Sorted streams are merged into one list.
import type { Stream } from '../../src/gather/merge.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { merge } from '../../src/gather/merge.ts'

const ascending = {
  compare: (a: number, b: number) => a - b,
  isBeyond: (row: number, barrier: unknown) => row > Number(barrier),
}

/** A stream of chunks, e.g. `[[1, 3], [5]]`, that may stop at a barrier. */
function stream(chunks: readonly (readonly number[])[], barrier?: number) {
  const rows: number[] = []
  const left = [...chunks]
  let index = 0
  let asked = 0
  const made: Stream<number> & { asked: () => number } = {
    asked: () => asked,
    peek: () => rows[index],
    skip: () => void (index += 1),
    hungry: () => left.length > 0,
    more: async () => {
      asked += 1
      await Promise.resolve()
      rows.push(...(left.shift() ?? []))
    },
    barrier: () => (left.length === 0 ? barrier : undefined),
    blocks: () => false,
  }
  return made
}

test('rows of all streams are merged in order', async () => {
  const streams = [stream([[1, 4], [9]]), stream([[2], [3, 5]]), stream([])]
  assert.deepEqual(await merge(streams, ascending, 100), [1, 2, 3, 4, 5, 9])
})

test('equal rows come in the order of their streams', async () => {
  const first = { from: 'a', key: 1 }
  const second = { from: 'b', key: 1 }
  const one = (row: typeof first): Stream<typeof first> => {
    let given = false
    return {
      peek: () => (given ? undefined : row),
      skip: () => void (given = true),
      hungry: () => false,
      more: () => Promise.resolve(),
      barrier: () => undefined,
      blocks: () => false,
    }
  }
  const compare = (a: typeof first, b: typeof first) => a.key - b.key
  const merged = await merge([one(first), one(second)], { compare, isBeyond: () => false }, 5)
  assert.deepEqual(merged, [first, second])
})

test('merge fetches no more than the page needs', async () => {
  const [near, far] = [stream([[1, 2], [3]]), stream([[10], [11]])]
  assert.deepEqual(await merge([near, far], ascending, 2), [1, 2])
  assert.deepEqual([near.asked(), far.asked()], [1, 1])
  const untouched = stream([[1]])
  assert.deepEqual(await merge([untouched], ascending, 0), [])
  assert.equal(untouched.asked(), 0)
})

test('streams without a row fetch in parallel', async () => {
  let under = 0
  let most = 0
  const slow = (row: number): Stream<number> => {
    const made = stream([[row]])
    return {
      ...made,
      more: async () => {
        most = Math.max(most, (under += 1))
        await made.more()
        under -= 1
      },
    }
  }
  assert.deepEqual(await merge([slow(2), slow(1), slow(3)], ascending, 3), [1, 2, 3])
  assert.equal(most, 3)
})

test('a stream that fetched no row fetches again', async () => {
  assert.deepEqual(await merge([stream([[], [], [7]]), stream([[8]])], ascending, 5), [7, 8])
})

test('rows beyond a barrier are left out', async () => {
  assert.deepEqual(await merge([stream([[1, 5]], 5), stream([[2, 5, 6]])], ascending, 10), [1, 2, 5, 5])
})

test('a stream without a barrier holds no row back', async () => {
  assert.deepEqual(await merge([stream([[1]]), stream([[2, 6]])], ascending, 10), [1, 2, 6])
})
