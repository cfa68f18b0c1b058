// Every field whose resolver can ask a vendor says what it asks, since the price is read off that.
import type { GraphQLField, GraphQLObjectType } from 'graphql'
import type { Vendor } from '../src/domain/vendor.ts'
import type { Context } from '../src/graphql/context.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIntrospectionType, isObjectType } from 'graphql'
import { asksOf } from '../src/graphql/asks.ts'
import { nodeNounOf } from '../src/graphql/noun-type.ts'
import { createSchema } from '../src/graphql/schema.ts'
import { toAsk } from './support/ask.ts'

const schema = createSchema()

const fields = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !isIntrospectionType(type))
  .flatMap((type) => Object.values((type as GraphQLObjectType).getFields()).map((field) => ({ type, field })))

const ARGUMENTS = {
  id: 'agent:ujet:1',
  ids: ['agent:ujet:1'],
  representations: [{ __typename: 'Agent', id: 'agent:ujet:1' }],
  first: 20,
  channel: 'CALL',
  minutes: 15,
  groupBy: 'MENU',
}

/** What a resolver asks of gather when its row tells nothing but who it is. */
function askedBy(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): readonly string[] {
  const asked: string[] = []
  const tell = (what: string) => () => (asked.push(what), Promise.resolve(null))
  const gather = {
    list: tell('list'),
    find: tell('find'),
    children: tell('children'),
    watch: tell('list'),
    watchCalls: tell('list'),
    recall: () => undefined,
    account: () => ({}),
    accounts: () => [],
  }
  const context = {
    gather,
    ask: toAsk(),
    embedded: new Set(),
    recalled: new Map(),
    disclosed: new Map(),
  } as unknown as Context
  const { vendors = ['UJET'] }: { vendors?: readonly Vendor[] } = field.extensions
  const [vendor] = vendors
  // No vendor has it.
  if (vendor === undefined) return asksOf(field) === undefined ? [] : ['find']
  const noun = nodeNounOf(type.name)
  const row = { noun, id: 'agent:ujet:1', vendor, account: 'ujet', vendorId: '1' }
  const args = Object.fromEntries(
    field.args.flatMap(({ name }) => (name in ARGUMENTS ? [[name, ARGUMENTS[name as 'id']]] : [])),
  )
  const info = { fieldNodes: [], fragments: {}, schema } as never
  try {
    const ask = field.subscribe ?? field.resolve
    void Promise.resolve(ask?.(noun === null ? {} : row, args, context, info)).catch(() => {})
  } catch {
    // A part of a row is no row, and many resolvers of parts cannot do with one.
  }
  return asked
}

test('every field that can ask a vendor says what it asks, and no other', () => {
  const wrong = fields.flatMap(({ type, field }) => {
    const by = asksOf(field)?.by ?? 'LISTED'
    const expected = { LIST: ['list'], IDS: ['find'], CHILDREN: ['children'], ROW: ['find'], LISTED: [] }[by]
    const asked = askedBy(type as GraphQLObjectType, field)
    return String(asked) === String(expected)
      ? []
      : `${type.name}.${field.name} says ${by} and asks ${asked.join(', ') || 'nothing'}`
  })
  assert.deepEqual(wrong, [])
  assert.ok(fields.filter(({ field }) => asksOf(field)?.by === 'LIST').length >= 20)
})
