// Vendors by the fields they carry, e.g. `rating` of calls: UJET.
import type { ListNoun as Noun } from '../domain/lists.ts'
import type { OwnFilters } from '../domain/filter.ts'
import type { NodeNoun } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Direction, OrderSpec } from '../domain/order.ts'
import type { Sorts } from '../vendors/sort.ts'
import { VENDORS } from '../domain/vendor.ts'
import { DESCRIPTIONS, descriptionOf, ordersOf } from '../vendors/index.ts'
import { directionsOf } from '../vendors/sort.ts'
import { meaningOf } from '../vendors/feed.ts'

/** Of a resource, the lists that make it up. */
interface Listed {
  readonly lacks?: readonly string[]
  readonly besides?: Listed
}

/** By vendor, a sentence for clients. */
export function aboutVendors(): Readonly<Record<Vendor, string>> {
  const sentences = Object.values(DESCRIPTIONS).map(({ vendor, about }) => [vendor, about])
  // Object.fromEntries forgets the keys.
  return Object.fromEntries(sentences) as Record<Vendor, string>
}

/** The vendors' own filters of a noun, e.g. those of `CallFilter.twin`. */
export function ownFiltersOf(noun: Noun): readonly OwnFilters<never>[] {
  return Object.values(DESCRIPTIONS).flatMap(({ resources }) => resources[noun]?.own ?? [])
}

interface OrderOfNoun extends OrderSpec<never> {
  readonly field: string
  /** Vendors that sort by it, e.g. Callcap by `CALLER_ID`; `undefined`: all do, or Switchboard does. */
  readonly sorters:
    readonly { readonly vendor: Vendor; readonly directions: readonly Direction[] }[] | undefined
}

/** Orders of a noun, those of single vendors too. */
export function describedOrdersOf(noun: Noun): readonly OrderOfNoun[] {
  const all = Object.values(DESCRIPTIONS).flatMap(({ vendor, resources }) => {
    const resource: { readonly sorting?: Sorts & { readonly byDefault: string } } | undefined =
      resources[noun]
    return resource === undefined ? [] : [{ vendor, sorting: resource.sorting }]
  })
  return Object.entries<OrderSpec<never>>(ordersOf(noun)).map(([field, order]) => {
    const isForAll =
      meaningOf(noun).read === 'WHOLE' || all.some(({ sorting }) => sorting?.byDefault === field)
    const sorters = all
      .map(({ vendor, sorting }) => ({ vendor, directions: directionsOf(sorting, field) }))
      .filter(({ directions }) => directions.length > 0)
    return { ...order, field, sorters: isForAll || sorters.length === all.length ? undefined : sorters }
  })
}

/** Vendors whose rows carry a field; `undefined`: all with the noun. */
export function carriersOf(noun: NodeNoun, field: string): readonly Vendor[] | undefined {
  const showing = VENDORS.filter((vendor) => carries(vendor, noun) !== undefined)
  const carrying = showing.filter((vendor) => carries(vendor, noun)?.(field) === true)
  return carrying.length === showing.length ? undefined : carrying
}

/** `undefined`: the vendor never shows the noun. */
function carries(vendor: Vendor, noun: NodeNoun): ((field: string) => boolean) | undefined {
  const { resources, stubs } = descriptionOf(vendor)
  const resource: Listed | undefined = resources[noun]
  const told: readonly string[] | undefined = stubs?.[noun]
  if (resource !== undefined) return (field) => !lacksField(resource, field)
  return told && ((field) => told.includes(field))
}

/** True if no row of a resource has a field. */
export function lacksField({ lacks: names, besides }: Listed, field: string): boolean {
  return names?.includes(field) === true && (besides === undefined || lacksField(besides, field))
}

/** Of a resource, the reaches of its lists by filter. */
interface Filtered {
  readonly filters: Readonly<Record<string, AnyReach>>
  readonly besides?: Filtered
}

interface AnyReach {
  readonly reach: string
  readonly parts?: Readonly<Record<string, AnyReach>>
}

export interface Filtering {
  /** Vendors with the filter; `undefined`: all that list the noun. */
  readonly vendors: readonly Vendor[] | undefined
  /** Vendors whose rows Switchboard filters; `null`: all. */
  readonly here: readonly Vendor[] | null
}

/** e.g. `filteringOf('CALL', 'twin', 'createdAt', ['TWIN'])`. */
export function filteringOf(
  noun: Noun,
  key: string,
  part?: string,
  among: readonly Vendor[] = VENDORS,
): Filtering {
  const listing = among.filter((vendor) => descriptionOf(vendor).resources[noun] !== undefined)
  const reaches = (vendor: Vendor) => {
    const first: Filtered | undefined = descriptionOf(vendor).resources[noun]
    return [first, first?.besides].flatMap((list) => {
      const reach = list?.filters[key]
      const { reach: word = 'absent' } = (part === undefined ? reach : (reach?.parts?.[part] ?? reach)) ?? {}
      return word === 'absent' ? [] : [word]
    })
  }
  const able = listing.filter((vendor) => reaches(vendor).length > 0)
  const here = able.filter((vendor) => reaches(vendor).every((reach) => reach === 'local'))
  return {
    vendors: able.length === listing.length ? undefined : able,
    here: here.length === able.length ? null : here,
  }
}
