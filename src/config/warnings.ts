// Settings that are likely meant otherwise than they are read: misspelt names, settings without effect, quotes that are
// part of a value. Warnings repeat names and never values.
import type { AccountConfig } from '../vendors/account.ts'
import type { Descriptions } from './accounts.ts'
import type { EnvFile } from './env-file.ts'
import type { Environment } from './environment.ts'
import type { Settings, Values } from './settings.ts'
import { accountSettings, vendorSettings } from './account-settings.ts'
import { toPrefix } from './accounts.ts'
import { SETTINGS, variablesOf } from './settings.ts'

/** A table of settings with what its variables begin with, and the account that they are for. */
interface Table {
  readonly prefix: string
  readonly settings: Settings
  readonly account: string | null
}

interface Read {
  /** What was set for the process. */
  readonly environment: Environment
  readonly file: EnvFile
  /** A setting that was refused is missing. */
  readonly values: Partial<Values<typeof SETTINGS>>
  readonly accounts: readonly Pick<AccountConfig, 'name' | 'vendor'>[]
  readonly descriptions: Descriptions
}

/** Example: `UJET_QOUTA: not read, since no setting has this name; UJET_QUOTA is one`. */
export function warningsOf(read: Read): readonly string[] {
  const tables = tablesOf(read)
  const all: Environment = { ...read.file.variables, ...read.environment }
  const set = Object.keys(all).filter((name) => (all[name] ?? '').trim() !== '')
  return [
    ...set.flatMap((name) => misspelt(name, tables, Object.hasOwn(read.file.variables, name))),
    ...tables.flatMap((table) => unused(table, all, read)),
    ...tables.flatMap((table) => quoted(table, read.environment)),
    ...cursorsApart(read.values),
  ]
}

/** Those of vendors without an account too, since a misspelt credential is why there is none. */
function tablesOf({ accounts, descriptions }: Read): readonly Table[] {
  const named = accounts.map(({ name, vendor }) => [name, descriptions[vendor]] as const)
  const byDefault = Object.values(descriptions).map((one) => [one.defaultName, one] as const)
  const perAccount = [...new Map([...named, ...byDefault])].flatMap(([account, description]) => {
    if (description === undefined) return []
    const settings = { ...vendorSettings(description), ...accountSettings(description) }
    return [{ prefix: toPrefix(account), settings, account }]
  })
  return [{ prefix: '', settings: SETTINGS, account: null }, ...perAccount]
}

/** Letters by which a misspelt name differs from a setting's, at most. */
const MOST_LETTERS = 2

/** A short name of the process is less often a misspelt one: PATH is two letters away from AUTH. */
const SHORT = 5

function misspelt(name: string, tables: readonly Table[], isInFile: boolean): readonly string[] {
  const known = tables.flatMap(({ settings, prefix }) => variablesOf(settings, prefix))
  if (known.includes(name)) return []
  const most = isInFile || name.length > SHORT ? MOST_LETTERS : 1
  const plain = name.toUpperCase().replaceAll('-', '_')
  const near = known
    .filter((one) => Math.abs(one.length - plain.length) <= most)
    .map((one) => ({ one, letters: distance(plain, one) }))
    .toSorted((a, b) => a.letters - b.letters)[0]
  const told = `${name}: not read, since no setting has this name`
  if (near !== undefined && near.letters <= most) return [`${told}; ${near.one} is one`]
  const ofAccount = tables.some(({ prefix, account }) => account !== null && name.startsWith(prefix))
  return isInFile && ofAccount ? [told] : []
}

function unused({ settings, prefix, account }: Table, all: Environment, read: Read): readonly string[] {
  // Without any account something else is wrong.
  const isAccount =
    account === null || read.accounts.length === 0 || read.accounts.some(({ name }) => name === account)
  return Object.entries(settings).flatMap(([suffix, setting]) => {
    const why = isAccount ? unmet(setting.usedWith, read.values) : `there is no account ${account}`
    if (why === null) return []
    const given = variablesOf({ [suffix]: setting }, prefix).filter((variable) => {
      const text = all[variable]?.trim() ?? ''
      return text !== '' && text !== setting.fallback
    })
    return given.map((variable) => `${variable}: not used, since ${why}`)
  })
}

/** Why a setting does nothing; null when it does something, or its condition was refused. */
function unmet(usedWith: string | undefined, values: Readonly<Record<string, unknown>>): string | null {
  if (usedWith === undefined) return null
  const [name = '', word] = usedWith.split('=')
  const value = values[name]
  const isMet = word === undefined ? value !== null : value === word
  return isMet || value === undefined ? null : `it does nothing without ${usedWith}`
}

/** Quotes are taken away by shells and in `.env`, and not by every tool that sets variables. */
function quoted({ settings, prefix }: Table, environment: Environment): readonly string[] {
  return variablesOf(settings, prefix)
    .filter((variable) => /^(["']).*\1$/s.test(environment[variable]?.trim() ?? ''))
    .map((variable) => `${variable}: its value begins and ends with a quote, and both are part of it`)
}

function cursorsApart({ REDIS_URL: redis, CURSOR_SECRET: secret }: Read['values']): readonly string[] {
  if (typeof redis !== 'string' || secret !== null) return []
  return [
    'CURSOR_SECRET: not set beside REDIS_URL, so that no instance takes the cursors of another; set the same one for all',
  ]
}

/** How many letters are wrong, missing, too many, or exchanged with the next. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    rows.push(current)
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1]
      const isExchanged = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isExchanged ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      )
    }
  }
  return at(a.length, b.length)
}
