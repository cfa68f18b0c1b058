// One account's client over a vendor that answers as it is told, on a virtual clock.
import type { Ask } from '../../src/domain/ask.ts'
import type { AccountState, RequestEvent, SwitchboardEvent } from '../../src/domain/event.ts'
import assert from 'node:assert/strict'
import { UpstreamError } from '../../src/domain/errors.ts'
import { createBreaker, createHealth } from '../../src/upstream/breaker.ts'
import { createClient } from '../../src/upstream/client.ts'
import { createQueue } from '../../src/upstream/queue.ts'
import { createSchedule } from '../../src/upstream/schedule.ts'
import { toAsk } from './ask.ts'
import { createVirtualClock } from './clock.ts'

export const TIMEOUT_MS = 6000
export const RESPONSE_BYTES = 10_000_000

export type Answering = (
  request: Request,
  clock: ReturnType<typeof createVirtualClock>,
) => Response | Promise<Response>

/** Each request gets the next answer, and the last one over and over. */
export function createClientStage(...answers: readonly Answering[]) {
  const clock = createVirtualClock(0)
  const sentAt: number[] = []
  // A request that is let go takes with it what its signal had to tell.
  const held: unknown[] = []
  const events: RequestEvent[] = []
  const others: SwitchboardEvent[] = []
  const states: AccountState[] = []
  const pace = { requests: 1, windowMs: 100, even: true }
  const queue = createQueue(clock, pace, createSchedule(clock, pace))
  const health = createHealth(clock, (state) => void states.push(state))
  const breaker = createBreaker('acme', clock, health)
  const client = createClient(
    {
      name: 'acme',
      baseUrl: 'http://acme.test/api/',
      services: {},
      credentials: { by: 'headers', headers: { authorization: 'Basic secret' } },
      timeoutMs: TIMEOUT_MS,
      responseBytes: RESPONSE_BYTES,
      waitMsHeader: 'x-wait-ms',
    },
    {
      clock,
      queue,
      breaker,
      emit: (event) => void (event.type === 'request' ? events.push(event) : others.push(event)),
      fetch: async (input, init) => {
        sentAt.push(clock.now())
        const answer = answers[Math.min(sentAt.length, answers.length) - 1]
        const request = new Request(input, init)
        held.push(input, request)
        return (answer ?? json([]))(request, clock)
      },
    },
  )
  const ask = (more: Partial<Ask> = {}) => toAsk({ deadlineAt: 60_000, ...more })
  const send = (asked = ask(), carriesText = false) =>
    client.send({
      carriesText,
      noun: 'CALL',
      kind: 'LIST',
      ask: asked,
      prepare: () => ({ path: 'calls', query: { 'id[]': ['1', '2'], page: '1' } }),
      read: ({ body }) => (Array.isArray(body) ? { value: body, rows: body.length } : null),
    })
  const sendText = () => send(ask(), true)
  return { clock, sentAt, events, others, states, health, ask, send, sendText }
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answering =>
  () =>
    new Response(JSON.stringify(body), { status, headers })

export const text =
  (body: string): Answering =>
  () =>
    new Response(body)

export const hang: Answering = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('hung up')), { once: true })
  })

/** Headers at once, and a byte now and then for ever. */
export const drip: Answering = ({ signal }, clock) =>
  new Response(
    new ReadableStream({
      pull: async (controller) => {
        await clock.sleep(1000, signal)
        controller.enqueue(new TextEncoder().encode(' '))
      },
    }),
  )

export async function failureOf(sending: Promise<unknown>): Promise<UpstreamError> {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof UpstreamError, String(error))
  assert.equal(error.account, 'acme')
  assert.equal(error.cause, undefined)
  assert.doesNotMatch(`${error.message} ${error.stack}`, /http:|id\[\]|secret/)
  return error
}
