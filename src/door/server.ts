// The socket: one node:http server in front of the endpoint, with the limits that belong before the first byte is read.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Door } from './door.ts'
import type { Pages } from './pages.ts'
import type { Probes } from './probes.ts'
import { createServer as createHttpServer } from 'node:http'
import { Socket } from 'node:net'

/** The largest operation with its variables, unless set otherwise; nothing that fits a screen comes near. */
export const MOST_BODY_BYTES = 262_144

/** Headers and body must have come by then, so that nobody holds a connection by dripping; looked after this often. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 5_000 }

/** Longer than balancers keep connections open, mostly a minute, so that none sends into one that is being closed. */
const KEEP_ALIVE = { keepAliveTimeout: 65_000 }

/** On every answer: it is for whoever asked, is what it says it is, and belongs into no frame. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

export function createServer(
  door: Door & { readonly probes: Probes },
  pages: Pages,
  mostBodyBytes: number,
  timeouts = TIMEOUTS,
): Server {
  const server = createHttpServer({ ...timeouts, ...KEEP_ALIVE }, (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    answer(door, pages, mostBodyBytes, request, response).catch(() => {
      // The client broke off, or what it sent cannot be a request; nobody is left to be told more.
      if (!response.headersSent) response.writeHead(400)
      response.end()
    })
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Connections are opened ahead of time. Whoever used one at this moment would take what is said for an answer.
    const isUnused = !(socket instanceof Socket) || socket.bytesRead === 0
    if (isUnused || !socket.writable) socket.destroy()
    else socket.end(`HTTP/1.1 ${CUT[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`)
  })
  return server
}

/** What is said to whom is cut off, by the code of the reason. */
const CUT: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

async function answer(
  door: Door & { readonly probes: Probes },
  pages: Pages,
  mostBodyBytes: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pages(request, response, pathname)) return
  if (door.probes.answer(request, response, pathname)) return
  if (pathname !== '/graphql') return refuse(response, 404, 'The GraphQL endpoint is /graphql.')
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (request.method === 'POST' && Number.isNaN(length))
    return refuse(response, 411, 'A content-length is required.')
  if (length > mostBodyBytes) return refuse(response, 413, `A body may have ${mostBodyBytes} bytes.`)
  await door.handle(request, response)
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    .end(`${reason}\n`)
}
