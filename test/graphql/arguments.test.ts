// Arguments are read by types that have a literal's inputs alone. The values and errors are those of graphql-js.
import type { FieldNode } from 'graphql'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getArgumentValues, Kind, parse } from 'graphql'
import { readArguments } from '../../src/graphql/schema/selection.ts'
import { createSchema } from '../../src/schema.ts'

const schema = createSchema()
const calls = schema.getQueryType()?.getFields().calls

const LITERALS = [
  'filter: { startedAt: { from: $from, to: $to } }, first: $first',
  'filter: { status: [$status, MISSED], rating: { from: 2, to: $first }, agentIds: $ids }',
  'filter: { twin: { dialStatus: [BUSY], companyId: $id }, ids: [$id] }, requireComplete: $flag',
  'filter: $filter, orderBy: { field: STARTED_AT, direction: $direction }',
  'orderBy: { field: $field }',
  'orderBy: { direction: ASC }',
  'orderBy: { field: null }',
  'filter: { startedAt: { from: "yesterday" } }',
  'filter: { unheardOf: 1, startedAt: { from: $from } }',
  'filter: null, first: null',
  'filter: 7',
  'filter: {}',
  'after: $id',
]

const VALUES = {
  from: 1,
  to: 2,
  first: 5,
  status: 'BUSY',
  ids: ['agent:ujet:7'],
  id: 'call:ujet:1',
  flag: true,
  filter: { status: ['BUSY'] },
  direction: 'ASC',
  field: 'RATING',
}
const VARIABLES: readonly Readonly<Record<string, unknown>>[] = [
  VALUES,
  {},
  ...Object.keys(VALUES).map((name) => ({ ...VALUES, [name]: null })),
]

function outcomeOf(read: () => unknown): unknown {
  try {
    return { values: JSON.stringify(read()) }
  } catch (error) {
    return { error: String(error) }
  }
}

for (const literal of LITERALS)
  test(`the arguments ${literal} are read as by graphql-js`, () => {
    assert.ok(calls)
    const node = fieldOf(`{ calls(${literal}) { nodes { id } } }`)
    for (const variables of VARIABLES) {
      const operation = { schema, fragments: {}, variables, given: new Map() }
      assert.deepEqual(
        outcomeOf(() => readArguments(operation, calls, node)),
        outcomeOf(() => getArgumentValues(calls, node, variables)),
      )
    }
  })

function fieldOf(query: string): FieldNode {
  const [definition] = parse(query).definitions
  assert.ok(definition?.kind === Kind.OPERATION_DEFINITION)
  const [field] = definition.selectionSet.selections
  assert.ok(field?.kind === Kind.FIELD)
  return field
}
