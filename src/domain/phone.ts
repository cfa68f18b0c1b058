// Telephone numbers in E.164 form where a text says enough, and otherwise as it was written.

const SEPARATORS = /[\s().\-/]/g
const E164 = /^\+[1-9]\d{6,14}$/

/**
 * Normalizes an international spelling (`+1 (316) 555-0100`, `0044 1632…`) to E.164; a national one is kept as
 * written, unless the caller knows the country.
 */
export function toPhoneNumber(text: string, countryCode?: string): string {
  const compact = text.replace(SEPARATORS, '')
  const candidate = compact.startsWith('00') ? `+${compact.slice(2)}` : compact
  if (E164.test(candidate)) return candidate
  if (countryCode !== undefined) {
    const national = `+${countryCode}${compact.replace(/^0/, '')}`
    if (E164.test(national)) return national
  }
  return text.trim()
}

/** Whether a text can be a number at all. */
export function hasDigits(text: string): boolean {
  return /\p{Nd}/u.test(text)
}

/** Whether a number says of which country it is. */
export function isInternational(text: string): boolean {
  return E164.test(toPhoneNumber(text))
}

/** Digits enough to tell a number that is written without its country from others. */
const LEAST_DIGITS = 7

/** Whether two spellings can mean one number: one written without its country is that of any number that ends so. */
export function canBeSameNumber(one: string, other: string): boolean {
  const [a, b] = [toDialled(one), toDialled(other)]
  return a.digits === b.digits || endsWith(a, b) || endsWith(b, a)
}

interface Dialled {
  readonly digits: string
  readonly hasCountry: boolean
}

/** A text that is no number is taken as it stands. */
function toDialled(text: string): Dialled {
  const number = toPhoneNumber(text)
  // Within a country, numbers may be dialled with zeros before them.
  const [, digits] = /^0*([1-9]\d*)$/.exec(number.replace(SEPARATORS, '')) ?? []
  return { digits: digits ?? number.replace('+', ''), hasCountry: digits === undefined }
}

function endsWith(whole: Dialled, end: Dialled): boolean {
  return !end.hasCountry && end.digits.length >= LEAST_DIGITS && whole.digits.endsWith(end.digits)
}
