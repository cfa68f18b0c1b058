// What a list costs at a place of an operation: once at the root, and once for each row it may stand below.
import type { ListNoun } from '../domain/lists.ts'
import type { Identity, NodeNoun } from '../domain/noun.ts'
import type { PricedRequest, Pricing } from '../gather/price.ts'
import type { Place, PriceMeans, Rows, RowsByAccount } from './place.ts'
import { InputError } from '../domain/errors.ts'
import { identify, parseId } from '../domain/id.ts'
import { wholeRows } from './place.ts'

/** The question of a list below a row, or at the root. */
export type Ask = (parent: Identity | undefined) => PricedRequest<ListNoun>

/** So many parents alike; below a row there may be none. */
interface Parents {
  readonly row: Identity | undefined
  readonly times: number
}

/** Charges the list and tells which rows it may give. */
export function chargeList(
  means: PriceMeans,
  place: Place,
  ask: Ask,
): { noun: ListNoun | null; rows: RowsByAccount } {
  const parents = place.noun === null ? [ROOT] : parentsAt(means.pricing, place, ask)
  const rows = new Map<string, Rows>()
  let noun: ListNoun | null = null
  for (const parent of parents) {
    const request = orNull(() => ask(parent.row))
    if (request === null) continue
    noun = request.noun
    for (const [account, count] of chargeOne(means, place, request, parent)) {
      rows.set(account, wholeRows(count + (rows.get(account)?.count ?? 0)))
    }
  }
  return { noun, rows }
}

const ROOT: Parents = { row: undefined, times: 1 }

function chargeOne(
  { pricing, ledger }: PriceMeans,
  { path, wave }: Place,
  request: PricedRequest<ListNoun>,
  { row, times }: Parents,
): readonly (readonly [account: string, rows: number])[] {
  return pricing.list(request).map(({ account, cost }) => {
    const { pages, min, max, steps, rows, more } = cost
    // Lists of several rows read different pages.
    const what = times > 1 ? path.join('.') : pages
    ledger.addList(wave, `${account} ${request.noun} ${what}`, {
      account,
      level: wave.level,
      path,
      reason: 'LIST',
      more: row === undefined ? more : 0,
      cost: { min: row === undefined ? min : 0, max: max * times, steps },
    })
    return [account, rows * times]
  })
}

/** Each row whose id is known, and one for all others of an account. */
function parentsAt(pricing: Pricing, { noun, rows }: Place, ask: Ask): readonly Parents[] {
  return [...rows].flatMap(([account, { ids, count }]): readonly Parents[] => {
    if (ids.length > 0) {
      return ids.flatMap((id) => {
        const parts = parseId(id)
        const row =
          parts && identify(parts.noun, { name: account, vendor: pricing.vendorOf(account) }, parts.vendorId)
        return row === null ? [] : [{ row, times: 1 }]
      })
    }
    // Only rows with global ids have lists below them.
    const row = dearest(pricing, noun as NodeNoun, account, ask)
    return count === 0 ? [] : [{ row, times: count }]
  })
}

/** Raw ids come in these forms, and a vendor that would not take one of them is asked nothing. */
const RAW_IDS = ['0', '00000000-0000-0000-0000-000000000000']

/** A row that stands for others of its account: the one whose list costs most. */
function dearest(pricing: Pricing, noun: NodeNoun, account: string, ask: Ask): Identity {
  const vendor = pricing.vendorOf(account)
  const [row] = RAW_IDS.map((id) => identify(noun, { name: account, vendor }, id)).toSorted(
    (a, b) => costOf(pricing, ask, b) - costOf(pricing, ask, a),
  )
  if (row === undefined) throw new Error('there is no form of ids')
  return row
}

function costOf(pricing: Pricing, ask: Ask, row: Identity): number {
  const request = orNull(() => ask(row))
  return request === null ? 0 : pricing.list(request).reduce((sum, { cost }) => sum + cost.max, 0)
}

/** A question that will be refused costs nothing. */
function orNull<T>(make: () => T): T | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof InputError) return null
    throw error
  }
}
