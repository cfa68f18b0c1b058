// Between node:http and Fetch: a request without its body, the body when it is wanted, and an answer that is written as
// fast as its reader reads.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Chunks } from './params.ts'

/** Large answers are written in parts, so that it can be seen whether their reader reads. */
const PART_BYTES = 65_536

/** Aborts when the client has gone before its answer was complete. */
export function toSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

/** No answer depends on the name by which the server was reached, so none is taken from the client. */
export function toRequest(
  Made: typeof Request,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  signal: AbortSignal,
): Request {
  // Only the header of cookies comes as a list, and no client sends it.
  return new Made(`http://localhost${url}`, { method, headers: headers as Record<string, string>, signal })
}

/** A client that asked whether to send its body is told to when somebody reads it. */
export function bodyOf(request: IncomingMessage, response: ServerResponse): Chunks {
  if (/100-continue/i.test(request.headers.expect ?? '')) response.writeContinue()
  // What is left unread must not take the connection with it, by which the refusal goes.
  return request.iterator({ destroyOnReturn: false })
}

/** Resolves when the answer has been handed over, or its reader has gone. */
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
  // Ending this iterator ends the stream at once. A reader's `cancel` waits for the next event first, which may never come.
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
