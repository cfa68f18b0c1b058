// How requests wait: for a vendor that says that there were too many, and for their slot.
import type { Noun } from '../../src/domain/noun.ts'
import type { Scene } from './scene.ts'
import type { Subject } from './subject.ts'
import assert from 'node:assert/strict'
import { open } from './scene.ts'

/** At least half a second where the vendor does not say how long. */
export async function waits(
  subject: Subject,
  noun: Noun,
  headers: Readonly<Record<string, string>> = {},
  leastMs = 500,
): Promise<void> {
  const scene = open(subject)
  let refused = false
  scene.intercept(() => {
    if (refused) return undefined
    refused = true
    return new Response('{"message":"slow down"}', { status: 429, headers })
  })
  const [page] = await scene.pages(noun, {}, 1000)
  assert.equal(page?.reports[0]?.state, 'COMPLETE')
  assert.ok(page.rows.length > 0)
  const [first, next] = scene.exchanges
  assert.deepEqual([first?.status, next?.status], [429, 200])
  const waitedMs = (next?.at ?? 0) - (first?.at ?? 0)
  assert.ok(waitedMs >= leastMs, `waited for ${waitedMs} ms`)
}

/**
 * At one request a second, so that there is a queue at every vendor; lists of long ago, which begin on different days, are
 * not read from one another.
 */
export async function drops(subject: Subject): Promise<void> {
  const quota = { requests: 1, windowMs: 1000 }
  const scene = open({ ...subject, account: { ...subject.account, quota } })
  const ask = (dayOfMonth: number, signal?: AbortSignal) =>
    scene.query(
      `{ calls(filter: { startedAt: { to: "2026-01-0${dayOfMonth}T00:00:00Z" } }) { accounts { state } } }`,
      {},
      signal,
    )
  await ask(5)
  const each = scene.exchanges.length
  scene.exchanges.length = 0
  const leave = new AbortController()
  const answers = [ask(6), ask(7, leave.signal), ask(8)]
  await untilWaiting(scene, answers.length)
  leave.abort()
  const [one, , other] = await Promise.allSettled(answers)
  for (const answer of [one, other]) {
    assert.ok(answer?.status === 'fulfilled')
    assert.deepEqual(answer.value.data.calls.accounts, [{ state: 'COMPLETE' }])
  }
  const instants = scene.exchanges.map(({ at }) => at)
  assert.equal(instants.length, 2 * each)
  const intervalMs = quota.windowMs * subject.account.pace
  for (const [index, at] of instants.entries()) assert.ok(at - (instants[index - 1] ?? at) <= intervalMs)
}

/** Until so many requests wait for their slot; the clock stands still as long as anything happens. */
async function untilWaiting(scene: Scene, count: number): Promise<void> {
  for (let rounds = 0; rounds < 100; rounds += 1) {
    const { data } = await scene.query('{ accounts { quota { waiting } } }')
    if (data.accounts[0].quota.waiting >= count) return
  }
  assert.fail('the requests did not come as far as the queue')
}
