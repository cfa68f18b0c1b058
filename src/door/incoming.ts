// A request on its way through the door, by Fetch or by node:http.
import type { IncomingMessage } from 'node:http'
import type { Viewer } from '../domain/viewer.ts'
import type { HeaderReader } from './ask.ts'
import type { Draft } from './kept.ts'
import type { ExecutionResult } from 'graphql'
import { toRequestId } from './ask.ts'

/** One result, or those of a subscription. */
export type Result = ExecutionResult | AsyncIterableIterator<ExecutionResult>

export function isEvents(result: Result): result is AsyncIterableIterator<ExecutionResult> {
  return Symbol.asyncIterator in result
}

export interface Incoming {
  readonly method: string
  /** Path and query, e.g. `/graphql`. */
  readonly target: string
  readonly headers: HeaderReader
  readonly requestId: string
  /** Address of the connection; `undefined` without a socket. */
  readonly address: string | undefined
  /** The body, read once. Rejects with a refusal. */
  text(): Promise<string>
  /** Aborts when the client disconnects. */
  signal(): AbortSignal
  /** Set after its turn at the event loop. Without a socket it needs none. */
  hasTurn: boolean
  /** Set by the sign-in, as is `refused`. */
  viewer: Viewer | null
  /** The reason why the sign-in refused it. */
  refused: unknown
  /** `Ask.client`, once it is known. */
  client: string | null
  /** The client while `LIMIT_PARALLEL` counts it. */
  countedFor: string | null
  /** Set for a repeated question. */
  draft: Draft | null
  /** Set when the operation runs. */
  result: Promise<Result> | null
}

interface Connection {
  readonly method: string | undefined
  readonly target: string | undefined
  readonly headers: HeaderReader
  readonly read: () => Promise<string>
  readonly signal: () => AbortSignal
  readonly socket?: { readonly remoteAddress?: string | undefined }
}

export function toIncoming({
  method = 'GET',
  target = '/',
  headers,
  read,
  signal,
  socket,
}: Connection): Incoming {
  let text: Promise<string> | null = null
  let gone: AbortSignal | null = null
  return {
    method,
    target,
    headers,
    requestId: toRequestId(headers),
    address: socket?.remoteAddress,
    text: () => (text ??= read()),
    signal: () => (gone ??= signal()),
    hasTurn: socket === undefined,
    viewer: null,
    refused: null,
    client: null,
    countedFor: null,
    draft: null,
    result: null,
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
