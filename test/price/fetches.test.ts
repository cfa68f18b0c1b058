// Every field whose resolver can ask a vendor says what it asks, since the price is read off that.
import type { GraphQLField, GraphQLObjectType } from 'graphql'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Arguments } from '../../src/graphql/schema/selection.ts'
import type { Context } from '../../src/graphql/schema/builder.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIntrospectionType, isObjectType } from 'graphql'
import { toId } from '../../src/domain/id.ts'
import { createNotes } from '../../src/graphql/schema/notes.ts'
import { fetchesOf } from '../../src/graphql/schema/selection.ts'
import { nodeNounOf } from '../../src/graphql/access/noun-type.ts'
import { createSchema } from '../../src/schema.ts'
import { toAsk } from '../support/ask.ts'

const schema = createSchema()

interface Field {
  readonly type: GraphQLObjectType
  readonly field: GraphQLField<unknown, unknown>
}

const ID = 'agent:ujet:1'

const ARGUMENTS: Arguments = {
  id: ID,
  ids: [ID],
  representations: [{ __typename: 'Agent', id: ID }],
  first: 20,
  channel: 'CALL',
  minutes: 15,
  groupBy: 'MENU',
  filter: {},
}

const vendorsOf = ({ extensions }: Field['field']): readonly Vendor[] => {
  const { vendors = ['UJET'] }: { vendors?: readonly Vendor[] } = extensions
  return vendors
}

/** A part of a row that can be read by its id, as a channel is. */
const PART = { account: 'whippy', vendorId: '1' }

/** All but those that no vendor's rows carry. */
const fields = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !isIntrospectionType(type))
  .flatMap((type) => {
    const object = type as GraphQLObjectType
    return Object.values(object.getFields()).map((field): Field => ({ type: object, field }))
  })
  .filter(({ field }) => vendorsOf(field).length > 0)

/** A field that looks one row up takes ids of its own noun only. */
const argumentsOf = ({ field }: Field): Arguments => {
  const says = fetchesOf(field)
  const id = says?.by === 'IDS' && says.noun !== null ? toId(says.noun, 'ujet', '1') : ID
  const given: Arguments = { ...ARGUMENTS, id }
  return Object.fromEntries(field.args.flatMap(({ name }) => (name in given ? [[name, given[name]]] : [])))
}

/** A row that tells nothing but who it is; at the root and for parts of rows, nothing at all. */
function rowOf({ type, field }: Field) {
  const noun = nodeNounOf(type.name)
  const [vendor = 'UJET'] = vendorsOf(field)
  return noun === null
    ? undefined
    : { noun, id: ID, vendor, account: 'ujet', accountName: 'ujet', vendorId: '1' }
}

/** What the resolver asks of gather. */
function askedBy(one: Field): readonly string[] {
  const asked: string[] = []
  const tell = async (what: string) => (asked.push(what), null)
  const list = ({ noun }: { noun: string }) => tell(`list ${noun}`)
  const gather = {
    list,
    watch: list,
    watchCalls: list,
    stats: list,
    watchStats: list,
    find: (noun: string, id: string) => tell(`find ${noun} ${id}`),
    channel: () => tell('channels'),
    children: ({ noun }: { noun: string }) => tell(`children ${noun}`),
    peek: () => undefined,
    checkLookUp: () => {},
    account: () => ({}),
    accounts: () => [],
  }
  const context = { gather, ask: toAsk(), notes: createNotes() } as unknown as Context
  const info = { fieldNodes: [], fragments: {}, schema } as never
  try {
    const ask = one.field.subscribe ?? one.field.resolve
    void Promise.resolve(ask?.(rowOf(one) ?? PART, argumentsOf(one), context, info)).catch(() => {})
  } catch {
    // A part of a row is no row, and many resolvers of parts cannot do with one.
  }
  return asked
}

/** What the field says that it asks. */
function saidBy(one: Field): readonly string[] {
  const says = fetchesOf(one.field)
  const row = rowOf(one)
  if (says?.by === 'LIST') return [`list ${says.request(argumentsOf(one), row, new Set()).noun}`]
  if (says?.by === 'IDS') return says.ids(argumentsOf(one)).map((id) => `find ${says.noun ?? 'AGENT'} ${id}`)
  if (says?.by === 'CHILDREN') return [`children ${says.noun}`]
  if (says?.by === 'CHANNELS') return ['channels']
  return says?.by === 'ROW' ? [`find ${says.noun} ${ID}`] : []
}

test('every field that can ask a vendor says what it asks, and no other', () => {
  const told = (ask: (one: Field) => readonly string[]) =>
    fields.map((one) => `${one.type.name}.${one.field.name}: ${ask(one).join(', ')}`)
  assert.deepEqual(told(saidBy), told(askedBy))
  for (const [by, least] of Object.entries({ LIST: 20, IDS: 8, CHILDREN: 2, ROW: 100, LISTED: 20 }))
    assert.ok(fields.filter(({ field }) => fetchesOf(field)?.by === by).length >= least, by)
})
