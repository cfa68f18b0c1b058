// The graph's fields as they are asked for: those of a row down to their leaves, and queries that select them.
import type { GraphQLField, GraphQLObjectType, GraphQLOutputType, GraphQLUnionType } from 'graphql'
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import assert from 'node:assert/strict'
import { getNamedType, isLeafType, isObjectType, isRequiredArgument, isUnionType } from 'graphql'
import { toTypeName } from '../../src/graphql/access/noun-type.ts'
import { createSchema } from '../../src/schema.ts'
import { LIST_FIELDS, listFieldOf } from '../support/lists.ts'

const schema = createSchema()

/** A field without fields of its own, by the way to it from a row; a step of dots says of which type the next ones are. */
export interface Leaf {
  readonly way: readonly string[]
  /** Whether the graph says that the vendor's rows carry it. */
  readonly promised: boolean
}

/** Lists below a row are left out, and of other rows everything but their ids. */
function leavesOf(
  type: GraphQLObjectType,
  vendor: Vendor,
  above: readonly GraphQLObjectType[] = [],
): readonly Leaf[] {
  const below = (one: GraphQLObjectType, ...steps: readonly string[]) =>
    above.includes(one)
      ? []
      : leavesOf(one, vendor, [...above, type]).map(({ way, promised }) => ({
          way: [...steps, ...way],
          promised,
        }))
  return Object.values(type.getFields()).flatMap((field): readonly Leaf[] => {
    const { name } = field
    const named = getNamedType(field.type)
    const promised = vendorsOf(field)?.includes(vendor) ?? true
    const leaves = () => {
      if (field.args.length > 0 || named.name === 'Account') return []
      if (isLeafType(named)) return [{ way: [name], promised }]
      if (isUnionType(named)) {
        const own = memberOf(named, vendor)
        return own === undefined ? [] : below(own, name, `... on ${own.name}`)
      }
      if (!isObjectType(named)) return []
      const isNode = named.getInterfaces().some((one) => one.name === 'Node')
      return isNode ? [{ way: [name, 'id'], promised }] : below(named, name)
    }
    return leaves().map((leaf) => ({ ...leaf, promised: leaf.promised && promised }))
  })
}

function memberOf(union: GraphQLUnionType, vendor: Vendor): GraphQLObjectType | undefined {
  return union.getTypes().find((one) => one.name === `${toTypeName(vendor)}${union.name}`)
}

function vendorsOf({ extensions }: GraphQLField<unknown, unknown>): readonly Vendor[] | undefined {
  // What the builder put there is the note, a list of vendors.
  return extensions.vendors as readonly Vendor[] | undefined
}

interface Tree extends Map<string, Tree> {}

function toSelection(ways: readonly (readonly string[])[]): string {
  const root: Tree = new Map()
  for (const way of ways) {
    let tree = root
    for (const step of way) {
      const next: Tree = tree.get(step) ?? new Map()
      tree.set(step, next)
      tree = next
    }
  }
  const print = (tree: Tree): string =>
    [...tree].map(([step, inside]) => (inside.size === 0 ? step : `${step} { ${print(inside)} }`)).join(' ')
  return print(root)
}

/** What stands at the end of a way, once for every row and item on it. */
export function valuesAt(value: any, way: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, way))
  const [step, ...rest] = way
  if (step === undefined || value === null || value === undefined) return [value]
  return valuesAt(step.startsWith('...') ? value : value[step], rest)
}

export const placeOf = ({ way }: Leaf) => way.filter((step) => !step.startsWith('...')).join('.')

export function leavesOfNoun(noun: Noun, vendor: Vendor): readonly Leaf[] {
  return leavesOf(typeOf(noun), vendor)
}

function typeOf(noun: Noun): GraphQLObjectType {
  const connection = getNamedType(listFieldOf(schema, noun).type)
  assert.ok(isObjectType(connection))
  const row = getNamedType(connection.getFields().nodes!.type)
  assert.ok(isObjectType(row))
  return row
}

/** Keys that the graph shows in other ways: the identity, and `verified` among the details of a call. */
const ELSEWHERE: ReadonlySet<string> = new Set(['noun', 'vendor', 'account', 'index', 'id', 'verified'])

/** The places of what a row tells and the graph has no field for. */
export function withoutField(noun: Noun, row: unknown): readonly string[] {
  const below = (value: unknown, type: GraphQLOutputType, place: string): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap((one) => below(one, type, place))
    const named = getNamedType(type)
    if (typeof value !== 'object' || value === null || isLeafType(named)) return []
    const own = isUnionType(named) ? memberOf(named, Reflect.get(value, 'vendor')) : named
    const fields = isObjectType(own) ? own.getFields() : {}
    return Object.entries(value).flatMap(([key, one]) => {
      const field = fields[key]
      if (field === undefined) return ELSEWHERE.has(key) ? [] : [`${place}${key}`]
      return below(one, field.type, `${place}${key}.`)
    })
  }
  return below(row, typeOf(noun), '')
}

/** Lists at the root that can be asked for without being told what of them is meant. */
export function isPlain(noun: Noun): boolean {
  return (
    LIST_FIELDS[noun].startsWith('Query.') &&
    listFieldOf(schema, noun).args.every((one) => !isRequiredArgument(one))
  )
}

export function toQuery(noun: Noun, leaves: readonly Leaf[], first: number): string {
  const [, field] = LIST_FIELDS[noun].split('.')
  const isPaged = listFieldOf(schema, noun).args.some(({ name }) => name === 'first')
  const selection = toSelection(leaves.map(({ way }) => way))
  return `{ list: ${field}${isPaged ? `(first: ${first})` : ''} {
    nodes { ${selection} } ${isPaged ? 'pageInfo { endCursor }' : ''} accounts { state message } } }`
}
