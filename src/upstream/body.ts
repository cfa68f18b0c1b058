// The body of an answer as text: read as a stream, and cut as soon as it is more than an honest vendor sends. The
// bytes that count are those after decompression. JSON that would stop the process for seconds is refused before it
// is parsed: too deep, or made of too many values.
import { UnreadableAnswer } from './errors.ts'

/** What an account is allowed without a setting of its own: 32 MiB, some thirty times the largest honest page. */
export const RESPONSE_BYTES = 33_554_432

/** The deepest documented answer has some ten levels; trees of menus and teams have two more for each generation. */
const MOST_DEPTH = 100

/** A page of two hundred whole transcripts, word by word, has some one and a half million. */
const MOST_VALUES = 2_000_000

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}')

/** Throws UnreadableAnswer; whoever stops reading gives up the connection. */
export async function readBody({ body, headers }: Response, mostBytes: number): Promise<string> {
  const tooLong = () =>
    new UnreadableAnswer(`more than ${mostBytes} bytes, which its setting RESPONSE_BYTES allows at most`)
  if (Number(headers.get('content-length') ?? 0) > mostBytes) throw tooLong()
  const decoder = new TextDecoder()
  const check = createCheck()
  const parts: string[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw tooLong()
    check(chunk)
    parts.push(decoder.decode(chunk, { stream: true }))
  }
  parts.push(decoder.decode())
  return parts.join('')
}

/** Counts brackets and commas outside of texts, chunk by chunk: in UTF-8 these bytes stand for nothing else. */
function createCheck(): (chunk: Uint8Array) => void {
  let depth = 0
  let values = 0
  let inText = false
  let escaped = false
  return (chunk) => {
    // Counted by index, which is twice as fast as an iterator.
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]
      if (inText) {
        if (escaped) escaped = false
        else if (byte === BACKSLASH) escaped = true
        else if (byte === QUOTE) inText = false
      } else if (byte === QUOTE) inText = true
      else if (byte === COMMA) values += 1
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        depth += 1
        values += 1
        if (depth > MOST_DEPTH) throw new UnreadableAnswer(`JSON of more than ${MOST_DEPTH} levels`)
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1
    }
    if (values > MOST_VALUES) throw new UnreadableAnswer(`JSON of more than ${MOST_VALUES} values`)
  }
}
