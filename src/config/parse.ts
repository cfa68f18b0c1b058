// Parsers of settings. A refusal has the expected value and the kind of the given one.
import type { KeyObject } from 'node:crypto'
import type { AccountConfig } from '../vendors/account.ts'
import { createPublicKey } from 'node:crypto'
import { kindOf } from '../domain/errors.ts'
import { toNetwork } from '../door/ask.ts'
import { isLoopback } from '../host.ts'
import { SCOPES, toAccountName } from '../domain/viewer.ts'
import { createZone } from '../domain/zone.ts'

/** The reason of a problem, without the text itself. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Throws Refusal. */
export interface Parse<T> {
  (text: string): T
  /** For `.env.example`, e.g. `From 1 to 100.` */
  readonly hint?: string
}

function withHint<T>(hint: string, parse: (text: string) => T): Parse<T> {
  return Object.assign((text: string) => parse(text), { hint })
}

export function expected(what: string, text: string): Refusal {
  return new Refusal(text === '' ? `not set; expected ${what}` : `expected ${what}, got ${kindOf(text)}`)
}

/** `null`: not set. */
export function optional<T>(parse: Parse<T>): Parse<T | null> {
  return withHint(parse.hint ?? '', (text) => (text === '' ? null : parse(text)))
}

/** Tokens and names are sent in headers, which end with the line. */
export function line(text: string): string {
  if (text === '') throw new Refusal('not set')
  if (/\p{Cc}/u.test(text)) throw new Refusal('expected one line without control characters')
  return text
}

export function whole(minimum: number, maximum: number): Parse<number> {
  const range = `from ${minimum} to ${maximum}`
  return withHint(`F${range.slice(1)}.`, (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value
    throw expected(`a whole number ${range}`, text)
  })
}

export const pace = withHint('From 1 to 10.', (text) => {
  const value = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && value >= 1 && value <= 10) return value
  throw expected('a number from 1 to 10, such as 1.04', text)
})

const MS_BY_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }

export function quota(text: string): AccountConfig['quota'] {
  const [, requests, length, unit = ''] = /^(\d+)\/(\d+)(ms|s|m)$/.exec(text) ?? []
  const read = { requests: Number(requests), windowMs: Number(length) * (MS_BY_UNIT[unit] ?? 0) }
  if (read.requests >= 1 && read.requests <= 100_000 && read.windowMs >= 1 && read.windowMs <= 3_600_000)
    return read
  throw expected('requests per window of at most an hour, such as 1/1s, 40/10s or 5/500ms', text)
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Parse<Word> {
  const list = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)
  return withHint(`One of ${list}.`, (text) => {
    const word = words.find((one) => one === text.toLowerCase())
    if (word !== undefined) return word
    throw expected(list, text)
  })
}

const onOffWord = oneOf('on', 'off', 'true', 'false', '1', '0')

export function onOff(text: string): boolean {
  return ['on', 'true', '1'].includes(onOffWord(text))
}

export function host(text: string): string {
  const [, bare = text] = /^\[([\da-f:.]+)\]$/i.exec(text) ?? []
  if (/^[\w.:-]+$/.test(bare)) return bare
  throw expected('a host name or an IP address', text)
}

export function commaList(text: string): readonly string[] {
  const entries = text.split(',').map((entry) => entry.trim())
  return entries.filter((entry) => entry !== '')
}

