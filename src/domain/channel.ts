// The ways in which people reach the company.

export const CHANNELS = ['CALL', 'CHAT', 'EMAIL', 'UNKNOWN'] as const
export type Channel = (typeof CHANNELS)[number]
