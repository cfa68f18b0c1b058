// The price of an operation. Fields declare their requests (`fetches`), vendors' tables price them.
// Look-ups of one level share requests and are charged together:
//
//     calls { nodes { agent { email } } }   →   level 0: LIST, 1 to 6   level 1: LOOK_UP, 0 to 2
import type { ExecutionArgs, FieldNode, GraphQLField, GraphQLObjectType, SelectionSetNode } from 'graphql'
import type { ListNoun } from '../domain/lists.ts'
import type { InnerNoun, NodeNoun } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Charge, Pricing } from '../gather/price.ts'
import { getNamedType, getNullableType, isAbstractType, isListType, isObjectType } from 'graphql'
import { InputError } from '../domain/errors.ts'
import { parseId } from '../domain/id.ts'
import { SCOPE_OF } from '../domain/viewer.ts'
import { USUAL_PARTS } from '../gather/price.ts'
import { refusalOf } from './access/guard.ts'
import { nodeNounOf } from './access/noun-type.ts'
import {
  argumentsOf,
  collectFields,
  fetchesOf,
  isSelected,
  rootOf,
  wantedOfRows,
} from './schema/selection.ts'

export interface PricedCharge extends Charge {
  readonly noun: ListNoun | InnerNoun
  /** Response names, e.g. `calls.nodes.agent`. */
  readonly path: string
  readonly by: 'LIST' | 'LOOK_UP'
}

/** Possible rows of one account at a place. */
interface Rows {
  readonly count: number
  /** Fields of stubs; absent: whole rows. */
  readonly told?: ReadonlySet<string>
  /** Known ids. */
  readonly ids?: readonly string[]
}

interface Place {
  readonly noun: ListNoun | null
  /** Path from the rows, e.g. `details.createdBy`. Empty: the rows. */
  readonly within: string
  readonly rows: ReadonlyMap<string, Rows>
  readonly path: string
  /** Number of earlier answers that it needs. */
  readonly level: number
}

type Field = GraphQLField<unknown, unknown>

/** Look-ups of one account that share requests. */
interface Wanted extends Pick<PricedCharge, 'account' | 'level' | 'path'> {
  readonly noun: NodeNoun | InnerNoun
  /** Ids that are known, which are surely looked up. */
  readonly ids: Set<string>
  /** Numbers of unknown ids by path. */
  readonly counts: Map<string, number>
}

