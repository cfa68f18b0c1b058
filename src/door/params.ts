// The parameters of a request: document, variables, name.
// A GET has them in its address, a POST in a bounded JSON body.
import type { GraphQLParams } from 'graphql-yoga'
import { GraphQLError } from 'graphql'
import { kindOf, LimitError } from '../domain/errors.ts'
import { toGraphQLError } from './client-errors.ts'

const MEDIA_TYPES: ReadonlySet<string> = new Set(['application/json', 'application/graphql+json'])

/** `documentId` names a registered operation. */
export type Params = GraphQLParams & { readonly documentId?: string }

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Throws a refusal with its status. */
export async function readParams(
  { method, url, headers }: Request,
  body: () => Chunks,
  mostBytes: number,
): Promise<Params> {
  if (method === 'GET') return toParams(inAddress(new URL(url).searchParams))
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  if (!MEDIA_TYPES.has(type.trim().toLowerCase()))
    throw refuse(415, 'Header "content-type": expected application/json.')
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (encoding.toLowerCase() !== 'identity')
    throw refuse(415, 'Header "content-encoding": expected none; send the body as it is.', {
      headers: { 'accept-encoding': 'identity' },
    })
  const length = Number(headers.get('content-length') ?? 0)
  if (length > mostBytes) throw tooLong(length, mostBytes)
  return toParams(toJson(await readText(body(), mostBytes), 'The body'))
}

async function readText(chunks: Chunks, mostBytes: number): Promise<string> {
  const read: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of chunks) {
      length += chunk.byteLength
      if (length > mostBytes) throw tooLong(length, mostBytes)
      read.push(chunk)
    }
  } catch (error) {
    throw error instanceof GraphQLError ? error : refuse(400, 'The body: ended before it was complete.')
  }
  return new TextDecoder().decode(Buffer.concat(read))
}

function inAddress(search: URLSearchParams): Readonly<Record<string, unknown>> {
  const texts = ['query', 'operationName', 'documentId'].map((name) => [name, search.get(name) ?? undefined])
  const objects = ['variables', 'extensions'].map((name) => {
    const text = search.get(name) ?? ''
    return [name, text === '' ? undefined : toJson(text, `Parameter "${name}"`)]
  })
  return Object.fromEntries([...texts, ...objects])
}

function toJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse(400, `${place}: expected JSON, got ${kindOf(text)} that is none.`)
  }
}

/** The `typeof` of each value. */
const KINDS = {
  query: 'string',
  operationName: 'string',
  documentId: 'string',
  variables: 'object',
  extensions: 'object',
} as const

/** Messages do not repeat unknown names, which may hold anything. */
function toParams(body: unknown): Params {
  if (Array.isArray(body))
    throw refuse(
      400,
      'The body: expected one operation a request, got a list; send them one by one, or as aliases of one operation.',
    )
  if (typeof body !== 'object' || body === null)
    throw refuse(
      400,
      `The body: expected an object with a text "query" and, where it has any, an object "variables", got ${kindOf(body)}.`,
    )
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name as keyof typeof KINDS] : null
    if (value === null || value === undefined) continue
    if (kind === null) {
      const known = Object.keys(KINDS).join(', ')
      throw refuse(400, `The body: expected no keys but ${known}, got another one.`)
    }
    if (typeof value !== kind || Array.isArray(value))
      throw refuse(
        400,
        `Key "${name}": expected ${kind === 'string' ? 'a text' : 'an object'}, got ${kindOf(value)}.`,
      )
  }
  // Every value has the kind in the table.
  return body as Params
}

/** `spec: false`: Yoga keeps the status for `accept: application/json` too. */
export function refuse(
  status: number,
  message: string,
  { code = 'BAD_USER_INPUT', headers = {} }: { code?: string; headers?: Record<string, string> } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, spec: false, headers } } })
}

function tooLong(value: number, maximum: number): GraphQLError {
  const error = new LimitError(
    `The body has more than ${maximum} bytes; use variables and filters that are shorter, or several operations.`,
    { limit: 'bodyBytes', value, maximum },
  )
  return toGraphQLError(error, { status: 413 })
}
