// One call by its id, for which no document names a path.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UpstreamError } from '../../../src/domain/errors.ts'
import type { WhippySwitches } from '../../../src/demo/whippy/whippy.ts'
import { createStage } from './stage.ts'

const uuid = (index: number) => `3f2b8c1e-0a4d-4e5f-a6b7-${String(index).padStart(12, '0')}`
const idOf = (index: number) => `call:whippy:${uuid(index)}`
const pathOf = (index: number) => `calls/${uuid(index)}`

const calls = [1, 2, 3].map((index) => ({
  id: uuid(index),
  created_at: new Date(Date.UTC(2026, 0, 15, 12) - index * 1000).toISOString(),
}))

const open = (switches: WhippySwitches) => createStage({ rows: { calls }, ...switches })
type Stage = ReturnType<typeof open>

/** The id of the row, null for none, or the code and the words of the error. */
async function find({ find: ask }: Stage, index: number) {
  try {
    return (await ask('CALL', idOf(index)))?.vendorId ?? null
  } catch (error) {
    const { code, message } = error as UpstreamError
    return `${code} ${message}`
  }
}

/** The list is read, and forgotten. */
async function list({ walk, clock, sent }: Stage) {
  await walk('CALL')
  await clock.advance(10_000_000)
  sent()
}

test('a call that Whippy gives by its id is found, and one that it does not know then is none', async () => {
  const stage = open({ callsById: 'given' })
  assert.equal(await find(stage, 2), uuid(2))
  assert.equal(await find(stage, 9), null)
  assert.deepEqual(stage.sent(), [pathOf(2), pathOf(9)])
})

test('a call that is not found counts as unknown until Whippy has found one, and a known one settles it', async () => {
  const stage = open({ callsById: 'given' })
  assert.match(
    String(await find(stage, 9)),
    /^UPSTREAM_REJECTED whippy found no such call by an undocumented look-up/,
  )
  await list(stage)
  assert.equal(await find(stage, 9), null)
  assert.deepEqual(stage.sent(), [pathOf(9), pathOf(1)])
  assert.equal(await find(stage, 8), null)
  assert.deepEqual(stage.sent(), [pathOf(8)])
})

const CANNOT =
  /^UPSTREAM_REJECTED whippy has no look-up for one call by its id, so whether it exists is unknown/

test('a path that finds no known call is reported and not requested again', async () => {
  const stage = open({ callsById: 'missing' })
  await list(stage)
  assert.match(String(await find(stage, 9)), CANNOT)
  assert.deepEqual(stage.sent(), [pathOf(9), pathOf(1)])
  assert.match(String(await find(stage, 2)), CANNOT)
  assert.deepEqual(stage.sent(), [])
})

test('a path that refuses a known call is reported and not requested again', async () => {
  const stage = open({ callsById: 'refused' })
  await list(stage)
  assert.match(String(await find(stage, 9)), CANNOT)
  assert.deepEqual(stage.sent(), [pathOf(9), pathOf(1)])
  assert.match(String(await find(stage, 2)), CANNOT)
  assert.deepEqual(stage.sent(), [])
})

test('a refused id takes the look-up from no other client', async () => {
  for (const isListed of [true, false]) {
    const stage = open({ callsById: 'given' })
    if (isListed) await list(stage)
    stage.simulator.intercept = ({ url }) =>
      url.endsWith(uuid(9)) ? Response.json({ errors: [] }, { status: 422 }) : undefined
    const [odd, neighbour] = await Promise.all([find(stage, 9), find(stage, 2)])
    assert.match(String(odd), /^UPSTREAM_REJECTED/)
    assert.equal(neighbour, uuid(2))
    assert.equal(await find(stage, 3), uuid(3))
  }
})

test('a call that was just listed is found without a request, whatever Whippy gives by id', async () => {
  const stage = open({ callsById: 'refused' })
  await stage.walk('CALL')
  stage.sent()
  assert.equal(await find(stage, 2), uuid(2))
  assert.deepEqual(stage.sent(), [])
})
