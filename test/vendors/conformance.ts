// What every vendor's adapter must do, asked of it over its simulator: the suite judges by what the simulator answered
// and by plain predicates over all of its rows, and knows no vendor.
import type { ListNoun, Lists } from '../../src/domain/lists.ts'
import type { LookUpNoun } from '../../src/vendors/define.ts'
import type { Field, Scene, Subject } from './scene.ts'
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { toId } from '../../src/domain/id.ts'
import { NODE_NOUNS } from '../../src/domain/noun.ts'
import { compareKeys } from '../../src/domain/order.ts'
import { descriptionOf, meaningOf } from '../../src/vendors/index.ts'
import { isLoose, nothing } from '../../src/vendors/filters.ts'
import { LIST_FIELDS } from '../support/lists.ts'
import { ENDPOINT, open, rowsIn } from './scene.ts'

/** Cases are left out only with a reason in `subject.skips`, under the name that the test has. */
export function conform(subject: Subject): void {
  const { account, variants, skips = {} } = subject
  const { resources } = descriptionOf(account.vendor)
  // A vendor's nouns are those of its resources.
  const nouns = Object.keys(resources) as ListNoun[]
  const events = nouns.filter((noun) => meaningOf(noun).read === 'PAGES')
  const check = (name: string, test: () => Promise<void>) => it(name, { skip: skips[name] ?? false }, test)
  const strays: unknown[] = []
  process.on('unhandledRejection', (reason) => strays.push(reason))
  after(() => assert.deepEqual(strays, [], 'a promise failed unheard'))

  describe(`${account.vendor} conforms`, () => {
    for (const noun of nouns) {
      check(`${noun}: gives every row once and in order`, () => givesEverything(open(subject), noun, 30))
      for (const field of open(subject).fieldsOf(noun)) {
        check(`${noun}: filters by ${field.name}`, () => filters(subject, noun, field))
      }
    }
    for (const noun of events) {
      for (const [variant, switches] of Object.entries(variants)) {
        check(`${noun}: gives the same rows where ${variant}`, () =>
          givesEverything(open(subject, switches), noun, 70),
        )
        check(`${noun}: pages through more rows of one instant than a page holds where ${variant}`, () =>
          givesEverything(open(subject, { ...switches, ...subject.ties(noun, 250) }), noun, 90),
        )
      }
    }
    for (const noun of nouns.filter(isLookUpNoun)) {
      if (resources[noun]?.lookUp === undefined) continue
      for (const [variant, switches] of Object.entries({ 'nothing is special': {}, ...variants })) {
        check(`${noun}: finds rows by id in any order, and null for others, where ${variant}`, () =>
          looksUp(open(subject, switches), noun),
        )
      }
    }
    for (const retryAfterSeconds of [3, null]) {
      check(
        `waits for a 429 ${retryAfterSeconds === null ? 'that' : 'as long as it'} says ${retryAfterSeconds ?? 'nothing'}`,
        () => waits(open(subject), nouns[0] ?? 'CALL', retryAfterSeconds),
      )
    }
    check('drops what is queued when its client leaves, and gives its slot to the next', () =>
      drops(open(subject), nouns.slice(0, 3)),
    )
    check('reads words that nobody documents as UNKNOWN and keeps them beside', () => readsStrange(subject))
    check('keeps personal data out of errors, events and cursors', () => keepsPersonalData(subject))
  })
}

async function givesEverything(scene: Scene, noun: ListNoun, first: number): Promise<void> {
  const wanted = await scene.wanted(noun, {})
  const pages = await scene.pages(noun, {}, first)
  const given = pages.flatMap(({ rows }) => rows)
  assert.ok(wanted.length > 0, 'the simulator has no rows of the noun')
  assert.deepEqual(idsOf(given).toSorted(), idsOf(wanted).toSorted())
  const { keyOf, direction } = meaningOf(noun).byDefault
  for (const [index, row] of given.entries()) {
    const before = given[index - 1]
    assert.ok(before === undefined || compareKeys(keyOf(before), keyOf(row), direction) <= 0, row.id)
  }
  for (const { rows, hasNextPage } of pages.slice(0, -1)) assert.ok(hasNextPage && rows.length <= first)
}

