// The price of an operation, read off its document and variables before anything is asked: every field says what it
// asks (`asks.ts`), and the vendors' tables what that costs.
import type {
  ExecutionArgs,
  FieldNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  SelectionSetNode,
} from 'graphql'
import type { NodeNoun } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Pricing } from '../gather/price.ts'
import type { Asks } from './asks.ts'
import type { PricedCharge } from './ledger.ts'
import type { Arguments } from './permission.ts'
import type { Place, PriceMeans, Rows, RowsByAccount } from './place.ts'
import { getNamedType, getNullableType, isAbstractType, isListType, isObjectType } from 'graphql'
import { parseId } from '../domain/id.ts'
import { SCOPE_OF } from '../domain/viewer.ts'
import { USUAL_PARTS } from '../gather/price.ts'
import { asksOf } from './asks.ts'
import { argumentsOf, collectFields, rootOf } from './collect.ts'
import { createLedger } from './ledger.ts'
import { nodeNounOf } from './noun-type.ts'
import { refusalOf } from './permission.ts'
import { filterRows, mapRows, wholeRows } from './place.ts'
import { chargeList } from './price-list.ts'
import { wantedOfRows } from './selection.ts'

/** One field of the answer, with all places of the document that select it. */
interface Selected {
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly args: Arguments
}

type AsksBy<By extends Asks['by']> = Extract<Asks, { by: By }>

/** What is charged for an operation; null for one that execution refuses. */
export function priceOf(
  args: ExecutionArgs,
  pricing: Pricing,
  viewer: Viewer,
): readonly PricedCharge[] | null {
  const root = rootOf(args)
  if (root === null) return null
  const { operation, type, set } = root
  const ledger = createLedger(pricing)
  const place = { noun: null, within: '', rows: new Map(), path: [], wave: ledger.first }
  readFields({ operation, pricing, viewer, ledger }, type, [set], place)
  return ledger.charges()
}

function readFields(
  means: PriceMeans,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  place: Place,
): void {
  const fields = type.getFields()
  const hasStubs = [...place.rows.values()].some(({ told }) => told !== null)
  for (const [name, nodes] of collectFields(means.operation, type, sets)) {
    const [node] = nodes
    const field = fields[node?.name.value ?? '']
    if (node === undefined || field === undefined) continue
    // Most fields are values of whole rows, which cost nothing.
    if (node.selectionSet === undefined && !(hasStubs && asksOf(field))) continue
    const args = argumentsOf(means.operation, field, node)
    if (refusalOf(field, args, means.viewer) !== null) continue
    const rows = carrying(means, field, place.rows)
    readField(means, { field, nodes, args }, { ...place, rows, path: [...place.path, name] })
  }
}

/** Without the accounts of vendors whose rows do not carry the field. */
function carrying(
  { pricing }: PriceMeans,
  { extensions }: Selected['field'],
  rows: RowsByAccount,
): RowsByAccount {
  const { vendors }: { vendors?: readonly Vendor[] } = extensions
  if (vendors === undefined) return rows
  return filterRows(rows, (account) => vendors.includes(pricing.vendorOf(account)))
}

function readField(means: PriceMeans, selected: Selected, place: Place): void {
  const asks = asksOf(selected.field)
  if (asks === undefined) readValue(means, selected, place)
  else if (asks.by === 'LISTED') readBelow(means, selected, selected.field.type, place)
  else if (asks.by === 'LIST') readList(means, selected, place, asks)
  else if (asks.by === 'IDS') readIds(means, selected, place, asks)
  else if (asks.by === 'CHILDREN') readChildren(means, selected, place, asks)
  else readOfRow(means, selected, place, asks)
}

function readList(means: PriceMeans, selected: Selected, place: Place, asks: AsksBy<'LIST'>): void {
  const { operation, ledger } = means
  const { args, nodes } = selected
  const wanted = wantedOfRows({ fieldNodes: nodes, fragments: Object.fromEntries(operation.fragments) })
  const { noun, rows } = chargeList(means, place, (parent) => asks.request(args, parent, wanted))
  const { path } = place
  if (rows.size === 0) return
  readBelow(means, selected, selected.field.type, {
    noun,
    within: '',
    rows,
    path,
    wave: ledger.after(place.wave),
  })
}

