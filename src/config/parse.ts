// How the text of a setting becomes its value. A refusal says what is expected and the kind of what came.
import type { KeyObject } from 'node:crypto'
import type { AccountConfig } from '../vendors/account.ts'
import { createPublicKey } from 'node:crypto'
import { kindOf } from '../domain/errors.ts'
import { toNetwork } from '../door/client.ts'
import { isLoopback } from '../host.ts'
import { NOUN_SCOPES, SCOPES, toAccountName } from '../domain/viewer.ts'

/** Why a text is not taken. Tells kinds, known words and known names, never the text itself. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Throws Refusal. */
export type Parse<T> = (text: string) => T

export function expected(what: string, text: string): Refusal {
  return new Refusal(text === '' ? `not set; expected ${what}` : `expected ${what}, got ${kindOf(text)}`)
}

/** Not being set is a value too. */
export function optional<T>(parse: Parse<T>): Parse<T | null> {
  return (text) => (text === '' ? null : parse(text))
}

/** Tokens and names are sent in headers, where a line's end would end the header. */
export function line(text: string): string {
  if (text === '') throw new Refusal('not set')
  if (/\p{Cc}/u.test(text)) throw new Refusal('expected one line without control characters')
  return text
}

export function whole(minimum: number, maximum: number): Parse<number> {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value
    throw expected(`a whole number from ${minimum} to ${maximum}`, text)
  }
}

export function pace(text: string): number {
  const value = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && value >= 1 && value <= 10) return value
  throw expected('a number from 1 to 10, such as 1.04', text)
}

const MS_BY_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }

export function quota(text: string): AccountConfig['quota'] {
  const [, requests, length, unit = ''] = /^(\d+)\/(\d+)(ms|s|m)$/.exec(text) ?? []
  const read = { requests: Number(requests), windowMs: Number(length) * (MS_BY_UNIT[unit] ?? 0) }
  if (read.requests >= 1 && read.requests <= 100_000 && read.windowMs >= 1 && read.windowMs <= 3_600_000)
    return read
  throw expected('requests per window of at most an hour, such as 1/1s, 40/10s or 5/500ms', text)
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Parse<Word> {
  return (text) => {
    const word = words.find((one) => one === text.toLowerCase())
    if (word !== undefined) return word
    throw expected(new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words), text)
  }
}

export function onOff(text: string): boolean {
  return ['on', 'true', '1'].includes(oneOf('on', 'off', 'true', 'false', '1', '0')(text))
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

/** An address to which paths can be added. */
export function url(text: string): string {
  const read = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null
  const what = 'an absolute address that begins with http:// or https://'
  if (read === null) throw expected(what, text)
  if (read.username !== '' || read.password !== '')
    throw new Refusal(`expected ${what}, got one with credentials`)
  if (/[?#]/.test(text)) throw new Refusal(`expected ${what}, got one with a query or a fragment`)
  return read.origin + read.pathname.replace(/\/+$/, '')
}

/** It may hold a name and a password. */
export function redisUrl(text: string): string {
  const read = /^rediss?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : null
  if (read !== null && read.hostname !== '' && !/[?#]/.test(text) && /^\/?\d*$/.test(read.pathname)) {
    try {
      decodeURIComponent(read.username + read.password)
      return text
    } catch {
      // The error would say nothing more.
    }
  }
  const what = 'an address such as redis://:password@host:6379/0, or one that begins with rediss://'
  throw expected(`${what}; in a password # is written %23, % %25 and @ %40`, text)
}

/** The name of a zone that the runtime knows. */
export function timeZone(text: string): string {
  // Offsets such as +05:00, which Intl takes too, are no names.
  if (/^[a-z]/i.test(text) && isZone(text)) return text
  throw expected('the IANA name of a time zone, such as US/Central', text)
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
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

/** Addresses and networks, as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32. */
export function networks(text: string): readonly string[] {
  return commaList(text).map((entry, index) => {
    if (toNetwork(entry) !== null) return entry
    throw new Refusal(
      `entry ${index + 1}: expected an address or a network such as 10.0.0.0/8 or fd00::/8, got ${kindOf(entry)}`,
    )
  })
}

const ALL = '*'

const LEAST_SECRET_CHARACTERS = 32

export function grants(text: string): readonly string[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  for (const [index, word] of words.entries()) {
    if (word === ALL || SCOPES.some((scope) => scope === word) || toAccountName(word) !== null) continue
    const known = [...SCOPES, 'account:<name>', ALL].join(', ')
    throw new Refusal(`entry ${index + 1}: expected a scope among ${known}`)
  }
  return words.includes(ALL) ? SCOPES : words
}

/** What everybody may see unless it is set: all but personal data. */
export const DEFAULT_GRANTS = NOUN_SCOPES.join(',')

/** Where the issuer publishes its keys: whoever can answer in its name signs in as anybody, so the way must be safe. */
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

/** Variables often hold the lines of a PEM with the line breaks written out. */
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
    // A JWK that is private or shared has one of these parts.
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

export function sharedSecret(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new Refusal('expected one line without control characters')
  if (text.length >= LEAST_SECRET_CHARACTERS) return text
  throw new Refusal(`expected at least ${LEAST_SECRET_CHARACTERS} characters, got ${text.length}`)
}
