// Many subscriptions of one client, and one of a neighbour.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watch } from '../support/events.ts'
import { createStage } from '../support/gateway.ts'

const STATUSES = `subscription ($ids: [ID!]) {
  currentAgentStatuses(filter: { agentIds: $ids }) { nodes { id: startedAt } accounts { state } }
}`
const CALLS = 'subscription ($filter: CallFilter) { callUpdates(filter: $filter) { accounts { state } } }'

const SECRET = 'a secret of forty characters in a test!!'

/** A client signed in by the router. */
const by = (client: string) => ({
  'x-switchboard-secret': SECRET,
  'x-switchboard-subject': client,
  'x-switchboard-scopes': 'calls:read agents:read',
  'x-switchboard-client': client,
})

test('two hundred subscriptions of one client do not delay the subscription of another', async () => {
  const { gateway, clock } = createStage(
    { scale: 0.2 },
    { signIn: { by: 'router', secret: SECRET }, watchLimits: { watchers: 5000, watchersPerClient: 250 } },
  )
  const flood = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      watch(gateway, CALLS, { filter: { durationSeconds: { from: index } } }, by('flood')),
    ),
  )
  const first = flood.map((watching) => watching.next())
  // The flood has filled the queue of one request a second.
  await first[0]
  const startedAt = clock.now()
  const neighbour = await watch(gateway, STATUSES, {}, by('neighbour'))
  const { data } = await neighbour.next()
  const waitedMs = clock.now() - startedAt
  assert.deepEqual(data.currentAgentStatuses.accounts, [{ state: 'COMPLETE' }])
  assert.ok(waitedMs <= 3000, `waited ${waitedMs} ms`)
  await Promise.all([neighbour, ...flood].map((watching) => watching.leave()))
  await Promise.allSettled(first)
})