function readIds(means: PriceMeans, selected: Selected, place: Place, asks: AsksBy<'IDS'>): void {
  const { pricing, ledger, viewer } = means
  const { path, wave } = place
  const found = new Map<NodeNoun, Map<string, string[]>>()
  for (const id of new Set(asks.ids(selected.args))) {
    const noun = parseId(id)?.noun
    const account = noun === undefined ? null : pricing.accountOf(noun, id)
    if (noun === undefined || account === null || (asks.noun ?? noun) !== noun) continue
    if (!viewer.scopes.has(SCOPE_OF[noun])) continue
    const byAccount = found.get(noun) ?? new Map<string, string[]>()
    found.set(noun, byAccount.set(account, [...(byAccount.get(account) ?? []), id]))
    ledger.addLookUp(wave, noun, account, { id, path })
  }
  for (const [noun, byAccount] of found) {
    const rows = new Map([...byAccount].map(([account, ids]) => [account, { ...wholeRows(ids.length), ids }]))
    readBelow(means, selected, selected.field.type, {
      noun,
      within: '',
      rows,
      path,
      wave: ledger.afterLookUps(wave, noun),
    })
  }
}

function readChildren(
  means: PriceMeans,
  selected: Selected,
  place: Place,
  { noun }: AsksBy<'CHILDREN'>,
): void {
  const { pricing, ledger } = means
  const { wave, path } = place
  for (const [account, { count }] of place.rows) {
    const cost = pricing.children(noun, account, count)
    ledger.addList(wave, `${account} ${noun} below ${path.join('.')}`, {
      account,
      level: wave.level,
      path,
      reason: 'LOOK_UP',
      more: 0,
      cost,
    })
  }
  const rows = mapRows(place.rows, ({ count }, account) =>
    wholeRows(pricing.rows(noun, account, count, true)),
  )
  readBelow(means, selected, selected.field.type, { noun, within: '', rows, path, wave: ledger.after(wave) })
}

/** A field of a row: what a stub does not tell is looked up, once for each stub. */
function readOfRow(means: PriceMeans, selected: Selected, place: Place, { noun }: AsksBy<'ROW'>): void {
  const { pricing, ledger } = means
  const { path, wave } = place
  const isUntold = (account: string, { told }: Rows) =>
    told !== null && !told.has(selected.field.name) && pricing.lookUp(noun, account, 1) !== null
  const later = filterRows(place.rows, isUntold)
  const now = filterRows(place.rows, (account) => !later.has(account))
  if (now.size > 0 || later.size === 0) readValue(means, selected, { ...place, rows: now })
  if (later.size === 0) return
  for (const [account, { count }] of later) {
    ledger.addLookUp(wave, noun, account, { stubs: count, path })
  }
  readValue(means, selected, { ...place, rows: later, wave: ledger.afterLookUps(wave, noun) })
}

/** What stands in the field, at the same moment: rows of another noun as stubs, or a part of the rows. */
function readValue(means: PriceMeans, selected: Selected, place: Place): void {
  const { pricing } = means
  const { name, type } = selected.field
  const noun = nodeNounOf(getNamedType(type).name)
  const several = isListType(getNullableType(type))
  const within = place.within === '' ? name : `${place.within}.${name}`
  if (noun === null) {
    const rows = several
      ? mapRows(place.rows, (one) => ({ ...one, count: one.count * USUAL_PARTS }))
      : place.rows
    readBelow(means, selected, type, { ...place, within, rows })
    return
  }
  const rows = mapRows(place.rows, ({ count }, account) => ({
    ...wholeRows(pricing.rows(noun, account, count, several)),
    told: new Set(place.noun === null ? [] : pricing.carried(place.noun, account, within)),
  }))
  readBelow(means, selected, type, { ...place, noun, within: '', rows })
}

/** The selection inside a field; where rows are of several types, each in its own. */
function readBelow(means: PriceMeans, { nodes }: Selected, type: GraphQLOutputType, place: Place): void {
  const named = getNamedType(type)
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  if (isObjectType(named)) readFields(means, named, sets, place)
  if (!isAbstractType(named)) return
  const typeOf = (account: string) => typeOfRow(means, named, place, account)
  for (const one of new Set([...place.rows.keys()].map(typeOf))) {
    if (one === null) continue
    const rows = filterRows(place.rows, (account) => typeOf(account) === one)
    readFields(means, one, sets, { ...place, rows })
  }
}

/** The type of an account's rows at a place, found as execution finds it: by their noun or by their vendor. */
function typeOfRow(
  { operation: { schema }, pricing }: PriceMeans,
  type: GraphQLAbstractType,
  { noun }: Place,
  account: string,
): GraphQLObjectType | null {
  const row = { noun, account, vendor: pricing.vendorOf(account) }
  // No type is resolved by the context or the place in the document.
  const name = type.resolveType?.(row, {}, {} as GraphQLResolveInfo, type)
  const found = typeof name === 'string' ? schema.getType(name) : undefined
  return isObjectType(found) ? found : null
}
