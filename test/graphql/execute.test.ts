// A plan answers as graphql-js does, byte for byte and errors in the same order, whatever its resolvers do.
// `EXECUTE_SEED` draws other operations and other values.
import type { GraphQLOutputType, GraphQLResolveInfo, GraphQLSchema } from 'graphql'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  execute as executeByGraphQL,
  getNamedType,
  isAbstractType,
  isEnumType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  responsePathAsArray,
} from 'graphql'
import { createRandom, hash } from '../../src/demo/random.ts'
import { execute } from '../../src/graphql/execute.ts'
import { createSchema } from '../../src/schema.ts'
import { drawOperation } from '../support/drawn-operations.ts'
import { isSubscription } from '../support/events.ts'

const { EXECUTE_SEED = '1' } = process.env
const DRAWN = 30
/** Values of each operation: with no trouble, with some, with much. */
const TROUBLES = [0, 0.02, 0.02, 0.1, 0.3]

const schema = createSchema()
resolveAnyhow(schema)

const examples = readdirSync(new URL('../../examples/queries/', import.meta.url))
  .filter((name) => name.endsWith('.graphql'))
  .map(
    (name) =>
      [name, readFileSync(new URL(`../../examples/queries/${name}`, import.meta.url), 'utf8')] as const,
  )
  .filter(([, query]) => !isSubscription(query))

for (const [name, query] of examples)
  test(`the example ${name} is executed as by graphql-js`, async () => {
    for (const [seed, trouble] of TROUBLES.entries())
      await compare(query, exampleVariables(name), { seed, trouble })
  })

test(`operations drawn from the schema are executed as by graphql-js (EXECUTE_SEED=${EXECUTE_SEED})`, async () => {
  const random = createRandom(EXECUTE_SEED)
  for (let drawn = 0; drawn < DRAWN; drawn += 1) {
    const [one, other] = [drawOperation(schema, random), drawOperation(schema, random)]
    const query = `query ($a: Boolean = true, $b: Boolean!, $first: Int) {
      ...One @include(if: $a) ...Other @skip(if: $b) __typename kind: __typename
      again: calls(first: $first) { nodes { id ...Row @include(if: $b) } }
    }
    fragment One on Query ${one} fragment Other on Query ${other}
    fragment Row on Node { id ... on Call { agent { ...Agent } other: agent { id ...Agent } } }
    fragment Agent on Agent { name @skip(if: $a) email }`
    const variables = { a: random.chance(0.5), b: random.chance(0.5), first: random.int(1, 5) }
    for (const trouble of TROUBLES) await compare(query, variables, { seed: drawn, trouble })
  }
})

test('rows of several types are executed as by graphql-js', async () => {
  const query = `query ($ids: [ID!]!) {
    nodes(ids: $ids) { __typename id ... on Call { details { __typename } status } ...Named }
  }
  fragment Named on Node { id ... on Agent { name calls(first: 2) { nodes { id } } } ... on Menu { name } }`
  for (let seed = 0; seed < 30; seed += 1)
    await compare(query, { ids: ['agent:ujet:1'] }, { seed, trouble: 0.1 })
})

for (const [what, query, variables] of [
  ['an introspection', '{ __schema { queryType { name } } }', {}],
  ['the type of a name', '{ __type(name: "Call") { name } }', {}],
  ['a subscription', 'subscription { calls { nodes { id } } }', {}],
  ['an alias that would set a prototype', '{ __proto__: __typename }', {}],
  ['wrong variables', 'query ($first: Int!) { calls(first: $first) { nodes { id } } }', { first: 'many' }],
  ['several operations without a name', 'query A { __typename } query B { __typename }', {}],
] as const)
  test(`${what}: there is no plan`, () => {
    assert.equal(execute({ schema, document: parse(query), variableValues: variables }), null)
  })

test('a document whose fragments spread into more than its length has no plan', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const inner = level === 0 ? 'id name' : `parent { ...F${level - 1} } p: parent { ...F${level - 1} }`
    return `fragment F${level} on Menu { ${inner} q: parent { ...F${Math.max(0, level - 1)} id } }`
  })
  const spread = levels.map((text) => text.replace('F0 id', 'id'))
  const query = `{ menus { nodes { ...F11 parent { id ...F11 } } } } ${spread.join(' ')}`
  assert.equal(execute({ schema, document: parse(query) }), null)
})

