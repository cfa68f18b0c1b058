// Descriptions completed from what a field says of itself.
import type { FieldNotes } from './builder.ts'
import { VENDOR_NAMES } from '../domain/vendor.ts'

/** The description, then unit, vendors, doubts and personal data, a sentence each. */
export function describe(text: string | null | undefined, notes: FieldNotes): string {
  const { unit, vendors, unverified, pii } = notes
  const sentences = [
    text ?? '',
    unit === undefined ? '' : `In ${unit}.`,
    vendors === undefined ? '' : `${toList(vendors.map((vendor) => VENDOR_NAMES[vendor]))} only.`,
    unverified === undefined || unverified === false
      ? ''
      : `UNVERIFIED${unverified === true ? '' : `: ${unverified}`}.`,
    pii === undefined ? '' : `Personal data (${pii.toLowerCase()}).`,
  ]
  return sentences.filter(Boolean).join(' ')
}

function toList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
