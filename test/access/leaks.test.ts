// Nothing that Switchboard says beside its answers has a person in it, whatever the vendors answer: errors, extensions,
// cursors, events, log lines, traces and metrics; and no answer has one for somebody who may not read personal data.
import type { Noun } from '../../src/domain/noun.ts'
import type { Answer } from '../support/gateway.ts'
import type { PersonalStage } from '../support/personal.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillIn } from '../../src/door/pages.ts'
import { loadExamples } from '../../src/docs.ts'
import { createSchema } from '../../src/schema.ts'
import { everythingOf } from '../support/everything.ts'
import { LIST_FIELDS } from '../support/lists.ts'
import { CANARY, createPersonalStage, hasCanary } from '../support/personal.ts'
import { decoded, toldBy } from '../support/told.ts'

const schema = createSchema()

/** What a network may do to every request. */
const FAILURES: Readonly<Record<string, () => Response | Promise<Response>>> = {
  'that answers with errors': () =>
    new Response(JSON.stringify({ message: CANARY, [CANARY]: CANARY }), { status: 500, statusText: CANARY }),
  'that refuses': () => new Response(JSON.stringify({ error: CANARY, errors: [CANARY] }), { status: 422 }),
  'that signs nobody in': () =>
    new Response(CANARY, { status: 401, headers: { 'www-authenticate': CANARY } }),
  'that is busy': () => new Response(CANARY, { status: 429, headers: { 'retry-after': CANARY } }),
  'that answers with pages': () => new Response(`<html>${CANARY}</html>`),
  'that breaks off': () => new Response(`[{"id": "${CANARY}`),
  'that answers something else': () => Response.json({ [CANARY]: [CANARY], token: { [CANARY]: CANARY } }),
  'that sends elsewhere': () =>
    new Response(CANARY, { status: 302, headers: { location: `http://${CANARY}.example.com/` } }),
  'that fails': () => Promise.reject(new TypeError(CANARY, { cause: new Error(CANARY) })),
}

interface Operation {
  readonly query: string
  readonly variables: object
}

const NOW = Date.UTC(2026, 0, 15, 12)

/** The examples, and for each list everything below it. */
const OPERATIONS: Readonly<Record<string, Operation>> = Object.fromEntries([
  ...loadExamples().map(({ name, query, variables }) => [
    `the example ${name}`,
    { query, variables: variables === null ? {} : JSON.parse(fillIn(variables, NOW)) },
  ]),
  ...Object.keys(LIST_FIELDS).map((noun) => [
    `everything about ${noun}`,
    // The table is keyed by nouns, which Object.keys forgets.
    { query: everythingOf(schema, noun as Noun).query, variables: {} },
  ]),
])

/** What is said beside the data, the parts of the data that only lead on included. */
function besides({ data, errors, extensions }: Answer<any>): unknown {
  const leading = JSON.stringify(data).match(/"(?:end|start)?cursor":"[^"]*"|"message":"[^"]*"/gi)
  return [errors, extensions, leading]
}

async function askAll(stage: PersonalStage): Promise<readonly Answer<any>[]> {
  const answers: Answer<any>[] = []
  for (const [name, { query, variables }] of Object.entries(OPERATIONS)) {
    const shown = await stage.asStaff(query, variables)
    assert.ok(!hasCanary(decoded(shown)), name)
    const whole = await stage.asReader(query, variables)
    assert.ok(!hasCanary(decoded(besides(whole))), name)
    answers.push(whole)
  }
  return answers
}

async function assertSilence(stage: PersonalStage): Promise<void> {
  const faults = stage.events.filter(({ type }) => type === 'fault')
  assert.deepEqual(faults, [])
  assert.ok(!hasCanary(decoded(await toldBy(stage))))
}

function fail(stage: PersonalStage, answer: () => Response | Promise<Response>): void {
  for (const simulator of Object.values(stage.simulators)) simulator.intercept = answer
}

for (const [network, answer] of Object.entries(FAILURES)) {
  test(`over a network ${network} no operation says anything of a person`, async () => {
    const stage = createPersonalStage({ quota: false })
    fail(stage, answer)
    const answers = await askAll(stage)
    assert.ok(answers.some(({ errors }) => errors.length > 0))
    await assertSilence(stage)
  })
}

test('over a network that is well, and over one that fails then, no operation says anything of a person', async () => {
  const stage = createPersonalStage({ quota: false })
  assert.ok((await askAll(stage)).some(({ data }) => hasCanary(data)))
  fail(stage, () => Promise.reject(new TypeError(CANARY)))
  await stage.clock.advance(1_000_000)
  assert.ok((await askAll(stage)).some(({ data }) => hasCanary(data)))
  await assertSilence(stage)
})