test('an item that throws leaves no other item rejected without a listener', async () => {
  const document = parse('{ menus { nodes { id } } }')
  const own = createSchema()
  const [query, connection] = [own.getType('Query'), own.getType('MenuConnection')]
  assert.ok(isObjectType(query) && isObjectType(connection))
  query.getFields().menus!.resolve = () => ({})
  connection.getFields().nodes!.resolve = () => [Promise.reject(new Error('late')), new Error('at once')]
  const result = await execute({ schema: own, document })
  assert.deepEqual(
    result?.errors?.map(({ message }) => message),
    ['at once'],
  )
})

interface Behaviour {
  readonly seed: number
  /** Share of values that throw, reject, are null or errors. */
  readonly trouble: number
}

async function compare(query: string, variableValues: object, behaviour: Behaviour): Promise<void> {
  const args = {
    schema,
    document: parse(query),
    variableValues: { ...variableValues },
    contextValue: behaviour,
  }
  const expected = await executeByGraphQL(args)
  for (const round of ['first', 'second']) {
    const planned = execute(args)
    assert.notEqual(planned, null, `a plan in the ${round} round`)
    assert.equal(
      JSON.stringify(await planned),
      JSON.stringify(expected),
      `${query}\n${JSON.stringify(behaviour)}`,
    )
  }
}

function exampleVariables(name: string): object {
  const file = new URL(`../../examples/queries/${name.replace('.graphql', '.json')}`, import.meta.url)
  try {
    return JSON.parse(readFileSync(file, 'utf8').replaceAll(/"now[^"]*"/g, '"2026-01-15T12:00:00.000Z"'))
  } catch {
    return {}
  }
}

/** Every resolver draws its value from the seed and its place. */
function resolveAnyhow(of: GraphQLSchema): void {
  for (const type of Object.values(of.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = ({ type: name }) => name
    if (!isObjectType(type) || isIntrospectionType(type)) continue
    for (const field of Object.values(type.getFields())) field.resolve = resolve
  }
}

function resolve(_: unknown, args: object, { seed, trouble }: Behaviour, info: GraphQLResolveInfo): unknown {
  const path = responsePathAsArray(info.path)
  const place = path.join('.')
  const random = createRandom(hash(`${seed} ${trouble} ${place}`))
  const told = [info.fieldName, info.parentType.name, args, info.fieldNodes.length, info.variableValues]
  const isSynchronous = seed % 3 === 0
  // graphql-js forgets promises of a list of which another item throws.
  const isLate = !isSynchronous && (path.length > 3 || path.some((key) => typeof key === 'number'))
  return draw(info.returnType, JSON.stringify(told), isLate)

  function draw(type: GraphQLOutputType, text: string, isLateHere: boolean): unknown {
    const error = new Error(`at ${place}`)
    if (random.chance(trouble)) {
      const value = random.pick([null, error])
      if (isLateHere) return random.chance(0.5) ? Promise.reject(error) : Promise.resolve(value)
      if (isSynchronous || random.chance(0.5)) {
        if (random.chance(0.3)) throw error
        return value
      }
      return Promise.reject(error)
    }
    const value = drawValue(isNonNullType(type) ? type.ofType : type, text)
    const isPromised = isLateHere || random.chance(0.2)
    return isPromised && !isSynchronous ? Promise.resolve(value) : value
  }

  function drawValue(type: GraphQLOutputType, text: string): unknown {
    if (isListType(type)) {
      const items = Array.from({ length: random.int(0, 3) }, (__, index) =>
        draw(type.ofType, `${text} ${index}`, !isSynchronous),
      )
      return random.chance(0.2) ? new Set(items) : items
    }
    if (isEnumType(type)) return random.chance(trouble) ? 'OTHER' : random.pick(type.getValues()).value
    const named = getNamedType(type)
    if (isAbstractType(named)) return { type: random.pick(schema.getPossibleTypes(named)).name }
    if (isObjectType(named)) return { of: named.name }
    switch (named.name) {
      case 'Int':
        return random.chance(trouble) ? 'no number' : random.int(0, 9)
      case 'Float':
        return random.next()
      case 'Boolean':
        return random.chance(0.5)
      case 'DateTime':
        return random.int(0, 1e12)
      default:
        return text
    }
  }
}
