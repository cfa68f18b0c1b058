// The price of an operation, checked before anything is asked, or told instead of an answer.
import type { DocumentNode, ExecutionArgs, ExecutionResult } from 'graphql'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { Viewer } from '../domain/viewer.ts'
import type { Context } from '../graphql/context.ts'
import type { PricedCharge, Reason } from '../graphql/ledger.ts'
import { createHmac, randomBytes } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { PriceError } from '../domain/errors.ts'
import { grantsOf } from '../domain/viewer.ts'
import { mostRequests } from '../graphql/ledger.ts'
import { priceOf } from '../graphql/price.ts'

export interface PriceLimits {
  /** The most upstream requests that an operation may cost. */
  readonly maxUpstreamRequests: number
  readonly deadlineMs: number
}

type Check = (
  args: ExecutionArgs,
  context: Context & YogaInitialContext,
  answer: (result: ExecutionResult) => void,
) => void

/** With the header `x-upstream: plan` the price is all that is given. */
export function usePrice(limits: PriceLimits): Plugin<Context> {
  const priced = createPriced()
  const check: Check = (args, { request, gather, ask }, answer) => {
    const pricing = gather.pricing(ask.viewer)
    const charges = priced(args, ask.viewer, () => priceOf(args, pricing, ask.viewer))
    if (charges === null) return
    if (request.headers.get('x-upstream') === 'plan') {
      const plan = { accounts: pricing.plan(charges, limits.deadlineMs) }
      answer({ data: null, extensions: { upstream: { plan } } })
      return
    }
    const requests = mostRequests(charges)
    const limit = limits.maxUpstreamRequests
    if (requests > limit) answer({ errors: [toRefusal(charges, requests, limit)] })
  }
  return {
    onExecute: ({ args, setResultAndStopExecution }) =>
      check(args, args.contextValue, setResultAndStopExecution),
    onSubscribe: ({ args, setResultAndStopExecution }) =>
      check(args, args.contextValue, setResultAndStopExecution),
  }
}

type Charges = readonly PricedCharge[] | null

/** Variables for which the price of one document is kept. */
const MOST_VARIABLES = 20

/** Clients send the same documents again and again, and the server parses each once; its price does not change. */
function createPriced() {
  const byDocument = new WeakMap<DocumentNode, Map<string, Charges>>()
  // What is kept must not tell the values of variables.
  const secret = randomBytes(32)
  return (args: ExecutionArgs, viewer: Viewer, reckon: () => Charges): Charges => {
    const { document, operationName, variableValues } = args
    const kept = byDocument.get(document) ?? new Map<string, Charges>()
    byDocument.set(document, kept)
    const key = createHmac('sha256', secret)
      .update(JSON.stringify([operationName, variableValues, grantsOf(viewer)]))
      .digest('base64')
    const known = kept.get(key)
    if (known !== undefined) return known
    if (kept.size >= MOST_VARIABLES) kept.clear()
    const charges = reckon()
    kept.set(key, charges)
    return charges
  }
}

/** What is dear about it, and what would be cheaper. */
const ADVICE: Readonly<Record<Reason, string>> = {
  BELOW_ROWS:
    'a list for every row; ask for fewer rows, or for the list at the root with their ids in its filter',
  SCAN: 'pages of a vendor that cannot filter so; narrow the period, or select accounts',
  LIST: 'ask for fewer rows, or select accounts',
  LOOK_UP: 'look-ups of what the rows do not carry; ask for fewer rows, or leave such fields out',
}

function toRefusal(charges: readonly PricedCharge[], requests: number, limit: number): GraphQLError {
  const groups = Map.groupBy(charges, ({ path }) => path.join('.'))
  const [[place, most] = ['', []]] = [...groups].toSorted(([, a], [, b]) => mostRequests(b) - mostRequests(a))
  const dearest = most.reduce<PricedCharge | null>(
    (best, one) => (best === null || one.cost.max > best.cost.max ? one : best),
    null,
  )
  const advice = ADVICE[dearest?.reason ?? 'LIST']
  const error = new PriceError(
    `The operation may cost ${requests} upstream requests, and at most ${limit} are allowed. Most of them, ${mostRequests(most)}, are those of "${place}": ${advice}. The header "x-upstream: plan" tells the price by account.`,
    { requests, limit },
  )
  return new GraphQLError(error.message, { originalError: error })
}
