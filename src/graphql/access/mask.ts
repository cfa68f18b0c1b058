// Masks of personal data for viewers without `pii:read`.
import type { PiiKind } from '../../domain/viewer.ts'

const HIDDEN = '•••'
const HIDDEN_DIGITS = '•••••••'

/** Shorter numbers are hidden completely. */
const LEAST_DIGITS = 10

type Mask = (text: string) => string

/** `null` withholds: ids and addresses give access, texts say anything. */
const MASKS: Readonly<Record<PiiKind, Mask | null>> = {
  NAME: maskName,
  PHONE: maskPhone,
  EMAIL: maskEmail,
  URL: null,
  TEXT: null,
  ID: null,
}

export function maskOf(kind: PiiKind): ((value: unknown) => unknown) | null {
  const mask = MASKS[kind]
  if (mask === null) return null
  const maskOne = (value: unknown) => (typeof value === 'string' ? mask(value) : null)
  return (value) => (Array.isArray(value) ? maskAll(value, maskOne) : maskOne(value))
}

/** Lists with other values than texts are withheld. */
function maskAll(values: readonly unknown[], maskOne: (value: unknown) => string | null) {
  const masked = values.map(maskOne)
  return masked.includes(null) ? null : masked
}

/** `Ada Lovelace` → `A••• L•••`. */
function maskName(name: string): string {
  const words = name.trim().split(/\s+/).slice(0, 4)
  return words.map((word) => (/^\p{L}/u.exec(word)?.[0] ?? '') + HIDDEN).join(' ')
}

/** `ada@example.com` → `a•••@e•••.com`. */
function maskEmail(address: string): string {
  const [, first, host, end = ''] =
    /^([^\s@])[^\s@]*@([^\s@.])[^\s@]*?(\.[a-z]{2,6})?$/iu.exec(address.trim()) ?? []
  return first === undefined || host === undefined ? HIDDEN : `${first}${HIDDEN}@${host}${HIDDEN}${end}`
}

/** `+12025554711` → `+1•••••••4711`. Short numbers and other texts are hidden. */
function maskPhone(number: string): string {
  const digits = /^\+?[\d\s().\-/]+$/.test(number) ? number.replaceAll(/\D/g, '') : ''
  if (digits.length < LEAST_DIGITS) return HIDDEN_DIGITS
  return `${number.startsWith('+') ? `+${digits.charAt(0)}` : ''}${HIDDEN_DIGITS}${digits.slice(-4)}`
}
