// What every vendor's adapter must do, asked of it over its simulator: the suite judges by what the simulator answered
// and by plain predicates over all of its rows, and knows no vendor.
import type { ListNoun } from '../../src/domain/lists.ts'
import type { Noun } from '../../src/domain/noun.ts'
import type { LookUpNoun } from '../../src/vendors/define.ts'
import type { Reading, Subject } from './subject.ts'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toId } from '../../src/domain/id.ts'
import { isListed, NODE_NOUNS } from '../../src/domain/noun.ts'
import { compareKeys } from '../../src/domain/order.ts'
import { descriptionOf, meaningOf } from '../../src/vendors/index.ts'
import { asksOnlyForWhatIsSelected, keepsPersonalData, keepsPromises } from './answers.ts'
import { fieldsOf } from './fields.ts'
import { listsOf } from '../support/filters.ts'
import { filters, refusesForeign } from './filtering.ts'
import { isPlain } from './leaves.ts'
import { drops, waits } from './queue.ts'
import { open } from './scene.ts'
import { READINGS } from './subject.ts'
import { createTruth } from './truth.ts'
import { failOnStrays } from '../support/strays.ts'

/** Puts a case under its name; `detail` says which of many it is, all of which are skipped for one reason. */
type Check = (name: string, test: () => Promise<void>, detail?: string) => void

/** Cases are left out only with a reason in `subject.skips`, under the name of the test without its detail. */
export function conform<Switches extends object>(subject: Subject<Switches>): void {
  const { account, skips = {} } = subject
  // A vendor's nouns are those of its resources; rows of an inner one stand in no list.
  const nouns = (Object.keys(descriptionOf(account.vendor).resources) as ListNoun[]).filter(isListed)
  const names = new Set<string>()
  const check: Check = (name, test, detail = '') => {
    const skip = skips[name]
    if (skip === undefined) it(name + detail, test)
    else if (!names.has(name)) it(name, { skip })
    names.add(name)
  }
  failOnStrays()

  describe(`${account.vendor} conforms`, () => {
    for (const noun of nouns) {
      check(`${noun}: gives every row once and in order`, () => givesEverything(subject, {}, noun, 30))
      checkFilters(subject, noun, check)
      checkFields(subject, noun, check)
      if (meaningOf(noun).read === 'PAGES') checkVariants(subject, noun, check)
      if (isLookUpNoun(noun)) checkLookUps(subject, noun, check)
    }
    checkWaits(subject, nouns[0] ?? 'CALL', check)
    check('drops what is queued when its client leaves, and gives its slot to the next', () => drops(subject))
    for (const [kind, name] of Object.entries(READINGS)) {
      // Object.entries forgets the key type.
      check(name, () => reads(subject, subject.readings[kind as keyof typeof READINGS]))
    }
    check('keeps personal data out of errors, events and cursors', () => keepsPersonalData(subject, nouns))
    it('has reasons only for cases that there are', () => {
      const stale = Object.keys(skips).filter((name) => !names.has(name))
      assert.deepEqual(stale, [])
    })
  })
}

/** Whether a value tells rows apart is a case of its own only where a reason says why none does. */
function checkFilters(subject: Subject, noun: Noun, check: Check): void {
  const truth = createTruth(subject)
  for (const field of fieldsOf(subject, noun)) {
    const telling = `${noun}: has rows for and against a value of ${field.name}`
    const isTelling = subject.skips?.[telling] === undefined
    check(`${noun}: filters by ${field.name}`, () => filters(subject, truth, noun, field, isTelling))
    if (!isTelling) check(telling, async () => {})
  }
  check(`${noun}: refuses filters of other vendors`, () => refusesForeign(subject, noun))
}

function checkFields(subject: Subject, noun: Noun, check: Check): void {
  if (isPlain(noun)) {
    check(`${noun}: answers the fields that the graph says it has, and has no others`, () =>
      keepsPromises(subject, noun),
    )
  }
  for (const [places, reason] of Object.entries(subject.silent?.[noun] ?? {})) {
    it(`${noun}: answers ${places}`, { skip: reason })
  }
  if (listsOf(subject.account.vendor, noun)[0]?.optIns !== undefined) {
    const name = `${noun}: asks for opt-ins only when they are selected`
    check(name, () => asksOnlyForWhatIsSelected(subject, noun))
  }
}

