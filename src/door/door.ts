// The GraphQL endpoint: Yoga set up against its own defaults, and what happens around every operation.
import type { GraphQLSchema } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Context } from '../graphql/schema/context.ts'
import type { Bills } from './bill.ts'
import type { Limits } from './limits.ts'
import type { OperationContext } from './operation.ts'
import type { Persisted } from './persisted.ts'
import type { SignInOptions } from './sign-in.ts'
import type { PriceLimits } from './price.ts'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { createYoga } from 'graphql-yoga'
import { useNoIntrospection, useScopes } from './access.ts'
import { openAsk } from './ask.ts'
import { limitKeyOf } from '../domain/ask.ts'
import { createAddresses } from './address.ts'
import { createClientNames } from './client-name.ts'
import { toFaultResult, useClientErrors } from './client-errors.ts'
import { createCors } from './cors.ts'
import type { Store } from './documents.ts'
import { useDocuments } from './documents.ts'
import { useDisclosure } from './disclosure.ts'
import { useLimits } from './limits.ts'
import { useOperation } from './operation.ts'
import { createParallel } from './parallel.ts'
import { readParams } from './params.ts'
import { usePersisted } from './persisted.ts'
import { usePrice } from './price.ts'
import { createRequestIds, REQUEST_ID } from './request-id.ts'
import { useRoutes } from './routes.ts'
import { createSignIn } from './sign-in.ts'
import { createTurns } from './turns.ts'
import { bodyOf, send, toRequest, toSignal } from './wire.ts'

/** Any of these shows that a browser has asked for permission first. */
const PREFLIGHT_HEADERS = ['x-graphql-yoga-csrf', 'apollo-require-preflight', 'graphql-require-preflight']

export interface DoorOptions extends PriceLimits {
  readonly corsOrigins: readonly string[]
  /** Addresses or networks of the proxies whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[]
  /** The most that the body of a request may have. */
  readonly bodyBytes: number
  /** The most operations of one client that run or wait at once. */
  readonly parallel: number
  readonly signIn: SignInOptions
  readonly graphiql: boolean
  readonly introspection: boolean
  readonly limits: Limits
  /** Operations known by their ids; null when there are none. */
  readonly persisted: Persisted | null
  /** Whether every answer carries its bill, or only those that ask for it. */
  readonly alwaysReport: boolean
}

export interface Door {
  /** Answers one request. */
  fetch(request: Request): Promise<Response>
  /** The same for node:http; it answers whatever no other page or probe has answered. */
  answer(request: IncomingMessage, response: ServerResponse): true
}

export interface DoorDeps {
  readonly schema: GraphQLSchema
  readonly gather: Context['gather']
  readonly bills: Bills
  /** Where documents and their prices are kept. */
  readonly documents: Store
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
}

/** The two sides of a request that came over a socket. */
interface Connection {
  readonly req?: IncomingMessage
  readonly res?: ServerResponse
}

export function createDoor(options: DoorOptions, deps: DoorDeps): Door {
  const { schema, gather, bills, clock, emit } = deps
  const requestIds = createRequestIds()
  const signIn = createSignIn(options.signIn, { ...deps, requestIdOf: requestIds.of })
  const names = createClientNames(clock)
  const addressOf = createAddresses(options.trustedProxies)
  const parallel = createParallel(options.parallel)
  const turns = createTurns()
  const cors = createCors(options.corsOrigins)
  let operations = 0

  function clientOf(request: Request, req: IncomingMessage | undefined): string {
    const address = addressOf(req?.socket.remoteAddress, request.headers.get('x-forwarded-for'))
    return names.clientOf(signIn.viewerOf(request), request.headers, address)
  }

  function open({ request, req }: YogaInitialContext & Connection): OperationContext {
    const operation = (operations += 1)
    const requestId = requestIds.of(request)
    const viewer = signIn.viewerOf(request)
    const client = clientOf(request, req)
    const opened = openAsk(operation, viewer, client, request.headers, request.signal, {
      clock,
      ...options,
    })
    bills.open(operation)
    emit({ type: 'begun', operation, requestId, traceparent: toTraceparent(request.headers) })
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

  /** The request is read only when it is let in, and when its client has not too many others. */
  const useParams: Plugin<object, Connection> = {
    onRequestParse: async ({ request, serverContext: { req, res }, setRequestParser }) => {
      const client = limitKeyOf(clientOf(request, req))
      parallel.begin(request, client)
      if (req !== undefined) await turns.take(client)
      const body = () => (req === undefined || res === undefined ? (request.body ?? []) : bodyOf(req, res))
      setRequestParser(() => readParams(request, body, options.bodyBytes))
    },
  }

  const yoga = createYoga<Connection, OperationContext>({
    schema,
    context: open,
    plugins: [
      useRoutes(cors),
      useCSRFPrevention({ requestHeaders: PREFLIGHT_HEADERS }),
      signIn.plugin,
      useParams,
      usePersisted(options.persisted),
      useLimits(options.limits),
      useDocuments(deps.documents),
      ...(options.introspection ? [] : [useNoIntrospection()]),
      useScopes(),
      usePrice(options, deps.documents),
      useDisclosure(emit),
      useOperation(options.alwaysReport, deps),
      useClientErrors(emit, options.introspection),
    ],
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // The page is served by whoever listens, compressed and without asking other hosts.
    graphiql: false,
    // It would answer any address that ends so, before everything else; no address has a space.
    healthCheckEndpoint: ' ',
    // Errors are put into words in one place, which is `useClientErrors`.
    maskedErrors: false,
    // It counts documents and not their bytes; see `useDocuments`.
    parserAndValidationCache: false,
    batching: false,
    multipart: false,
    logging: false,
    // Bodies are bounded by `readParams`, and CORS is up to `createCors`: here "no" would be said as "null", or not at all.
    maxRequestBodySize: false,
    cors: false,
  })

  /** The only way out: an error page of a library, which would show a stack, is never sent. */
  async function respond(request: Request, handle: () => Response | Promise<Response>): Promise<Response> {
    let response: Response
    try {
      response = await handle()
    } catch (error) {
      if (request.signal.aborted) throw error
      const body = JSON.stringify(toFaultResult(error, emit))
      const headers = { 'content-type': 'application/json' }
      response = new yoga.fetchAPI.Response(body, { status: 500, headers })
    } finally {
      parallel.end(request)
    }
    response.headers.set(REQUEST_ID, requestIds.of(request))
    cors.dress(request.headers, response.headers)
    return response
  }

  return {
    fetch: (request) => respond(request, () => yoga.fetch(request)),
    answer: (req, res) => {
      const signal = toSignal(res)
      const request = toRequest(yoga.fetchAPI.Request, req, signal)
      respond(request, () => yoga.handleRequest(request, { req, res }))
        .then((response) => send(response, res))
        .catch((error: unknown) => {
          if (!signal.aborted) toFaultResult(error, emit)
          res.destroy()
        })
      return true
    },
  }
}

/** As the header has it by W3C's Trace Context; events repeat nothing else that it may hold. */
function toTraceparent(headers: Headers): string | null {
  const given = headers.get('traceparent') ?? ''
  return /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(given) ? given : null
}
