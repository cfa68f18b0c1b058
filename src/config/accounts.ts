// The accounts as the environment names them: which there are, and what each is told.
import type { Vendor } from '../domain/vendor.ts'
import type { Reader } from './environment.ts'
import type { AccountConfig } from '../vendors/account.ts'
import type { VendorDescription } from '../vendors/define.ts'
import { VENDORS } from '../domain/vendor.ts'
import { Refusal } from './parse.ts'
import { accountSettings, neededSettings, vendorSettings } from './account-settings.ts'
import { SETTINGS, variablesOf } from './settings.ts'

export type Descriptions = Readonly<Partial<Record<Vendor, VendorDescription>>>

/** An account by its name, before its own variables are read. */
interface Entry {
  readonly name: string
  readonly description: VendorDescription
}

/** `wanted` are the entries of ACCOUNTS; none are every vendor whose credentials are set. */
export function readAccounts(
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
  const { QUOTA, PACE, TIMEOUT_MS, RESPONSE_BYTES, OVERRIDES } = reader.readAll(
    accountSettings(description),
    prefix,
  )
  return {
    name,
    vendor: description.vendor,
    baseUrl,
    settings,
    quota: QUOTA,
    pace: PACE,
    timeoutMs: TIMEOUT_MS,
    responseBytes: RESPONSE_BYTES,
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
export function toPrefix(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_`
}
