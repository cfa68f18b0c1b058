// A virtual agent as a call carries it.
import type { VirtualAgent as VirtualAgentRow } from '../../domain/session.ts'
import { builder } from '../schema/builder.ts'

export const VirtualAgent = builder.objectRef<VirtualAgentRow>('VirtualAgent').implement({
  description: 'A virtual agent as a call row carries it; it cannot be looked up and is no Agent. UJET only.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', {
      unverified: 'whether it shares numbers with human agents',
      description: 'The vendor’s own id of the virtual agent.',
    }),
    alias: t.exposeString('alias', {
      description: 'The alias an administrator gave the virtual agent; it names no person.',
    }),
    avatarUrl: t.expose('avatarUrl', {
      type: 'URL',
      unverified: true,
      description: 'The address of its picture.',
    }),
  }),
})
