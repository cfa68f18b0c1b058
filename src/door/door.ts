// The GraphQL endpoint. Yoga answers requests by the protocol; operations run here.
//
//   POST of JSON ─→ kept bytes ─→ result without errors ─→ bytes
//   all others, errors, subscriptions ─→ Yoga ─→ status, media type, events
import type { GraphQLSchema } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Context } from '../graphql/schema/builder.ts'
import type { RowPartsOf } from '../graphql/row-parts.ts'
import type { Bills } from './bill.ts'
import type { Store } from '../domain/store.ts'
import type { Incoming, Result } from './incoming.ts'
import type { Answer, Draft, Kept, KeptAnswer } from './kept.ts'
import type { OperationContext } from './operation.ts'
import type { Persisted } from './params.ts'
import type { Limits } from './limits.ts'
import type { PriceLimits } from './refusals.ts'
import type { SignInOptions } from './sign-in.ts'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { createYoga } from 'graphql-yoga'
import { limitKeyOf } from '../domain/ask.ts'
import { EVERYBODY } from '../domain/viewer.ts'
import { createNotes } from '../graphql/schema/notes.ts'
import { createParallel, createRoutes, createTurns } from './admission.ts'
import { REQUEST_ID, createAddresses, createClientNames, openAsk, toTraceparent } from './ask.ts'
import { createDocuments } from './documents.ts'
import { createWording, toFaultResult } from './errors.ts'
import { isEvents, toIncoming, toReader, viewerOf } from './incoming.ts'
import { isKeepable, repeatEvents } from './kept.ts'
import { createOperations } from './operation.ts'
import { isJson, readParams, readText } from './params.ts'
import { createRefusals } from './refusals.ts'
import { createSignIn, CREDENTIAL_HEADERS } from './sign-in.ts'
import { readBody, send, sendWhole, toRequest, toSignal } from './server.ts'

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
  readonly rowPartsOf: RowPartsOf
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
}

interface Connection {
  readonly incoming: Incoming
}

/** Yoga accepts these instead of the operation, which is read and run here. */
const NO_PARAMS = { query: '' }

/** Sending less blocks too little to need a turn. */
const SHORT_BYTES = 65_536

function isShortAnswer(found: KeptAnswer | Draft): boolean {
  return 'bytes' in found && found.bytes.byteLength <= SHORT_BYTES
}

/** Media types of answers that are remembered, by `accept`. */
const MOST_TYPES = 100

