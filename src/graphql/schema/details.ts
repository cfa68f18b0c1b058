// Unions of what single vendors add to a row, e.g. `CallDetails`. A vendor's folder declares its member.
import type { FieldMap, ObjectRef } from '@pothos/core'
import type { Details } from '../../domain/noun.ts'
import type { Vendor } from '../../domain/vendor.ts'
import type { Types } from './builder.ts'
import { VENDORS } from '../../domain/vendor.ts'
import { toTypeName } from '../access/noun-type.ts'
import { builder } from './builder.ts'

/** Nouns to which vendors add fields and filters. */
export type ExtendedNoun = 'CALL' | 'AGENT' | 'CHAT' | 'CAMPAIGN'

const MEMBERS = new Map<string, ObjectRef<Types, Details>>()

const memberOf = (vendor: Vendor, noun: ExtendedNoun) => `${toTypeName(vendor)}${toTypeName(noun)}Details`

/** Declares a member, e.g. `TwinCallDetails`. */
export function defineDetails<D extends Details>(
  vendor: D['vendor'],
  noun: ExtendedNoun,
  type: {
    readonly description: string
    readonly fields: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, D>) => FieldMap
  },
): void {
  const name = memberOf(vendor, noun)
  MEMBERS.set(name, builder.objectRef<D>(name).implement(type))
}

/** The union of a noun's members, in the order of the vendors. */
export function detailsOf(noun: ExtendedNoun) {
  return builder.unionType(`${toTypeName(noun)}Details`, {
    description: `Fields that only one vendor documents for its ${noun.toLowerCase()}s. Each vendor has its own member.`,
    types: () => VENDORS.flatMap((vendor) => MEMBERS.get(memberOf(vendor, noun)) ?? []),
    resolveType: ({ vendor }) => memberOf(vendor, noun),
  })
}
