// Personal data leaves whole for those who may read it and for nobody else: every marked field, over all five vendors,
// with a canary in every personal value.
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { PiiKind } from '../../src/domain/viewer.ts'
import type { Mark } from '../support/marks.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskOf } from '../../src/graphql/access/mask.ts'
import { createSchema } from '../../src/schema.ts'
import { everythingOf, placesIn } from '../support/everything.ts'
import { LIST_FIELDS } from '../support/lists.ts'
import { marksOf } from '../support/marks.ts'
import { createPersonalStage, hasCanary } from '../support/personal.ts'

const schema = createSchema()
const marks = new Map(
  marksOf(schema).flatMap((mark) => (mark.where === 'FIELD' ? [[mark.place, mark] as const] : [])),
)
const stage = createPersonalStage({ scale: 0.3 })

/** Marked, and in no row that a vendor's documents show. */
const NEVER_FILLED = ['Contact.email']

/** Filters that find what the newest hundred calls may lack. */
const RARE: Readonly<Partial<Record<Vendor, readonly string[]>>> = {
  UJET: ['status: [FAILED]'],
  CALLCAP: [
    'callcap: { changeRequestStatus: APPROVED }',
    'callcap: { callsaverOutcome: [SAVED, NOT_SAVED] }',
  ],
}

/** Places that have shown something to those who may read it. */
const filled = new Set<string>()

/** Places that have shown a canary, without which nobody would see that they leak. */
const searchable = new Set<string>()

/** Ids and figures, which a canary would make into something else. */
const UNSEARCHABLE = [
  'CampaignContact.id',
  'CampaignContact.vendorId',
  'Contact.id',
  'Contact.vendorId',
  'CurrentMenuStatus.raw',
  'Photo.vendorId',
  'ServiceLevel.raw',
  'Video.vendorId',
]

/** What staff may see of the values at a place. */
function toShown(values: readonly unknown[], mark: Mark | undefined): readonly unknown[] {
  if (mark === undefined) return values
  // Where only some vendors' rows may hold it, the canary tells which.
  if (mark.vendors !== null) return values.map((value) => (hasCanary(value) ? null : value))
  // The builder allows no other kinds.
  const mask = maskOf(mark.kind as PiiKind)
  return values.map((value) => (mask === null ? null : mask(value)))
}

async function compare(noun: Noun, filter?: string): Promise<void> {
  const { query, valuesIn } = everythingOf(schema, noun, filter)
  const whole = await stage.asReader(query)
  assert.deepEqual(whole.errors, [])
  const shown = await stage.asStaff(query)
  assert.deepEqual(shown.errors, [])
  assert.ok(!hasCanary(shown.extensions))
  const found = valuesIn(shown.data)
  for (const [place, values] of valuesIn(whole.data)) {
    if (values.some((value) => value !== null)) filled.add(place)
    if (values.some(hasCanary)) searchable.add(place)
    assert.deepEqual(found.get(place), toShown(values, marks.get(place)), place)
    assert.ok(!hasCanary(found.get(place)), place)
  }
  assert.ok(!hasCanary(shown.data))
}

for (const { vendor } of stage.accounts)
  test(`each viewer sees the permitted fields of calls of ${vendor}`, async () => {
    for (const more of ['', ...(RARE[vendor] ?? [])])
      await compare('CALL', `{ vendors: [${vendor}] ${more} }`)
  })

for (const noun of Object.keys(LIST_FIELDS).filter((one) => one !== 'CALL'))
  test(`each viewer sees the permitted fields of ${noun}`, () =>
    // The table is keyed by nouns, which Object.keys forgets.
    compare(noun as Noun))

test('every marked field was among them', () => {
  const places = placesIn(schema)
  assert.deepEqual(
    [...marks.keys()].filter((place) => !places.has(place)),
    [],
  )
})

test('every marked field has shown something to those who may read it', () => {
  assert.deepEqual(
    [...marks.keys()].filter((place) => !filled.has(place)),
    NEVER_FILLED,
  )
})

test('every marked field has shown a canary, without which no leak of it would be found', () => {
  assert.deepEqual(
    [...filled].filter((place) => marks.has(place) && !searchable.has(place)).toSorted(),
    UNSEARCHABLE,
  )
})
