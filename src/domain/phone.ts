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
