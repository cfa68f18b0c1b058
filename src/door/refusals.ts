// Refusals before anything is sent: by scope, by price, of introspection.
import type { ExecutionArgs, ExecutionResult, ValidationRule } from 'graphql'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { PricedCharge } from '../graphql/price.ts'
import type { DoorLimits } from './limits.ts'
import type { OperationContext } from './operation.ts'
import type { Store } from './params.ts'
import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql'
import { PriceError } from '../domain/errors.ts'
import { grantsOf } from '../domain/viewer.ts'
import { refusalsOf } from '../graphql/access/guard.ts'
import { priceOf } from '../graphql/price.ts'
import { readReporting } from './ask.ts'
import { toGraphQLError } from './errors.ts'
import { createKeys, KEPT_MS } from './params.ts'

/** Nothing of `{ calls { totalCount } }` would be left without `calls:read`. */
export function useScopes(): Plugin<OperationContext> {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const errors = refusalsOf(args, args.contextValue.ask.viewer)
      if (errors.length > 0) setResultAndStopExecution({ data: null, errors })
    },
  }
}

/** `_service { sdl }` is the schema too, as routers read it. */
const noService: ValidationRule = (context) => ({
  Field: (node) => {
    if (node.name.value !== '_service') return
    context.reportError(
      new GraphQLError('Introspection is off; the field "_service" is part of it.', { nodes: node }),
    )
  },
})

export function useNoIntrospection(): Plugin {
  return {
    onValidate: ({ addValidationRule }) => {
      addValidationRule(NoSchemaIntrospectionCustomRule)
      addValidationRule(noService)
    },
  }
}

export interface PriceLimits {
  /** The most upstream requests that an operation may cost. */
  readonly maxUpstreamRequests: number
  readonly deadlineMs: number
}

/** Lists of one noun at one account: TWIN has two of calls. */
const MOST_LISTS = 2

/** Estimated: a key, a number and the entry around them. */
const BYTES_PER_PRICE = 500

interface Begun {
  readonly args: ExecutionArgs & { readonly contextValue: OperationContext & YogaInitialContext }
  readonly setResultAndStopExecution: (result: ExecutionResult) => void
}

/** Refuses a least price above the limit. `x-upstream: plan` returns the price. */
export function usePrice(
  limits: PriceLimits,
  { accounts, sizeOf, store }: { accounts: number; sizeOf: DoorLimits['sizeOf']; store: Store },
): Plugin<OperationContext> {
  const limit = limits.maxUpstreamRequests
  const keyOf = createKeys('price')

  /** Cached by document, name, variables and grants, which determine it. */
  function leastIn({ args }: Begun, priced: () => readonly PricedCharge[]): number {
    const { document, operationName, variableValues, contextValue } = args
    const parts = [
      document.loc?.source.body,
      operationName,
      variableValues,
      grantsOf(contextValue.ask.viewer),
    ]
    const key = keyOf(JSON.stringify(parts))
    const known = store.get(key)?.value
    if (typeof known === 'number') return known
    const least = leastOf(priced())
    store.set(key, least, { ttlMs: KEPT_MS, bytes: BYTES_PER_PRICE })
    return least
  }

  function check(begun: Begun): void {
    const { args, setResultAndStopExecution: answer } = begun
    const { gather, ask, openAsk, request } = args.contextValue
    if (readReporting(request.headers) === 'plan') {
      const pricing = gather.pricing(ask.viewer)
      const charges = priceOf(args, pricing, ask.viewer)
      if (charges === null) return
      const plan = { accounts: pricing.plan(charges, limits) }
      return answer({ data: null, extensions: { upstream: { plan } } })
    }
    let known: ReturnType<typeof priceOf> = null
    const priced = () => (known ??= priceOf(args, gather.pricing(ask.viewer), ask.viewer) ?? [])
    // Each charge reserves one: no list spends the first page of another.
    openAsk.ask.budget.expect(() => priced().reduce((sum, { min }) => sum + Math.max(1, min), 0))
    // A small operation is surely within the limit.
    const { rootFields, ids } = sizeOf(args)
    if (rootFields * (1 + MOST_LISTS * accounts) + ids <= limit) return
    const least = leastIn(begun, priced)
    if (least > limit) answer({ errors: [toRefusal(priced(), least, limit)] })
  }

  return { onExecute: check, onSubscribe: check }
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
