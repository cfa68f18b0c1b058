// The file `.env`: lines of NAME=value. A line that could be read otherwise than it is meant is refused by its number.
import { readFileSync } from 'node:fs'

export interface EnvFile {
  readonly variables: Readonly<Record<string, string>>
  /** Each names its line. Neither names nor values are in them, since either may be a secret in the wrong place. */
  readonly problems: readonly string[]
  /** The names whose lines are refused. */
  readonly refused: ReadonlySet<string>
}

export const NO_ENV_FILE: EnvFile = { variables: {}, problems: [], refused: new Set() }

/** Example: `export NAME = "value" # comment`. */
const ASSIGNMENT = /^(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/

/** A line inside a quoted value that looks like a setting; the padding of base64 does not. */
const SETTING_INSIDE = /^\s*(?:export\s+)?[A-Za-z_]\w*\s*=\s*[^=\s]/

/** A value and the number of lines that it takes, or the reason why it is refused. */
type Read = { readonly value: string; readonly lines: number } | { readonly refusal: string }

/** A file that does not exist sets nothing. */
export function loadEnvFile(path: string): EnvFile {
  try {
    return readEnvFile(readFileSync(path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NO_ENV_FILE
    return { ...NO_ENV_FILE, problems: ['.env: cannot be read'] }
  }
}

export function readEnvFile(bytes: Uint8Array): EnvFile {
  const text = toText(bytes)
  if (text === null) return { ...NO_ENV_FILE, problems: ['.env: expected a text in UTF-8; save it as UTF-8'] }
  const lines = text.split(/\r\n|\n|\r/)
  const variables: Record<string, string> = {}
  const problems: string[] = []
  const refused = new Set<string>()
  const lineOf = new Map<string, number>()
  const refuse = (index: number, why: string) => problems.push(`.env, line ${index + 1}: ${why}`)

  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]?.trim() ?? ''
    if (line === '' || line.startsWith('#')) continue
    const [, name, rest = ''] = ASSIGNMENT.exec(line) ?? []
    if (name === undefined) {
      refuse(index, 'expected NAME=value, or a comment that begins with #')
      continue
    }
    const first = lineOf.get(name)
    const read: Read = /^["'`]/.test(rest) ? readQuoted(rest, lines.slice(index + 1)) : readPlain(rest)
    if (first !== undefined)
      refuse(index, `sets the variable of line ${first + 1} again; remove one of the two`)
    else if ('refusal' in read) refuse(index, read.refusal)
    if (first !== undefined || 'refusal' in read) refused.add(name)
    else variables[name] = read.value
    if ('lines' in read) index += read.lines - 1
    if (first === undefined) lineOf.set(name, index)
  }
  return { variables, problems, refused }
}

/** Without the byte-order mark; null for what is not UTF-8. UTF-16 has zero bytes. */
function toText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

/** A comment after a value has a space on either side of its #. */
function readPlain(rest: string): Read {
  const value = rest.replace(/(?:^|\s+)#(?:\s.*)?$/, '')
  if (!value.includes('#')) return { value, lines: 1 }
  const refusal =
    'a value with a # stands in quotes, and a comment after a value has a space on either side of its #'
  return { refusal }
}

/** Up to the next quote of the same kind, which may stand on a later line. */
function readQuoted(rest: string, next: readonly string[]): Read {
  const quote = rest[0] ?? ''
  const unclosed = {
    refusal: `a value begins with ${quote} and no ${quote} ends it; quote it with another of " ' \``,
  }
  let text = rest.slice(1)
  let lines = 1
  while (!text.includes(quote)) {
    const line = next[lines - 1]
    if (line === undefined || SETTING_INSIDE.test(line)) return unclosed
    text += `\n${line}`
    lines += 1
  }
  const end = text.indexOf(quote)
  const [value, after] = [text.slice(0, end), text.slice(end + 1)]
  // No quote is escaped, so that a backslash before one says that another was meant.
  if (!/^\s*(?:\s#.*)?$/.test(after) || value.endsWith('\\'))
    return {
      refusal: `a value that begins with ${quote} ends at the next one; quote one that has a ${quote} with another of " ' \``,
    }
  return { value: quote === '"' ? value.replaceAll(String.raw`\n`, '\n') : value, lines }
}
