// An operation that selects every field below a list, and the values that its answer has at each place of the schema.
import type { GraphQLField, GraphQLOutputType, GraphQLSchema } from 'graphql'
import type { Noun } from '../../src/domain/noun.ts'
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql'
import { NODE_NOUNS } from '../../src/domain/noun.ts'
import { toTypeName } from '../../src/graphql/access/noun-type.ts'
import { LIST_FIELDS, listFieldOf } from './lists.ts'

/** One field of an operation. */
interface Selected {
  /** Its name in the answer; members of a union would quarrel about the field's own. */
  readonly alias: string
  readonly name: string
  /** `Type.field`. */
  readonly place: string
  /** The member of a union that it stands in, null elsewhere. */
  readonly member: string | null
  readonly below: readonly Selected[]
}

export interface Everything {
  readonly query: string
  /** The values in an answer by place, nulls included. */
  valuesIn(data: unknown): ReadonlyMap<string, readonly unknown[]>
}

const NODE_TYPES: ReadonlySet<string> = new Set(NODE_NOUNS.map(toTypeName))

/** Lists that do not stand at the root: what their operation begins with. */
const PARENTS: Readonly<Partial<Record<Noun, string>>> = { CAMPAIGN_CONTACT: 'campaigns(first: 100)' }

/** What a list must be asked with. */
const ARGUMENTS: Readonly<Partial<Record<Noun, string>>> = {
  SERVICE_LEVEL: 'channel: CALL, minutes: 15, ',
}

/** `filter` is written as it stands in an operation. */
export function everythingOf(schema: GraphQLSchema, noun: Noun, filter = '{}'): Everything {
  const field = listFieldOf(schema, noun)
  const list = getNamedType(field.type)
  const rows = isObjectType(list) ? list.getFields().nodes : undefined
  if (rows === undefined) throw new Error(`${field.name} is no list`)
  const selected = fieldsOf(rows.type, new Set())
  const pages = field.args.some(({ name }) => name === 'first')
  const args = `(${ARGUMENTS[noun] ?? ''}${pages ? 'first: 100, ' : ''}filter: ${filter})`
  const own = `${field.name}${args} { nodes { ${print(selected)} } ${pages ? 'pageInfo { endCursor }' : ''} accounts { message } }`
  const parent = PARENTS[noun]
  return {
    query: `query Everything { ${parent === undefined ? own : `${parent} { nodes { ${own} } }`} }`,
    valuesIn: (data) => {
      const values = new Map<string, unknown[]>()
      for (const row of nodesIn(data)) collect(row, selected, values)
      return values
    },
  }
}

/** All places that the lists' operations select together. */
export function placesIn(schema: GraphQLSchema): ReadonlySet<string> {
  const places = new Set<string>()
  const note = (selected: readonly Selected[]): void => {
    for (const { place, below } of selected) {
      places.add(place)
      note(below)
    }
  }
  for (const noun of Object.keys(LIST_FIELDS)) {
    // The table is keyed by nouns, which Object.keys forgets.
    const list = getNamedType(listFieldOf(schema, noun as Noun).type)
    const rows = isObjectType(list) ? list.getFields().nodes : undefined
    if (rows !== undefined) note(fieldsOf(rows.type, new Set()))
  }
  return places
}

/** A node inside another gives its own fields only, and a type inside itself none. */
function fieldsOf(of: GraphQLOutputType, above: ReadonlySet<string>): readonly Selected[] {
  const type = getNamedType(of)
  if (isUnionType(type)) {
    return type.getTypes().flatMap((member) =>
      fieldsOf(member, above).map((one) => ({
        ...one,
        alias: `${member.name}_${one.name}`,
        member: member.name,
      })),
    )
  }
  if ((!isObjectType(type) && !isInterfaceType(type)) || above.has(type.name)) return []
  const isInner = NODE_TYPES.has(type.name) && above.size > 0
  const deeper = new Set([...above, type.name])
  return Object.values(type.getFields()).flatMap((field) => toSelected(type.name, field, isInner, deeper))
}

function toSelected(
  owner: string,
  { name, type, args }: GraphQLField<unknown, unknown>,
  isInner: boolean,
  above: ReadonlySet<string>,
): readonly Selected[] {
  const named = getNamedType(type)
  const isList = /(?:Connection|List)$/.test(named.name)
  if (args.some(isRequiredArgument) || isList || named.name === 'Account') return []
  const below = isLeafType(named) ? [] : isInner ? [] : fieldsOf(type, above)
  if (!isLeafType(named) && below.length === 0) return []
  return [{ alias: name, name, place: `${owner}.${name}`, member: null, below }]
}

function print(selected: readonly Selected[]): string {
  return selected
    .map(({ alias, name, member, below }) => {
      const field = `${alias === name ? name : `${alias}: ${name}`}${below.length === 0 ? '' : ` { ${print(below)} }`}`
      return member === null ? field : `... on ${member} { ${field} }`
    })
    .join(' ')
}

/** The rows of the innermost lists named `nodes`. */
function nodesIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== 'nodes' || !Array.isArray(inner)) return nodesIn(inner)
    const deeper = inner.flatMap(nodesIn)
    return deeper.length > 0 ? deeper : inner
  })
}

function collect(value: unknown, selected: readonly Selected[], values: Map<string, unknown[]>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, selected, values)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const row: Readonly<Record<string, unknown>> = { ...value }
  for (const { alias, place, below } of selected) {
    if (!(alias in row)) continue
    const found = row[alias]
    if (below.length > 0) collect(found, below, values)
    else values.set(place, [...(values.get(place) ?? []), found])
  }
}
