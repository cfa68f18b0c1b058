// Fields by the vendors that carry them, for the graph: e.g. `rating` of calls by UJET alone.
import type { ListNoun as Noun } from '../domain/lists.ts'
import type { NodeNoun } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import { VENDORS } from '../domain/vendor.ts'
import { descriptionOf } from '../vendors/index.ts'

/** Of a resource, the reaches of its lists by filter. */
interface Filtered {
  readonly filters: Readonly<Record<string, { readonly reach: string }>>
  readonly besides?: Filtered
}

/** Of a resource, the lists that make it up. */
interface Listed {
  readonly lacks?: readonly string[]
  readonly besides?: Listed
}

/** The vendors whose rows of a noun carry a field, undefined for all that show the noun. */
export function carriersOf(noun: NodeNoun, field: string): readonly Vendor[] | undefined {
  const showing = VENDORS.filter((vendor) => carries(vendor, noun) !== undefined)
  const carrying = showing.filter((vendor) => carries(vendor, noun)?.(field) === true)
  return carrying.length === showing.length ? undefined : carrying
}

/** Undefined for a vendor that never shows the noun. */
function carries(vendor: Vendor, noun: NodeNoun): ((field: string) => boolean) | undefined {
  const { resources, stubs } = descriptionOf(vendor)
  const resource: Listed | undefined = resources[noun]
  const told: readonly string[] | undefined = stubs?.[noun]
  if (resource !== undefined) return (field) => !lacks(resource, field)
  return told && ((field) => told.includes(field))
}

function lacks({ lacks: names, besides }: Listed, field: string): boolean {
  return names?.includes(field) === true && (besides === undefined || lacks(besides, field))
}

/** The vendors that can be asked for a filter, undefined for all that list the noun. */
export function filteringVendors(noun: Noun, key: string): readonly Vendor[] | undefined {
  const listing = VENDORS.filter((vendor) => descriptionOf(vendor).resources[noun] !== undefined)
  const able = listing.filter((vendor) => {
    const resource: Filtered | undefined = descriptionOf(vendor).resources[noun]
    return [resource, resource?.besides].some((list) => (list?.filters[key]?.reach ?? 'absent') !== 'absent')
  })
  return able.length === listing.length ? undefined : able
}
