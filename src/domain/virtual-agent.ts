// A virtual agent as a call carries it; it cannot be looked up and is no Agent.
import type { Known } from './noun.ts'

export type VirtualAgent = Known<{ vendorId: string; alias: string; avatarUrl: string }>
