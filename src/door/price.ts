// The price of an operation, refused above the limit before any vendor is called.
import type { ExecutionArgs, ExecutionResult } from 'graphql'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { Viewer } from '../domain/viewer.ts'
import type { Store } from './documents.ts'
import type { OperationContext } from './operation.ts'
import type { PricedCharge } from '../graphql/price.ts'
import { PriceError } from '../domain/errors.ts'
import { grantsOf } from '../domain/viewer.ts'
import { priceOf } from '../graphql/price.ts'
import { toGraphQLError } from './client-errors.ts'
import { createKeys, KEPT_MS } from './documents.ts'

export interface PriceLimits {
  /** The most upstream requests that an operation may cost. */
  readonly maxUpstreamRequests: number
  readonly deadlineMs: number
}

type Check = (
  args: ExecutionArgs,
  context: OperationContext & YogaInitialContext,
  answer: (result: ExecutionResult) => void,
) => void

/** The header `x-upstream: plan` returns the price and sends nothing. */
export function usePrice(limits: PriceLimits, store: Store): Plugin<OperationContext> {
  const priced = createPriced(store)
  const check: Check = (args, { request, gather, ask, openAsk }, answer) => {
    const pricing = gather.pricing(ask.viewer)
    const charges = priced(args, ask.viewer, () => priceOf(args, pricing, ask.viewer))
    if (charges === null) return
    if (request.headers.get('x-upstream') === 'plan') {
      const plan = { accounts: pricing.plan(charges, limits) }
      answer({ data: null, extensions: { upstream: { plan } } })
      return
    }
    const requests = leastOf(charges)
    const limit = limits.maxUpstreamRequests
    if (requests > limit) answer({ errors: [toRefusal(charges, requests, limit)] })
    // Reserves a request for each charge: pages of one list spend none of another's.
    else openAsk.ask.budget.expect(charges.reduce((sum, { min }) => sum + Math.max(1, min), 0))
  }
  return {
    onExecute: ({ args, setResultAndStopExecution }) =>
      check(args, args.contextValue, setResultAndStopExecution),
    onSubscribe: ({ args, setResultAndStopExecution }) =>
      check(args, args.contextValue, setResultAndStopExecution),
  }
}

type Charges = readonly PricedCharge[] | null

/** Estimated: a charge, its path and the entry around it. */
const BYTES_PER_CHARGE = 500

/** Caches by document, name, variables and grants, which determine the price. */
function createPriced(store: Store) {
  const keyOf = createKeys('price')
  return (args: ExecutionArgs, viewer: Viewer, reckon: () => Charges): Charges => {
    const { document, operationName, variableValues } = args
    const key = keyOf(
      JSON.stringify([document.loc?.source.body, operationName, variableValues, grantsOf(viewer)]),
    )
    const known = store.get<Charges>(key)
    if (known !== undefined) return known.value
    const charges = reckon()
    const bytes = BYTES_PER_CHARGE * ((charges?.length ?? 0) + 1)
    store.set(key, charges, { ttlMs: KEPT_MS, bytes })
    return charges
  }
}

/** `most of them … <advice>.` */
const ADVICE: Readonly<Record<PricedCharge['by'], string>> = {
  LIST: 'at least one request for each account; select fewer accounts with "accounts" or "vendors" in its filter',
  LOOK_UP: 'look-ups of rows by their ids; ask for fewer ids at a time',
}

function leastOf(charges: readonly PricedCharge[]): number {
  return charges.reduce((sum, { min }) => sum + min, 0)
}

function toRefusal(charges: readonly PricedCharge[], requests: number, limit: number) {
  const fields = [...Map.groupBy(charges, ({ path }) => path)]
  const [[place, most] = ['', []]] = fields.toSorted(([, a], [, b]) => leastOf(b) - leastOf(a))
  const [dearest] = most.toSorted((a, b) => b.min - a.min)
  const advice = ADVICE[dearest?.by ?? 'LIST']
  const error = new PriceError(
    `The operation needs at least ${requests} upstream requests, and at most ${limit} are allowed. Most of them, ${leastOf(most)}, are those of "${place}": ${advice}. The header "x-upstream: plan" returns the price by account.`,
    { requests, limit },
  )
  return toGraphQLError(error)
}
