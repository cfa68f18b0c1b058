// Reading the environment by tables of settings. What is set is never repeated, since any of it may be a secret in the
// wrong place.
import type { Setting, Settings, Values } from './settings.ts'
import { Refusal } from './parse.ts'
import { variablesOf } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>
export type ReadFile = (path: string) => string

export interface Reader {
  readonly problems: readonly string[]
  isSet(name: string, setting: Setting): boolean
  /** The values of a table; one that is refused is missing, with a problem in its place. */
  readAll<Table extends Settings>(table: Table, prefix?: string): Values<Table>
  /** Undefined when the act is refused, with a problem in its place. */
  attempt<T>(name: string, setting: Pick<Setting, 'meaning'>, act: () => T): T | undefined
}

/** `refused` are variables whose lines in `.env` are refused: they count as set, and nothing more is said of them. */
export function createReader(
  environment: Environment,
  readFile: ReadFile,
  refused: ReadonlySet<string> = new Set(),
): Reader {
  const problems: string[] = []
  const given = (name: string) => environment[name]?.trim() ?? ''

  const isRefused = (name: string) => refused.has(name) || refused.has(`${name}_FILE`)

  function textOf(name: string, { fallback, secret = false }: Setting): string {
    const text = given(name)
    const path = secret ? given(`${name}_FILE`) : ''
    if (path === '') return text === '' ? fallback : text
    if (text !== '') throw new Refusal(`set twice, here and by ${name}_FILE`)
    return contentOf(path, `${name}_FILE`, readFile)
  }

  function attempt<T>(name: string, { meaning }: Pick<Setting, 'meaning'>, act: () => T): T | undefined {
    if (isRefused(name)) return undefined
    try {
      return act()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push(`${name}: ${error.message} (${meaning})`)
      return undefined
    }
  }

  function readAll<Table extends Settings>(table: Table, prefix = ''): Values<Table> {
    const values = Object.entries(table).map(([suffix, setting]) => {
      const name = prefix + suffix
      return [suffix, attempt(name, setting, () => setting.parse(textOf(name, setting)))] as const
    })
    // Complete unless there are problems, and with problems nothing is made of it.
    return Object.fromEntries(values) as Values<Table>
  }

  const isSet = (name: string, setting: Setting) =>
    isRefused(name) || variablesOf({ [name]: setting }).some((variable) => given(variable) !== '')
  return { problems, isSet, readAll, attempt }
}

/** Throws Refusal. `variable` is the one that names the file. */
export function contentOf(path: string, variable: string, readFile: ReadFile): string {
  let content = ''
  try {
    content = readFile(path).trim()
  } catch {
    // The error would tell the path, and who takes this variable for the secret's own puts the secret there.
    throw new Refusal(`the file that ${variable} names cannot be read`)
  }
  if (content === '') throw new Refusal(`the file that ${variable} names is empty`)
  return content
}
