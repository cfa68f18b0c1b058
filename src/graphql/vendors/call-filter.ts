// The filters for calls that only one vendor has, one nested input for each.
import type { Types } from '../schema/builder.ts'
import { AlloMediaCallFilter } from './allo-media.ts'
import { CallcapCallFilter } from './callcap-filter.ts'
import { describeNested } from './nested.ts'
import { TwinCallFilter } from './twin.ts'
import { UjetCallFilter } from './ujet.ts'
import { WhippyCallFilter } from './whippy.ts'

export function vendorCallFilters(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) {
  return {
    ujet: t.field({ type: UjetCallFilter, description: describeNested('UJET', 'calls') }),
    callcap: t.field({ type: CallcapCallFilter, description: describeNested('CALLCAP', 'calls') }),
    whippy: t.field({ type: WhippyCallFilter, description: describeNested('WHIPPY', 'calls') }),
    alloMedia: t.field({ type: AlloMediaCallFilter, description: describeNested('ALLO_MEDIA', 'calls') }),
    twin: t.field({ type: TwinCallFilter, description: describeNested('TWIN', 'calls') }),
  }
}
