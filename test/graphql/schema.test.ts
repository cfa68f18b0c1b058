// What the code says about itself is current, complete and the same in the graph and in the domain.
import type { GraphQLNamedType } from 'graphql'
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql'
import { LISTS } from '../../src/domain/lists.ts'
import { isListed } from '../../src/domain/noun.ts'
import { toVendorKey, VENDORS } from '../../src/domain/vendor.ts'
import { toTypeName } from '../../src/graphql/access/noun-type.ts'
import { createSchema } from '../../src/schema.ts'
import { DESCRIPTIONS, ordersOf } from '../../src/vendors/index.ts'
import { printDocuments, ROOT_FOLDER } from '../print/print.ts'
import { fieldTypesOf, filterTypesOf, LIST_FIELDS, listFieldOf } from '../support/lists.ts'

const schema = createSchema()
// Object.keys forgets the key type; the table is total over it.
const nouns = Object.keys(LIST_FIELDS) as Noun[]

for (const [path, text] of printDocuments()) {
  test(`${path} is what the code says; "npm run schema" writes it`, () => {
    assert.equal(readFileSync(new URL(path, ROOT_FOLDER), 'utf8'), text)
  })
}

interface Described {
  readonly place: string
  readonly name: string
  readonly owner: string
  readonly description: string | null | undefined
}

test('every type, field, argument, input field and enum value has a description that ends with a full stop', () => {
  const bad = described.filter(({ description }) => !/\S[.]$/.test(description ?? ''))
  assert.deepEqual(
    bad.map(({ place }) => place),
    [],
  )
})

test('no description only says the name again', () => {
  // A value of an enum may say nothing but what it is, such as a colour or the column of an order.
  const bad = described.filter((one) => !isEnumType(schema.getType(one.owner)) && isRestatement(one))
  assert.deepEqual(
    bad.map(({ place, description }) => `${place}: ${description}`),
    [],
  )
})

const ownTypes = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)
const described = ownTypes.flatMap((type) => [describedAs(type), ...partsOf(type)])

function describedAs({ name, description }: GraphQLNamedType): Described {
  return { place: name, name, owner: '', description }
}

function partsOf(type: GraphQLNamedType): readonly Described[] {
  const under = (
    place: string,
    parts: readonly { name: string; description?: string | null | undefined }[],
  ) =>
    parts.map(({ name, description }) => ({ place: `${place}.${name}`, name, owner: type.name, description }))
  if (isEnumType(type)) return under(type.name, type.getValues())
  if (isInputObjectType(type)) return under(type.name, Object.values(type.getFields()))
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const fields = Object.values(type.getFields())
  return [
    ...under(type.name, fields),
    ...fields.flatMap((field) => under(`${type.name}.${field.name}`, field.args)),
  ]
}

/** Words that say nothing by themselves. */
const EMPTY = new Set('a an the this that its of is are be to in on for and or it'.split(' '))

function isRestatement({ name, owner, description }: Described): boolean {
  const known = new Set([...wordsOf(name), ...wordsOf(owner)])
  const told = wordsOf(description ?? '').filter((word) => !EMPTY.has(word))
  return told.every((word) => known.has(word))
}

/** `lastLoginAt` → `last`, `login`, `at`; plurals count as their singulars. */
function wordsOf(text: string): readonly string[] {
  const words = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return (words.match(/[a-z]+/g) ?? []).map((word) => word.replace(/s$/, ''))
}

/** Filters that a list takes from the row it stands under. */
const FROM_PARENT: Readonly<Partial<Record<Noun, readonly string[]>>> = {
  CAMPAIGN_CONTACT: ['campaignId'],
}

/** The contacts of a campaign come from the campaign's own account. */
const WITHOUT_SELECTION: ReadonlySet<Noun> = new Set(['CAMPAIGN_CONTACT'])

for (const noun of nouns) {
  test(`the filter of ${noun} has the same keys in the graph and in the domain`, () => {
    const selection = WITHOUT_SELECTION.has(noun) ? [] : ['accounts', 'vendors']
    const inGraph = [...filterTypesOf(schema, noun).keys(), ...(FROM_PARENT[noun] ?? [])]
    const own = Object.values(DESCRIPTIONS).flatMap(({ vendor, resources }) =>
      resources[noun]?.own === undefined ? [] : [toVendorKey(vendor)],
    )
    const inDomain = [...Object.keys(LISTS[noun].predicates), ...own, ...selection]
    assert.deepEqual(inGraph.toSorted(), inDomain.toSorted())
  })

  test(`the orders of ${noun} are the same in the graph and in the domain`, () => {
    const orderBy = listFieldOf(schema, noun).args.find(({ name }) => name === 'orderBy')
    const field = orderBy === undefined ? undefined : fieldTypesOf(getNamedType(orderBy.type)).get('field')
    const type = field === undefined ? undefined : getNamedType(field)
    const inGraph = isEnumType(type) ? type.getValues().map(({ name }) => name) : []
    assert.deepEqual(inGraph.toSorted(), Object.keys(ordersOf(noun)).toSorted())
  })
}

for (const noun of nouns) {
  const vendors = VENDORS.filter((vendor) => noun in DESCRIPTIONS[vendor].resources)
  const filter = listFieldOf(schema, noun).args.find(({ name }) => name === 'filter')?.type
  const fields = isInputObjectType(filter) ? Object.values(filter.getFields()) : []
  const common = fields.filter(({ name }) => name in LISTS[noun].predicates)

  test(`the filter of ${noun} names the vendors whose rows carry what is filtered by, unless all do`, () => {
    for (const { name, extensions } of common) {
      // What the builder put there is the note, a list of vendors.
      const named = (extensions.vendors as readonly Vendor[] | undefined) ?? VENDORS
      const carrying = vendors.filter((vendor) => reachOf(vendor, noun, name) !== 'absent')
      assert.deepEqual(
        named.filter((vendor) => vendors.includes(vendor)),
        carrying,
        name,
      )
    }
  })
}

function reachOf(vendor: Vendor, noun: Noun, filter: string): string | undefined {
  const table: Readonly<Record<string, { readonly reach: string }>> =
    DESCRIPTIONS[vendor].resources[noun]?.filters ?? {}
  return table[filter]?.reach
}

for (const description of Object.values(DESCRIPTIONS)) {
  for (const resource of Object.values(description.resources)) {
    const { noun } = resource
    if (!isListed(noun)) continue
    const nested: [string, object][] = Object.entries(resource.filters).flatMap(([key, reach]) =>
      'parts' in reach && reach.parts !== undefined ? [[key, reach.parts]] : [],
    )
    for (const [key, parts] of nested) {
      test(`the filter "${key}" of ${noun} has the same keys in the graph and at its vendor`, () => {
        const type = filterTypesOf(schema, noun).get(key)
        assert.deepEqual([...fieldTypesOf(type).keys()].toSorted(), Object.keys(parts).toSorted())
      })
    }
  }
}

for (const noun of ['CALL', 'AGENT', 'CHAT', 'CAMPAIGN'] as const) {
  test(`the details of ${noun} have a member for each vendor whose rows have details`, () => {
    const telling = Object.values(DESCRIPTIONS).filter(({ resources }) => {
      const resource: { readonly lacks?: readonly string[] } | undefined = resources[noun]
      return resource !== undefined && resource.lacks?.includes('details') !== true
    })
    const union = schema.getType(`${toTypeName(noun)}Details`)
    assert.ok(isUnionType(union))
    assert.deepEqual(
      union.getTypes().map(({ name }) => name),
      telling.map(({ vendor }) => `${toTypeName(vendor)}${union.name}`),
    )
  })
}
