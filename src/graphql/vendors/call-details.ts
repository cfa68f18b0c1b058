// What only one vendor documents about a call: a union with one member for each vendor.
import type { Vendor } from '../../domain/vendor.ts'
import { builder } from '../schema/builder.ts'
import { AlloMediaCallDetails } from './allo-media.ts'
import { CallcapCallDetails } from './callcap.ts'
import { TwinCallDetails } from './twin.ts'
import { UjetCallDetails } from './ujet.ts'
import { WhippyCallDetails } from './whippy.ts'

const MEMBERS = {
  UJET: UjetCallDetails,
  CALLCAP: CallcapCallDetails,
  WHIPPY: WhippyCallDetails,
  ALLO_MEDIA: AlloMediaCallDetails,
  TWIN: TwinCallDetails,
} satisfies Record<Vendor, unknown>

export const CallDetails = builder.unionType('CallDetails', {
  description: 'What only one vendor documents about a call, one member for each vendor.',
  types: Object.values(MEMBERS),
  resolveType: ({ vendor }) => MEMBERS[vendor],
})