export function createDoor(options: DoorOptions, deps: DoorDeps): Door {
  const { schema, gather, bills, documents: store, kept, clock, emit } = deps
  const signIn = createSignIn(options.signIn, deps)
  const names = createClientNames(clock)
  const addressOf = createAddresses(options.trustedProxies)
  const parallel = createParallel(options.parallel)
  const turns = createTurns()
  const routes = createRoutes(options.corsOrigins)
  const toWorded = createWording(emit, options.introspection)
  const accounts = gather.accounts({}, EVERYBODY).length
  const runOperation = createOperations({
    ...deps,
    documents: createDocuments({ schema, store, ...options }),
    refusals: createRefusals(options, { accounts, store }),
    toWorded,
    alwaysReport: options.alwaysReport,
  })
  /** As Yoga chose them for results without errors. */
  const types = new Map<string | null, string>()
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

  function open(incoming: Incoming): OperationContext {
    const operation = (operations += 1)
    const { requestId, headers, draft, signal } = incoming
    const [viewer, client] = [viewerOf(incoming), clientOf(incoming)]
    const asked = { operation, viewer, client, headers, hungUp: signal, uses: draft ?? undefined }
    const opened = openAsk(asked, { clock, ...options })
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
      notes: createNotes(),
      startedAt: clock.now(),
    }
  }

  /** Takes a turn at the event loop: parsing blocks. */
  async function takeTurn(incoming: Incoming): Promise<void> {
    if (!incoming.hasTurn) await turns.take(limitKeyOf(clientOf(incoming)))
    incoming.hasTurn = true
  }

  function resultOf(incoming: Incoming): Promise<Result> {
    const run = async () => {
      const params = await readParams(incoming, options.bodyBytes, options.persisted)
      return runOperation(params, incoming, () => open(incoming))
    }
    return (incoming.result ??= run())
  }

  /** Reads the body after sign-in, below `LIMIT_PARALLEL` only. */
  const useOperations: Plugin<object, Connection> = {
    onRequestParse: async ({ serverContext: { incoming }, setRequestParser }) => {
      incoming.viewer ??= await signIn.viewerOf(incoming)
      const refusal = parallel.begin(incoming, limitKeyOf(clientOf(incoming)))
      if (refusal !== null) throw refusal
      await takeTurn(incoming)
      setRequestParser(async () => {
        await resultOf(incoming)
        return NO_PARAMS
      })
    },
    onParams: async ({ context: { incoming }, setResult }) => setResult(await resultOf(incoming)),
    onResultProcess: async ({ result, setResult, resultProcessor }) => {
      if (Array.isArray(result)) return
      if (!(Symbol.asyncIterator in result)) setResult(toWorded(result))
      // Without a processor the client gets 406, and nobody reads the events.
      else if (resultProcessor === undefined) await result[Symbol.asyncIterator]().return?.()
    },
  }

  const yoga = createYoga<Connection>({
    plugins: [
      routes.plugin,
      useCSRFPrevention({ requestHeaders: [...PREFLIGHT_HEADERS, ...CREDENTIAL_HEADERS[options.signIn.by]] }),
      useOperations,
    ],
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // `pages.ts` serves it compressed, without other hosts.
    graphiql: false,
    // The default, `/health`, matches before all plugins; no address is a space.
    healthCheckEndpoint: ' ',
    // `createWording` masks errors.
    maskedErrors: false,
    // `createDocuments` caches instead, and counts bytes.
    parserAndValidationCache: false,
    batching: false,
    multipart: false,
    logging: false,
    // `readBody` bounds bodies.
    maxRequestBodySize: false,
    // `createRoutes` answers instead: Yoga's refusal allows the origin "null".
    cors: false,
  })

  /** Kept bytes or a new result, as JSON without errors; `null`: Yoga answers. */
  async function answerPlainly(incoming: Incoming): Promise<Answer | null> {
    const { method, target, headers } = incoming
    if (method !== 'POST' || target !== '/graphql' || !isJson(headers)) return null
    const startedAt = clock.now()
    incoming.viewer = signIn.known(incoming)
    const isShort = Number(headers.get('content-length') ?? 0) <= options.bodyBytes
    if (incoming.viewer === null || !isShort) return null
    if (parallel.begin(incoming, limitKeyOf(clientOf(incoming))) !== null) return null
    // Yoga reports a body that cannot be read.
    const text = await incoming.text().catch(() => null)
    if (text === null) return null
    const accept = headers.get('accept')
    const question = isKeepable(headers) ? { viewer: incoming.viewer, accept, text } : null
    let found = question && kept.find(question)
    if (found === null || !isShortAnswer(found)) {
      await takeTurn(incoming)
      // Another client may have asked the same in an earlier turn.
      if (question !== null && found !== null) found = kept.find(question)
    }
    if (found !== null && 'bytes' in found) {
      repeat(found, incoming, startedAt)
      return found
    }
    incoming.draft = found
    const type = types.get(accept)
    if (type === undefined) return null
    const result = await resultOf(incoming).catch(() => null)
    if (result === null || isEvents(result) || result.errors !== undefined) return null
    const answer = { type, bytes: Buffer.from(JSON.stringify(result)) }
    incoming.draft?.keep(answer)
    return answer
  }

  /** Counts as an operation of its own. */
  function repeat(answer: KeptAnswer, incoming: Incoming, startedAt: Instant): void {
    const operation = (operations += 1)
    const by = { operation, requestId: incoming.requestId, viewer: viewerOf(incoming).name }
    emitBegun(operation, incoming)
    repeatEvents(answer, by, clock.now() - startedAt, emit)
  }

  /** Replaces a library's error page, which shows a stack. */
  async function answerByYoga(request: Request, incoming: Incoming): Promise<Response> {
    let response: Response
    try {
      response = await yoga.fetch(request, { incoming })
      if (incoming.method === 'POST') await noteType(response, incoming)
    } catch (error) {
      if (request.signal.aborted) throw error
      const body = JSON.stringify(toFaultResult(error, emit))
      const headers = { 'content-type': 'application/json' }
      response = new yoga.fetchAPI.Response(body, { status: 500, headers })
    }
    for (const [name, value] of Object.entries(headersOf(incoming))) response.headers.append(name, value)
    return response
  }

  async function noteType({ status, headers }: Response, incoming: Incoming): Promise<void> {
    const result = await incoming.result?.catch(() => null)
    const type = headers.get('content-type') ?? ''
    const isPlain = result != null && !isEvents(result) && result.errors === undefined
    if (!isPlain || status !== 200 || !type.includes('json')) return
    if (types.size >= MOST_TYPES) types.clear()
    types.set(incoming.headers.get('accept'), type)
  }

  /** On every answer. */
  function headersOf({ requestId, headers }: Incoming): Readonly<Record<string, string>> {
    return { [REQUEST_ID]: requestId, ...routes.originHeaders(headers) }
  }

  async function answerOver(req: IncomingMessage, res: ServerResponse, incoming: Incoming): Promise<void> {
    try {
      const answer = await answerPlainly(incoming)
      if (answer !== null) {
        release(incoming)
        const headers = { 'content-type': answer.type, ...headersOf(incoming) }
        return await sendWhole(answer.bytes, 200, headers, res)
      }
      const request = toRequest(yoga.fetchAPI.Request, req, incoming.signal())
      const response = await answerByYoga(request, incoming)
      release(incoming)
      await send(response, res)
    } catch (error) {
      if (!incoming.signal().aborted) toFaultResult(error, emit)
      res.destroy()
    } finally {
      release(incoming)
    }
  }

  function release(incoming: Incoming): void {
    parallel.end(incoming)
    incoming.draft?.close()
  }

  return {
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url)
      const incoming = toIncoming({
        method: request.method,
        target: pathname + search,
        headers: request.headers,
        read: () => readText(request.body ?? [], options.bodyBytes),
        signal: () => request.signal,
      })
      try {
        const answer = await answerPlainly(incoming)
        if (answer === null) return await answerByYoga(request, incoming)
        const headers = { 'content-type': answer.type, ...headersOf(incoming) }
        return new yoga.fetchAPI.Response(answer.bytes, { headers })
      } finally {
        release(incoming)
      }
    },
    answer: (req, res) => {
      const incoming = toIncoming({
        method: req.method,
        target: req.url,
        headers: toReader(req),
        read: () => readBody(req, res, options.bodyBytes),
        signal: () => toSignal(res),
        socket: req.socket,
      })
      void answerOver(req, res, incoming)
      return true
    },
  }
}
