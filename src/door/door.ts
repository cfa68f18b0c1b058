// The GraphQL endpoint: the pipeline of plugins around every operation.
import type { GraphQLSchema } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Context } from '../graphql/schema/builder.ts'
import type { HeaderWriter } from './admission.ts'
import type { Incoming } from './incoming.ts'
import type { Kept, KeptAnswer } from './kept.ts'
import type { Bills, OperationContext } from './operation.ts'
import type { Persisted, Store } from './params.ts'
import type { Limits } from './limits.ts'
import type { PriceLimits } from './refusals.ts'
import type { SignInOptions } from './sign-in.ts'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { createYoga } from 'graphql-yoga'
import { limitKeyOf } from '../domain/ask.ts'
import { EVERYBODY } from '../domain/viewer.ts'
import { execute } from '../graphql/execute.ts'
import { useNoIntrospection, usePrice, useScopes } from './refusals.ts'
import { createParallel, createRoutes, createTurns } from './admission.ts'
import { REQUEST_ID, createAddresses, createClientNames, openAsk, toTraceparent } from './ask.ts'
import { toFaultResult, useClientErrors } from './errors.ts'
import { toIncoming, toReader, toWriter, viewerOf } from './incoming.ts'
import { isKeepable, repeatEvents } from './kept.ts'
import { readParams, readText, useDocuments, usePersisted } from './params.ts'
import { createLimits } from './limits.ts'
import { useDisclosure, useOperation } from './operation.ts'
import { createSignIn, CREDENTIAL_HEADERS } from './sign-in.ts'
import { bodyOf, send, sendWhole, toRequest, toSignal } from './server.ts'

/** Operations without a plan are Yoga's. */
const usePlans: Plugin = {
  onExecute: ({ executeFn, setExecuteFn }) => setExecuteFn((args) => execute(args) ?? executeFn(args)),
}

/** Headers that no form can send. */
const PREFLIGHT_HEADERS = ['x-graphql-yoga-csrf', 'apollo-require-preflight', 'graphql-require-preflight']

export interface DoorOptions extends PriceLimits {
  readonly corsOrigins: readonly string[]
  /** Addresses or networks of proxies whose `x-forwarded-for` is believed, e.g. `10.0.0.0/8`. */
  readonly trustedProxies: readonly string[]
  readonly bodyBytes: number
  /** The most operations of one client that run or wait at once. */
  readonly parallel: number
  readonly signIn: SignInOptions
  readonly graphiql: boolean
  /** The live page at `/`. */
  readonly console: boolean
  readonly introspection: boolean
  readonly limits: Limits
  readonly persisted: Persisted | null
  /** Adds the bill to every answer, also without `x-upstream: report`. */
  readonly alwaysReport: boolean
}

export interface Door {
  fetch(request: Request): Promise<Response>
  /** The same for node:http; the last of the server's answers. */
  answer(request: IncomingMessage, response: ServerResponse): true
}

export interface DoorDeps {
  readonly schema: GraphQLSchema
  readonly gather: Context['gather']
  readonly bills: Bills
  /** The cache of parsed documents and least prices. */
  readonly documents: Store
  readonly kept: Kept
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
}

interface Connection {
  readonly incoming: Incoming
}

