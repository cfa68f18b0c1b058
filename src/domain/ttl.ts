// The times for which caches keep rows and lists, by noun, in milliseconds.
import type { AnyNoun } from './noun.ts'
import type { Instant } from './time.ts'

const SECOND = 1000

/** The ttl of a list; for event nouns, of its newest page. */
export const LIST_TTL_MS: Readonly<Record<AnyNoun, number>> = {
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
  CHANNEL: 600 * SECOND,
}

/** The ttl of a look-up without a row. */
export const MISSING_TTL_MS = 30 * SECOND

/** The time after its ttl in which a value replaces a failed request. */
export const STALE_IF_ERROR_MS = 3600 * SECOND

/** The time after its last use in which a cached list answers later pages. */
export const CACHED_LIST_IDLE_MS = 300 * SECOND

const SETTLED_AFTER_MS = 15 * 60 * SECOND
const SETTLED_TTL_MS = 3600 * SECOND

/** The ttl of a row in look-ups. An event that ended long ago no longer changes. */
export function rowTtlMs(row: { noun: AnyNoun; endedAt?: Instant | null | undefined }, now: Instant): number {
  const settled = typeof row.endedAt === 'number' && now - row.endedAt > SETTLED_AFTER_MS
  return settled ? SETTLED_TTL_MS : LIST_TTL_MS[row.noun]
}
