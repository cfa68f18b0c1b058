// The environment read once and checked as a whole: either a configuration, or every problem in one list. What is set
// is never repeated, since any of it may be a secret in the wrong place.
import type { Vendor } from './domain/vendor.ts'
import type { AccountConfig } from './vendors/account.ts'
import type { VendorDescription } from './vendors/define.ts'
import type { Setting, Settings, Values } from './settings.ts'
import { readFileSync } from 'node:fs'
import { VENDORS } from './domain/vendor.ts'
import { DESCRIPTIONS } from './vendors/index.ts'
import { Refusal } from './parse.ts'
import { accountSettings, neededSettings, SETTINGS, variablesOf, vendorSettings } from './settings.ts'

export interface Config {
  readonly host: string
  readonly port: number
  readonly corsOrigins: readonly string[]
  readonly auth: 'none'
  readonly graphiql: boolean
  readonly introspection: boolean
  readonly deadlineMs: number
  readonly maxScanPages: number
  readonly cacheBytes: number
  readonly cursorSecret: string | null
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  readonly drainMs: number
  readonly accounts: readonly AccountConfig[]
}

/** Its message is the whole list of problems; no value of a variable is in it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(['Switchboard cannot start with these settings:', ...problems].join('\n- '))
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>
type ReadFile = (path: string) => string
type Descriptions = Readonly<Partial<Record<Vendor, VendorDescription>>>

/** Throws ConfigError. `descriptions` are the vendors that can be served. */
export function loadConfig(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
  descriptions: Descriptions = DESCRIPTIONS,
): Config {
  const reader = createReader(environment, readFile)
  const values = reader.readAll(SETTINGS)
  const accounts = readAccounts(values.ACCOUNTS, descriptions, reader)
  if (reader.problems.length > 0) throw new ConfigError(reader.problems)
  return {
    host: values.HOST,
    port: values.PORT,
    corsOrigins: values.CORS_ORIGINS,
    auth: values.AUTH,
    graphiql: values.GRAPHIQL ?? values.AUTH === 'none',
    introspection: values.INTROSPECTION ?? values.AUTH === 'none',
    deadlineMs: values.DEADLINE_MS,
    maxScanPages: values.MAX_SCAN_PAGES,
    cacheBytes: values.CACHE_BYTES,
    cursorSecret: values.CURSOR_SECRET,
    logLevel: values.LOG_LEVEL,
    drainMs: values.DRAIN_MS,
    accounts,
  }
}

interface Reader {
  readonly problems: readonly string[]
  isSet(name: string, setting: Setting): boolean
  /** The values of a table; one that is refused is missing, with a problem in its place. */
  readAll<Table extends Settings>(table: Table, prefix?: string): Values<Table>
  /** Undefined when the act is refused, with a problem in its place. */
  attempt<T>(name: string, setting: Pick<Setting, 'meaning'>, act: () => T): T | undefined
}

