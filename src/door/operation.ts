// One operation, from its parameters to its result:
//
//   document → size, scopes, price → execution → disclosure, bill
import type { ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Emit, SavedEvent } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Context } from '../graphql/schema/builder.ts'
import type { RowPartsOf } from '../graphql/row-parts.ts'
import type { OpenAsk, OperationAsk } from './ask.ts'
import type { Bills } from './bill.ts'
import type { Documents, Opened } from './documents.ts'
import type { ToWorded } from './errors.ts'
import type { Incoming, Result } from './incoming.ts'
import type { Requested } from './params.ts'
import type { Begun, Refusals } from './refusals.ts'
import {
  createSourceEventStream,
  execute as executePlainly,
  getOperationAST,
  OperationTypeNode,
} from 'graphql'
import { execute as executeByPlan } from '../graphql/execute.ts'
import { readReporting } from './ask.ts'
import { codeOf, refuse, toGraphQLError } from './errors.ts'
import { isEvents } from './incoming.ts'

export interface OperationContext extends Context {
  readonly operation: number
  readonly requestId: string
  readonly ask: OperationAsk
  readonly openAsk: OpenAsk
  readonly startedAt: number
}

interface OperationDeps {
  readonly schema: GraphQLSchema
  readonly documents: Documents
  readonly refusals: Refusals
  readonly bills: Bills
  readonly rowPartsOf: RowPartsOf
  readonly clock: Clock
  readonly emit: Emit
  readonly toWorded: ToWorded
  /** Adds the bill to every result, also without `x-upstream: report`. */
  readonly alwaysReport: boolean
}

interface Executed extends Begun {
  readonly contextValue: OperationContext
}

/** An operation that began. */
interface Running {
  readonly context: OperationContext
  readonly opened: Opened
  /** `null`: refused before it ran. */
  readonly kind: OperationDefinitionNode['operation'] | null
  readonly name: string | null
}

/** `open` is called for a document that is allowed. Throws refusals. */
export type RunOperation = (
  params: Requested,
  incoming: Pick<Incoming, 'method' | 'headers'>,
  open: () => OperationContext,
) => Promise<Result>

export function createOperations(deps: OperationDeps): RunOperation {
  const { schema, documents, refusals, bills, rowPartsOf, clock, emit, toWorded, alwaysReport } = deps

  /** Emits kinds and count of personal data shown unmasked. */
  function emitDisclosed({ context, name }: Running): void {
    const { operation, notes, requestId, ask } = context
    const { disclosed } = notes
    if (disclosed.size === 0) return
    emit({
      type: 'disclosure',
      operation,
      requestId,
      name,
      viewer: ask.viewer.name,
      kinds: [...disclosed.keys()].toSorted(),
      count: [...disclosed.values()].reduce((sum, count) => sum + count, 0),
    })
  }

  function end(running: Running, { errors = [] }: ExecutionResult): void {
    const { context, opened, kind, name } = running
    const { operation, requestId, openAsk, startedAt } = context
    if (kind !== null) emitDisclosed(running)
    openAsk.close()
    for (const saved of savingsOf(context, bills)) if (saved.count > 0) emit(saved)
    emit({
      type: 'operation',
      operation,
      requestId,
      kind,
      name,
      hash: opened.hash,
      durationMs: clock.now() - startedAt,
      errorCodes: errors.map(codeOf),
    })
  }

  async function subscribe(args: Executed, onEnd: () => void): Promise<Result> {
    const events = await createSourceEventStream(args)
    if (!(Symbol.asyncIterator in events)) return events
    const toResult = (rootValue: unknown) => execute({ ...args, rootValue })
    return toResults(events[Symbol.asyncIterator](), toResult, toWorded, onEnd)
  }

  /** Operations without a plan are those of graphql-js. */
  function execute(args: Executed): ExecutionResult | Promise<ExecutionResult> {
    return executeByPlan(args, rowPartsOf(args.contextValue)) ?? executePlainly(args)
  }

  return async ({ query, operationName, variables }, { method, headers }, open) => {
    const opened = documents(query)
    if (!('document' in opened)) return { errors: opened }
    const { document } = opened
    const node = getOperationAST(document, operationName)
    if (node == null) throw refuse(400, 'Could not determine what operation to execute.')
    if (node.operation === OperationTypeNode.MUTATION && method === 'GET')
      throw refuse(405, 'Method: expected POST for a mutation, got GET.', { headers: { allow: 'POST' } })
    const reporting = readReporting(headers)
    const context = open()
    const { operation } = context
    const args: Executed = {
      schema,
      document,
      contextValue: context,
      variableValues: variables ?? {},
      operationName,
    }
    const isSubscription = node.operation === OperationTypeNode.SUBSCRIPTION
    const refused = refusals(args, opened, { isSubscription, wantsPlan: reporting === 'plan' })
    const wasRefused = refused !== null
    const running: Running = {
      context,
      opened,
      kind: wasRefused ? null : node.operation,
      name: toName(wasRefused ? operationName : (node.name?.value ?? operationName)),
    }
    const close = () => {
      end(running, {})
      bills.close(operation)
    }
    const run = async () => refused ?? (await (isSubscription ? subscribe(args, close) : execute(args)))
    const result = await run().catch((error: unknown): ExecutionResult => ({
      errors: [toGraphQLError(error)],
    }))
    if (isEvents(result)) return result
    end(running, result)
    const isReported = reporting === 'report' || (alwaysReport && reporting !== 'plan')
    const upstream = isReported ? bills.read(operation) : null
    bills.close(operation)
    return upstream === null ? result : { ...result, extensions: { ...result.extensions, upstream } }
  }
}

/** Results of a subscription's events. An error that ends it becomes its last result. */
function toResults(
  events: AsyncIterator<unknown>,
  toResult: (event: unknown) => ExecutionResult | Promise<ExecutionResult>,
  toWorded: ToWorded,
  onEnd: () => void,
): AsyncIterableIterator<ExecutionResult> {
  const done = { value: undefined, done: true } as const
  let isOver = false
  const finish = () => {
    if (!isOver) onEnd()
    isOver = true
    return done
  }
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    next: async () => {
      if (isOver) return done
      try {
        const event = await events.next()
        if (event.done === true) return finish()
        return { value: toWorded(await toResult(event.value)), done: false }
      } catch (error) {
        await events.return?.()
        finish()
        return { value: toWorded({ errors: [toGraphQLError(error)] }), done: false }
      }
    },
    return: async () => {
      await events.return?.()
      return finish()
    },
  }
  return results
}

function savingsOf({ operation, notes }: OperationContext, bills: Bills): readonly SavedEvent[] {
  const { embedded, recalled } = notes
  const asOf = recalled
    .values()
    .reduce((oldest, { readAt }) => Math.min(oldest, readAt), Number.POSITIVE_INFINITY)
  return [
    { type: 'saved', operation, by: 'embedded', count: embedded.size },
    { type: 'saved', operation, by: 'cached', count: recalled.size, ...(recalled.size > 0 ? { asOf } : {}) },
    ...bills.settle(operation),
  ]
}

/** A GraphQL name of at most 64 characters, e.g. `RecentCalls`, else null. */
function toName(name: string | null | undefined): string | null {
  return name != null && /^[_A-Za-z]\w{0,63}$/.test(name) ? name : null
}
