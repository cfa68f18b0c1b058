// How long what was read stays true enough to be given again, in milliseconds, by noun.
import type { Noun } from './noun.ts'
import type { Instant } from './time.ts'

const SECOND = 1000

/** How long a list of the noun may be answered from memory; for event nouns this is the newest page. */
export const LIST_TTL_MS: Readonly<Record<Noun, number>> = {
  CALL: 10 * SECOND,
  CHAT: 10 * SECOND,
  EMAIL: 10 * SECOND,
  AGENT_ACTIVITY: 10 * SECOND,
  CURRENT_AGENT_STATUS: 5 * SECOND,
  CURRENT_MENU_STATUS: 5 * SECOND,
  SERVICE_LEVEL: 30 * SECOND,
  AGENT: 300 * SECOND,
  MENU: 600 * SECOND,
  MENU_TREE: 600 * SECOND,
  TEAM: 600 * SECOND,
  TEAM_TREE: 600 * SECOND,
  CAMPAIGN: 600 * SECOND,
  CAMPAIGN_CONTACT: 600 * SECOND,
  AGENT_STATUS: 600 * SECOND,
  OPERATION_HOURS: 600 * SECOND,
}

/** An id that named nothing may name something soon. */
export const MISSING_TTL_MS = 30 * SECOND

/** How long beyond its lifetime something stands in for what cannot be had. */
export const STALE_IF_ERROR_MS = 3600 * SECOND

/** A segment answers later pages until so long after its last use. */
export const CACHED_LIST_IDLE_MS = 300 * SECOND

const SETTLED_AFTER_MS = 15 * 60 * SECOND
const SETTLED_LIFETIME_MS = 3600 * SECOND

/** How long one row may answer look-ups: an event that ended a while ago changes no more. */
export function rowTtlMs(row: { noun: Noun; endedAt?: Instant | null | undefined }, now: Instant): number {
  const settled = typeof row.endedAt === 'number' && now - row.endedAt > SETTLED_AFTER_MS
  return settled ? SETTLED_LIFETIME_MS : LIST_TTL_MS[row.noun]
}
