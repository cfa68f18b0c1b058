// The five products whose accounts Switchboard serves; the words of the graph's enum `Vendor`.

export const VENDORS = ['UJET', 'CALLCAP', 'WHIPPY', 'ALLO_MEDIA', 'TWIN'] as const

export type Vendor = (typeof VENDORS)[number]
