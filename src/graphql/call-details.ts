// What only one vendor documents about a call: a union with one member for each vendor.
import { builder, toTypeName } from './builder.ts'
import { UjetCallDetails } from './vendors/ujet.ts'

export const CallDetails = builder.unionType('CallDetails', {
  description: 'What only one vendor documents about a call, one member for each vendor.',
  types: [UjetCallDetails],
  resolveType: ({ vendor }) => `${toTypeName(vendor)}CallDetails`,
})
