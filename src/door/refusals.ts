// Refusals before anything is sent: by size, by scope, by price.
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql'
import type { PricedCharge } from '../graphql/price.ts'
import type { Context } from '../graphql/schema/builder.ts'
import type { OperationAsk } from './ask.ts'
import type { Store } from '../domain/store.ts'
import type { Opened } from './documents.ts'
import type { Limits, OperationSize } from './limits.ts'
import { PriceError } from '../domain/errors.ts'
import { grantsOf } from '../domain/viewer.ts'
import { refusalsOf } from '../graphql/access/guard.ts'
import { priceOf } from '../graphql/price.ts'
import { createKeys, KEPT_MS } from './documents.ts'
import { toGraphQLError } from './errors.ts'
import { refusalOfSize, sizeOfOperation } from './limits.ts'

export interface PriceLimits {
  /** The most upstream requests that an operation may cost. */
  readonly maxUpstreamRequests: number
  readonly deadlineMs: number
}

/** Lists of one noun at one account: TWIN has two of calls. */
const MOST_LISTS = 2

/** Estimated: a key, a number and the entry around them. */
const BYTES_PER_PRICE = 500

export interface Begun extends ExecutionArgs {
  readonly contextValue: Pick<Context, 'gather'> & { readonly ask: OperationAsk }
  readonly variableValues: Readonly<Record<string, unknown>>
}

/** The result of an operation that is not executed, else `null`. */
export type Refusals = (
  args: Begun,
  opened: Opened,
  kind: { readonly isSubscription: boolean; readonly wantsPlan: boolean },
) => ExecutionResult | null

export function createRefusals(
  options: PriceLimits & { readonly limits: Limits },
  { accounts, store }: { readonly accounts: number; readonly store: Store },
): Refusals {
  const limit = options.maxUpstreamRequests
  const keyOf = createKeys('price')

  /** Cached by document, name, variables and grants, which determine it. */
  function leastIn(args: Begun, { hash }: Opened, priced: () => readonly PricedCharge[]): number {
    const { operationName, variableValues, contextValue } = args
    const key = keyOf(
      JSON.stringify([hash, operationName, variableValues, grantsOf(contextValue.ask.viewer)]),
    )
    const known = store.get(key)?.value
    if (typeof known === 'number') return known
    const least = leastOf(priced())
    store.set(key, least, { ttlMs: KEPT_MS, bytes: BYTES_PER_PRICE })
    return least
  }

  function ofPrice(args: Begun, opened: Opened, { rootFields, ids }: OperationSize): ExecutionResult | null {
    const { gather, ask } = args.contextValue
    let known: ReturnType<typeof priceOf> = null
    const priced = () => (known ??= priceOf(args, gather.pricing(ask.viewer), ask.viewer) ?? [])
    // Each charge reserves one: no list spends the first page of another.
    ask.budget.expect(() => priced().reduce((sum, { min }) => sum + Math.max(1, min), 0))
    // A small operation is surely within the limit.
    if (rootFields * (1 + MOST_LISTS * accounts) + ids <= limit) return null
    const least = leastIn(args, opened, priced)
    return least > limit ? { errors: [toRefusal(priced(), least, limit)] } : null
  }

  /** `x-upstream: plan` returns the price. */
  function planOf(args: Begun): ExecutionResult | null {
    const { gather, ask } = args.contextValue
    const pricing = gather.pricing(ask.viewer)
    const charges = priceOf(args, pricing, ask.viewer)
    if (charges === null) return null
    return { data: null, extensions: { upstream: { plan: { accounts: pricing.plan(charges, options) } } } }
  }

  return (args, opened, { isSubscription, wantsPlan }) => {
    const size = sizeOfOperation(opened.size, args.variableValues)
    const tooLarge = refusalOfSize({ nesting: size.nesting, ids: size.ids }, options.limits)
    if (tooLarge !== null) return { errors: [tooLarge] }
    // Nothing of `{ calls { totalCount } }` would be left without `calls:read`.
    const forbidden = isSubscription ? [] : refusalsOf(args, args.contextValue.ask.viewer)
    if (forbidden.length > 0) return { data: null, errors: forbidden }
    return wantsPlan ? planOf(args) : ofPrice(args, opened, size)
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

function toRefusal(charges: readonly PricedCharge[], requests: number, limit: number): GraphQLError {
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
