// The GraphQL endpoint: the pipeline of plugins around every operation.
import type { GraphQLSchema } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Context } from '../graphql/schema/builder.ts'
import type { Bills, OperationContext } from './operation.ts'
import type { Persisted, Store } from './params.ts'
import type { Limits } from './limits.ts'
import type { PriceLimits } from './refusals.ts'
import type { SignInOptions } from './sign-in.ts'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { createYoga } from 'graphql-yoga'
import { limitKeyOf } from '../domain/ask.ts'
import { EVERYBODY } from '../domain/viewer.ts'
import { useNoIntrospection, usePrice, useScopes } from './refusals.ts'
import { createParallel, createRoutes, createTurns } from './admission.ts'
import {
  REQUEST_ID,
  createAddresses,
  createClientNames,
  createRequestIds,
  openAsk,
  toTraceparent,
} from './ask.ts'
import { toFaultResult, useClientErrors } from './errors.ts'
import { readParams, useDocuments, usePersisted } from './params.ts'
import { createLimits } from './limits.ts'
import { useDisclosure, useOperation } from './operation.ts'
import { createSignIn, CREDENTIAL_HEADERS } from './sign-in.ts'
import { bodyOf, send, toRequest, toSignal } from './server.ts'

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
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
}

/** Both sides of a request over a socket. */
interface Connection {
  readonly req?: IncomingMessage
  readonly res?: ServerResponse
}

export function createDoor(options: DoorOptions, deps: DoorDeps): Door {
  const { schema, gather, bills, clock, emit } = deps
  const requestIdOf = createRequestIds()
  const signIn = createSignIn(options.signIn, { ...deps, requestIdOf })
  const names = createClientNames(clock)
  const addressOf = createAddresses(options.trustedProxies)
  const parallel = createParallel(options.parallel)
  const turns = createTurns()
  const limits = createLimits(options.limits)
  const routes = createRoutes(options.corsOrigins)
  let operations = 0

  function clientOf(request: Request, req: IncomingMessage | undefined): string {
    const address = addressOf(req?.socket.remoteAddress, request.headers.get('x-forwarded-for'))
    return names.clientOf(signIn.viewerOf(request), request.headers, address)
  }

  function open({ request, req }: YogaInitialContext & Connection): OperationContext {
    const operation = (operations += 1)
    const requestId = requestIdOf(request)
    const { headers, signal: hungUp } = request
    const viewer = signIn.viewerOf(request)
    const asked = { operation, viewer, client: clientOf(request, req), headers, hungUp }
    const opened = openAsk(asked, { clock, ...options })
    bills.open(operation)
    emit({ type: 'begun', operation, requestId, traceparent: toTraceparent(headers) })
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

  /** Reads the body after sign-in, below `LIMIT_PARALLEL` only. */
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
      routes.plugin,
      useCSRFPrevention({ requestHeaders: [...PREFLIGHT_HEADERS, ...CREDENTIAL_HEADERS[options.signIn.by]] }),
      signIn.plugin,
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

  /** Replaces a library's error page, which shows a stack. */
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
    response.headers.set(REQUEST_ID, requestIdOf(request))
    routes.allowOrigin(request.headers, response.headers)
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
