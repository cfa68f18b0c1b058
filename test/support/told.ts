// Everything that a gateway says to others than who asked: log lines, spans and metrics, and the events behind them.
import type { Stage } from './gateway.ts'
import assert from 'node:assert/strict'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { pino } from 'pino'
import { traceEvents } from '../../src/door/trace.ts'
import { logEvents } from '../../src/log.ts'
import { get } from '../door/probe.ts'

/** What listeners make of the events so far. */
export async function toldBy({ events, clock, gateway }: Stage): Promise<unknown> {
  const lines: string[] = []
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })
  const listeners = [
    logEvents(pino({ level: 'trace' }, { write: (line) => void lines.push(line) })),
    traceEvents(provider.getTracer('test'), clock),
  ]
  for (const event of events) for (const listen of listeners) listen(event)
  const spans = exporter.getFinishedSpans().map(({ name, attributes, status, links, events: parts }) => ({
    name,
    attributes,
    status,
    links,
    parts,
  }))
  assert.ok(lines.length > 0 && spans.length > 0)
  return [lines, events, spans, (await get(gateway.probes, '/metrics')).text]
}

/** A text with whatever is encoded in it beside it. */
export function decoded(said: unknown): string {
  const text = JSON.stringify(said) ?? ''
  const encoded = text.match(/[\w+/-]{16,}/g) ?? []
  return [text, ...encoded.map((one) => Buffer.from(one, 'base64url').toString('latin1'))].join('\n')
}
