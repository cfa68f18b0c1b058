// The price of an operation, from its document and variables. Each field declares its requests (`fetches.ts`);
// vendors' tables price them. Look-ups of one level share requests, so they are charged together.
// A repeated request is counted once in the minimum.
import type {
  ExecutionArgs,
  FieldNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  SelectionSetNode,
} from 'graphql'
import type { ListNoun } from '../domain/lists.ts'
import type { InnerNoun, NodeNoun } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Charge, PricedRequest, Pricing } from '../gather/price.ts'
import type { Fetches } from './schema/fetches.ts'
import type { Arguments, Operation } from './schema/selection.ts'
import { getNamedType, getNullableType, isAbstractType, isListType, isObjectType } from 'graphql'
import { InputError } from '../domain/errors.ts'
import { parseId } from '../domain/id.ts'
import { SCOPE_OF } from '../domain/viewer.ts'
import { USUAL_PARTS } from '../gather/price.ts'
import { fetchesOf } from './schema/fetches.ts'
import { nodeNounOf } from './access/noun-type.ts'
import { refusalOf } from './access/guard.ts'
import { argumentsOf, collectFields, isSelected, rootOf, wantedOfRows } from './schema/selection.ts'

export interface PricedCharge extends Charge {
  /** Response names, e.g. `calls.nodes.agent`. */
  readonly path: string
  readonly by: 'LIST' | 'LOOK_UP'
}

