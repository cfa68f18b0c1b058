// The event of personal data shown unmasked: viewer, operation, kinds, count.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { logEvents } from '../../src/log.ts'
import { createPersonalStage, hasCanary } from '../support/personal.ts'

const QUERY = `query Numbers($first: Int!) {
  calls(first: $first) { nodes { to agent { name } } }
}`

const disclosuresOf = ({ events }: ReturnType<typeof createPersonalStage>) =>
  events.filter(({ type }) => type === 'disclosure')

test('an answer with personal data emits its viewer, kinds and count once', async () => {
  const stage = createPersonalStage()
  const { data } = await stage.asReader(QUERY, { first: 20 })
  const values = data.calls.nodes.flatMap(({ to, agent }: any) => [to, agent?.name]).filter(Boolean)
  const [disclosure, ...more] = disclosuresOf(stage)
  assert.deepEqual(more, [])
  const { requestId, ...rest } = disclosure as any
  assert.match(requestId, /^[\w-]+$/)
  assert.ok(values.length > 3)
  assert.deepEqual(rest, {
    type: 'disclosure',
    operation: 1,
    name: 'Numbers',
    viewer: 'ada',
    kinds: ['NAME', 'PHONE'],
    count: values.length,
  })
})

test('the line in the log names the viewer and nobody else', async () => {
  const stage = createPersonalStage()
  await stage.asReader(QUERY, { first: 20 })
  const lines: string[] = []
  const listen = logEvents(pino({ level: 'trace' }, { write: (line) => void lines.push(line) }))
  for (const event of stage.events) listen(event)
  const told = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'personal data shown')
  assert.equal(told.length, 1)
  assert.equal(told[0].viewer, 'ada')
  assert.ok(!hasCanary(lines))
})

test('an answer without personal data, or with masked data alone, emits nothing', async () => {
  const stage = createPersonalStage()
  await stage.asStaff(QUERY, { first: 20 })
  await stage.asReader('{ calls(first: 10) { nodes { id startedAt } } }')
  assert.deepEqual(disclosuresOf(stage), [])
})
