// Between node:http and Fetch: requests, bodies on demand, answers with back-pressure.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Chunks } from './params.ts'

/** Parts show the server whether the client reads (`cutUnread`). */
const PART_BYTES = 65_536

/** Aborts when the client disconnects before the end of its answer. */
export function toSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
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

/** The body; a client that sent `Expect: 100-continue` is told to go on. */
export function bodyOf(request: IncomingMessage, response: ServerResponse): Chunks {
  if (/100-continue/i.test(request.headers.expect ?? '')) response.writeContinue()
  // By default an unread rest destroys the connection, and with it the refusal.
  return request.iterator({ destroyOnReturn: false })
}

/** Resolves at the end of the answer, or when the client has disconnected. */
export async function send(answer: Response, response: ServerResponse): Promise<void> {
  const { status, headers, body } = answer
  if (response.destroyed) {
    await body?.cancel()
    return
  }
  response.setHeaders(headers)
  if (/^(?:text\/event-stream|multipart\/)/.test(headers.get('content-type') ?? '') && body !== null) {
    response.writeHead(status)
    await sendStream(body, response)
  } else {
    await sendWhole(Buffer.from(await answer.text()), status, response)
  }
}

export async function sendWhole(bytes: Uint8Array, status: number, response: ServerResponse): Promise<void> {
  response.writeHead(status, status === 204 ? {} : { 'content-length': bytes.byteLength })
  let sent = 0
  while (bytes.byteLength - sent > PART_BYTES && !response.destroyed) {
    await write(bytes.subarray(sent, sent + PART_BYTES), response)
    sent += PART_BYTES
  }
  response.end(bytes.subarray(sent))
}

async function sendStream(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  // `return` ends the stream at once; `cancel` would wait for the next event.
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
