// The kinds of personal data that are told apart.

export const PII_KINDS = ['NAME', 'PHONE', 'EMAIL', 'URL', 'TEXT', 'ID'] as const
export type PiiKind = (typeof PII_KINDS)[number]
