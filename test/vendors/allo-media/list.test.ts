// Lists and look-ups of calls over the simulator, and what they cost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStage } from './stage.ts'

const START = 'exclude=transcript_json,tracking_info,qualification'
const TOKEN = '/realms/uhlive/protocol/openid-connect/token'

test('all calls come once, newest first, void ones among them', async () => {
  const { walk, simulator } = createStage()
  const { rows, total } = await walk('CALL')
  const all = simulator.data.calls.map((row) => String(row.unique_id))
  assert.deepEqual(rows.map(({ vendorId }) => vendorId).toSorted(), all.toSorted())
  assert.equal(total, all.length)
  const starts = rows.map(({ startedAt }) => startedAt ?? Number.NaN)
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => b - a),
  )
})

test('the first page costs one request, and a later one is entered by its instant', async () => {
  const { walk, sent } = createStage({}, { TOKEN: 'sandbox-token' })
  const { rows } = await walk('CALL', { first: 200 })
  const requests = sent()
  assert.equal(requests[0], `/calls?status=qualified,void&${START}&order=timestamp&limit=200&offset=0`)
  assert.ok(rows.length > 200)
  for (const request of requests.slice(1)) assert.match(request, /&timestamp_to=[^&]+Z&.*&offset=0$/)
})

test('calls in a language are found in their transcripts, which are asked for then', async () => {
  const { walk, sent, simulator } = createStage({}, { TOKEN: 'sandbox-token' })
  const { rows } = await walk('CALL', { filter: { language: ['EN'] } })
  const all = simulator.data.calls.filter((row) => JSON.stringify(row).includes('"lang":"en"'))
  assert.equal(rows.length, all.length)
  for (const request of sent()) assert.match(request, /exclude=tracking_info,qualification&/)
})

test('two filters of one parameter both hold', async () => {
  const { page } = createStage()
  const filter = { status: ['COMPLETED'], alloMedia: { processingStatus: ['VOID'] } } as const
  assert.deepEqual((await page('CALL', { filter })).rows, [])
})

test('by the end of processing calls come newest first', async () => {
  const { walk } = createStage()
  const { rows } = await walk('CALL', { orderBy: { field: 'UPDATED_AT', direction: 'DESC' } })
  const ends = rows.flatMap(({ updatedAt }) => updatedAt ?? [])
  assert.deepEqual(
    ends,
    ends.toSorted((a, b) => b - a),
  )
})

test('no order goes upwards', async () => {
  const { page } = createStage()
  for (const field of ['STARTED_AT', 'UPDATED_AT'] as const)
    await assert.rejects(page('CALL', { orderBy: { field, direction: 'ASC' } }), /allo-media cannot sort by/)
})

test('a list that goes on beyond what can be skipped says that it was cut', async () => {
  const { walk, simulator } = createStage({}, { TOKEN: 'sandbox-token' })
  let asked = 0
  simulator.intercept = (request) => {
    const offset = Number(new URL(request.url).searchParams.get('offset'))
    asked = Math.max(asked, offset)
    const data = Array.from({ length: 200 }, (_, index) => ({
      unique_id: `a${offset + index}`,
      qualified: new Date(1e12 - (offset + index) * 1000).toISOString(),
    }))
    return Response.json({ count: 50_000, data })
  }
  const { rows, reports, total } = await walk('CALL', {
    first: 1000,
    orderBy: { field: 'UPDATED_AT', direction: 'DESC' },
  })
  assert.ok(asked <= 10_000 && asked > 9800, String(asked))
  assert.ok(rows.length > 10_000)
  assert.deepEqual([reports[0]?.state, total], ['CAPPED', 50_000])
})

test('a call looked up by its id has every field', async () => {
  const { find, page, sent, simulator } = createStage()
  const { rows } = await page('CALL', { first: 1 })
  sent()
  const id = rows[0]?.id ?? ''
  const call = await find('CALL', id, ['transcript'])
  assert.deepEqual(sent(), [`/calls/${rows[0]?.vendorId}`])
  assert.ok(call && 'transcript' in call && simulator.requests.length > 0)
  await find('CALL', id, ['outcome'])
  assert.deepEqual(sent(), [])
})

test('an id that names nothing is null, and one that would leave the calls is not asked', async () => {
  const { find, sent } = createStage()
  assert.equal(await find('CALL', 'call:allo-media:nobody'), null)
  assert.deepEqual(sent(), [TOKEN, '/calls/nobody'])
  assert.equal(await find('CALL', 'call:allo-media:..'), null)
  assert.deepEqual(sent(), [])
})
