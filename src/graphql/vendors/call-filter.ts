// The filters for calls that only one vendor has, one nested input for each.
import type { Types } from '../connection.ts'
import { UjetCallFilter } from './ujet.ts'

export function vendorCallFilters(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) {
  return {
    ujet: t.field({
      type: UjetCallFilter,
      description:
        'Filters that only UJET has; they narrow the calls of UJET and leave those of other vendors as they are, and are refused with `BAD_USER_INPUT` when no UJET account is selected.',
    }),
  }
}
