// Reads the environment and `.env` by tables of settings. A value may be a secret, so problems have none.
import type { Setting, Settings, Values } from './settings.ts'
import { readFileSync } from 'node:fs'
import { Refusal } from './parse.ts'
import { isSetting, variablesOf } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>
export type ReadFile = (path: string) => string

type Named = Pick<Setting, 'variable' | 'meaning'>

export interface Reader {
  readonly problems: readonly string[]
  /** Values by variable; a refused one is missing. */
  readonly values: ReadonlyMap<string, unknown>
  isSet(setting: Setting, prefix?: string): boolean
  /** The values of a table; a refused one is missing and has a problem. */
  readAll<Table extends Settings>(table: Table, prefix?: string): Values<Table>
  /** Undefined when `act` is refused: a problem, e.g. `PORT: not set (port to listen on)`. */
  attempt<T>(setting: Named, act: () => T, prefix?: string): T | undefined
}

/** A variable in `refused` counts as set and gets no second problem. */
export function createReader(
  environment: Environment,
  readFile: ReadFile,
  refused: ReadonlySet<string> = new Set(),
): Reader {
  const problems: string[] = []
  const values = new Map<string, unknown>()
  const given = (name: string) => environment[name]?.trim() ?? ''
  const isRefused = (name: string) => refused.has(name) || refused.has(`${name}_FILE`)

  function textOf(name: string, { fallback = '', secret = false }: Setting): string {
    const text = given(name)
    const path = secret ? given(`${name}_FILE`) : ''
    if (path === '') return text === '' ? fallback : text
    if (text !== '') throw new Refusal(`set twice, here and by ${name}_FILE`)
    return contentOf(path, `${name}_FILE`, readFile)
  }

  function attempt<T>({ variable, meaning }: Named, act: () => T, prefix = ''): T | undefined {
    const name = prefix + variable
    if (isRefused(name)) return undefined
    try {
      return act()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push(`${name}: ${error.message} (${meaning})`)
      return undefined
    }
  }

  function readOne(setting: Setting, prefix: string): unknown {
    const name = prefix + setting.variable
    const value = attempt(setting, () => setting.parse(textOf(name, setting)), prefix)
    if (value !== undefined) values.set(name, value)
    return value
  }

  function readAll<Table extends Settings>(table: Table, prefix = ''): Values<Table> {
    const read = Object.entries(table).map(([name, entry]) => [
      name,
      isSetting(entry) ? readOne(entry, prefix) : readAll(entry, prefix),
    ])
    // Complete unless there are problems, and then nobody uses it.
    return Object.fromEntries(read) as Values<Table>
  }

  const isSet = (setting: Setting, prefix = '') =>
    isRefused(prefix + setting.variable) ||
    variablesOf({ setting }, prefix).some((variable) => given(variable) !== '')
  return { problems, values, isSet, readAll, attempt }
}

/** Throws Refusal. `variable` names the file, e.g. `JWT_KEY_FILE`. */
export function contentOf(path: string, variable: string, readFile: ReadFile): string {
  let content = ''
  try {
    content = readFile(path).trim()
  } catch {
    // The error would repeat the path, which may be the secret itself.
    throw new Refusal(`the file that ${variable} names cannot be read`)
  }
  if (content === '') throw new Refusal(`the file that ${variable} names is empty`)
  return content
}

// `.env` ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface EnvFile {
  readonly variables: Readonly<Record<string, string>>
  /** By line, without names or values: either may be a secret in the wrong place. */
  readonly problems: readonly string[]
  /** Variables whose lines are refused. */
  readonly refused: ReadonlySet<string>
}

export const NO_ENV_FILE: EnvFile = { variables: {}, problems: [], refused: new Set() }

/** E.g. `export NAME = "value" # comment`. */
const ASSIGNMENT = /^(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/

/** A line of a quoted value that looks like a setting; the padding of base64 does not. */
const SETTING_INSIDE = /^\s*(?:export\s+)?[A-Za-z_]\w*\s*=\s*[^=\s]/

/** A value and the number of its lines, or the reason for a refusal. */
type Read = { readonly value: string; readonly lines: number } | { readonly refusal: string }

/** A missing file sets nothing. */
export function loadEnvFile(path: string): EnvFile {
  try {
    return readEnvFile(readFileSync(path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NO_ENV_FILE
    return { ...NO_ENV_FILE, problems: ['.env: cannot be read'] }
  }
}

/** Refuses every line that could be read in two ways, by its number. */
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

/** Without the byte-order mark; null when it is not UTF-8. UTF-16 has zero bytes. */
function toText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

/** E.g. `token # comment`: a comment has a space on either side of its #. */
function readPlain(rest: string): Read {
  const value = rest.replace(/(?:^|\s+)#(?:\s.*)?$/, '')
  if (!value.includes('#')) return { value, lines: 1 }
  const refusal =
    'a value with a # stands in quotes, and a comment after a value has a space on either side of its #'
  return { refusal }
}

/** Ends at the next quote of the same kind, also on a later line. */
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
  // Quotes have no escape: a backslash before one means that another end was intended.
  if (!/^\s*(?:\s#.*)?$/.test(after) || value.endsWith('\\'))
    return {
      refusal: `a value that begins with ${quote} ends at the next one; quote one that has a ${quote} with another of " ' \``,
    }
  return { value: quote === '"' ? value.replaceAll(String.raw`\n`, '\n') : value, lines }
}
