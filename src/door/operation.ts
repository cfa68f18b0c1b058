// The end of an operation: its bill and its events.
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { DocumentNode, ExecutionArgs, ExecutionResult, OperationDefinitionNode } from 'graphql'
import type { Emit, LookedEvent, RequestEvent, SavedBy, SavedEvent } from '../domain/event.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Context } from '../graphql/schema/builder.ts'
import type { OpenAsk } from './ask.ts'
import { getOperationAST } from 'graphql'
import { hash } from 'node:crypto'
import { isAsyncIterable } from 'graphql-yoga'
import { readReporting } from './ask.ts'
import { codeOf } from './errors.ts'
import { toRfc3339 } from '../domain/time.ts'

export interface OperationContext extends Context {
  readonly operation: number
  readonly requestId: string
  readonly openAsk: OpenAsk
  readonly startedAt: number
}

export function useOperation(
  alwaysReport: boolean,
  { bills, clock, emit }: { bills: Bills; clock: Clock; emit: Emit },
): Plugin {
  const nodes = new WeakMap<OpenAsk, OperationDefinitionNode>()

  function keepNode({ contextValue, document, operationName }: Begun): void {
    const node = getOperationAST(document, operationName)
    if (isOperation(contextValue) && node) nodes.set(contextValue.openAsk, node)
  }

  function emitEnd(ended: Ended, result: ExecutionResult) {
    const { operation, openAsk, requestId, startedAt, params } = ended
    const node = nodes.get(openAsk)
    openAsk.close()
    for (const saved of savingsOf(ended, bills)) emit(saved)
    emit({
      type: 'operation',
      operation,
      requestId,
      kind: node?.operation ?? null,
      name: toName(node?.name?.value ?? params.operationName),
      hash: hash('sha256', params.query ?? ''),
      durationMs: clock.now() - startedAt,
      errorCodes: codesOf(result),
    })
  }

  return {
    onExecute: ({ args }) => keepNode(args),
    // A subscription ends when its client leaves or after its last event.
    onSubscribe: ({ args }) => {
      keepNode(args)
      return {
        onSubscribeResult: () => ({
          onEnd: () => {
            const { contextValue: context } = args
            if (!isOperation(context)) return
            emitEnd(context, {})
            bills.close(context.operation)
          },
        }),
      }
    },
    onExecutionResult: ({ result, setResult, context, request }) => {
      // An operation refused before execution has no context of ours.
      if (!isOperation(context) || result === undefined || isAsyncIterable(result)) return
      emitEnd(context, result)
      const { operation } = context
      const wanted = readReporting(request.headers)
      if (wanted === 'report' || (alwaysReport && wanted !== 'plan')) {
        setResult({ ...result, extensions: { ...result.extensions, upstream: bills.read(operation) } })
      }
      bills.close(operation)
    },
  }
}

type Begun = Pick<ExecutionArgs, 'document' | 'operationName'> & { readonly contextValue: object }

type Ended = OperationContext & Pick<YogaInitialContext, 'params'>

function savingsOf({ operation, embedded, recalled }: OperationContext, bills: Bills): readonly SavedEvent[] {
  const asOf = recalled
    .values()
    .reduce((oldest, { readAt }) => Math.min(oldest, readAt), Number.POSITIVE_INFINITY)
  return [
    { type: 'saved', operation, by: 'embedded', count: embedded.size },
    { type: 'saved', operation, by: 'cached', count: recalled.size, ...(recalled.size > 0 ? { asOf } : {}) },
    ...bills.settle(operation),
  ]
}

function isOperation<T extends object>(context: T): context is T & OperationContext {
  return 'openAsk' in context
}

/** A GraphQL name of at most 64 characters, e.g. `RecentCalls`, else null. */
function toName(name: string | undefined): string | null {
  return name !== undefined && /^[_A-Za-z]\w{0,63}$/.test(name) ? name : null
}

function codesOf({ errors = [] }: ExecutionResult): readonly string[] {
  return errors.map(codeOf)
}

interface Executed {
  readonly contextValue: OperationContext
  readonly document: DocumentNode
  readonly operationName?: string | null
}

