// What routers may count before they ask: what things take of the vendors' quotas, and how long lists are.
import type { ConstDirectiveNode, FieldDefinitionNode, ObjectTypeDefinitionNode } from 'graphql'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kind, parse, valueFromASTUntyped } from 'graphql'
import { printSubgraph } from '../../src/graphql/schema/sdl.ts'
import { createSchema } from '../../src/schema.ts'

const types = new Map(
  parse(printSubgraph(createSchema())).definitions.flatMap((one) =>
    one.kind === Kind.OBJECT_TYPE_DEFINITION ? [[one.name.value, one] as const] : [],
  ),
)

interface Carrier {
  readonly directives?: readonly ConstDirectiveNode[] | undefined
}

/** The arguments of a directive, undefined where it does not stand. */
function directiveOf({ directives = [] }: Carrier, name: string): any {
  const found = directives.find((one) => one.name.value === name)
  return (
    found &&
    Object.fromEntries((found.arguments ?? []).map((one) => [one.name.value, valueFromASTUntyped(one.value)]))
  )
}

function typeOf(name: string): ObjectTypeDefinitionNode {
  const type = types.get(name)
  assert.ok(type, name)
  return type
}

function fieldOf(type: string, name: string): FieldDefinitionNode {
  const field = typeOf(type).fields?.find((one) => one.name.value === name)
  assert.ok(field, `${type}.${name}`)
  return field
}

const weightOf = (carrier: Carrier) => directiveOf(carrier, 'cost')?.weight

test('a list costs the milliseconds of quota that a request to every vendor takes', () => {
  // UJET allows 1 request a second, Callcap and TWIN 5, Whippy 25, Allo-Media 40 in ten seconds; TWIN has two lists of calls.
  assert.equal(weightOf(fieldOf('Query', 'calls')), 1000 + 200 + 40 + 250 + 2 * 200)
  assert.equal(weightOf(fieldOf('Query', 'emails')), 1000)
})

test('below a row, and for a row by its id, it is one account, the scarcest', () => {
  for (const [type, field] of [
    ['Query', 'call'],
    ['Agent', 'calls'],
    ['Campaign', 'calls'],
  ] as const)
    assert.equal(weightOf(fieldOf(type, field)), 1000, `${type}.${field}`)
})

test('a row costs its share of the request that brings it', () => {
  // A hundred rows of UJET in a second.
  assert.equal(weightOf(typeOf('Call')), 10)
  assert.equal(weightOf(typeOf('Agent')), 10)
})

test('a field that asks no vendor costs nothing', () => {
  for (const field of ['viewer', 'accounts']) assert.equal(weightOf(fieldOf('Query', field)), undefined)
  assert.equal(weightOf(typeOf('PageInfo')), undefined)
})

test('a field that comes with its row costs nothing, also where it is named like a list', () => {
  assert.equal(weightOf(fieldOf('Campaign', 'contactStats')), undefined)
  assert.equal(directiveOf(fieldOf('Campaign', 'contactStats'), 'listSize'), undefined)
})

test('a list size names the lists that it is of, as composers demand', () => {
  const sizes = [...types.values()].flatMap(({ fields = [] }) =>
    fields.flatMap((field) => directiveOf(field, 'listSize') ?? []),
  )
  assert.ok(sizes.length > 15)
  for (const { sizedFields } of sizes) assert.notDeepEqual(sizedFields, [])
})

test('every list that is paged is as long as it is asked to be', () => {
  const paged = [...types.values()].flatMap(({ fields = [] }) =>
    fields.filter((field) => field.arguments?.some(({ name }) => name.value === 'first')),
  )
  assert.ok(paged.length > 15)
  for (const field of paged) {
    const first = field.arguments?.find(({ name }) => name.value === 'first')
    assert.deepEqual(directiveOf(field, 'listSize'), {
      assumedSize: first?.defaultValue && valueFromASTUntyped(first.defaultValue),
      slicingArguments: ['first'],
      sizedFields: ['edges', 'nodes'],
      requireOneSlicingArgument: false,
    })
    assert.ok(weightOf(field) > 0, field.name.value)
  }
})
