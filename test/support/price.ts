// What operations are priced at over five sandboxes, and what they then cost there: for tests and for the bench.
import type { PlannedAccount } from '../../src/gather/price.ts'
import type { FiveStage } from './five.ts'
import { fillIn } from '../../src/door/pages.ts'
import { loadExamples } from '../../src/docs.ts'
import { isSubscription, watch } from './events.ts'

export interface Priced {
  readonly account: string
  readonly price: PlannedAccount
  readonly requests: number
  readonly seconds: number
}

/** How many requests the vendors have got. */
export function heard({ simulators }: FiveStage): number {
  return Object.values(simulators).reduce((sum, { requests }) => sum + requests.length, 0)
}

/** The plan of an operation, for which nothing is sent. */
export async function planOf(
  stage: FiveStage,
  query: string,
  variables: object = {},
): Promise<readonly PlannedAccount[]> {
  const answer = await stage.ask(query, variables, { 'x-upstream': 'plan' })
  const { plan } = answer.extensions.upstream ?? {}
  if (plan === undefined) throw new Error(answer.errors.map(({ message }) => message).join('; '))
  return plan.accounts
}

/** `[min, max]` requests by account; accounts that are surely asked nothing are left out. */
export async function rangesOf(stage: FiveStage, query: string, variables: object = {}) {
  const plan = await planOf(stage, query, variables)
  const asked = plan.filter(({ maxRequests }) => maxRequests > 0)
  return Object.fromEntries(
    asked.map(({ account, minRequests, maxRequests }) => [account, [minRequests, maxRequests]]),
  )
}

/** The first event of a subscription, and the requests that were sent for it. */
async function lookOnce({ gateway, events }: FiveStage, query: string, variables: object) {
  const watching = await watch(gateway, query, variables)
  const { errors = [] }: { errors?: { message: string }[] } = await watching.next()
  await watching.leave()
  const requests = events.flatMap((event) => (event.type === 'request' ? event : []))
  return { errors, requests }
}

/** What an operation costs; of a subscription its first look. */
async function costOf(stage: FiveStage, query: string, variables: object) {
  if (isSubscription(query)) return lookOnce(stage, query, variables)
  const { errors, extensions } = await stage.ask(query, variables)
  return { errors, requests: extensions.upstream.requests }
}

/** The price of an operation beside what it then costs a gateway that remembers nothing; sign-ins are left out. */
export async function priceAndCost(
  stage: FiveStage,
  query: string,
  variables: object = {},
): Promise<readonly Priced[]> {
  const fresh = stage.reopen()
  // It knows nothing of what others have just sent.
  await stage.clock.advance(1000)
  const plan = await planOf(fresh, query, variables)
  const startedAt = stage.clock.now()
  const { errors, requests } = await costOf(fresh, query, variables)
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '))
  const seconds = (stage.clock.now() - startedAt) / 1000
  const sent = requests.filter(({ kind }) => kind !== 'SIGN_IN')
  return plan.map((price) => ({
    account: price.account,
    price,
    requests: sent.filter(({ account }) => account === price.account).length,
    seconds,
  }))
}

/** The example operations with their variables as of now. */
export function examplesAt(now: number) {
  const queries = loadExamples().filter(({ query }) => !isSubscription(query))
  return queries.map(({ name, query, variables }) => {
    const filledIn: object = variables === null ? {} : JSON.parse(fillIn(variables, now))
    return { name, query, variables: filledIn }
  })
}
