// The products whose accounts Switchboard serves; the words of the graph's enum `Vendor`.

export const VENDORS = ['UJET', 'CALLCAP', 'WHIPPY', 'ALLO_MEDIA', 'TWIN'] as const

export type Vendor = (typeof VENDORS)[number]

/** The vendors' names as people write them. */
export const VENDOR_NAMES: Readonly<Record<Vendor, string>> = {
  UJET: 'UJET',
  CALLCAP: 'Callcap',
  WHIPPY: 'Whippy',
  ALLO_MEDIA: 'Allo-Media',
  TWIN: 'TWIN',
}
