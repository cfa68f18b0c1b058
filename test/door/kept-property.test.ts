// Any sequence of questions, changes and viewers is answered byte for byte as without kept answers and parts of rows.
// `KEPT_SEED` draws another sequence.
import type { VirtualClock } from '../support/clock.ts'
import type { FiveStage } from '../support/five.ts'
import type { Asked } from '../support/kept.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createRandom } from '../../src/demo/random.ts'
import { createKeepingStage } from '../support/kept.ts'

const { KEPT_SEED = '1' } = process.env
const STEPS = 150

const ROWS = 'nodes { id status from agent { id name email } } accounts { account state asOf }'
const QUESTIONS = [
  `{ calls(first: 5) { ${ROWS} pageInfo { endCursor } } }`,
  `{ calls(first: 5, filter: { direction: [INBOUND] }) { ${ROWS} } }`,
  `{ calls(first: 3, filter: { accounts: ["ujet"] }) { ${ROWS} totalCount } }`,
  `{ calls(first: 4) { nodes { to details { __typename } agent { name email } menu { id name children { id } } } } }`,
  '{ agents(first: 5, filter: { vendors: [UJET, TWIN] }) { nodes { id name } accounts { account asOf } } }',
  '{ some: calls(first: 4) { nodes { agent { email } } } all: calls(first: 4) { nodes { id agent { name } again: agent { email } } } }',
  '{ menus(first: 3) { nodes { id name children { id } } } accounts { name } }',
  '{ accounts { name state quota { free waiting } } }',
  '{ calls(first: 2, after: "forged") { nodes { id } } }',
]
const SCOPES = [
  'calls:read agents:read menus:read',
  'calls:read agents:read menus:read pii:read',
  'calls:read',
  'calls:read agents:read menus:read account:ujet account:twin',
]
/** Mostly within the second for which answers are kept, at times beyond a ttl. */
const PAUSES_MS = [0, 0, 20, 100, 300, 700, 1000, 1001, 4000, 11_000]

/** Background reads end before the next step, so that both clocks agree. */
async function settle(clock: VirtualClock): Promise<void> {
  for (let idle = 0; idle < 10; idle += 1) {
    await setImmediate()
    if (clock.sleeping() > 0) idle = 0
  }
}

/** Personal data and rows that saved a look-up, by operation. */
function shownBy({ events }: FiveStage): readonly object[] {
  return events.flatMap((event): object[] => {
    if (event.type === 'disclosure') return [{ kinds: event.kinds, count: event.count }]
    return event.type === 'saved' && event.by === 'embedded' ? [{ embedded: event.count }] : []
  })
}

for (const seed of [Number(KEPT_SEED), Number(KEPT_SEED) + 1])
  test(`answers are the same bytes with and without kept answers, sequence ${seed}`, async () => {
    const random = createRandom(seed)
    const stages = [createKeepingStage({ seed }), createKeepingStage({ seed, keeps: false })] as const
    const [keeping, plain] = stages
    let kept = 0
    let asked: Asked = { query: QUESTIONS[0]! }
    for (let step = 0; step < STEPS; step += 1) {
      // Repeated questions come in runs.
      if (random.chance(0.4)) asked = { query: random.pick(QUESTIONS), scopes: random.pick(SCOPES) }
      const pauseMs = random.pick(PAUSES_MS)
      const isRenewed = random.chance(0.25)
      const answers: string[] = []
      for (const stage of stages) {
        await stage.clock.advance(pauseMs)
        // A client that wants young rows brings news for all.
        if (isRenewed) await stage.post({ query: QUESTIONS[0]!, headers: { 'x-freshness': 'max-age=1' } })
        answers.push((await stage.post(asked)).text)
        await settle(stage.clock)
      }
      assert.equal(answers[0], answers[1], `step ${step}: ${asked.query} as ${asked.scopes}`)
      assert.equal(keeping.clock.now(), plain.clock.now(), `step ${step}`)
      if (keeping.wasKept()) kept += 1
      assert.ok(!plain.wasKept())
    }
    console.log('KEPT', kept)
    assert.ok(kept > 0, 'some answers were kept')
    assert.deepEqual(keeping.sent(), plain.sent())
    assert.deepEqual(shownBy(keeping), shownBy(plain))
  })
