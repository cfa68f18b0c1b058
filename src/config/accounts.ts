// The accounts of the environment: their names, and the settings of each.
import type { Vendor } from '../domain/vendor.ts'
import type { AccountConfig } from '../vendors/account.ts'
import type { VendorDescription, VendorSetting } from '../vendors/define.ts'
import type { Parse } from './parse.ts'
import type { Reader } from './read.ts'
import type { Setting, Settings } from './settings.ts'
import { VENDORS } from '../domain/vendor.ts'
import { line, overrides, pace, quota, Refusal, timeZone, url, whole } from './parse.ts'
import { SETTINGS, variablesOf } from './settings.ts'

export type Descriptions = Readonly<Partial<Record<Vendor, VendorDescription>>>

/** The beginning of an account's variables, e.g. `EMEA_2_` for `emea-2`. */
export function toPrefix(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_`
}

// Tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const PARSE_BY_KIND: Readonly<Record<VendorSetting['kind'], Parse<string>>> = {
  url,
  text: line,
  secret: line,
  timeZone,
}

/** By suffix, e.g. `USERNAME`. Settings without a fallback are credentials. */
export function vendorSettings({ settings }: VendorDescription): Readonly<Record<string, Setting<string>>> {
  return Object.fromEntries(
    settings.map((setting) => [
      setting.suffix,
      {
        ...setting,
        variable: setting.suffix,
        parse: PARSE_BY_KIND[setting.kind],
        secret: setting.kind === 'secret',
      },
    ]),
  )
}

const QUOTA_NOTES = {
  host: 'Accounts on one host share one quota.',
  account: 'Every account has a quota of its own.',
  vendor: 'All accounts of the vendor share one quota.',
}

/** The settings of every account, with the vendor's defaults. */
export function accountSettings({
  quota: { requests, windowMs, scope, even },
  timeoutMs,
  overrides: known,
}: VendorDescription) {
  const window = windowMs % 1000 === 0 ? `${windowMs / 1000}s` : `${windowMs}ms`
  return {
    quota: {
      variable: 'QUOTA',
      meaning: 'requests that the vendor allows per window',
      note: `The length of the window is in ms, s or m. ${QUOTA_NOTES[scope]}`,
      example: '40/10s',
      fallback: `${requests}/${window}`,
      parse: quota,
    },
    pace: {
      variable: 'PACE',
      meaning: "space between requests as a multiple of the quota's interval",
      note: even
        ? '1.04 at 1/1s sends every 1040 ms, so that delays of the network do not bring two requests too close.'
        : 'This vendor counts requests in windows, which are lengthened by it.',
      fallback: '1.04',
      parse: pace,
    },
    timeoutMs: {
      variable: 'TIMEOUT_MS',
      meaning: 'milliseconds that one request to the vendor may take',
      note: 'A list over several accounts waits as long for this one. Time in the queue is extra.',
      fallback: String(timeoutMs),
      parse: whole(100, 120_000),
    },
    responseBytes: {
      variable: 'RESPONSE_BYTES',
      meaning: 'bytes of one answer of the vendor, decompressed',
      note: 'The default is 32 MiB, some thirty times the largest honest page. A longer answer is cut, and the account’s report has the code UPSTREAM_INVALID_RESPONSE.',
      fallback: '33554432',
      parse: whole(65_536, 268_435_456),
    },
    overrides: {
      variable: 'OVERRIDES',
      meaning: "JSON that corrects what the vendor's documents leave open",
      note: [
        `Paths: ${known.paths.join(', ')}.`,
        known.parameters === undefined ? '' : ` Names of parameters: ${known.parameters.join(', ')}.`,
        known.metadata === undefined ? '' : ` Keys of your metadata: ${known.metadata.join(', ')}.`,
      ].join(''),
      example: JSON.stringify({
        paths: replacement(known.paths, (path) => `/v2/${path}`),
        parameters: replacement(known.parameters, (name) => `filter[${name}]`),
        metadata: replacement(known.metadata, (key) => key.toUpperCase()),
      }),
      fallback: '{}',
      parse: overrides(known),
    },
  } satisfies Settings
}

/** E.g. `{ calls: '/v2/calls' }` for `['calls', 'users']`. */
function replacement(keys: readonly string[] = [], replace: (key: string) => string): object | undefined {
  const [key] = keys
  return key === undefined ? undefined : { [key]: replace(key) }
}

// Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** An account whose variables are still to be read. */
interface Entry {
  readonly name: string
  readonly description: VendorDescription
}

/** `wanted`: the entries of ACCOUNTS, e.g. `['emea:ujet']`; empty: every vendor with credentials. */
export function readAccounts(
  wanted: readonly string[],
  descriptions: Descriptions,
  reader: Reader,
): AccountConfig[] {
  const texts = wanted.length > 0 ? wanted : defaultAccounts(descriptions, reader)
  if (texts.length === 0)
    reader.attempt(SETTINGS.accounts, () => {
      throw new Refusal(
        'no account is configured; copy .env.example to .env and fill in the credentials of one vendor, or try `npm run demo`, which needs none',
      )
    })
  const taken = new Set(variablesOf(SETTINGS))
  return texts.flatMap((text, index) => {
    const entry = reader.attempt(SETTINGS.accounts, () => {
      const read = toEntry(text, `entry ${index + 1}`, descriptions)
      take(variablesOfEntry(read), `entry ${index + 1}`, taken)
      return read
    })
    return entry === undefined ? [] : [readAccount(entry, reader)]
  })
}

/** Vendors with at least one credential; a missing one is a problem later. */
function defaultAccounts(descriptions: Descriptions, reader: Reader): readonly string[] {
  return Object.values(descriptions).flatMap((description) => {
    const prefix = toPrefix(description.defaultName)
    const credentials = Object.values(vendorSettings(description)).filter(
      ({ fallback = '' }) => fallback === '',
    )
    const isOn = credentials.some((setting) => reader.isSet(setting, prefix))
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

/** Throws Refusal when a variable is taken, e.g. `CURSOR_SECRET` for an account `cursor`. */
function take(variables: readonly string[], place: string, taken: Set<string>): void {
  const shared = variables.find((variable) => taken.has(variable))
  if (shared !== undefined)
    throw new Refusal(`${place}: would read ${shared}, which is read already; choose another name`)
  for (const variable of variables) taken.add(variable)
}

function readAccount({ name, description }: Entry, reader: Reader): AccountConfig {
  const prefix = toPrefix(name)
  const { BASE_URL: baseUrl = '', ...settings } = readVendorSettings(description, prefix, reader)
  const { vendor } = description
  return { name, vendor, baseUrl, settings, ...reader.readAll(accountSettings(description), prefix) }
}

function readVendorSettings(
  description: VendorDescription,
  prefix: string,
  reader: Reader,
): Readonly<Record<string, string>> {
  const table = vendorSettings(description)
  const set = Object.values(table).filter((setting) => reader.isSet(setting, prefix))
  const isSet = (suffix: string) => set.some(({ variable }) => variable === suffix)
  for (const { suffix, meaning, instead = [] } of description.settings) {
    const both = isSet(suffix) ? instead.find(isSet) : undefined
    if (both === undefined) continue
    const refuse = () => {
      throw new Refusal(`set beside ${prefix}${both}, which it stands instead of`)
    }
    reader.attempt({ variable: suffix, meaning }, refuse, prefix)
  }
  const isNeeded = neededSettings(description, isSet)
  const needed = Object.entries(table).filter(([suffix]) => isNeeded(suffix))
  return reader.readAll(Object.fromEntries(needed), prefix)
}

/** Leaves out alternatives, e.g. `TOKEN` where `CLIENT_ID` is set. */
function neededSettings(
  { settings }: VendorDescription,
  isSet: (suffix: string) => boolean,
): (suffix: string) => boolean {
  const spared = new Set(
    settings.flatMap(({ suffix, instead }) => {
      if (instead === undefined) return []
      return isSet(suffix) ? instead : [suffix]
    }),
  )
  return (suffix) => !spared.has(suffix)
}
