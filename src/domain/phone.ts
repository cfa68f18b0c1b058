// Telephone numbers in E.164 form where a text says enough, and otherwise as it was written. A library reads numbers that
// have a country; those without one, which it cannot read, are compared by their last digits.
// The smallest metadata: country codes, lengths and trunk prefixes. Validity and types of numbers are never asked.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

interface Known {
  readonly number: string
  readonly digits: string
  readonly hasCountry: boolean
}

const LONGEST_TEXT = 60

const E164 = /^\+[1-9]\d{6,14}$/

/** Without a zero behind any country code, so that no trunk prefix may be left in it, as in `+4401632960352`. */
const SURELY_E164 = /^\+(?!\d{1,3}0)[1-9]\d{6,14}$/

/** Blanks, brackets, dashes of all kinds, and marks that nobody sees. */
const SEPARATORS = /[\s()./\p{Pd}\u2212\p{Cf}]/gu

/** `ext. 5`, `x5`, `#5` and, in an address such as `tel:+13165550100;ext=5`, the rest. */
const EXTENSION = /(?:;.*|[\s,]*(?:extension|ext|x|#)[\s.:=]*\d{1,9})$/iu

/**
 * Normalizes an international spelling to E.164: `+1 (316) 555-0100`, `tel:+44-1632-960001`, `0044 (0)1632 960001`,
 * `+1 316 555 0100 ext. 5`. Any other text is kept as written.
 */
export function toPhoneNumber(text: string): string {
  return toKnown(text).number
}

/** A number as a filter takes it: normalized, or without what is no part of it. Undefined for what can be no number. */
export function readPhoneNumber(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined
  const { number } = toKnown(text)
  if (E164.test(number)) return number
  const bare = withoutExtras(text)
  return /\p{Nd}/u.test(bare)
    ? bare.replaceAll(/[\p{Pd}\u2212]/gu, '-').replaceAll(/\p{Cf}/gu, '')
    : undefined
}

/** Whether a number says of which country it is. */
export function isInternational(text: string): boolean {
  return E164.test(toPhoneNumber(text))
}

/** Digits enough to tell a number that is written without its country from others. */
const LEAST_DIGITS = 7

/** Whether two spellings can mean one number: one written without its country is that of any number that ends so. */
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

/** The text without the scheme of an address and an extension, full-width characters as usual ones. */
function withoutExtras(text: string): string {
  return text.normalize('NFKC').trim().replace(/^tel:/i, '').replace(EXTENSION, '').trim()
}

function toInternational(number: string): Known {
  return { number, digits: number.slice(1), hasCountry: true }
}

/** A text that is no number is taken as it stands. Within a country, numbers may be dialled with zeros before them. */
function toOther(text: string, compact: string): Known {
  const [, digits] = /^0*([1-9]\d*)$/.exec(compact) ?? []
  // What is no number is the end of no other.
  if (digits === undefined) return { number: text, digits: compact.replace('+', ''), hasCountry: true }
  return { number: text, digits, hasCountry: false }
}