/** An address that paths are added to, e.g. `https://api.example.com/v1`. */
export function url(text: string): string {
  const read = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null
  const what = 'an absolute address that begins with http:// or https://'
  if (read === null) throw expected(what, text)
  if (read.username !== '' || read.password !== '')
    throw new Refusal(`expected ${what}, got one with credentials`)
  if (/[?#]/.test(text)) throw new Refusal(`expected ${what}, got one with a query or a fragment`)
  return read.origin + read.pathname.replace(/\/+$/, '')
}

/** E.g. `redis://:password@redis:6379/0`. */
export function redisUrl(text: string): string {
  const read = /^rediss?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : null
  if (read !== null && read.hostname !== '' && !/[?#]/.test(text) && /^\/?\d*$/.test(read.pathname)) {
    try {
      decodeURIComponent(read.username + read.password)
      return text
    } catch {
      // Percent codes that are not UTF-8: refused below.
    }
  }
  const what = 'an address such as redis://:password@host:6379/0, or one that begins with rediss://'
  throw expected(`${what}; in a password # is written %23, % %25 and @ %40`, text)
}

/** A zone that the runtime knows, e.g. `US/Central`. */
export function timeZone(text: string): string {
  if (createZone(text) !== null) return text
  throw expected('the IANA name of a time zone, such as US/Central', text)
}

export function origins(text: string): readonly string[] {
  return commaList(text).map((entry, index) => {
    const read = /^https?:\/\//i.test(entry) && URL.canParse(entry) ? new URL(entry) : null
    if (read !== null && read.href === `${read.origin}/`) return read.origin
    throw new Refusal(
      `entry ${index + 1}: expected an origin such as https://app.example.com, got ${kindOf(entry)}`,
    )
  })
}

/** Addresses and networks, e.g. `192.0.2.7,10.0.0.0/8,2001:db8::/32`. */
export function networks(text: string): readonly string[] {
  return commaList(text).map((entry, index) => {
    if (toNetwork(entry) !== null) return entry
    throw new Refusal(
      `entry ${index + 1}: expected an address or a network such as 10.0.0.0/8 or fd00::/8, got ${kindOf(entry)}`,
    )
  })
}

const ALL = '*'

/** Scopes, e.g. `['calls:read', 'account:emea']`. */
export function grants(text: string): readonly string[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  for (const [index, word] of words.entries()) {
    if (word === ALL || SCOPES.some((scope) => scope === word) || toAccountName(word) !== null) continue
    const known = [...SCOPES, 'account:<name>', ALL].join(', ')
    throw new Refusal(`entry ${index + 1}: expected a scope among ${known}`)
  }
  return words.includes(ALL) ? SCOPES : words
}

/** A safe connection: an attacker who answers here can sign in as anybody. */
export function keysAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : null
  const isSafe =
    address?.protocol === 'https:' || (address?.protocol === 'http:' && isLoopback(address.hostname))
  if (address !== null && isSafe && address.username === '' && address.password === '' && address.hash === '')
    return address.href
  throw new Refusal(
    'expected an address that begins with https://, or with http:// on this machine, without credentials or a fragment',
  )
}

/** Line breaks of a PEM may be written as `\n`. */
export function publicKey(text: string): KeyObject {
  const read = toKey(text.replaceAll(String.raw`\n`, '\n'))
  if (read !== null) return read
  throw new Refusal(
    'expected the public key of the issuer for RSA, EC or Ed25519, as PEM or as a JWK; a private or shared key has no place here',
  )
}

const KEY_TYPES: ReadonlySet<string> = new Set(['rsa', 'ec', 'ed25519'])

function toKey(text: string): KeyObject | null {
  if (text.includes('PRIVATE KEY')) return null
  try {
    // A JWK with `d` is private, one with `k` is shared.
    const jwk: unknown = text.startsWith('{') ? JSON.parse(text) : null
    if (typeof jwk !== 'object') return null
    if (jwk !== null && ('d' in jwk || 'k' in jwk)) return null
    const read = createPublicKey(jwk === null ? text : { key: { ...jwk }, format: 'jwk' })
    return KEY_TYPES.has(read.asymmetricKeyType ?? '') ? read : null
  } catch {
    // The error might repeat a part of the text.
    return null
  }
}

const LEAST_SECRET_CHARACTERS = 32

export const sharedSecret = withHint(
  `At least ${LEAST_SECRET_CHARACTERS} characters, e.g. from \`openssl rand -hex 32\`.`,
  (text) => {
    if (/\p{Cc}/u.test(text)) throw new Refusal('expected one line without control characters')
    if (text.length >= LEAST_SECRET_CHARACTERS) return text
    throw new Refusal(`expected at least ${LEAST_SECRET_CHARACTERS} characters, got ${text.length}`)
  },
)

// Overrides ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** JSON of known keys, e.g. `{"paths":{"menus":"/menu"}}`. */
export function overrides(known: KnownOverrides): Parse<AccountConfig['overrides']> {
  const kinds = { paths: path, parameters: name, metadata: key } as const
  const names = (['paths', 'parameters', 'metadata'] as const).filter((kind) => known[kind] !== undefined)
  return (text) => {
    const given = jsonObject(text)
    if (Object.keys(given).some((one) => !names.some((kind) => kind === one)))
      throw new Refusal(`has an unknown key; known ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ')}`)
    const read = names.flatMap((kind) => {
      const value = given[kind]
      return value === undefined ? [] : [[kind, replacements(kind, value, known[kind] ?? [], kinds[kind])]]
    })
    return Object.fromEntries(read)
  }
}

/** The keys that may be overridden, e.g. `{ paths: ['menus', 'teams'] }`. */
type KnownOverrides = Readonly<
  Partial<Record<'paths' | 'parameters' | 'metadata', readonly string[] | undefined>>
>

function replacements(
  kind: string,
  value: unknown,
  known: readonly string[],
  read: (replaced: string, value: unknown) => string,
): Readonly<Record<string, string>> {
  const given = Object.entries(isObject(value) ? value : { '': null })
  if (given.some(([one]) => !known.includes(one)))
    throw new Refusal(`"${kind}" expects an object with keys among: ${known.join(', ')}`)
  return Object.fromEntries(given.map(([one, text]) => [one, read(one, text)]))
}

function name(replaced: string, value: unknown): string {
  if (typeof value === 'string' && /^[\w.[\]-]+$/.test(value)) return value
  throw new Refusal(`"parameters" expects the name of a parameter for ${replaced}`)
}

/** A key that the customer has chosen: any single line. */
function key(replaced: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && !/\p{Cc}/u.test(value)) return value
  throw new Refusal(`"metadata" expects the key that holds ${replaced}`)
}

function jsonObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The error would repeat the text.
  }
  if (isObject(value)) return value
  throw expected('a JSON object', text)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A path with the placeholders of the replaced one, e.g. `{campaignId}`. */
function path(replaced: string, value: unknown): string {
  const filled = String(value).replaceAll(/\{\w+\}/g, (place) => (replaced.includes(place) ? 'x' : place))
  if (typeof value === 'string' && /^\/?[\w.~-]+(\/[\w.~-]+)*\/?$/.test(filled) && !filled.includes('..'))
    return value
  throw new Refusal(`"paths" expects a path such as /menu for ${replaced}`)
}
