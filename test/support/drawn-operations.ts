// Operations drawn from the schema itself: any list, with whatever can be asked of its rows and of theirs.
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { Random } from '../../src/demo/random.ts'
import { getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql'

type Field = GraphQLField<unknown, unknown>

/** What says nothing of rows, or says it twice. */
const LEFT_OUT = new Set(['_service', 'account', 'accounts', 'edges', 'pageInfo', 'viewer'])

export function drawOperation(schema: GraphQLSchema, random: Random): string {
  function toSelection({ name, type, args }: Field, depth: number): string {
    const first = args.some((one) => one.name === 'first') ? `(first: ${random.pick([1, 3, 20])})` : ''
    return `${name}${first} { ${draw(getNamedType(type) as GraphQLObjectType, depth)} }`
  }

  function draw(type: GraphQLObjectType, depth: number): string {
    const all = fieldsOf(type)
    const values = all.filter((field) => isLeafType(getNamedType(field.type)))
    const parts = all.filter((field) => isObjectType(getNamedType(field.type)))
    const rows = parts.find(({ name }) => name === 'nodes')
    const selected = new Map(
      values.length === 0 ? [] : [0, 1, 2].map(() => random.pick(values).name).map((name) => [name, name]),
    )
    if (rows !== undefined) selected.set(rows.name, toSelection(rows, depth))
    else if (depth > 0 && parts.length > 0)
      for (const part of [random.pick(parts), random.pick(parts)])
        selected.set(part.name, toSelection(part, depth - 1))
    return [...selected.values(), '__typename'].join(' ')
  }

  const root = schema.getQueryType()
  const roots = root == null ? [] : fieldsOf(root).filter(({ type }) => isObjectType(getNamedType(type)))
  return `{ ${toSelection(random.pick(roots), 2)} }`
}

function fieldsOf(type: GraphQLObjectType): readonly Field[] {
  return Object.values(type.getFields()).filter(
    ({ name, args }) => !LEFT_OUT.has(name) && !args.some(isRequiredArgument),
  )
}
