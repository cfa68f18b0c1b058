// Nouns, and the identity of their rows.
import type { Vendor } from './vendor.ts'

/** Rows with a global id, for look-ups. */
export const NODE_NOUNS = [
  'CALL',
  'AGENT',
  'CHAT',
  'EMAIL',
  'MENU',
  'TEAM',
  'CAMPAIGN',
  'AGENT_STATUS',
  'AGENT_ACTIVITY',
] as const

export type NodeNoun = (typeof NODE_NOUNS)[number]

/** Nouns whose rows stand only in lists. */
const PLACED_NOUNS = [
  'CAMPAIGN_CONTACT',
  'CURRENT_AGENT_STATUS',
  'MENU_TREE',
  'TEAM_TREE',
  'CURRENT_MENU_STATUS',
  'SERVICE_LEVEL',
  'OPERATION_HOURS',
] as const

export type PlacedNoun = (typeof PLACED_NOUNS)[number]

export const NOUNS = [...NODE_NOUNS, ...PLACED_NOUNS] as const

export type Noun = (typeof NOUNS)[number]

/** Names for descriptions. */
export const WORDS_OF: Readonly<Record<Noun, { readonly one: string; readonly many: string }>> = {
  CALL: { one: 'call', many: 'calls' },
  AGENT: { one: 'agent', many: 'agents' },
  CHAT: { one: 'chat', many: 'chats' },
  EMAIL: { one: 'e-mail', many: 'e-mails' },
  MENU: { one: 'menu', many: 'menus' },
  TEAM: { one: 'team', many: 'teams' },
  CAMPAIGN: { one: 'campaign', many: 'campaigns' },
  AGENT_STATUS: { one: 'status definition', many: 'status definitions' },
  AGENT_ACTIVITY: { one: 'activity', many: 'activities' },
  CAMPAIGN_CONTACT: { one: 'contact', many: 'contacts' },
  CURRENT_AGENT_STATUS: { one: 'current agent status', many: 'current agent statuses' },
  MENU_TREE: { one: 'root of menu trees', many: 'roots of menu trees' },
  TEAM_TREE: { one: 'root of team trees', many: 'roots of team trees' },
  CURRENT_MENU_STATUS: { one: 'current menu status', many: 'current menu statuses' },
  SERVICE_LEVEL: { one: 'service level', many: 'service levels' },
  OPERATION_HOURS: { one: 'definition of operation hours', many: 'definitions of operation hours' },
}

/** No query lists them: they complete other rows, e.g. the channel of a call. */
export type InnerNoun = 'CHANNEL'

/** Every noun for which a vendor is asked. */
export type AnyNoun = Noun | InnerNoun

export function isListed(noun: AnyNoun): noun is Noun {
  return noun !== 'CHANNEL'
}

/** Part of every row with a global id, stubs too. */
export interface Identity<N extends NodeNoun = NodeNoun> {
  readonly noun: N
  /** The global id, `<noun>:<account>:<vendorId>`. */
  readonly id: string
  readonly vendor: Vendor
  /** The name of the account. */
  readonly account: string
  /** The vendor's own id as text. */
  readonly vendorId: string
}

/** Fields of a row as far as known. `undefined`: a look-up would tell. `null`: there is none. */
export type Known<Fields> = { readonly [K in keyof Fields]?: Fields[K] | null | undefined }

/** Fields that only the row's vendor has, e.g. `{ vendor: 'TWIN', nps: 9 }`. Its folder knows their types. */
export type Details = { readonly vendor: Vendor; readonly [field: string]: unknown }

/** `null` for rows of other vendors. */
export function detailsOf<D extends Details>(
  vendor: D['vendor'],
  { details }: { readonly details?: Details | null | undefined },
): D | null {
  // Only the vendor's own folder makes its rows.
  return details?.vendor === vendor ? (details as D) : null
}

/** A row with a global id: whole from its own endpoint, else a stub. */
export type Row<N extends NodeNoun, Fields> = Identity<N> & Known<Fields>

/** A row without a global id, by its place in the account's answer. */
export interface Place<N extends PlacedNoun | InnerNoun = PlacedNoun> {
  readonly noun: N
  /** E.g. `current-menu-status:ujet:8/CALL/en`; in a tree the id of the menu or team. */
  readonly id: string
  readonly vendor: Vendor
  /** The name of the account. */
  readonly account: string
  /** Counts from 0 in the vendor's order. */
  readonly index: number
}

/** A row without a global id. */
export type PlacedRow<N extends PlacedNoun | InnerNoun, Fields> = Place<N> & Known<Fields>