export function createDoor(options: DoorOptions, deps: DoorDeps): Door {
  const { schema, gather, bills, kept, clock, emit } = deps
  const signIn = createSignIn(options.signIn, deps)
  const names = createClientNames(clock)
  const addressOf = createAddresses(options.trustedProxies)
  const parallel = createParallel(options.parallel)
  const turns = createTurns()
  const limits = createLimits(options.limits)
  const routes = createRoutes(options.corsOrigins)
  let operations = 0

  function clientOf(incoming: Incoming): string {
    const { headers, address } = incoming
    incoming.client ??= names.clientOf(
      viewerOf(incoming),
      headers,
      addressOf(address, headers.get('x-forwarded-for')),
    )
    return incoming.client
  }

  function emitBegun(operation: number, { requestId, headers }: Incoming): void {
    emit({ type: 'begun', operation, requestId, traceparent: toTraceparent(headers) })
  }

  function open({ request, incoming }: YogaInitialContext & Connection): OperationContext {
    const operation = (operations += 1)
    const { requestId, headers, draft } = incoming
    const [viewer, client] = [viewerOf(incoming), clientOf(incoming)]
    const asked = { operation, viewer, client, headers, hungUp: request.signal }
    const opened = openAsk({ ...asked, uses: draft ?? undefined }, { clock, ...options })
    bills.open(operation)
    draft?.begin(operation)
    emitBegun(operation, incoming)
    return {
      operation,
      requestId,
      openAsk: opened,
      ask: opened.ask,
      renew: opened.renew,
      gather,
      embedded: new Set(),
      recalled: new Map(),
      disclosed: new Map(),
      startedAt: clock.now(),
    }
  }

  const useSignIn: Plugin<object, Connection> = {
    onRequestParse: async ({ serverContext: { incoming } }) => {
      incoming.viewer ??= await signIn.viewerOf(incoming)
    },
  }

  /** Reads the body after sign-in, below `LIMIT_PARALLEL` only. */
  const useParams: Plugin<object, Connection> = {
    onRequestParse: async ({ request, serverContext: { incoming }, setRequestParser }) => {
      const client = limitKeyOf(clientOf(incoming))
      const refusal = parallel.begin(incoming, client)
      if (refusal !== null) throw refusal
      if (!incoming.hasTurn) await turns.take(client)
      setRequestParser(() => readParams(request, incoming.text, options.bodyBytes))
    },
  }

  const yoga = createYoga<Connection, OperationContext>({
    schema,
    context: open,
    plugins: [
      routes.plugin,
      useCSRFPrevention({ requestHeaders: [...PREFLIGHT_HEADERS, ...CREDENTIAL_HEADERS[options.signIn.by]] }),
      useSignIn,
      useParams,
      usePersisted(options.persisted),
      limits.plugin,
      useDocuments(deps.documents),
      ...(options.introspection ? [] : [useNoIntrospection()]),
      useScopes(),
      usePrice(options, {
        accounts: gather.accounts({}, EVERYBODY).length,
        sizeOf: limits.sizeOf,
        store: deps.documents,
      }),
      useDisclosure(emit),
      useOperation(options.alwaysReport, deps),
      usePlans,
      useClientErrors(emit, options.introspection),
    ],
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // `pages.ts` serves it compressed, without other hosts.
    graphiql: false,
    // The default, `/health`, matches before all plugins; no address is a space.
    healthCheckEndpoint: ' ',
    // `useClientErrors` masks errors.
    maskedErrors: false,
    // It counts documents, not their bytes; `useDocuments` caches instead.
    parserAndValidationCache: false,
    batching: false,
    multipart: false,
    logging: false,
    // `readParams` bounds bodies.
    maxRequestBodySize: false,
    // `createRoutes` answers instead: Yoga's refusal allows the origin "null".
    cors: false,
  })

  /** The kept answer to a repeated question, else `null`. */
  async function findKept(
    method: string | undefined,
    address: string | undefined,
    incoming: Incoming,
  ): Promise<KeptAnswer | null> {
    const { headers } = incoming
    if (method !== 'POST' || address !== '/graphql' || !isKeepable(headers)) return null
    incoming.viewer = signIn.known(headers)
    const isShort = Number(headers.get('content-length') ?? 0) <= options.bodyBytes
    if (incoming.viewer === null || !isShort) return null
    const client = limitKeyOf(clientOf(incoming))
    if (parallel.begin(incoming, client) !== null) return null
    // The pipeline reports a body that cannot be read.
    const text = await incoming.text().catch(() => null)
    if (text === null) return null
    if (!incoming.hasTurn) await turns.take(client)
    incoming.hasTurn = true
    const found = kept.find({ viewer: incoming.viewer, accept: headers.get('accept'), text })
    if (found === null || 'bytes' in found) return found
    incoming.draft = found
    return null
  }

  /** Counts as an operation of its own. */
  function repeat(answer: KeptAnswer, incoming: Incoming, startedAt: number, headers: HeaderWriter): void {
    const operation = (operations += 1)
    const by = { operation, requestId: incoming.requestId, viewer: viewerOf(incoming).name }
    emitBegun(operation, incoming)
    repeatEvents(answer, by, clock.now() - startedAt, emit)
    headers.set('content-type', answer.type)
    addHeaders(incoming, headers)
  }

  function addHeaders(incoming: Incoming, headers: HeaderWriter): void {
    headers.set(REQUEST_ID, incoming.requestId)
    routes.allowOrigin(incoming.headers, headers)
  }

  /** Replaces a library's error page, which shows a stack. */
  async function execute(request: Request, incoming: Incoming): Promise<Response> {
    let response: Response
    try {
      response = await yoga.fetch(request, { incoming })
      const { draft } = incoming
      if (draft?.isSound() === true && response.status === 200) {
        const { status, headers } = response
        const text = await response.text()
        draft.keep(text, headers.get('content-type') ?? '')
        response = new yoga.fetchAPI.Response(text, { status, headers })
      }
    } catch (error) {
      if (request.signal.aborted) throw error
      const body = JSON.stringify(toFaultResult(error, emit))
      const headers = { 'content-type': 'application/json' }
      response = new yoga.fetchAPI.Response(body, { status: 500, headers })
    }
    addHeaders(incoming, response.headers)
    return response
  }

  async function answerOver(req: IncomingMessage, res: ServerResponse, incoming: Incoming): Promise<void> {
    const startedAt = clock.now()
    const answer = await findKept(req.method, req.url, incoming)
    if (answer !== null) {
      repeat(answer, incoming, startedAt, toWriter(res))
      release(incoming)
      return sendWhole(answer.bytes, 200, res)
    }
    const signal = toSignal(res)
    const request = toRequest(yoga.fetchAPI.Request, req, signal)
    try {
      const response = await execute(request, incoming)
      release(incoming)
      await send(response, res)
    } catch (error) {
      if (!signal.aborted) throw error
      res.destroy()
    }
  }

  function release(incoming: Incoming): void {
    parallel.end(incoming)
    incoming.draft?.close()
  }

  return {
    fetch: async (request) => {
      const startedAt = clock.now()
      const incoming = toIncoming(request.headers, () => readText(request.body ?? [], options.bodyBytes))
      const { pathname, search } = new URL(request.url)
      try {
        const answer = await findKept(request.method, pathname + search, incoming)
        if (answer === null) return await execute(request, incoming)
        const headers = new Headers()
        repeat(answer, incoming, startedAt, headers)
        return new yoga.fetchAPI.Response(answer.bytes, { headers })
      } finally {
        release(incoming)
      }
    },
    answer: (req, res) => {
      const read = () => readText(bodyOf(req, res), options.bodyBytes)
      const incoming = toIncoming(toReader(req), read, req.socket)
      answerOver(req, res, incoming)
        .catch((error: unknown) => {
          toFaultResult(error, emit)
          res.destroy()
        })
        .finally(() => release(incoming))
      return true
    },
  }
}
