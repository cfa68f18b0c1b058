// What the graph answers about a vendor's rows, with everything selected that rows tell by themselves.
import type { Noun } from '../../src/domain/noun.ts'
import type { Leaf } from './leaves.ts'
import type { Exchange } from './scene.ts'
import type { Question, Subject } from './subject.ts'
import assert from 'node:assert/strict'
import { listsOf } from '../support/filters.ts'
import { isPlain, leavesOfNoun, placeOf, toQuery, valuesAt, withoutField } from './leaves.ts'
import { open } from './scene.ts'

const isAnswer = (value: unknown) => value !== null && value !== undefined && value !== 'UNKNOWN'

/**
 * What the graph says that the vendor's rows carry, some of them do; what it does not say, none does; and whatever rows
 * carry, the graph has a field for.
 */
export async function keepsPromises(subject: Subject, noun: Noun): Promise<void> {
  const { account, silent = {} } = subject
  const leaves = leavesOfNoun(noun, account.vendor)
  const scene = open(subject, { scale: 0.3 })
  const { data, errors } = await scene.query(toQuery(noun, leaves, 1000))
  assert.deepEqual(errors, [])
  const isAnswered = ({ way }: Leaf) =>
    data.list.nodes.some((row: unknown) => valuesAt(row, way).some(isAnswer))
  const places = (some: readonly Leaf[]) => some.map(placeOf).toSorted()
  const answered = leaves.filter(isAnswered)
  assert.deepEqual(places(answered.filter(({ promised }) => !promised)), [], 'what no vendor list names')
  const missing = leaves.filter((leaf) => leaf.promised && !answered.includes(leaf))
  const excused = Object.keys(silent[noun] ?? {}).flatMap((names) => names.split(/\s+/))
  assert.deepEqual(places(missing), excused.toSorted(), 'what no row has, and what has a reason for it')
  const pages = await scene.pages(noun, {}, 1000)
  const untold = pages.flatMap(({ rows }) => rows.flatMap((row) => withoutField(noun, row)))
  assert.deepEqual([...new Set(untold)], [], 'what rows carry without a field')
}

/** A field that a vendor sends on request is asked for by whoever selects it, and left open where nobody does. */
export async function asksOnlyForWhatIsSelected(subject: Subject, noun: Noun): Promise<void> {
  const [list] = listsOf(subject.account.vendor, noun)
  const { fields, params } = list!.optIns!
  const leaves = leavesOfNoun(noun, subject.account.vendor)
  const names = [
    ...new Set(
      [[], fields, ...fields.map((field) => [field])].flatMap((some) => Object.keys(params(new Set(some)))),
    ),
  ]
  const sent = ({ url }: Exchange) => names.map((name) => url.searchParams.get(name))
  const wished = (some: readonly string[]) => names.map((name) => params(new Set(some))[name] ?? null)

  const plain = open(subject)
  const unasked = {
    noun,
    selection: {},
    filter: {},
    orderBy: null,
    first: 100,
    after: null,
    requireComplete: true,
  }
  const { rows } = await plain.gather.list({ ...unasked, wanted: new Set() }, plain.ask())
  for (const exchange of plain.exchanges) assert.deepEqual(sent(exchange), wished([]))
  for (const field of fields) {
    const below = leaves.filter(({ way }) => way[0] === field || (way[0] === 'details' && way[2] === field))
    // Some are asked for by a filter alone.
    if (below.length === 0) continue
    const told = rows.filter((row) => field in row || field in Object(Reflect.get(row, 'details')))
    assert.deepEqual(told, [], `${field} is told by rows that were read without it`)
    const scene = open(subject)
    const { data } = await scene.query(toQuery(noun, below, 100))
    for (const exchange of scene.exchanges) assert.deepEqual(sent(exchange), wished([field]), field)
    assert.ok(
      below.some(({ way }) => valuesAt(data.list.nodes, way).some(isAnswer)),
      `${field} is in no row`,
    )
  }
}

const CANARY = 'CANARY7'

/** Nothing that is told beside the rows holds a value of them, whatever goes wrong. */
export async function keepsPersonalData(subject: Subject, nouns: readonly Noun[]): Promise<void> {
  const scene = open(subject, { canary: CANARY })
  const questions = [
    ...nouns
      .filter(isPlain)
      .map((noun) => ({ query: toQuery(noun, leavesOfNoun(noun, subject.account.vendor), 50) })),
    ...(subject.personal ?? []),
  ]
  const spoken: unknown[] = []
  const ask = async ({ query, variables = {} }: Question) => {
    const { data, errors, extensions } = await scene.query(query, variables)
    const told = JSON.stringify(data).match(/"(?:end)?cursor":"[^"]*"|"message":"[^"]*"/gi)
    spoken.push(errors, extensions, told)
    return data
  }
  const data = await Promise.all(questions.map(ask))
  assert.match(JSON.stringify(data), new RegExp(CANARY), 'the answers have personal data')
  for (const answer of FAILURES) {
    await scene.clock.advance(4_000_000)
    scene.intercept(answer)
    for (const question of questions) await ask(question)
  }
  for (const question of BAD_INPUT) assert.equal(await ask(question), null)
  assert.ok(spoken.length > 0 && scene.events.length > 0)
  assert.deepEqual(
    scene.events.filter(({ type }) => type === 'fault'),
    [],
  )
  const everything = JSON.stringify([spoken, scene.events])
  assert.doesNotMatch(everything, new RegExp(CANARY, 'i'))
  for (const text of everything.match(/[\w-]{16,}/g) ?? []) {
    assert.doesNotMatch(Buffer.from(text, 'base64url').toString(), new RegExp(CANARY, 'i'))
  }
}

const FAILURES: readonly (() => Response | Promise<Response>)[] = [
  () => new Response(JSON.stringify({ message: CANARY }), { status: 500, statusText: CANARY }),
  () => new Response(JSON.stringify({ message: CANARY, [CANARY]: CANARY }), { status: 422 }),
  () => new Response(`<html>${CANARY}</html>`),
  () => new Response(`[{"id": "${CANARY}`),
  () =>
    new Response(JSON.stringify({ [CANARY]: 1 }), { status: 302, headers: { location: `http://${CANARY}` } }),
  () => Promise.reject(new TypeError(CANARY)),
]

/** Questions that cannot be right. */
const BAD_INPUT: readonly Question[] = [
  { query: `{ calls(first: 0, filter: { from: ["${CANARY}"] }) { totalCount } }` },
  { query: `{ calls(after: "${CANARY}") { totalCount } }` },
  { query: `{ calls(filter: { contactIds: ["${CANARY}"] }) { totalCount } }` },
  { query: `{ calls(filter: { accounts: ["${CANARY}"] }) { totalCount } }` },
  { query: `{ calls(filter: { startedAt: { from: "${CANARY}" } }) { totalCount } }` },
  {
    query: 'query ($range: DateTimeRange) { calls(filter: { startedAt: $range }) { totalCount } }',
    variables: { range: { from: CANARY } },
  },
]