/** Possible rows of one account at a place. */
interface Rows {
  readonly count: number
  /** Fields of stubs. `null`: whole rows. */
  readonly told: ReadonlySet<string> | null
  /** Known ids. */
  readonly ids: readonly string[]
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

/** A field of the answer with all its selections. */
interface Selected {
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly args: Arguments
}

type FetchesBy<By extends Fetches['by']> = Extract<Fetches, { by: By }>

/** Look-ups of one account that share requests. */
interface Wanted {
  readonly noun: NodeNoun | InnerNoun
  readonly account: string
  readonly level: number
  readonly path: string
  /** Counts by path, or 1 for each id. */
  readonly counts: Map<string, number>
  ids: number
}

/** The charges of an operation. `null`: execution refuses it. */
export function priceOf(
  args: ExecutionArgs,
  pricing: Pricing,
  viewer: Viewer,
): readonly PricedCharge[] | null {
  const root = rootOf(args)
  if (root === null) return null
  const { operation, type, set } = root
  const reading = createReading(operation, pricing, viewer)
  reading.readFields(type, [set], { noun: null, within: '', rows: new Map(), path: '', level: 0 })
  return reading.charges()
}

function createReading(operation: Operation, pricing: Pricing, viewer: Viewer) {
  const lists: PricedCharge[] = []
  const lookUps = new Map<string, Wanted>()
  const sure = new Set<string>()

  function charge(list: string, one: PricedCharge): PricedCharge {
    const min = sure.has(list) ? 0 : one.min
    if (min > 0) sure.add(list)
    return { ...one, min }
  }

  function wantedOf(noun: Wanted['noun'], account: string, { level, path }: Place): Wanted {
    const key = `${level} ${noun} ${account}`
    const wanted = lookUps.get(key) ?? { noun, account, level, path, counts: new Map(), ids: 0 }
    lookUps.set(key, wanted)
    return wanted
  }

  function charges(): readonly PricedCharge[] {
    const looked = [...lookUps.values()].flatMap(({ noun, account, level, path, counts, ids }) => {
      const cost = pricing.lookUp(
        noun,
        account,
        [...counts.values()].reduce((sum, one) => sum + one, 0),
      )
      if (cost === null) return []
      const min = pricing.lookUp(noun, account, ids)?.min ?? 0
      return charge(`${account} ${noun}`, { ...cost, min, account, level, path, by: 'LOOK_UP' })
    })
    return [...lists, ...looked]
  }

  function readFields(type: GraphQLObjectType, sets: readonly SelectionSetNode[], place: Place): void {
    const fields = type.getFields()
    const hasStubs = [...place.rows.values()].some(({ told }) => told !== null)
    for (const [name, nodes] of collectFields(operation, type, sets)) {
      const [node] = nodes
      const field = fields[node?.name.value ?? '']
      if (node === undefined || field === undefined) continue
      // Values of whole rows are free.
      const by = node.selectionSet === undefined ? (fetchesOf(field)?.by ?? null) : 'BELOW'
      if (by === null || (by === 'ROW' && !hasStubs)) continue
      const args = argumentsOf(operation, field, node)
      if (refusalOf(field, args, viewer) !== null) continue
      const { vendors }: { vendors?: readonly Vendor[] } = field.extensions
      const carries = (account: string) => vendors?.includes(pricing.vendorOf(account)) !== false
      const path = place.path === '' ? name : `${place.path}.${name}`
      readField({ field, nodes, args }, { ...place, path, rows: filterRows(place.rows, carries) })
    }
  }

  function readField(selected: Selected, place: Place): void {
    const fetches = fetchesOf(selected.field)
    if (fetches === undefined) readValue(selected, place)
    else if (fetches.by === 'LISTED') readBelow(selected, place)
    else if (fetches.by === 'LIST') readList(selected, place, fetches)
    else if (fetches.by === 'IDS') readIds(selected, place, fetches)
    else if (fetches.by === 'CHILDREN') readChildren(selected, place, fetches)
    else if (fetches.by === 'CHANNELS') readChannels(place)
    else readOfRow(selected, place, fetches)
  }

  /** Root: once. Below rows: once for each known id, else once for each account. */
  function readList(selected: Selected, place: Place, { request: ask }: FetchesBy<'LIST'>): void {
    const selecting = { operation, nodes: selected.nodes }
    const wanted = wantedOfRows(selecting)
    // A total may need its own request.
    const counted = isSelected(selecting, 'totalCount') ? 1 : 0
    const found = new Map<string, Rows>()
    let noun: ListNoun | null = null
    const add = (request: PricedRequest<ListNoun>, times: number, isSure: boolean) => {
      noun = request.noun
      for (const { account, min, max, steps, rows } of pricing.list(request)) {
        const cost = { min: isSure ? min : 0, max: (max + counted) * times, steps }
        const { level, path } = place
        lists.push(charge(`${account} ${noun}`, { ...cost, account, level, path, by: 'LIST' }))
        found.set(account, wholeRows(rows * times + (found.get(account)?.count ?? 0)))
      }
    }
    const addBelow = (account: string, times: number, id?: string) => {
      // Only rows with global ids have lists below them.
      const row = pricing.row(place.noun as NodeNoun, account, id)
      const request = orNull(() => ask(selected.args, row, wanted))
      if (request !== null && times > 0) add(request, times, false)
    }
    const atRoot = place.noun === null ? orNull(() => ask(selected.args, undefined, wanted)) : null
    if (atRoot !== null) add(atRoot, 1, true)
    for (const [account, { ids, count }] of place.noun === null ? [] : place.rows) {
      if (ids.length === 0) addBelow(account, count)
      for (const id of ids) addBelow(account, 1, id)
    }
    if (found.size > 0)
      readBelow(selected, { ...place, noun, within: '', rows: found, level: place.level + 1 })
  }

  function readIds(selected: Selected, place: Place, fetches: FetchesBy<'IDS'>): void {
    const found = new Map<NodeNoun, Map<string, string[]>>()
    for (const id of new Set(fetches.ids(selected.args))) {
      const noun = parseId(id)?.noun
      const account = noun === undefined ? null : pricing.ownerOf(noun, id)
      if (noun === undefined || account === null || (fetches.noun ?? noun) !== noun) continue
      if (!viewer.scopes.has(SCOPE_OF[noun])) continue
      const byAccount = found.get(noun) ?? new Map<string, string[]>()
      found.set(noun, byAccount.set(account, [...(byAccount.get(account) ?? []), id]))
      const wanted = wantedOf(noun, account, place)
      if (!wanted.counts.has(id)) wanted.ids += 1
      wanted.counts.set(id, 1)
    }
    for (const [noun, byAccount] of found) {
      const rows = new Map(
        [...byAccount].map(([account, ids]) => [account, { ...wholeRows(ids.length), ids }]),
      )
      readBelow(selected, { ...place, noun, within: '', rows, level: place.level + 1 })
    }
  }

  function readChildren(selected: Selected, place: Place, { noun }: FetchesBy<'CHILDREN'>): void {
    for (const [account, { count }] of place.rows) {
      const { level, path } = place
      lists.push({ ...pricing.children(count), account, level, path, by: 'LOOK_UP' })
    }
    const rows = mapRows(place.rows, ({ count }) => wholeRows(count * USUAL_PARTS))
    readBelow(selected, { ...place, noun, within: '', rows, level: place.level + 1 })
  }

  /** One list for all rows of an account. */
  function readChannels(place: Place): void {
    for (const account of place.rows.keys()) wantedOf('CHANNEL', account, place).counts.set(account, 1)
  }

  /** A missing field of a stub costs one look-up for each stub. */
  function readOfRow(selected: Selected, place: Place, { noun }: FetchesBy<'ROW'>): void {
    const { name } = selected.field
    const isUntold = (account: string, { told }: Rows) =>
      told?.has(name) === false && pricing.lookUp(noun, account, 1) !== null
    const later = filterRows(place.rows, isUntold)
    const now = filterRows(place.rows, (account) => !later.has(account))
    if (now.size > 0 || later.size === 0) readValue(selected, { ...place, rows: now })
    if (later.size === 0) return
    const parent = place.path.slice(0, place.path.lastIndexOf('.'))
    for (const [account, { count }] of later) wantedOf(noun, account, place).counts.set(parent, count)
    readValue(selected, { ...place, rows: later, level: place.level + 1 })
  }

  /** A value at the same level: stubs of another noun, or a part of the rows. */
  function readValue(selected: Selected, place: Place): void {
    const { name, type } = selected.field
    const stubs = nodeNounOf(getNamedType(type).name)
    const times = isListType(getNullableType(type)) ? USUAL_PARTS : 1
    const within = place.within === '' ? name : `${place.within}.${name}`
    const toldOf = (account: string) =>
      place.noun === null ? [] : pricing.carried(place.noun, account, within)
    const rows = mapRows(place.rows, (one, account) =>
      stubs === null
        ? { ...one, count: one.count * times }
        : { ...wholeRows(one.count * times), told: new Set(toldOf(account)) },
    )
    readBelow(
      selected,
      stubs === null ? { ...place, within, rows } : { ...place, noun: stubs, within: '', rows },
    )
  }

  /** The selection below a field, for each type of its rows. */
  function readBelow({ nodes, field }: Selected, place: Place): void {
    const named = getNamedType(field.type)
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    if (isObjectType(named)) readFields(named, sets, place)
    if (!isAbstractType(named)) return
    // Types resolve by noun or vendor, never by context.
    const typeOf = (account: string) => {
      const row = { noun: place.noun, account, vendor: pricing.vendorOf(account) }
      return named.resolveType?.(row, {}, {} as GraphQLResolveInfo, named)
    }
    for (const name of new Set([...place.rows.keys()].map(typeOf))) {
      const type = typeof name === 'string' ? operation.schema.getType(name) : undefined
      const rows = filterRows(place.rows, (account) => typeOf(account) === name)
      if (isObjectType(type)) readFields(type, sets, { ...place, rows })
    }
  }

  return { readFields, charges }
}

/** Whole rows without known ids. */
function wholeRows(count: number): Rows {
  return { count, told: null, ids: [] }
}

function filterRows(rows: Place['rows'], keep: (account: string, rows: Rows) => boolean): Place['rows'] {
  return new Map([...rows].filter(([account, one]) => keep(account, one)))
}

function mapRows(rows: Place['rows'], change: (rows: Rows, account: string) => Rows): Place['rows'] {
  return new Map([...rows].map(([account, one]) => [account, change(one, account)]))
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
