// Statistics: numbers of rows that lists have read, and what they cost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFiveStage, createHearing } from '../support/five.ts'

const FROM = '2026-01-14T12:30:00.000Z'

const BY_HOUR_AND_VENDOR = `query ($from: DateTime!) {
  callStats(filter: { startedAt: { from: $from } }, groupBy: [VENDOR], interval: HOUR, timeZone: "America/Chicago") {
    total { count durationSeconds { count sum } }
    groups { startsAt endsAt vendor measures { count } }
    isComplete
    coveredFrom
    accounts { account state }
  }
}`

test('a statistic over a range that a list has read sends nothing', async () => {
  const stage = createFiveStage()
  const hear = createHearing(stage)
  const listed = await stage.ask(
    `query ($from: DateTime!) { calls(filter: { startedAt: { from: $from } }, first: 1000) { nodes { id durationSeconds } pageInfo { hasNextPage } } }`,
    { from: FROM },
  )
  assert.equal(listed.data.calls.pageInfo.hasNextPage, false)
  hear()
  const { data, errors } = await stage.ask(BY_HOUR_AND_VENDOR, { from: FROM })
  assert.deepEqual(errors, [])
  assert.deepEqual(hear(), {})
  assert.equal(data.callStats.total.count, listed.data.calls.nodes.length)
  assert.equal(data.callStats.isComplete, true)
  assert.equal(data.callStats.coveredFrom, FROM)
})
