// What only one vendor documents about a call: a union with one member for each vendor.
import { builder } from './builder.ts'
import { toTypeName } from './noun-type.ts'
import { AlloMediaCallDetails } from './vendors/allo-media.ts'
import { CallcapCallDetails } from './vendors/callcap.ts'
import { TwinCallDetails } from './vendors/twin.ts'
import { UjetCallDetails } from './vendors/ujet.ts'
import { WhippyCallDetails } from './vendors/whippy.ts'

export const CallDetails = builder.unionType('CallDetails', {
  description: 'What only one vendor documents about a call, one member for each vendor.',
  types: [UjetCallDetails, CallcapCallDetails, WhippyCallDetails, AlloMediaCallDetails, TwinCallDetails],
  resolveType: ({ vendor }) => `${toTypeName(vendor)}CallDetails`,
})
