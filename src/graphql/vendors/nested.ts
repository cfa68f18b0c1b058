// What the filters that only one vendor has say of themselves, wherever they stand.
import type { Vendor } from '../../domain/vendor.ts'
import { VENDOR_NAMES } from '../../domain/vendor.ts'

export function describeNested(vendor: Vendor, many: string): string {
  const name = VENDOR_NAMES[vendor]
  return `Filters that only ${name} has; they narrow the ${many} of ${name} and leave those of other vendors as they are, and are refused with \`BAD_USER_INPUT\` when no ${name} account is selected.`
}