/** Emits each viewer, kind and count of personal data shown unmasked. */
export function useDisclosure(emit: Emit): Plugin<OperationContext> {
  const emitDisclosed = ({ contextValue, document, operationName }: Executed) => {
    const { operation, disclosed, requestId, ask } = contextValue
    if (disclosed.size === 0) return
    emit({
      type: 'disclosure',
      operation,
      requestId,
      name: toName(getOperationAST(document, operationName)?.name?.value),
      viewer: ask.viewer.name,
      kinds: [...disclosed.keys()].toSorted(),
      count: [...disclosed.values()].reduce((sum, count) => sum + count, 0),
    })
  }
  return {
    onExecute: ({ args }) => ({ onExecuteDone: () => emitDisclosed(args) }),
    onSubscribe: ({ args }) => ({ onSubscribeResult: () => ({ onEnd: () => emitDisclosed(args) }) }),
  }
}

export interface BillRequest extends Omit<RequestEvent, 'type' | 'code' | 'operations'> {
  /** `true`: another operation paid. */
  readonly shared: boolean
}

/** Upstream requests sent and saved. */
export interface Bill {
  readonly requests: readonly BillRequest[]
  readonly saved: Readonly<Record<SavedBy, number>>
  /** The reading time of the oldest row, e.g. `2026-01-15T12:00:00.000Z`; `null`: none. */
  readonly asOf: string | null
}

export interface Bills {
  readonly listen: Emit
  open(operation: number): void
  /** Savings known at the end: ids in batches, requests paid by others. */
  settle(operation: number): readonly SavedEvent[]
  /** The bill so far. */
  read(operation: number): Bill
  close(operation: number): void
}

interface Draft {
  readonly requests: BillRequest[]
  readonly saved: Record<SavedBy, number>
  /** Rows looked up by id. */
  lookedUp: number
  oldest: Instant | null
}

export function createBills(now: () => Instant): Bills {
  const drafts = new Map<number, Draft>()

  function addRequest(event: RequestEvent): void {
    const { type: _, code, operations, ...request } = event
    for (const [place, operation] of operations.entries()) {
      const draft = drafts.get(operation)
      if (draft === undefined) continue
      draft.requests.push({ ...request, shared: place > 0 })
      if (code === null && request.kind !== 'SIGN_IN') draft.oldest = Math.min(draft.oldest ?? now(), now())
    }
  }

  function addSaved({ operation, by, count, asOf }: SavedEvent): void {
    const draft = operation === null ? undefined : drafts.get(operation)
    if (draft === undefined) return
    draft.saved[by] += count
    if (asOf !== undefined) draft.oldest = Math.min(draft.oldest ?? asOf, asOf)
  }

  /** A look-up that another instance made is no batch of this one. */
  function addLooked({ outcome, kind, operations, asOf }: LookedEvent): void {
    if (outcome !== 'FOUND') return
    for (const [place, operation] of operations.entries()) {
      const draft = drafts.get(operation)
      if (draft === undefined) continue
      if (kind === 'LOOKUP') draft.lookedUp -= 1
      const by = place > 0 ? 'shared' : 'elsewhere'
      addSaved({ type: 'saved', operation, by, count: 1, asOf: asOf ?? now() })
    }
  }

  return {
    listen: (event) => {
      if (event.type === 'request') addRequest(event)
      if (event.type === 'looked') addLooked(event)
      if (event.type === 'saved') addSaved(event)
      const draft = event.type === 'lookedUp' ? drafts.get(event.operation) : undefined
      if (draft !== undefined) draft.lookedUp += 1
    },
    open: (operation) => {
      const saved = {
        embedded: 0,
        batched: 0,
        shared: 0,
        cached: 0,
        segment: 0,
        narrowed: 0,
        journal: 0,
        elsewhere: 0,
      }
      drafts.set(operation, { requests: [], saved, lookedUp: 0, oldest: null })
    },
    settle: (operation) => {
      const { requests = [], lookedUp = 0 } = drafts.get(operation) ?? {}
      const lookUps = requests.filter(({ kind }) => kind === 'LOOKUP').length
      const shared = requests.filter((request) => request.shared).length
      return [
        { type: 'saved', operation, by: 'batched', count: Math.max(0, lookedUp - lookUps) },
        { type: 'saved', operation, by: 'shared', count: shared },
      ]
    },
    read: (operation) => {
      const draft = drafts.get(operation)
      if (draft === undefined) throw new Error('a bill is read between its opening and its closing')
      return {
        requests: draft.requests,
        saved: draft.saved,
        asOf: draft.oldest === null ? null : toRfc3339(draft.oldest),
      }
    },
    close: (operation) => void drafts.delete(operation),
  }
}
