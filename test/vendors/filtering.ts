// Whether each filter does what it means, and costs what its table says.
import type { Noun } from '../../src/domain/noun.ts'
import type { AnyRow } from '../support/filters.ts'
import type { Field } from './fields.ts'
import type { Subject } from './subject.ts'
import type { Truth } from './truth.ts'
import assert from 'node:assert/strict'
import { InputError } from '../../src/domain/errors.ts'
import { VENDOR_NAMES } from '../../src/domain/vendor.ts'
import { noMatch } from '../../src/vendors/filters.ts'
import { isAbsent } from '../support/filters.ts'
import { foreignTo, isExact, sentOf } from './fields.ts'
import { open } from './scene.ts'

/** As long after a list was read, it is read again. */
const FORGOTTEN_MS = 25 * 60 * 60 * 1000

/** With `telling`, at least one value must have some of the rows and leave others. */
export async function filters(
  subject: Subject,
  truth: Truth,
  noun: Noun,
  field: Field,
  telling: boolean,
): Promise<void> {
  const everything = await truth.everything(noun)
  const values = field.valuesOf(everything, truth.data)
  if (isAbsent(field.reaches)) return skips(subject, truth, noun, field, values)
  const at = `${VENDOR_NAMES[subject.account.vendor]}: table says ${field.name} is ${field.reaches[0]?.reach}`
  assert.ok(values.length > 0, `${at}, but no row carries a value; use lacks or samples`)
  const scene = open(subject)
  let told = false
  for (const value of values) {
    const filter = field.toFilter(value)
    const wanted = await truth.wanted(noun, filter)
    // What was read for another value would be given again.
    await scene.clock.advance(FORGOTTEN_MS)
    scene.exchanges.length = 0
    const pages = await scene.pages(noun, filter, 1000)
    const tried = `${field.name}: ${JSON.stringify(value)}`
    assert.equal(pages[0]?.reports[0]?.state, 'COMPLETE', tried)
    const refused = scene.exchanges.filter(({ status }) => status === 400 || status === 422)
    const asked = refused.map(({ url }) => url.search)
    assert.deepEqual(asked, [], `${tried}: what no document names is not asked for`)
    const given = pages.flatMap(({ rows }) => rows)
    assert.deepEqual(given.map(({ id }) => id).toSorted(), wanted.map(({ id }) => id).toSorted(), tried)
    const answered = marksOf(scene.exchanges.flatMap((exchange) => scene.rowsIn(exchange, noun, filter)))
    if (isNone(subject, field, value)) assert.deepEqual([scene.exchanges.length, wanted], [0, []], tried)
    else if (isExact(subject, field, value)) {
      assert.deepEqual(answered, marksOf(wanted), `${tried}: by the vendor itself`)
    } else {
      const lacking = marksOf(wanted).filter((mark) => !answered.includes(mark))
      assert.deepEqual(lacking, [], `${tried}: among what the vendor gave`)
    }
    told ||= wanted.length > 0 && wanted.length < everything.length
  }
  const tried = JSON.stringify(values)
  if (telling) assert.ok(told, `${at}, but each of ${tried} has all rows or none; use samples or skips`)
  else
    assert.ok(!told, `${at} and tells no rows apart, but one of ${tried} does; remove its reason from skips`)
}

/** No row carries it, and the account is left out, says why and is not asked. */
async function skips(
  subject: Subject,
  truth: Truth,
  noun: Noun,
  { name, anyValue, toFilter }: Field,
  values: readonly unknown[],
): Promise<void> {
  for (const value of values) {
    if (Array.isArray(value) && value.includes('UNKNOWN')) continue
    const { length } = await truth.wanted(noun, toFilter(value))
    const said = `${VENDOR_NAMES[subject.account.vendor]}: table says ${name} is absent`
    assert.equal(length, 0, `${said}, but ${length} rows match ${JSON.stringify(value)}; use local`)
  }
  const scene = open(subject)
  const [page] = await scene.pages(noun, toFilter(anyValue()), 10)
  const [report] = page?.reports ?? []
  assert.deepEqual([report?.state, report?.code, page?.rows], ['SKIPPED', 'FILTER_ABSENT', []])
  assert.match(report?.message ?? '', new RegExp(`\\b${name}\\b`))
  assert.equal(scene.exchanges.length, 0)
}

function isNone(subject: Subject, field: Field, value: unknown): boolean {
  const isEmpty = Array.isArray(value) && value.length === 0
  return isEmpty || sentOf(subject, field, value).every((sent) => sent === noMatch)
}

export async function refusesForeign(subject: Subject, noun: Noun): Promise<void> {
  const scene = open(subject)
  for (const key of foreignTo(subject)) {
    await assert.rejects(scene.pages(noun, { [key]: {} }, 10), InputError)
  }
  assert.equal(scene.exchanges.length, 0)
}

/** What tells rows apart wherever they stand: rows without a global id are numbered by their place. */
function marksOf(rows: readonly AnyRow[]): readonly string[] {
  const marks = rows.map((row) => ('vendorId' in row ? String(row.vendorId) : row.id))
  return [...new Set(marks)].toSorted()
}
