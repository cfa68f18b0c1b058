// Who asks and what they may see: one scope for each family of nouns, one for personal data, and grants for single
// accounts.
import type { Noun } from './noun.ts'
import type { Instant } from './time.ts'

/** What each noun needs; the smaller nouns belong to the family of a large one. */
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

/** Shows personal data as it is, and allows to filter and to order by it. */
export const PII_SCOPE = 'pii:read'

export type Scope = NounScope | typeof PII_SCOPE

export const NOUN_SCOPES: readonly NounScope[] = [...new Set(Object.values(SCOPE_OF))]
export const SCOPES: readonly Scope[] = [...NOUN_SCOPES, PII_SCOPE]

/** `account:emea` grants one account. */
const ACCOUNT_GRANT = 'account:'

export interface Viewer {
  /** The subject of the sign-in; null when nobody has signed in. */
  readonly name: string | null
  readonly scopes: ReadonlySet<Scope>
  /** The names of the accounts that exist for the viewer; null when all do. */
  readonly accounts: ReadonlySet<string> | null
  /** The application that asks for the viewer; null when the sign-in does not tell. */
  readonly client: string | null
  /** When the sign-in expires, the tolerated clock skew included; null when it does not. */
  readonly expiresAt: Instant | null
}

interface SignInFacts {
  readonly name?: string | null
  readonly client?: string | null
  readonly expiresAt?: Instant | null
}

/** A viewer with these grants; words that grant nothing here, such as `openid`, are left aside. */
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

/** The account that a grant names, null for any other word. */
export function toAccountName(grant: string): string | null {
  return grant.startsWith(ACCOUNT_GRANT) ? grant.slice(ACCOUNT_GRANT.length) : null
}

/** What a viewer holds, in words that give the same again. */
export function grantsOf({ scopes, accounts }: Viewer): readonly string[] {
  return [...scopes, ...[...(accounts ?? [])].map((name) => ACCOUNT_GRANT + name)].toSorted()
}

export function mayAsk({ accounts }: Viewer, account: string): boolean {
  return accounts?.has(account) ?? true
}

/** Nobody in particular: what is asked for several viewers at once, each of whom was checked before joining. */
export const EVERYBODY: Viewer = toViewer(SCOPES)
