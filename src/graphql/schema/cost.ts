// `@cost` in milliseconds of quota and `@listSize`, from the vendors' tables.
import type { ConstDirectiveNode, ConstValueNode, GraphQLField } from 'graphql'
import type { Noun } from '../../domain/noun.ts'
import { getNamedType, isListType, isObjectType, Kind } from 'graphql'
import { quotaCostOf } from '../../gather/price.ts'
import { nounOfType } from '../access/noun-type.ts'
import { fetchesOf } from './selection.ts'

/** Fields of a list's type that hold its rows. */
const ROWS = ['edges', 'nodes']

const isList = (type: string) => /(?:Connection|List|Updates|Stats)$/.test(type)
const isRow = (type: string) => !isList(type) && !/(?:Edge|Group)$/.test(type)

/** A row's share of its request. */
export function typeCosts(type: string): ConstDirectiveNode[] {
  const noun = nounOfType(type)
  const weight = noun === null || !isRow(type) ? null : quotaCostOf(noun).row
  return weight === null ? [] : [directive('cost', { weight })]
}

/** `@cost(weight: 1000)` for lists and root look-ups. Below a row one account is asked. */
export function fieldCosts(field: GraphQLField<unknown, unknown>, isRoot: boolean): ConstDirectiveNode[] {
  const { name } = getNamedType(field.type)
  const noun = nounOfType(name)
  const isLookUp = isRoot && !isListType(field.type)
  // E.g. `Campaign.contactStats` comes with its row.
  if (noun === null || fetchesOf(field)?.by === 'ROW' || !(isList(name) || isLookUp)) return []
  const { everywhere, oneAccount } = quotaCostOf(noun)
  const weight = isRoot && isList(name) ? everywhere : oneAccount
  return [directive('cost', { weight }), ...(isList(name) ? listSize(field, noun) : [])]
}

/** Statistics are of one size, however many rows they count. */
function listSize({ type, args }: GraphQLField<unknown, unknown>, noun: Noun): ConstDirectiveNode[] {
  const list = getNamedType(type)
  const sizedFields = isObjectType(list) ? ROWS.filter((name) => name in list.getFields()) : []
  const first = args.find(({ name }) => name === 'first')
  if (typeof first?.defaultValue === 'number')
    return [
      directive('listSize', {
        assumedSize: first.defaultValue,
        slicingArguments: ['first'],
        sizedFields,
        requireOneSlicingArgument: false,
      }),
    ]
  const { rows } = quotaCostOf(noun)
  return rows === null || sizedFields.length === 0
    ? []
    : [directive('listSize', { assumedSize: rows, sizedFields })]
}

type Value = string | number | boolean | readonly Value[]

export function directive(name: string, values: Readonly<Record<string, Value>> = {}): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(values).map(([key, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: key },
      value: toNode(value),
    })),
  }
}

function toNode(value: Value): ConstValueNode {
  if (typeof value === 'string') return { kind: Kind.STRING, value }
  if (typeof value === 'number') return { kind: Kind.INT, value: String(value) }
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value }
  return { kind: Kind.LIST, values: value.map(toNode) }
}