async function filters(
  subject: Subject,
  noun: ListNoun,
  { name, reach, valuesOf, toFilter }: Field,
): Promise<void> {
  const scene = open(subject)
  const values = valuesOf(await scene.everything(noun))
  assert.ok(values.length > 0, 'the simulator’s rows suggest no value to filter by')
  let some = 0
  for (const value of values) {
    const filter = toFilter(value)
    const wanted = await scene.wanted(noun, filter)
    scene.answers.length = 0
    const [page, ...further] = await scene.pages(noun, filter, 1000)
    assert.ok(page)
    const given = [page, ...further].flatMap(({ rows }) => rows)
    const [report] = page.reports
    const told = `${name}: ${JSON.stringify(value)}`
    some += wanted.length
    if (reach.reach === 'absent') {
      assert.deepEqual([report?.state, report?.code], ['SKIPPED', 'FILTER_ABSENT'], told)
      assert.deepEqual(wanted, [], `${told}: rows carry it`)
      assert.match(report?.message ?? '', new RegExp(`\\b${name}\\b`))
      assert.equal(scene.answers.length, 0, told)
      continue
    }
    assert.equal(report?.state, 'COMPLETE', told)
    assert.deepEqual(idsOf(given).toSorted(), idsOf(wanted).toSorted(), told)
    const answered = new Set(scene.answers.flatMap((answer) => marksOf(rowsIn(answer, scene, noun, filter))))
    const marks = marksOf(wanted)
    const sent = 'send' in reach ? reach.send(value as never, subject.account.settings) : null
    if (sent === nothing) assert.deepEqual([scene.answers.length, given.length], [0, 0], told)
    else if (reach.reach === 'exact' && sent !== null && !isLoose(sent)) {
      assert.deepEqual([...answered].toSorted(), marks.toSorted(), `${told}: by the vendor itself`)
    } else {
      const lacking = marks.filter((mark) => !answered.has(mark))
      assert.deepEqual(lacking, [], `${told}: among what the vendor gave`)
    }
  }
  assert.ok(some > 0 || reach.reach === 'absent', 'no value that was tried has rows')
}

async function looksUp(scene: Scene, noun: LookUpNoun): Promise<void> {
  const everything = idsOf(await scene.everything(noun))
    .slice(0, 80)
    .toReversed()
  const unknown = ['999999999', '-77', 'x', ' '].map((id) => toId(noun, scene.subject.account.name, id))
  const ids = [unknown, everything, unknown, everything.toReversed()].flat()
  const found = await Promise.all(ids.map((id) => scene.gather.find(noun, id, scene.ask(), new Set())))
  assert.deepEqual(
    found.map((row) => row?.id ?? null),
    ids.map((id) => (everything.includes(id) ? id : null)),
  )
  assert.equal(await scene.gather.find(noun, toId(noun, 'nobody', '1'), scene.ask(), new Set()), null)
}

async function waits(scene: Scene, noun: ListNoun, retryAfterSeconds: number | null): Promise<void> {
  const { simulator, clock } = scene
  const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }
  let refused = false
  simulator.intercept = () => {
    if (refused) return undefined
    refused = true
    return new Response('{"message":"slow down"}', { status: 429, headers })
  }
  const startedAt = clock.now()
  const [page] = await scene.pages(noun, {}, 1000)
  assert.equal(page?.reports[0]?.state, 'COMPLETE')
  assert.ok(page.rows.length > 0)
  assert.deepEqual(
    scene.simulator.requests.slice(0, 2).map(({ status }) => status),
    [429, 200],
  )
  const waitedMs = (simulator.requests[1]?.at ?? 0) - startedAt
  assert.ok(waitedMs >= (retryAfterSeconds ?? 0.5) * 1000, `waited for ${waitedMs} ms`)
}

