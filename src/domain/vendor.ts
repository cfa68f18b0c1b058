// The supported products. A vendor is one line here, one in `vendors/index.ts`, and a folder.

/** Names for people, in the order of errors and documents. */
export const VENDOR_NAMES = {
  UJET: 'UJET',
  CALLCAP: 'Callcap',
  WHIPPY: 'Whippy',
  ALLO_MEDIA: 'Allo-Media',
  TWIN: 'TWIN',
} as const

/** The words of the graph's enum `Vendor`. */
export type Vendor = keyof typeof VENDOR_NAMES

// Object.keys forgets the key type.
export const VENDORS = Object.keys(VENDOR_NAMES) as readonly Vendor[]

type ToKey<Word extends string> = Word extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<ToKey<Tail>>}`
  : Lowercase<Word>

/** The key of a vendor's own filters, e.g. `alloMedia`. */
export type VendorKey = ToKey<Vendor>

/** `ALLO_MEDIA` → `alloMedia`. */
export function toVendorKey(vendor: Vendor): VendorKey {
  // `VendorKey` is the same conversion.
  return vendor.toLowerCase().replace(/_(.)/g, (_, first: string) => first.toUpperCase()) as VendorKey
}

const VENDORS_BY_KEY: ReadonlyMap<string, Vendor> = new Map(
  VENDORS.map((vendor) => [toVendorKey(vendor), vendor]),
)

/** `alloMedia` → `ALLO_MEDIA`; undefined for common filters. */
export function vendorOfKey(key: string): Vendor | undefined {
  return VENDORS_BY_KEY.get(key)
}