/** The charges of an operation. `null`: execution refuses it. */
export function priceOf(
  args: ExecutionArgs,
  pricing: Pricing,
  viewer: Viewer,
): readonly PricedCharge[] | null {
  const root = rootOf(args)
  if (root === null) return null
  const { operation, type: rootType, set } = root
  const charges: PricedCharge[] = []
  const lookUps = new Map<string, Wanted>()
  readFields(rootType, [set], { noun: null, within: '', rows: new Map(), path: '', level: 0 })
  return minimaOnce([...charges, ...[...lookUps.values()].flatMap(toCharge)])

  function toCharge({ ids, counts, ...one }: Wanted): readonly PricedCharge[] {
    const unknown = counts.values().reduce((sum, count) => sum + count, 0)
    const cost = pricing.lookUp(one.noun, one.account, ids.size + unknown)
    const min = pricing.lookUp(one.noun, one.account, ids.size)?.min ?? 0
    return cost === null ? [] : [{ ...one, ...cost, min, by: 'LOOK_UP' }]
  }

  function wantedOf(noun: Wanted['noun'], account: string, { level, path }: Place): Wanted {
    const key = `${level} ${noun} ${account}`
    const wanted = lookUps.get(key) ?? { noun, account, level, path, ids: new Set(), counts: new Map() }
    lookUps.set(key, wanted)
    return wanted
  }

  function readFields(type: GraphQLObjectType, sets: readonly SelectionSetNode[], place: Place): void {
    const hasStubs = place.rows.values().some(({ told }) => told !== undefined)
    for (const [name, nodes] of collectFields(operation, type, sets)) {
      const [node] = nodes
      const field = type.getFields()[node?.name.value ?? '']
      if (node === undefined || field === undefined) continue
      // Values of whole rows are free.
      const by = node.selectionSet === undefined ? fetchesOf(field)?.by : 'BELOW'
      if (by === undefined || (by === 'ROW' && !hasStubs)) continue
      const { vendors }: { vendors?: readonly Vendor[] } = field.extensions
      const carries = (account: string) => vendors?.includes(pricing.vendorOf(account)) !== false
      const path = place.path === '' ? name : `${place.path}.${name}`
      readField(field, nodes, node, { ...place, path, rows: filterRows(place.rows, carries) })
    }
  }

  function readField(field: Field, nodes: readonly FieldNode[], node: FieldNode, place: Place): void {
    const given = argumentsOf(operation, field, node)
    if (refusalOf(field, given, viewer) !== null) return
    const fetches = fetchesOf(field)
    const { level, path, rows } = place
    const below = (noun: ListNoun | null, found: Place['rows']) =>
      readBelow(field, nodes, { ...place, noun, within: '', rows: found, level: level + 1 })

    if (fetches?.by === 'LISTED') readBelow(field, nodes, place)
    else if (fetches?.by === 'LIST') {
      const found = new Map<string, Rows>()
      const selecting = { operation, nodes }
      // A total may need its own request.
      const counted = isSelected(selecting, 'totalCount') ? 1 : 0
      const wanted = wantedOfRows(selecting)
      let noun: ListNoun | null = null
      for (const { row, times } of parentsOf(place)) {
        const priced = orNull(() => {
          const request = fetches.request(given, row, wanted)
          return { noun: request.noun, costs: pricing.list(request) }
        })
        if (priced === null) continue
        noun = priced.noun
        for (const { rows: most, ...cost } of priced.costs) {
          const { account, max } = cost
          const min = row === undefined ? cost.min : 0
          charges.push({ ...cost, min, max: (max + counted) * times, noun, level, path, by: 'LIST' })
          found.set(account, { count: most * times + (found.get(account)?.count ?? 0) })
        }
      }
      if (found.size > 0) below(noun, found)
    } else if (fetches?.by === 'IDS') {
      const found = new Map<NodeNoun, Map<string, string[]>>()
      for (const id of new Set(fetches.ids(given))) {
        const noun = parseId(id)?.noun
        const account = noun === undefined ? null : pricing.ownerOf(noun, id)
        if (noun === undefined || account === null || (fetches.noun ?? noun) !== noun) continue
        if (!viewer.scopes.has(SCOPE_OF[noun])) continue
        wantedOf(noun, account, place).ids.add(id)
        const byAccount = found.get(noun) ?? new Map<string, string[]>()
        found.set(noun, byAccount.set(account, [...(byAccount.get(account) ?? []), id]))
      }
      for (const [noun, byAccount] of found)
        below(
          noun,
          new Map(byAccount.entries().map(([account, ids]) => [account, { count: ids.length, ids }])),
        )
    } else if (fetches?.by === 'CHILDREN') {
      for (const [account, { count }] of rows)
        charges.push({ ...pricing.children(count), account, noun: fetches.noun, level, path, by: 'LOOK_UP' })
      below(
        fetches.noun,
        mapRows(rows, ({ count }) => ({ count: count * USUAL_PARTS })),
      )
    } else if (fetches?.by === 'CHANNELS')
      // One list for all rows of an account.
      for (const account of rows.keys()) wantedOf('CHANNEL', account, place).counts.set('', 1)
    else {
      // A missing field of a stub costs one look-up for each stub.
      const isUntold = (account: string, { told }: Rows) =>
        fetches !== undefined &&
        told?.has(field.name) === false &&
        pricing.lookUp(fetches.noun, account, 1) !== null
      const later = filterRows(rows, isUntold)
      const now = filterRows(rows, (account) => !later.has(account))
      if (now.size > 0 || later.size === 0) readValue(field, nodes, { ...place, rows: now })
      if (fetches === undefined || later.size === 0) return
      const parent = path.slice(0, path.lastIndexOf('.'))
      for (const [account, { count }] of later)
        wantedOf(fetches.noun, account, place).counts.set(parent, count)
      readValue(field, nodes, { ...place, rows: later, level: level + 1 })
    }
  }

  /** Root: one. Below rows: each known id, else each account. */
  function parentsOf({ noun, rows }: Place) {
    if (noun === null) return [{ row: undefined, times: 1 }]
    return [...rows].flatMap(([account, { count, ids }]) => {
      // Only rows with global ids have lists below them.
      const rowOf = (id?: string) => pricing.row(noun as NodeNoun, account, id)
      if (ids !== undefined) return ids.map((id) => ({ row: rowOf(id), times: 1 }))
      return count === 0 ? [] : [{ row: rowOf(), times: count }]
    })
  }

  /** At the same level: stubs of another noun, or parts of rows. */
  function readValue(field: Field, nodes: readonly FieldNode[], place: Place): void {
    const stubs = nodeNounOf(getNamedType(field.type).name)
    const times = isListType(getNullableType(field.type)) ? USUAL_PARTS : 1
    const within = place.within === '' ? field.name : `${place.within}.${field.name}`
    const rows = mapRows(place.rows, (one, account) => {
      const count = one.count * times
      if (stubs === null) return { ...one, count }
      return { count, told: new Set(place.noun && pricing.carried(place.noun, account, within)) }
    })
    readBelow(
      field,
      nodes,
      stubs === null ? { ...place, within, rows } : { ...place, noun: stubs, within: '', rows },
    )
  }

  /** The selection below a field, for each type of its rows. */
  function readBelow(field: Field, nodes: readonly FieldNode[], place: Place): void {
    const named = getNamedType(field.type)
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    if (isObjectType(named)) readFields(named, sets, place)
    if (!isAbstractType(named)) return
    // Types resolve by noun or vendor, never by context.
    const typeOf = (account: string) =>
      named.resolveType?.({ noun: place.noun, vendor: pricing.vendorOf(account) }, {}, {} as never, named)
    for (const [name, accounts] of Map.groupBy(place.rows.keys(), typeOf)) {
      const type = typeof name === 'string' ? operation.schema.getType(name) : undefined
      const rows = filterRows(place.rows, (account) => accounts.includes(account))
      if (isObjectType(type)) readFields(type, sets, { ...place, rows })
    }
  }
}

/** A request that is sure twice is sent once. */
function minimaOnce(charges: readonly PricedCharge[]): readonly PricedCharge[] {
  const sure = new Set<string>()
  return charges.map((one) => {
    const list = `${one.account} ${one.noun}`
    const min = sure.has(list) ? 0 : one.min
    if (min > 0) sure.add(list)
    return { ...one, min }
  })
}

function filterRows(rows: Place['rows'], keep: (account: string, rows: Rows) => boolean): Place['rows'] {
  return new Map(rows.entries().filter(([account, one]) => keep(account, one)))
}

function mapRows(rows: Place['rows'], change: (rows: Rows, account: string) => Rows): Place['rows'] {
  return new Map(rows.entries().map(([account, one]) => [account, change(one, account)]))
}

/** A refused request is free. */
function orNull<T>(make: () => T): T | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof InputError) return null
    throw error
  }
}
