// Telephone numbers in E.164 form; a text without a country code is kept as written.
// Numbers without a country code are compared by their last digits.
// The library's smallest metadata suffices: country codes, lengths, trunk prefixes.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

interface Known {
  readonly number: string
  readonly digits: string
  readonly hasCountry: boolean
}

const LONGEST_TEXT = 60

const E164 = /^\+[1-9]\d{6,14}$/

/** No zero follows the country code: that is a trunk prefix, as in `+4401632960352`. */
const SURELY_E164 = /^\+(?!\d{1,3}0)[1-9]\d{6,14}$/

/** Blanks, brackets, dashes and invisible marks. */
const SEPARATORS = /[\s()./\p{Pd}\u2212\p{Cf}]/gu

/** `ext. 5`, `x5`, `#5` and, in an address such as `tel:+13165550100;ext=5`, the rest. */
const EXTENSION = /(?:;.*|[\s,]*(?:extension|ext|x|#)[\s.:=]*\d{1,9})$/iu

/** E.164 of an international spelling, e.g. `+13165550100` of `+1 (316) 555-0100 ext. 5`. Keeps any other text. */
export function toPhoneNumber(text: string): string {
  return toKnown(text).number
}

/** A number for a filter, normalized if possible; undefined for a text that is no number. */
export function readPhoneNumber(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined
  const { number } = toKnown(text)
  if (E164.test(number)) return number
  const bare = withoutExtras(text)
  return /\p{Nd}/u.test(bare)
    ? bare.replaceAll(/[\p{Pd}\u2212]/gu, '-').replaceAll(/\p{Cf}/gu, '')
    : undefined
}

export function isInternational(text: string): boolean {
  return E164.test(toPhoneNumber(text))
}

/** Fewer digits are not compared by their end. */
const LEAST_DIGITS = 7

/** Compares spellings: `316 555 0100`, without its country, equals `+13165550100`. */
export function canBeSameNumber(one: string, other: string): boolean {
  const [a, b] = [toKnown(one), toKnown(other)]
  return a.digits === b.digits || endsWith(a, b) || endsWith(b, a)
}

function endsWith(whole: Known, end: Known): boolean {
  return !end.hasCountry && end.digits.length >= LEAST_DIGITS && whole.digits.endsWith(end.digits)
}

function toKnown(text: string): Known {
  if (text.length > LONGEST_TEXT) return toOther(text.trim(), text)
  if (SURELY_E164.test(text)) return toInternational(text)
  const bare = withoutExtras(text)
  const compact = bare.replaceAll(SEPARATORS, '')
  const candidate = compact.replace(/^00/, '+')
  if (SURELY_E164.test(candidate)) return toInternational(candidate)
  if (candidate.startsWith('+')) {
    const number = parsePhoneNumberFromString(candidate, { extract: false })
    if (number?.isPossible() === true) return toInternational(number.number)
    if (E164.test(candidate)) return toInternational(candidate)
  }
  return toOther(text.trim(), compact)
}

/** Removes `tel:` and extensions, and replaces full-width characters. */
function withoutExtras(text: string): string {
  return text.normalize('NFKC').trim().replace(/^tel:/i, '').replace(EXTENSION, '').trim()
}

function toInternational(number: string): Known {
  return { number, digits: number.slice(1), hasCountry: true }
}

/** Removes leading zeros of a national number. Keeps a text that is no number. */
function toOther(text: string, compact: string): Known {
  const [, digits] = /^0*([1-9]\d*)$/.exec(compact) ?? []
  // Compared as a whole, never by its end.
  if (digits === undefined) return { number: text, digits: compact.replace('+', ''), hasCountry: true }
  return { number: text, digits, hasCountry: false }
}
