// Five hundred watchers of one question on real connections: looks as for one, the same changes for all, and nothing of
// them is left when they have gone.
import type { Process } from '../support/processes.ts'
import type { Sandbox } from '../../src/demo/sandbox.ts'
import type { Served } from '../../src/demo/serve.ts'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/clock.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'
import { startSwitchboard } from '../support/processes.ts'
import { ASKABLE, heldBy, openOf } from './held.ts'
import { toPost } from '../support/post.ts'

const WATCHERS = 500
const WATCH_MS = 25_000
/** Current statuses are looked at this often. */
const LOOK_MS = 5000
/** What differs from one collection to the next; watchers that stayed would hold far more. */
const NOISE = 1.1

const QUERY = 'subscription { currentAgentStatuses { nodes { agent { id name } status { name } } } }'

let sandbox: Sandbox
let vendor: Served
let switchboard: Process

before(async () => {
  sandbox = createSandbox({ clock: systemClock })
  vendor = await serve(sandbox.ujet)
  switchboard = await startSwitchboard(vendor.url, {
    ...ASKABLE,
    LIMIT_WATCHERS_PER_CLIENT: String(WATCHERS),
  })
})

after(async () => {
  await switchboard?.stop()
  await vendor?.close()
})

/** What a watcher is told until it hangs up. */
async function watch(hangUp: AbortSignal): Promise<readonly string[]> {
  const told: string[] = []
  let text = ''
  try {
    const response = await fetch(
      switchboard.url,
      toPost({ query: QUERY }, { accept: 'text/event-stream' }, hangUp),
    )
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      told.push(...events.flatMap((event) => /^data: (.+)$/m.exec(event)?.[1] ?? []))
    }
  } catch (error) {
    if (!hangUp.aborted) throw error
  }
  return told
}

async function watchAll(count: number, forMs: number): Promise<readonly (readonly string[])[]> {
  const hungUp = new AbortController()
  const watchers = Array.from({ length: count }, () => watch(hungUp.signal))
  await sleep(forMs)
  hungUp.abort()
  return Promise.all(watchers)
}

test('five hundred watchers cost what one costs, see the same, and leave nothing behind', async () => {
  // As many as later, so that what a process needs for them once is there.
  await watchAll(WATCHERS, LOOK_MS)
  await sleep(1000)
  const calm = await heldBy(switchboard)
  const seen = sandbox.requests.length
  const told = await watchAll(WATCHERS, WATCH_MS)
  const looks = sandbox.requests.length - seen
  await sleep(1000)
  const rest = await heldBy(switchboard)
  console.table({
    watchers: told.length,
    'looks, of those there were for one': `${looks} of ${Math.floor(WATCH_MS / LOOK_MS) + 1}`,
    'events each': `${Math.min(...told.map(({ length }) => length))} to ${Math.max(...told.map(({ length }) => length))}`,
    'heap before, after (MB)': [calm, rest].map(({ heapBytes }) => (heapBytes / 1_048_576).toFixed(1)).join(),
  })
  assert.ok(looks <= WATCH_MS / LOOK_MS + 1, `${looks} looks`)
  // Who came later begins with a later state, and has seen every change since.
  const longest = told.reduce((most, one) => (one.length > most.length ? one : most))
  assert.ok(longest.length >= 3, `only ${longest.length} events`)
  for (const one of told) {
    assert.ok(one.length > 0)
    assert.deepEqual(one.slice(1), longest.slice(longest.length - one.length + 1))
  }
  assert.ok(rest.heapBytes <= calm.heapBytes * NOISE, 'the heap has grown')
  assert.deepEqual(
    openOf(rest).filter((name) => !openOf(calm).includes(name)),
    [],
  )
  const left = sandbox.requests.length
  await sleep(2 * LOOK_MS)
  assert.equal(sandbox.requests.length, left)
})
