// The GraphQL endpoint: Yoga set up against its own defaults, and what happens around every operation.
import type { GraphQLSchema } from 'graphql'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { YogaInitialContext } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Context } from '../graphql/context.ts'
import type { Bills } from './bill.ts'
import type { Limits } from './limits.ts'
import type { OperationContext } from './operation.ts'
import type { Persisted } from './persisted.ts'
import type { SignInOptions } from './sign-in.ts'
import type { PriceLimits } from './price.ts'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { createYoga } from 'graphql-yoga'
import { openAsk } from './ask.ts'
import { createClientNames } from './client-name.ts'
import { useClientErrors } from './client-errors.ts'
import { useDisclosure } from './disclosure.ts'
import { useNoIntrospection } from './introspection.ts'
import { useLimits } from './limits.ts'
import { useOperation } from './operation.ts'
import { usePersisted } from './persisted.ts'
import { usePrice } from './price.ts'
import { createRequestIds } from './request-id.ts'
import { useScopes } from './scopes.ts'
import { createSignIn } from './sign-in.ts'

/** Any of these shows that a browser has asked for permission first. */
const PREFLIGHT_HEADERS = ['x-graphql-yoga-csrf', 'apollo-require-preflight', 'graphql-require-preflight']

export interface DoorOptions extends PriceLimits {
  readonly corsOrigins: readonly string[]
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
  /** The same for node:http. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

export interface DoorMeans {
  readonly schema: GraphQLSchema
  readonly gather: Context['gather']
  readonly bills: Bills
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
}

/** What a request has that came over a socket. */
interface Connection {
  readonly req?: IncomingMessage
}

export function createDoor(options: DoorOptions, means: DoorMeans): Door {
  const { schema, gather, bills, clock, emit } = means
  const requestIds = createRequestIds()
  const signIn = createSignIn(options.signIn, { ...means, requestIdOf: requestIds.of })
  const names = createClientNames(clock)
  let operations = 0

  function open({ request, req }: YogaInitialContext & Connection): OperationContext {
    const operation = (operations += 1)
    const requestId = requestIds.of(request)
    const viewer = signIn.viewerOf(request)
    const client = names.clientOf(viewer, request.headers, req?.socket.remoteAddress)
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

  const yoga = createYoga<Connection, OperationContext>({
    schema,
    context: open,
    plugins: [
      requestIds.plugin,
      useCSRFPrevention({ requestHeaders: PREFLIGHT_HEADERS }),
      signIn.plugin,
      ...(options.persisted === null ? [] : [usePersisted(options.persisted)]),
      useLimits(options.limits),
      ...(options.introspection ? [] : [useNoIntrospection()]),
      useScopes(),
      usePrice(options),
      useDisclosure(emit),
      useOperation(options.alwaysReport, means),
      useClientErrors(emit, options.introspection),
    ],
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // The page is served by whoever listens, compressed and without asking other hosts.
    graphiql: false,
    // Errors are put into words in one place, which is `useClientErrors`.
    maskedErrors: false,
    batching: false,
    multipart: false,
    logging: false,
    // Checked on the socket, before a byte of the body is read.
    maxRequestBodySize: false,
    cors: options.corsOrigins.length === 0 ? false : { origin: [...options.corsOrigins], credentials: false },
  })
  return {
    fetch: async (request) => yoga.fetch(request),
    handle: async (request, response) => {
      // oxlint-disable-next-line typescript/await-thenable -- its type hides the promise that it gives
      await yoga.requestListener(request, response)
    },
  }
}

/** As the header has it by W3C's Trace Context; events repeat nothing else that it may hold. */
function toTraceparent(headers: Headers): string | null {
  const given = headers.get('traceparent') ?? ''
  return /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(given) ? given : null
}
