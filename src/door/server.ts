// The socket: one node:http server in front of the endpoint, with the limits that belong before the first byte is read,
// and GraphiQL for people.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Door } from './door.ts'
import type { Page } from './graphiql.ts'
import { createServer as createHttpServer } from 'node:http'

/** The largest operation with its variables; nothing that fits a screen comes near. */
const MOST_BODY_BYTES = 262_144

/** Headers and body must have come by then, so that nobody holds a connection by dripping. */
const REQUEST_TIMEOUT_MS = 15_000

/** `page` is null when GraphiQL is off. */
export function createServer(door: Door, page: Page | null): Server {
  const server = createHttpServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    answer(door, page, request, response).catch(() => {
      // The client broke off, or what it sent cannot be a request; nobody is left to be told more.
      if (!response.headersSent) response.writeHead(400)
      response.end()
    })
  })
  return server
}

async function answer(
  door: Door,
  page: Page | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (page !== null && request.method === 'GET' && isForPeople(request)) {
    if (pathname === '/') return refer(response, '/graphql')
    if (pathname === '/graphql') return page(request, response)
  }
  if (pathname !== '/graphql') return refuse(response, 404, 'The GraphQL endpoint is /graphql.')
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (request.method === 'POST' && Number.isNaN(length))
    return refuse(response, 411, 'A content-length is required.')
  if (length > MOST_BODY_BYTES) return refuse(response, 413, `A body may have ${MOST_BODY_BYTES} bytes.`)
  await door.handle(request, response)
}

function isForPeople(request: IncomingMessage): boolean {
  return request.headers.accept?.includes('text/html') ?? false
}

function refer(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end()
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    .end(`${reason}\n`)
}
