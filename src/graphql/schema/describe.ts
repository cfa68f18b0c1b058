// Descriptions completed from what a field says of itself.
import type { Vendor } from '../../domain/vendor.ts'
import type { PiiKind } from '../access/pii.ts'
import { VENDOR_NAMES } from '../../domain/vendor.ts'
import { PII_SCOPE } from '../../domain/viewer.ts'

export type Unit = 'seconds' | 'minutes' | 'percent' | 'milliseconds'

/** What a field says of itself; all of it ends up in its description. */
export interface FieldNotes {
  readonly unit?: Unit
  /** Of parts of rows and of filters, the vendors that carry it; of fields of rows `lacks` says it. */
  readonly vendors?: readonly Vendor[] | undefined
  /** What about it is inferred and stands in no document. */
  readonly unverified?: boolean | string
  /** What kind of personal data it may hold. */
  readonly pii?: PiiKind
  /** The vendors whose rows may hold it there; all that carry the field when absent. */
  readonly piiVendors?: readonly Vendor[]
}

/** The description, then unit, vendors, doubts and personal data, a sentence each; who gives an input needs its scope. */
export function describe(
  text: string | null | undefined,
  notes: FieldNotes,
  place: 'output' | 'input' = 'output',
): string {
  const { unit, vendors, unverified, pii, piiVendors } = notes
  const sentences = [
    text ?? '',
    unit === undefined ? '' : `In ${unit}.`,
    vendors === undefined ? '' : toCarriers(vendors.map((vendor) => VENDOR_NAMES[vendor])),
    unverified === undefined || unverified === false
      ? ''
      : `UNVERIFIED${unverified === true ? '' : `: ${unverified}`}.`,
    pii === undefined || place === 'output' ? '' : `Needs the scope \`${PII_SCOPE}\`.`,
    pii === undefined
      ? ''
      : `Personal data (${pii.toLowerCase()}${piiVendors === undefined ? '' : ` at ${toList(piiVendors.map((vendor) => VENDOR_NAMES[vendor]))}`}).`,
  ]
  return sentences.filter(Boolean).join(' ')
}

function toCarriers(names: readonly string[]): string {
  return names.length === 0 ? 'No vendor’s rows carry it so far.' : `${toList(names)} only.`
}

function toList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
