// Likely mistakes: misspelt names, settings without effect, quotes inside values. Warnings have no values.
import type { AccountConfig } from '../vendors/account.ts'
import type { Descriptions } from './accounts.ts'
import type { Environment, EnvFile } from './read.ts'
import type { Settings } from './settings.ts'
import { accountSettings, toPrefix, vendorSettings } from './accounts.ts'
import { SETTINGS, settingsIn, variablesOf } from './settings.ts'

/** A table of settings, and the account it is for. */
interface Table {
  /** E.g. `UJET_`. */
  readonly prefix: string
  readonly settings: Settings
  readonly account: string | null
}

interface Read {
  /** The variables of the process. */
  readonly environment: Environment
  readonly file: EnvFile
  /** By variable; a refused one is missing. */
  readonly values: ReadonlyMap<string, unknown>
  readonly accounts: readonly Pick<AccountConfig, 'name' | 'vendor'>[]
  readonly descriptions: Descriptions
}

/** E.g. `UJET_QOUTA: not read, since no setting has this name; UJET_QUOTA is one`. */
export function warningsOf(read: Read): readonly string[] {
  const tables = tablesOf(read)
  const all: Environment = { ...read.file.variables, ...read.environment }
  const set = Object.keys(all).filter((name) => isSet(all, name))
  return [
    ...set.flatMap((name) => misspelt(name, tables, Object.hasOwn(read.file.variables, name))),
    ...tables.flatMap((table) => unused(table, all, read)),
    ...tables.flatMap((table) => quoted(table, read.environment)),
    ...cursorsApart(read.values),
  ]
}

function isSet(all: Environment, name: string): boolean {
  return (all[name] ?? '').trim() !== ''
}

/** Includes vendors without an account: a misspelt credential may be the reason. */
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

/** The most letters between a misspelt name and a setting's. */
const MOST_LETTERS = 2

/** A short name is less often a misspelt one: PATH is two letters from AUTH. */
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
  return settingsIn(settings).flatMap((setting) => {
    const { usedWith, fallback = '' } = setting
    const isUsed = usedWith === undefined || isMet(prefix + usedWith, all, read.values)
    if (isAccount && isUsed) return []
    const why = isAccount ? `it does nothing without ${prefix}${usedWith}` : `there is no account ${account}`
    const given = variablesOf({ setting }, prefix).filter(
      (variable) => isSet(all, variable) && all[variable]?.trim() !== fallback,
    )
    return given.map((variable) => `${variable}: not used, since ${why}`)
  })
}

/** `NAME` is met when set, `NAME=value` when read, or refused. */
function isMet(condition: string, all: Environment, values: Read['values']): boolean {
  const [name = '', word] = condition.split('=')
  if (word === undefined) return isSet(all, name) || isSet(all, `${name}_FILE`)
  const value = values.get(name)
  return !values.has(name) || (value === true ? 'on' : value) === word
}

/** Shells and `.env` remove quotes; some tools that set variables do not. */
function quoted({ settings, prefix }: Table, environment: Environment): readonly string[] {
  return variablesOf(settings, prefix)
    .filter((variable) => /^(["']).*\1$/s.test(environment[variable]?.trim() ?? ''))
    .map((variable) => `${variable}: its value begins and ends with a quote, and both are part of it`)
}

function cursorsApart(values: Read['values']): readonly string[] {
  if (typeof values.get('REDIS_URL') !== 'string' || values.get('CURSOR_SECRET') !== null) return []
  return [
    'CURSOR_SECRET: not set beside REDIS_URL, so that no instance takes the cursors of another; set the same one for all',
  ]
}

/** Letters that are wrong, missing, extra or swapped: 1 for `PROT` and `PORT`. */
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
