// Puts a function from request to response behind a real HTTP server.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

export type Handler = (request: Request) => Promise<Response>

export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

export async function serve(handler: Handler, { port = 0, host = '127.0.0.1' } = {}): Promise<Served> {
  const server = createServer({ keepAlive: true, keepAliveTimeout: 30_000 }, (incoming, outgoing) => {
    exchange(handler, incoming, outgoing).catch(() => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(500).end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const boundPort = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host}:${boundPort}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

async function exchange(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await handler(await toRequest(incoming))
  outgoing.statusCode = response.status
  outgoing.setHeaders(response.headers)
  if (response.body === null) outgoing.end()
  else await pipeline(response.body, outgoing)
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const method = incoming.method ?? 'GET'
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const bodiless = method === 'GET' || method === 'HEAD'
  const body = bodiless ? null : new Uint8Array(await buffer(incoming))
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers,
    body,
  })
}
