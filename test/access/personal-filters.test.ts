// What is masked cannot be found out by asking for it: filtering and ordering by personal data needs its scope too.
import type { GraphQLInputType } from 'graphql'
import type { Noun } from '../../src/domain/noun.ts'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql'
import { createSchema } from '../../src/schema.ts'
import { LIST_FIELDS, listFieldOf } from '../support/lists.ts'
import { marksOf } from '../support/marks.ts'
import { createPersonalStage } from '../support/personal.ts'

const schema = createSchema()
const marked = new Set(marksOf(schema).flatMap(({ place, where }) => (where === 'FIELD' ? [] : place)))

/** A value of a filter that a vendor would take. */
function sample(name: string, type: GraphQLInputType): unknown {
  const values: Readonly<Record<string, string>> = {
    contactIds: 'contact:ujet:1',
    email: 'ada@example.com',
    from: '+12025554711',
    to: '+12025554711',
    callerNumberContains: '4711',
    destinationNumberContains: '4711',
  }
  const value = values[name] ?? 'ada'
  return isListType(getNullableType(type)) ? [value] : value
}

interface Question {
  readonly what: string
  readonly noun: Noun
  readonly place: string
  readonly args: Readonly<Record<string, unknown>>
}

/** Every marked filter and order, as a question in its list. */
function questionsOf(noun: Noun): readonly Question[] {
  return listFieldOf(schema, noun).args.flatMap(({ name, type }) =>
    valuesOf(type, name).map(([place, value, what]) => ({
      what,
      noun,
      place,
      args: { [name]: value },
    })),
  )
}

type Found = readonly [place: string, value: unknown, what: string]

/** Values of an input that hold nothing but one marked value. */
function valuesOf(type: GraphQLInputType, place: string): readonly Found[] {
  const named = getNamedType(type)
  if (isEnumType(named)) {
    const orders = named.getValues().filter((value) => marked.has(`${named.name}.${value.name}`))
    return orders.map((value) => [place, value.name, `${named.name}.${value.name}`])
  }
  if (!isInputObjectType(named)) return []
  return Object.values(named.getFields()).flatMap((field): readonly Found[] => {
    const [here, what] = [`${place}.${field.name}`, `${named.name}.${field.name}`]
    const found: readonly Found[] = marked.has(what)
      ? [[here, sample(field.name, field.type), what]]
      : valuesOf(field.type, here)
    return found.map(([inner, value, mark]) => [inner, { [field.name]: value }, mark])
  })
}

// The table is keyed by nouns, which Object.keys forgets.
const questions = (Object.keys(LIST_FIELDS) as Noun[]).flatMap(questionsOf)

/** What is never remembered for long. */
const MORE = 'others: currentMenuStatuses { nodes { __typename } }'

function toOperation({ noun, args }: Question): { readonly query: string; readonly variables: object } {
  const field = listFieldOf(schema, noun)
  const given = field.args.filter(({ name }) => name in args)
  const definitions = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
  const list = `${field.name}(${given.map(({ name }) => `${name}: $${name}`).join(', ')}) { nodes { __typename } }`
  const isRoot = LIST_FIELDS[noun].startsWith('Query.')
  return {
    query: `query (${definitions}) { ${MORE} ${isRoot ? list : `campaigns { nodes { ${list} } }`} }`,
    variables: args,
  }
}

describe('personal data', () => {
  it('has a question for each of its filters and orders', () => {
    assert.deepEqual(new Set(questions.map(({ what }) => what)), marked)
  })

  const stage = createPersonalStage()
  const sent = () => Object.values(stage.simulators).map(({ requests }) => requests.length)

  for (const question of questions) {
    it(`cannot be probed by ${question.what} without its scope, and nothing is asked`, async () => {
      const { query, variables } = toOperation(question)
      await stage.clock.advance(100_000)
      const before = sent()
      const { status, data, errors } = await stage.asStaff(query, variables)
      assert.deepEqual([status, data, errors.length], [200, null, 1])
      assert.equal(errors[0]?.extensions.code, 'FORBIDDEN')
      assert.match(errors[0].message, new RegExp(`^"${question.place}": .*pii:read`))
      assert.doesNotMatch(JSON.stringify(errors), /4711|\bada\b/)
      assert.deepEqual(sent(), before)
      assert.deepEqual(
        (await stage.asReader(query, variables)).errors.filter(
          ({ extensions }) => extensions.code === 'FORBIDDEN',
        ),
        [],
      )
    })
  }

  it('is given where a null is not, and an empty list is something', async () => {
    const query = 'query ($filter: CallFilter) { calls(first: 1, filter: $filter) { nodes { id } } }'
    const codes = async (filter: object) =>
      (await stage.asStaff(query, { filter })).errors.map(({ extensions }) => extensions.code)
    assert.deepEqual(await codes({ from: null, search: null, callcap: { callerNumberContains: null } }), [])
    assert.deepEqual(await codes({ from: [] }), ['FORBIDDEN'])
    assert.deepEqual(await codes({ search: '' }), ['FORBIDDEN'])
  })

  it('cannot be probed where it is written out, or below a row, or behind a default', async () => {
    for (const query of [
      '{ calls(filter: { from: ["+12025554711"] }) { nodes { id } } }',
      '{ agents { nodes { calls(filter: { to: ["+12025554711"] }) { nodes { id } } } } }',
      'query ($search: String = "ada") { calls(filter: { search: $search }) { nodes { id } } }',
      'query ($field: AgentOrderField = LAST_NAME) { agents(orderBy: { field: $field }) { nodes { id } } }',
    ]) {
      const { data, errors } = await stage.asStaff(query)
      assert.equal(data, null)
      assert.equal(errors[0]?.extensions.code, 'FORBIDDEN', query)
    }
  })

  it('is refused in its place where the rest of an answer can be given', async () => {
    const { data, errors } = await stage.asStaff(
      '{ agent(id: "agent:ujet:1") { id calls(filter: { from: ["+12025554711"] }) { nodes { id } } } other: agent(id: "agent:ujet:2") { id } }',
    )
    assert.deepEqual(data, { agent: null, other: { id: 'agent:ujet:2' } })
    assert.deepEqual(
      errors.map(({ path }) => path),
      [['agent', 'calls']],
    )
  })
})
