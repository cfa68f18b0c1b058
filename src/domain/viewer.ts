// The viewer of an operation, with its grants: scopes of nouns, the scope of personal data, accounts.
import type { Noun } from './noun.ts'
import type { Instant } from './time.ts'

/** The scope of each noun; a small noun shares the scope of a large one. */
export const SCOPE_OF = {
  CALL: 'calls:read',
  AGENT: 'agents:read',
  AGENT_STATUS: 'agents:read',
  AGENT_ACTIVITY: 'agents:read',
  CURRENT_AGENT_STATUS: 'agents:read',
  CHAT: 'chats:read',
  EMAIL: 'emails:read',
  MENU: 'menus:read',
  MENU_TREE: 'menus:read',
  CURRENT_MENU_STATUS: 'menus:read',
  SERVICE_LEVEL: 'menus:read',
  OPERATION_HOURS: 'menus:read',
  TEAM: 'teams:read',
  TEAM_TREE: 'teams:read',
  CAMPAIGN: 'campaigns:read',
  CAMPAIGN_CONTACT: 'campaigns:read',
} as const satisfies Readonly<Record<Noun, string>>

export type NounScope = (typeof SCOPE_OF)[Noun]

/** Shows personal data unmasked, and allows filters and orders by it. */
export const PII_SCOPE = 'pii:read'

/** Kinds of personal data, each with its mask. */
export const PII_KINDS = ['NAME', 'PHONE', 'EMAIL', 'URL', 'TEXT', 'ID'] as const
export type PiiKind = (typeof PII_KINDS)[number]

export type Scope = NounScope | typeof PII_SCOPE

export const NOUN_SCOPES: readonly NounScope[] = [...new Set(Object.values(SCOPE_OF))]
export const SCOPES: readonly Scope[] = [...NOUN_SCOPES, PII_SCOPE]

/** `account:emea` grants one account. */
const ACCOUNT_GRANT = 'account:'

export interface Viewer {
  /** The subject of the sign-in; `null`: no sign-in. */
  readonly name: string | null
  readonly scopes: ReadonlySet<Scope>
  /** The accounts that exist for the viewer; `null`: all. */
  readonly accounts: ReadonlySet<string> | null
  /** The application of the viewer; `null`: unknown. */
  readonly client: string | null
  /** The end of the sign-in, clock skew included; `null`: none. */
  readonly expiresAt: Instant | null
}

interface SignInFacts {
  readonly name?: string | null
  readonly client?: string | null
  readonly expiresAt?: Instant | null
}

/** Ignores words that are no grants, e.g. `openid`. */
export function toViewer(
  grants: readonly string[],
  { name = null, client = null, expiresAt = null }: SignInFacts = {},
): Viewer {
  const accounts = grants.flatMap((grant) => toAccountName(grant) ?? [])
  return {
    name,
    client,
    expiresAt,
    scopes: new Set(SCOPES.filter((scope) => grants.includes(scope))),
    accounts: accounts.length === 0 ? null : new Set(accounts),
  }
}

/** E.g. `emea` of `account:emea`; null for any other word. */
export function toAccountName(grant: string): string | null {
  return grant.startsWith(ACCOUNT_GRANT) ? grant.slice(ACCOUNT_GRANT.length) : null
}

/** The words from which `toViewer` makes the same viewer. */
export function grantsOf({ scopes, accounts }: Viewer): readonly string[] {
  return [...scopes, ...[...(accounts ?? [])].map((name) => ACCOUNT_GRANT + name)].toSorted()
}

export function mayAsk({ accounts }: Viewer, account: string): boolean {
  return accounts?.has(account) ?? true
}

/** For shared requests: each viewer was checked before joining. */
export const EVERYBODY: Viewer = toViewer(SCOPES)
