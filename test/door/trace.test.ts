// Traces: a span for an operation below its client's, and one in it for each upstream request.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { traceEvents } from '../../src/door/trace.ts'
import { watch } from '../support/events.ts'
import { createStage } from '../support/gateway.ts'

function createTraced() {
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })
  const stage = createStage()
  const listen = traceEvents(provider.getTracer('test'), stage.clock)
  // The stage keeps events in order; they are told at the end, when all spans of one instant are equal in time.
  const spans = () => {
    for (const event of stage.events.splice(0)) listen(event)
    return exporter.getFinishedSpans()
  }
  return { stage, spans }
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const CALLER = '00f067aa0ba902b7'

test('an operation is a span below the client’s, and contains spans of its requests', async () => {
  const { stage, spans } = createTraced()
  await stage.ask('{ calls(first: 1) { nodes { id } } }', {}, { traceparent: `00-${TRACE}-${CALLER}-01` })
  const [request, operation] = spans()
  assert.equal(operation?.name, 'query')
  assert.equal(operation?.spanContext().traceId, TRACE)
  assert.equal(operation?.parentSpanContext?.spanId, CALLER)
  assert.equal(request?.name, 'LIST CALL')
  assert.equal(request?.parentSpanContext?.spanId, operation?.spanContext().spanId)
  assert.deepEqual(
    [request?.attributes['switchboard.account'], request?.attributes['switchboard.rows']],
    ['ujet', 100],
  )
})

test('an operation has the attributes of OpenTelemetry’s conventions for GraphQL, and no document', async () => {
  const { stage, spans } = createTraced()
  const query = 'query Names { accounts { name } }'
  await stage.ask(query)
  await stage.ask('{ accounts { name } }')
  await stage.ask('query Many($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array(1001).fill('call:ujet:1'),
  })
  const seen = spans().map(({ name, attributes }) => [
    name,
    attributes['graphql.operation.type'],
    attributes['graphql.operation.name'],
  ])
  assert.deepEqual(seen, [
    ['query', 'query', 'Names'],
    ['query', 'query', undefined],
    ['GraphQL Operation', undefined, undefined],
  ])
  const [named] = spans()
  assert.equal(named?.attributes['graphql.document.hash'], hash('sha256', query))
  assert.doesNotMatch(JSON.stringify(named?.attributes), /accounts/)
})

test('a subscription is one span, from its first event to its end', async () => {
  const { stage, spans } = createTraced()
  const watching = await watch(
    stage.gateway,
    'subscription Board { currentMenuStatuses { accounts { state } } }',
  )
  await watching.next()
  await watching.leave()
  const span = spans().find(({ name }) => name === 'subscription')
  assert.equal(span?.attributes['graphql.operation.name'], 'Board')
})

test('a trace starts here without a readable traceparent', async () => {
  for (const traceparent of ['', 'nonsense', `00-${'0'.repeat(32)}-${CALLER}-01`]) {
    const { stage, spans } = createTraced()
    await stage.ask('{ accounts { name } }', {}, traceparent === '' ? {} : { traceparent })
    assert.equal(spans()[0]?.parentSpanContext, undefined)
  }
})

test('failed and refused operations end their spans', async () => {
  const { stage, spans } = createTraced()
  await stage.ask('{ calls(first: 0) { nodes { id } } }')
  await stage.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array(1001).fill('call:ujet:1'),
  })
  const codes = spans().map(({ status }) => status.message)
  assert.deepEqual(codes, ['BAD_USER_INPUT', 'LIMIT_EXCEEDED'])
})

test('a shared request is in the trace of each operation that waited', async () => {
  const { stage, spans } = createTraced()
  const query = '{ calls(first: 1) { nodes { id } } }'
  await Promise.all([stage.ask(query), stage.ask(query)])
  const shared = spans()
    .filter(({ name }) => name === 'LIST CALL')
    .map(({ attributes }) => attributes['switchboard.shared'])
  assert.deepEqual(shared, [false, true])
})
