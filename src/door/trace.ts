// Traces over OTLP. Spans carry names, numbers and codes alone:
//
//     <traceparent of the client> ─ query ─ LIST CALL
//                                         └ LOOKUP AGENT
import type { Span, SpanContext, Tracer } from '@opentelemetry/api'
import type { Emit, RequestEvent } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

export interface Tracing {
  readonly listen: Emit
  /** Sends the remaining spans. */
  close(): Promise<void>
}

/** `endpoint`: the base address of an OTLP collector, e.g. `http://localhost:4318`. */
export function createTracing(endpoint: string, version: string, clock: Clock): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'switchboard', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  return {
    listen: traceEvents(provider.getTracer('switchboard'), clock),
    close: () => provider.shutdown(),
  }
}

/** The name that OpenTelemetry gives to a span without an operation type, e.g. of a document that is refused. */
const UNKNOWN_OPERATION = 'GraphQL Operation'

export function traceEvents(tracer: Tracer, clock: Clock): Emit {
  const running = new Map<number, Span>()

  function addRequest(event: RequestEvent): void {
    const { account, noun, kind, lane, code, rows, attempts, queueMs, networkMs, operations } = event
    const endTime = clock.now()
    for (const [place, operation] of operations.entries()) {
      const parent = running.get(operation)
      if (parent === undefined) continue
      const attributes = {
        'switchboard.account': account,
        'switchboard.noun': noun ?? '',
        'switchboard.kind': kind,
        'switchboard.lane': lane,
        'switchboard.rows': rows,
        'switchboard.attempts': attempts,
        'switchboard.queue_ms': queueMs,
        'switchboard.network_ms': networkMs,
        'switchboard.shared': place > 0,
      }
      const startTime = endTime - queueMs - networkMs
      const name = `${kind} ${noun ?? account}`
      const within = trace.setSpan(context.active(), parent)
      const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, startTime, attributes }, within)
      if (code !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: code })
      span.end(endTime)
    }
  }

  return (event) => {
    if (event.type === 'begun') {
      const { operation, requestId, traceparent } = event
      const caller = traceparent === null ? null : parseTraceParent(traceparent)
      const attributes = { 'switchboard.request_id': requestId }
      const options = { kind: SpanKind.SERVER, startTime: clock.now(), attributes }
      running.set(operation, tracer.startSpan(UNKNOWN_OPERATION, options, toParent(caller)))
    }
    if (event.type === 'request') addRequest(event)
    if (event.type !== 'operation') return
    const span = running.get(event.operation)
    if (span === undefined) return
    running.delete(event.operation)
    if (event.kind !== null) span.updateName(event.kind)
    span.setAttributes({
      ...(event.kind === null ? {} : { 'graphql.operation.type': event.kind }),
      ...(event.name === null ? {} : { 'graphql.operation.name': event.name }),
      'graphql.document.hash': event.hash,
    })
    const [code] = event.errorCodes
    if (code !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: code })
    span.end(clock.now())
  }
}

function toParent(caller: SpanContext | null) {
  return caller === null
    ? context.active()
    : trace.setSpanContext(context.active(), { ...caller, isRemote: true })
}