async function drops(scene: Scene, nouns: readonly ListNoun[]): Promise<void> {
  const [first, dropped, next] = nouns.map((noun) => ({ noun, leave: new AbortController() }))
  assert.ok(first && dropped && next)
  const { gateway, simulator } = scene
  const fetch = ({ noun, leave }: typeof first) => {
    const [, field] = LIST_FIELDS[noun].split('.')
    const body = JSON.stringify({ query: `{ list: ${field} { nodes { __typename } accounts { state } } }` })
    const headers = { 'content-type': 'application/json' }
    const { signal } = leave
    return gateway.fetch(new Request(ENDPOINT, { method: 'POST', headers, body, signal }))
  }
  const answers = [first, dropped, next].map(fetch)
  await untilWaiting(scene, 2)
  dropped.leave.abort()
  const [one, , other] = await Promise.allSettled(answers)
  for (const answer of [one, other]) {
    assert.ok(answer?.status === 'fulfilled')
    const { data } = await answer.value.json()
    assert.deepEqual(data.list.accounts, [{ state: 'COMPLETE' }])
  }
  const [sent, following] = simulator.requests
  assert.equal(simulator.requests.length, 2)
  const { quota, pace } = scene.subject.account
  assert.ok((following?.at ?? 0) - (sent?.at ?? 0) <= (quota.windowMs / quota.requests) * pace)
}

/** Until so many requests wait for their slot; the clock stands still as long as anything happens. */
async function untilWaiting(scene: Scene, count: number): Promise<void> {
  for (let rounds = 0; rounds < 100; rounds += 1) {
    const { data } = await scene.query('{ accounts { quota { waiting } } }')
    if (data.accounts[0].quota.waiting === count) return
  }
  assert.fail('the requests did not come as far as the queue')
}

async function readsStrange(subject: Subject): Promise<void> {
  for (const { noun, switches, expected } of subject.strange) {
    const [page] = await open(subject, switches).pages(noun, {}, 10)
    const [row] = page?.rows ?? []
    for (const [path, value] of Object.entries(expected)) {
      const read = path.split('.').reduce<any>((one, key) => one?.[key], row)
      assert.equal(read, value, `${noun} ${path}`)
    }
  }
}

const CANARY = 'CANARY7'

async function keepsPersonalData(subject: Subject): Promise<void> {
  const scene = open(subject, { canary: CANARY })
  const spoken: unknown[] = []
  const ask = async (query: string, variables: object = {}) => {
    const { data, errors, extensions } = await scene.query(query, variables)
    spoken.push(
      errors,
      extensions,
      JSON.stringify(data).match(/"(?:end)?cursor":"[^"]*"|"message":"[^"]*"/gi),
    )
    return data
  }
  const data = await Promise.all(subject.personal.map(({ query, variables }) => ask(query, variables)))
  assert.match(JSON.stringify(data), new RegExp(CANARY), 'the answers have personal data')
  const answers = [
    () => new Response(JSON.stringify({ message: CANARY }), { status: 500, statusText: CANARY }),
    () => new Response(JSON.stringify({ message: CANARY, [CANARY]: CANARY }), { status: 422 }),
    () => new Response(`<html>${CANARY}</html>`),
    () => new Response(`[{"id": "${CANARY}`),
    () =>
      new Response(JSON.stringify({ [CANARY]: 1 }), {
        status: 302,
        headers: { location: `http://${CANARY}` },
      }),
    () => Promise.reject(new TypeError(CANARY)),
  ]
  for (const answer of answers) {
    await scene.clock.advance(4_000_000)
    scene.simulator.intercept = answer
    for (const { query, variables } of subject.personal) await ask(query, variables)
  }
  for (const { query, variables } of subject.badInput(CANARY)) {
    assert.equal(await ask(query, variables), null)
  }
  assert.ok(spoken.length > 0 && scene.events.length > 0)
  const faults = scene.events.filter(({ type }) => type === 'fault')
  assert.deepEqual(faults, [])
  const everything = JSON.stringify([spoken, scene.events])
  assert.doesNotMatch(everything, new RegExp(CANARY, 'i'))
  for (const text of everything.match(/[\w-]{16,}/g) ?? []) {
    assert.doesNotMatch(Buffer.from(text, 'base64url').toString(), new RegExp(CANARY, 'i'))
  }
}

function isLookUpNoun(noun: ListNoun): noun is LookUpNoun {
  return NODE_NOUNS.some((one) => one === noun)
}

/** What tells rows apart wherever they stand: rows without a global id are numbered by their place. */
function marksOf(rows: readonly Lists[ListNoun]['row'][]): string[] {
  return rows.map((row) => ('vendorId' in row ? String(row.vendorId) : row.id))
}

function idsOf(rows: readonly Lists[ListNoun]['row'][]): string[] {
  return rows.map(({ id }) => id)
}
