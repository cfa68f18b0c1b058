// The socket: a node:http server in front of pages, probes and the endpoint.
// It refuses malformed requests and destroys connections that drip or do not read.
// It turns requests of node:http into Fetch, and answers back.
import type { IncomingMessage, OutgoingHttpHeaders, Server } from 'node:http'
import type { Emit } from '../domain/event.ts'
import { createServer as createHttpServer, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { toError } from '../domain/errors.ts'
import { createBody } from './params.ts'

/** Returns false for a request of another answer. */
export type Answer = (request: IncomingMessage, response: ServerResponse, pathname: string) => boolean

/** Milliseconds. `unreadTimeout`: the client reads nothing of its answer for so long. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  unreadTimeout: 30_000,
}

/** Longer than balancers (mostly 60 s), so that they close first. */
const KEEP_ALIVE = { keepAliveTimeout: 65_000 }

/** On every answer. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Writes the security headers beside an answer's own. */
class SecureResponse extends ServerResponse {
  override writeHead(status: number, ...more: unknown[]): this {
    const [own] = more
    const headers: OutgoingHttpHeaders = { ...SECURITY_HEADERS, ...(typeof own === 'object' ? own : {}) }
    if (!this.req.complete) this.once('finish', () => ignoreRest(this.req))
    return super.writeHead(status, headers)
  }
}

/** Dropped after a refusal, so that it arrives. A longer rest is cut. */
const MOST_IGNORED_BYTES = 1_048_576

/** Tries `answers` in turn, e.g. pages, probes, endpoint; else 404. */
export function createServer(
  answers: readonly Answer[],
  emit: Emit = () => {},
  { unreadTimeout, ...timeouts }: typeof TIMEOUTS = TIMEOUTS,
): Server {
  /** The last answer of each connection. */
  const latest = new WeakMap<Socket, ServerResponse>()
  const isHost = createHosts()

  function serve(request: IncomingMessage, response: ServerResponse): void {
    latest.set(request.socket, response)
    const { host } = request.headers
    const target = toTarget(request.url ?? '/')
    if (target === null || (host !== undefined && !isHost(host))) {
      const place = target === null ? 'request target' : 'header Host'
      emit({ type: 'rejected', status: 400, place })
      return refuse(response, 400, `The ${place} is invalid.`)
    }
    // Clients of proxies send a whole address: `GET http://host/graphql`.
    request.url = target.pathname + target.search
    try {
      if (!answers.some((answer) => answer(request, response, target.pathname)))
        refuse(response, 404, 'Not found.')
    } catch (error) {
      // Uncaught, it would end the process.
      emit({ type: 'fault', where: 'server', error: toError(error) })
      response.destroy()
    }
  }

  const server = createHttpServer({ ...timeouts, ...KEEP_ALIVE, ServerResponse: SecureResponse }, serve)
  // `bodyOf` answers `100` to `Expect: 100-continue`.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('connection', 'close')
    serve(request, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // On an unused connection the text would answer the next request.
    const isUnused = !(socket instanceof Socket) || socket.bytesRead === 0
    // The request was answered before its body arrived.
    const answered = socket instanceof Socket ? latest.get(socket) : undefined
    const isAnswered = answered?.headersSent === true && !answered.req.complete
    if (isUnused || isAnswered || !socket.writable) socket.destroy()
    else {
      const said = `HTTP/1.1 ${CUT[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`
      // A client that never closes its side would keep the file descriptor.
      socket.end(said, () => socket.destroy())
    }
  })
  cutUnread(server, timeouts.connectionsCheckingInterval, unreadTimeout)
  return server
}

/** The status line by Node's error code. */
const CUT: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** A path that the URL parser leaves as it is, e.g. `/graphql`. */
const PLAIN_PATH = /^(?:\/[\w-]+)+$/