function checkVariants(subject: Subject, noun: Noun, check: Check): void {
  for (const [variant, switches] of variantsOf(subject)) {
    const crowd = { ...switches, ...subject.listed(noun, Array.from({ length: 250 }, Object)) }
    const [same, ties] = [
      `${noun}: gives the same rows whatever the vendor does`,
      `${noun}: pages through more rows of one instant than a page holds`,
    ]
    check(same, () => givesEverything(subject, switches, noun, 70), ` where ${variant}`)
    check(ties, () => givesEverything(subject, crowd, noun, 90), ` where ${variant}`)
  }
}

function variantsOf({ variants }: Subject): readonly (readonly [string, object])[] {
  return Object.entries({ 'nothing is special': {}, ...variants })
}

function checkWaits(subject: Subject, noun: Noun, check: Check): void {
  const own = descriptionOf(subject.account.vendor).quota.waitMsHeader
  check('waits for a 429 that does not say how long', () => waits(subject, noun))
  check('waits for a 429 as long as it says', () => waits(subject, noun, { 'retry-after': '3' }, 3000))
  if (own !== undefined) {
    const name = 'waits for a 429 as long as it says in a header of the vendor’s own'
    check(name, () => waits(subject, noun, { [own]: '2500' }, 2500))
  }
}

function checkLookUps(subject: Subject, noun: LookUpNoun, check: Check): void {
  for (const [variant, switches] of variantsOf(subject)) {
    const name = `${noun}: finds rows by id in any order, and null for others`
    check(name, () => looksUp(subject, switches, noun), ` where ${variant}`)
  }
}

async function givesEverything(subject: Subject, switches: object, noun: Noun, first: number): Promise<void> {
  const wanted = await createTruth(subject, switches).wanted(noun, {})
  const pages = await open(subject, switches).pages(noun, {}, first)
  const given = pages.flatMap(({ rows }) => rows)
  assert.ok(wanted.length > 0, 'the simulator has no rows of the noun')
  assert.deepEqual(given.map(({ id }) => id).toSorted(), wanted.map(({ id }) => id).toSorted())
  const { keyOf, direction } = meaningOf<ListNoun>(noun).byDefault
  for (const [index, row] of given.entries()) {
    const before = given[index - 1]
    assert.ok(before === undefined || compareKeys(keyOf(before), keyOf(row), direction) <= 0, row.id)
  }
  for (const { rows, hasNextPage } of pages.slice(0, -1)) assert.ok(hasNextPage && rows.length <= first)
}

/** Asked of a gateway that has read nothing yet. */
async function looksUp(subject: Subject, switches: object, noun: LookUpNoun): Promise<void> {
  const { account, shown } = subject
  const { lookUp } = descriptionOf(account.vendor).resources[noun] ?? {}
  assert.ok(lookUp, 'rows cannot be looked up, and no reason is written for it')
  const [page] = await open(subject, switches).pages(noun, { ...shown?.[noun] }, 80)
  const known = page?.rows.map(({ id }) => id).toReversed() ?? []
  assert.ok(known.length > 2)
  const unknown = ['999999999', '-77', 'x', ' '].map((id) => toId(noun, account.name, id))
  const ids = [unknown, known, unknown, known.toReversed()].flat()
  const { gather, ask } = open(subject, switches)
  const found = await Promise.all(ids.map((id) => gather.find(noun, id, ask(), new Set())))
  assert.deepEqual(
    found.map((row) => row?.id ?? null),
    ids.map((id) => (known.includes(id) ? id : null)),
  )
  assert.equal(await gather.find(noun, toId(noun, 'nobody', '1'), ask(), new Set()), null)
}

async function reads(subject: Subject, readings: readonly Reading[]): Promise<void> {
  assert.ok(readings.length > 0, 'nothing is told to be read')
  for (const { noun, row, expected } of readings) {
    const [page] = await open(subject, subject.listed(noun, [row])).pages(noun, {}, 10)
    for (const [path, value] of Object.entries(expected)) {
      const read = path.split('.').reduce<any>((one, key) => one?.[key], page?.rows[0])
      assert.deepEqual(read, value, `${noun} ${path}`)
    }
  }
}

function isLookUpNoun(noun: Noun): noun is LookUpNoun {
  return NODE_NOUNS.some((one) => one === noun)
}
