// The socket: a node:http server in front of pages, probes and the endpoint. It refuses what is no HTTP, and destroys the
// connections of clients that drip what they send or do not read what they are sent.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Emit } from '../domain/event.ts'
import { createServer as createHttpServer } from 'node:http'
import { Socket } from 'node:net'
import { toError } from '../domain/errors.ts'

/** Answers a request; false leaves it to the next. */
export type Answer = (request: IncomingMessage, response: ServerResponse, pathname: string) => boolean

/**
 * Headers and body must have come by then, so that no client holds a connection by dripping; it is looked after this
 * often. A client that takes nothing of its answer for `unreadTimeout` is cut.
 */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  unreadTimeout: 30_000,
}

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

/** The rest of a body that nobody wants is let pass, so that the refusal arrives; more than this cuts the connection. */
const MOST_IGNORED_BYTES = 1_048_576

/** `answers` are asked in turn; what none of them takes is 404. */
export function createServer(
  answers: readonly Answer[],
  emit: Emit = () => {},
  { unreadTimeout, ...timeouts }: typeof TIMEOUTS = TIMEOUTS,
): Server {
  function serve(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    response.once('finish', () => {
      if (!request.complete) ignoreRest(request)
    })
    latest.set(request.socket, response)
    const { host } = request.headers
    const url = toUrl(request.url ?? '/')
    if (url === null || (host !== undefined && !isHost(host))) {
      const place = url === null ? 'request target' : 'header Host'
      emit({ type: 'rejected', status: 400, place })
      return refuse(response, 400, `The ${place} is none.`)
    }
    // As clients of proxies write it, the target may be a whole address.
    request.url = url.pathname + url.search
    try {
      if (!answers.some((answer) => answer(request, response, url.pathname)))
        refuse(response, 404, 'Nothing is here.')
    } catch (error) {
      // Thrown further it would end the process.
      emit({ type: 'fault', where: 'server', error: toError(error) })
      response.destroy()
    }
  }

  /** The answer that each connection was given last. */
  const latest = new WeakMap<Socket, ServerResponse>()
  const server = createHttpServer({ ...timeouts, ...KEEP_ALIVE }, serve)
  // Who asks before sending a large body gets the refusal, or is told to go on once somebody reads it.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('connection', 'close')
    serve(request, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Connections are opened ahead of time. Whoever used one at this moment would take what is said for an answer.
    const isUnused = !(socket instanceof Socket) || socket.bytesRead === 0
    // What was answered before its body had come is not answered twice.
    const answered = socket instanceof Socket ? latest.get(socket) : undefined
    const isAnswered = answered?.headersSent === true && !answered.req.complete
    if (isUnused || isAnswered || !socket.writable) socket.destroy()
    else {
      const said = `HTTP/1.1 ${CUT[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`
      // A client that never closes its side would keep the connection, and its file descriptor, for ever.
      socket.end(said, () => socket.destroy())
    }
  })
  cutUnread(server, timeouts.connectionsCheckingInterval, unreadTimeout)
  return server
}

/** What is said to whom is cut off, by the code of the reason. */
const CUT: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

function toUrl(target: string): URL | null {
  return URL.canParse(target, 'http://localhost') ? new URL(target, 'http://localhost') : null
}

/** A name or an address with or without a port, as RFC 3986 writes them. */
const HOST = /^(?:[\w.~!$&'()*+,;=-]+|\[[\d:.a-f]+\])?(?::\d*)?$/i

function isHost(text: string): boolean {
  return HOST.test(text) && (text === '' || URL.canParse(`http://${text}`))
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    .end(`${reason}\n`)
}

function ignoreRest(request: IncomingMessage): void {
  let left = MOST_IGNORED_BYTES
  request
    .on('error', () => {})
    .on('data', (chunk: Buffer) => {
      left -= chunk.byteLength
      if (left < 0) request.destroy()
    })
    .resume()
}

/** Destroys connections of which nothing has been taken for so long although something waits to be. */
function cutUnread(server: Server, everyMs: number, mostMs: number): void {
  const sockets = new Map<Socket, { readonly taken: number; readonly at: number }>()
  server.on('connection', (socket: Socket) => {
    sockets.set(socket, { taken: 0, at: performance.now() })
    socket.once('close', () => sockets.delete(socket))
  })
  const timer = setInterval(() => {
    const at = performance.now()
    for (const [socket, known] of sockets) {
      const taken = socket.bytesWritten - socket.writableLength
      if (socket.writableLength === 0 || taken > known.taken) sockets.set(socket, { taken, at })
      else if (at - known.at >= mostMs) socket.destroy()
    }
  }, everyMs).unref()
  server.once('close', () => clearInterval(timer))
}
