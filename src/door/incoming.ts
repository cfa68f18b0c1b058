// A request on its way through the door, by Fetch or by node:http.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Viewer } from '../domain/viewer.ts'
import type { HeaderWriter } from './admission.ts'
import type { HeaderReader } from './ask.ts'
import type { Draft } from './kept.ts'
import { toRequestId } from './ask.ts'

export interface Incoming {
  readonly headers: HeaderReader
  readonly requestId: string
  /** Address of the connection; `undefined` without a socket. */
  readonly address: string | undefined
  /** The body, read once. Rejects with a refusal. */
  text(): Promise<string>
  /** Set after its turn at the event loop. Without a socket it needs none. */
  hasTurn: boolean
  /** Set by the sign-in. */
  viewer: Viewer | null
  /** `Ask.client`, once it is known. */
  client: string | null
  /** Set for a repeated question. */
  draft: Draft | null
}

export function toIncoming(
  headers: HeaderReader,
  read: () => Promise<string>,
  socket?: { readonly remoteAddress?: string | undefined },
): Incoming {
  let text: Promise<string> | null = null
  return {
    headers,
    requestId: toRequestId(headers),
    address: socket?.remoteAddress,
    text: () => (text ??= read()),
    hasTurn: socket === undefined,
    viewer: null,
    client: null,
    draft: null,
  }
}

export function viewerOf({ viewer }: Incoming): Viewer {
  if (viewer === null) throw new Error('a request came past the sign-in')
  return viewer
}

/** Only `set-cookie` is a list, and clients do not send it. */
export function toReader({ headers }: IncomingMessage): HeaderReader {
  const get = (name: string) => headers[name]?.toString() ?? null
  return { get, has: (name) => headers[name] !== undefined }
}

export function toWriter(response: ServerResponse): HeaderWriter {
  return {
    set: (name, value) => void response.setHeader(name, value),
    append: (name, value) => void response.appendHeader(name, value),
  }
}