function toTarget(target: string): Pick<URL, 'pathname' | 'search'> | null {
  return PLAIN_PATH.test(target) ? { pathname: target, search: '' } : URL.parse(target, 'http://localhost')
}

/** A host of RFC 3986: `example.com`, `192.0.2.7:4000`, `[2001:db8::7]`. */
const HOST = /^(?:[\w.~!$&'()*+,;=-]+|\[[\d:.a-f]+\])?(?::\d*)?$/i

/** Most requests name the same few. */
const MOST_HOSTS = 100

function createHosts(): (text: string) => boolean {
  const known = new Set<string>()
  return (text) => {
    if (known.has(text)) return true
    const isValid = HOST.test(text) && (text === '' || URL.canParse(`http://${text}`))
    if (isValid && known.size < MOST_HOSTS) known.add(text)
    return isValid
  }
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    .end(`${reason}\n`)
}

function ignoreRest(request: IncomingMessage): void {
  if (request.complete) return
  let left = MOST_IGNORED_BYTES
  request
    .on('error', () => {})
    .on('data', (chunk: Buffer) => {
      left -= chunk.byteLength
      if (left < 0) request.destroy()
    })
    .resume()
}

/** Destroys connections whose pending output has not shrunk for `mostMs`. */
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

/** Parts show the server whether the client reads (`cutUnread`). */
const PART_BYTES = 65_536

/** Aborts when the client disconnects before the end of its answer. */
export function toSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  if (response.closed) gone.abort()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

/** The host is always `localhost`: no answer depends on the client's `Host`. */
export function toRequest(
  Made: typeof Request,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  signal: AbortSignal,
): Request {
  // Only `set-cookie` is a list, and clients do not send it.
  return new Made(`http://localhost${url}`, { method, headers: headers as Record<string, string>, signal })
}

/** The body; answers `Expect: 100-continue`. Rejects with a refusal, which leaves the rest unread. */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  mostBytes: number,
): Promise<string> {
  if (request.headers.expect !== undefined && /100-continue/i.test(request.headers.expect))
    response.writeContinue()
  const body = createBody(mostBytes)
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      const refusal = body.add(chunk)
      if (refusal === null) return
      request.off('data', read).pause()
      reject(refusal)
    }
    request
      .on('data', read)
      .once('end', () => resolve(body.text()))
      .once('close', () => {
        if (!request.readableEnded) reject(body.broken())
      })
  })
}

/** Resolves when the answer ends or the client disconnects. */
export async function send(answer: Response, response: ServerResponse): Promise<void> {
  const { status, headers, body } = answer
  if (response.destroyed) {
    await body?.cancel()
    return
  }
  const head = Object.fromEntries(headers)
  if (/^(?:text\/event-stream|multipart\/)/.test(head['content-type'] ?? '') && body !== null) {
    response.writeHead(status, head)
    await sendStream(body, response)
  } else {
    await sendWhole(Buffer.from(await answer.text()), status, head, response)
  }
}

export async function sendWhole(
  bytes: Uint8Array,
  status: number,
  headers: Readonly<Record<string, string>>,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': bytes.byteLength })
  let sent = 0
  while (bytes.byteLength - sent > PART_BYTES && !response.destroyed) {
    await write(bytes.subarray(sent, sent + PART_BYTES), response)
    sent += PART_BYTES
  }
  response.end(bytes.subarray(sent))
}

async function sendStream(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  // `return` ends the stream at once, `cancel` after the next event.
  const parts = body[Symbol.asyncIterator]()
  response.once('close', () => void parts.return?.().catch(() => {}))
  for (let part = await parts.next(); part.done !== true; part = await parts.next()) {
    if (response.destroyed) return
    await write(part.value, response)
  }
  response.end()
}

function write(part: Uint8Array, response: ServerResponse): Promise<void> {
  if (response.write(part)) return Promise.resolve()
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go)
      resolve()
    }
    response.once('drain', go).once('close', go)
  })
}