function createReader(environment: Environment, readFile: ReadFile): Reader {
  const problems: string[] = []
  const given = (name: string) => environment[name]?.trim() ?? ''

  function textOf(name: string, { fallback, secret = false }: Setting): string {
    const text = given(name)
    const path = secret ? given(`${name}_FILE`) : ''
    if (path === '') return text === '' ? fallback : text
    if (text !== '') throw new Refusal(`set twice, here and by ${name}_FILE`)
    return contentOf(path, name, readFile)
  }

  function attempt<T>(name: string, { meaning }: Pick<Setting, 'meaning'>, act: () => T): T | undefined {
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
    variablesOf({ [name]: setting }).some((variable) => given(variable) !== '')
  return { problems, isSet, readAll, attempt }
}

function contentOf(path: string, name: string, readFile: ReadFile): string {
  let content = ''
  try {
    content = readFile(path).trim()
  } catch {
    // The error would tell the path, and who takes this variable for the secret's own puts the secret there.
    throw new Refusal(`the file that ${name}_FILE names cannot be read`)
  }
  if (content === '') throw new Refusal(`the file that ${name}_FILE names is empty`)
  return content
}

/** An account by its name, before its own variables are read. */
interface Entry {
  readonly name: string
  readonly description: VendorDescription
}

function readAccounts(
  wanted: readonly string[],
  descriptions: Descriptions,
  reader: Reader,
): AccountConfig[] {
  const texts = wanted.length > 0 ? wanted : defaultAccounts(descriptions, reader)
  if (texts.length === 0)
    reader.attempt('ACCOUNTS', SETTINGS.ACCOUNTS, () => {
      const ways =
        'copy .env.example to .env and fill in the credentials of one vendor, or try `npm run demo`'
      throw new Refusal(`no account is configured; ${ways}, which needs none`)
    })
  const taken = new Set(variablesOf(SETTINGS))
  return texts.flatMap((text, index) => {
    const entry = reader.attempt('ACCOUNTS', SETTINGS.ACCOUNTS, () => {
      const read = toEntry(text, `entry ${index + 1}`, descriptions)
      take(variablesOfEntry(read), `entry ${index + 1}`, taken)
      return read
    })
    return entry === undefined ? [] : [readAccount(entry, reader)]
  })
}

/** Every vendor of whose credentials at least one is set; what lacks then is an error. */
function defaultAccounts(descriptions: Descriptions, reader: Reader): readonly string[] {
  return Object.values(descriptions).flatMap((description) => {
    const prefix = toPrefix(description.defaultName)
    const credentials = Object.entries(vendorSettings(description)).filter(
      ([, { fallback }]) => fallback === '',
    )
    const isOn = credentials.some(([suffix, setting]) => reader.isSet(prefix + suffix, setting))
    return isOn ? [description.defaultName] : []
  })
}

const ACCOUNT_NAME = /^[a-z][A-Za-z0-9-]{0,31}$/

/** Throws Refusal. */
function toEntry(text: string, place: string, descriptions: Descriptions): Entry {
  const nameOf = (vendor: Vendor) =>
    descriptions[vendor]?.defaultName ?? vendor.toLowerCase().replaceAll('_', '-')
  const [name = '', vendorName = name, ...rest] = text.split(':')
  if (!ACCOUNT_NAME.test(name) || rest.length > 0) {
    const rule = 'a name is a lower-case letter, then letters, digits and hyphens, at most 32 together'
    throw new Refusal(`${place}: expected \`name\` or \`name:vendor\`; ${rule}`)
  }
  const vendor = VENDORS.find((one) => nameOf(one) === vendorName)
  if (vendor === undefined)
    throw new Refusal(`${place}: names no vendor; vendors are ${VENDORS.map(nameOf).join(', ')}`)
  const description = descriptions[vendor]
  if (description === undefined) {
    const served = Object.values(descriptions).map(({ defaultName }) => defaultName)
    throw new Refusal(`${place}: ${vendorName} cannot be served yet; vendors served are ${served.join(', ')}`)
  }
  if (VENDORS.some((one) => one !== vendor && nameOf(one) === name))
    throw new Refusal(`${place}: the name ${name} belongs to the vendor of that name, as its variables do`)
  return { name, description }
}

function variablesOfEntry({ name, description }: Entry): readonly string[] {
  const prefix = toPrefix(name)
  return [vendorSettings(description), accountSettings(description)].flatMap((table) =>
    variablesOf(table, prefix),
  )
}

/** Throws Refusal when one of the variables is another setting's, also that of an entry with the same name. */
function take(variables: readonly string[], place: string, taken: Set<string>): void {
  const shared = variables.find((variable) => taken.has(variable))
  if (shared !== undefined)
    throw new Refusal(`${place}: would read ${shared}, which is read already; choose another name`)
  for (const variable of variables) taken.add(variable)
}

function readAccount({ name, description }: Entry, reader: Reader): AccountConfig {
  const prefix = toPrefix(name)
  const { BASE_URL: baseUrl = '', ...settings } = readVendorSettings(description, prefix, reader)
  const { QUOTA, PACE, TIMEOUT_MS, OVERRIDES } = reader.readAll(accountSettings(description), prefix)
  return {
    name,
    vendor: description.vendor,
    baseUrl,
    settings,
    quota: QUOTA,
    pace: PACE,
    timeoutMs: TIMEOUT_MS,
    overrides: OVERRIDES,
  }
}

function readVendorSettings(
  description: VendorDescription,
  prefix: string,
  reader: Reader,
): Readonly<Record<string, string>> {
  const table = vendorSettings(description)
  const set = Object.entries(table).filter(([suffix, setting]) => reader.isSet(prefix + suffix, setting))
  const isSet = (suffix: string) => set.some(([one]) => one === suffix)
  for (const { suffix, meaning, instead = [] } of description.settings) {
    const both = isSet(suffix) ? instead.find(isSet) : undefined
    if (both === undefined) continue
    reader.attempt(prefix + suffix, { meaning }, () => {
      throw new Refusal(`set beside ${prefix}${both}, which it stands instead of`)
    })
  }
  const isNeeded = neededSettings(description, isSet)
  const needed = Object.entries(table).filter(([suffix]) => isNeeded(suffix))
  return reader.readAll(Object.fromEntries(needed), prefix)
}

/** What the variables of an account begin with: `EMEA_2_` for `emea-2`. */
function toPrefix(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_`
}
