// The journal of changes: one request an interval for an account's noun.
//
//   10:00:00   since 9:59:00   ┐
//   10:00:10   since 9:59:00   ├→ one log, an hour long ─→ lists a, b, c …   watchers x, y …
//   10:00:20   since 9:59:10   ┘
//
// A request has no filter, and the opt-ins of the last minute. Readers filter the rows.
import type { Ask } from '../domain/ask.ts'
import type { Emit } from '../domain/event.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Changes, Memory, SingleFlight } from '../vendors/index.ts'
import type { CachedList } from './cached-list.ts'
import type { Log, News } from './change-log.ts'
import type { Remember } from './rows.ts'
import { LIST_TTL_MS } from '../domain/ttl.ts'
import { isRefusal } from '../vendors/index.ts'
import { createCachedList } from './cached-list.ts'
import { extend, isHeld, newsOf, OVERLAP_MS, shorten } from './change-log.ts'
import { createReadAll } from './page-reader.ts'
import { rememberingFeed } from './rows.ts'

/** Time for which changes are kept. */
export const KEPT_MS = 60 * 60 * 1000

/** Time for which a need counts towards fields and costs. */
const NEEDED_MS = 60_000

/** The part of the cache that one journal may take. */
const MOST_OF_MEMORY = 1 / 8

/** Bytes in memory per character of an answer. */
const BYTES_PER_CHARACTER = 2

/** A list or a watcher that wants changes. */
export interface Need<R> {
  /** The same for the same list or question, e.g. `lists ujet CALL null DESC Zm9v… 1`. */
  readonly name: string
  readonly changes: Changes<R>
  /** Changes are wanted from this instant on. */
  readonly since: Instant
  /** Known rows that prove an unproven parameter. */
  readonly witnesses: readonly R[]
  /** Requests without the journal: the most that it may cost. */
  readonly cost: number
}

export interface Journal<R> {
  /** Counts a need that the journal serves without a request. */
  register(need: Need<R>): void
  /**
   * Changes since an instant, and for safety those of the minute before.
   * `null`: it does not reach back so far, or lacks fields. Sends nothing.
   */
  changesSince(since: Instant, fields: readonly string[], overlapMs?: number): News<R> | null
  /**
   * Asks for changes unless that was done after `after`.
   * Resolves to `false` for no list of changes, or too many. Rejects with UpstreamError.
   */
  update(need: Need<R>, after: Instant, ask: Ask): Promise<boolean>
  /** The instant of the last request. */
  asOf(): Instant
  /** Requests sent so far. */
  requests(): number
}

/** The journals of all accounts. */
export type JournalOf = <N extends ListNoun>(account: string, noun: N) => Journal<RowOf<N>>

export interface JournalDeps {
  readonly memory: Memory
  readonly flights: SingleFlight
  readonly clock: Clock
  readonly emit: Emit
  readonly remember: Remember
  /** The cached row of an id. */
  readonly known: (id: string) => { readonly id: string } | null | undefined
}

/** The part of a recent need in a request, e.g. `{ cost: 2, fields: ["notes"] }`. */
type Share = Pick<Need<unknown>, 'cost'> & { readonly fields: readonly string[]; readonly at: Instant }

export function createJournals(deps: JournalDeps): JournalOf {
  const journals = new Map<string, unknown>()
  return <N extends ListNoun>(account: string, noun: N) => {
    const key = `journal ${account} ${noun}`
    // The noun fixes the row type.
    const journal = (journals.get(key) ?? createJournal<RowOf<N>>(key, { account, noun }, deps)) as Journal<
      RowOf<N>
    >
    journals.set(key, journal)
    return journal
  }
}

function createJournal<R extends { readonly id: string }>(
  key: string,
  { account, noun }: { readonly account: string; readonly noun: ListNoun },
  { memory, flights, clock, emit, remember, known }: JournalDeps,
): Journal<R> {
  const everyMs = LIST_TTL_MS[noun]
  const waiting = new Set<Need<R>>()
  /** Needs of the last minute, by name. */
  const recent = new Map<string, Share>()
  let forgotAt = clock.now()
  /** Pages that did not suffice the last time. */
  let tooMany = { pages: 0, at: Number.NEGATIVE_INFINITY }
  let reading: CachedList<R> | null = null
  let requests = 0

  const log = () => memory.get<Log<R>>(key)?.value ?? null

  const recently = () => [...recent.values()].filter(({ at }) => clock.now() - at <= NEEDED_MS)

  function register({ name, cost, changes: { fields } }: Need<R>): void {
    const at = clock.now()
    if (at - forgotAt > NEEDED_MS) {
      for (const [one, share] of recent) if (at - share.at > NEEDED_MS) recent.delete(one)
      forgotAt = at
    }
    recent.set(name, { cost, fields, at })
  }

  /** The most pages of a request: as many as all that need it would cost. */
  function mostPages(): number {
    const most = recently().reduce((sum, { cost }) => sum + cost, 0)
    const isHopeless = clock.now() - tooMany.at <= NEEDED_MS && most < tooMany.pages * 2
    return isHopeless ? 0 : most
  }

  /** `needs` came along; `isRead`: they are served. */
  async function askAccount(by: Ask): Promise<{ needs: ReadonlySet<Need<R>>; isRead: boolean }> {
    // Needs of the same moment come along.
    await Promise.resolve()
    const needs = new Set(waiting)
    const [need] = needs
    const pages = mostPages()
    const since = sinceOf([...needs], log(), clock.now(), everyMs)
    if (need === undefined || since === null || pages === 0) return { needs, isRead: false }
    const { changes } = need
    const fields = new Set(recently().flatMap((share) => share.fields))
    const earlier = new Map<string, R>()
    const noteEarlier = (row: object) => {
      const cached = 'id' in row && typeof row.id === 'string' ? known(row.id) : null
      // The id's noun is the row's.
      if (cached != null && !earlier.has(cached.id)) earlier.set(cached.id, cached as R)
    }
    const feed = rememberingFeed(changes.since(since, fields), (rows, ...read) => {
      for (const row of rows) noteEarlier(row)
      remember(rows, ...read)
    })
    const read = createCachedList<R>(null, { asOf: clock.now(), pageSize: feed.maximum ?? 0 })
    reading = read
    try {
      const { rows, more } = await createReadAll(feed, read, {})((_, count) => count >= pages, by)
      if (more) {
        tooMany = { pages, at: clock.now() }
        memory.delete(key)
      }
      if (more || !isComplete(rows, [...needs], since)) return { needs, isRead: false }
      const bytes = (read.size / Math.max(1, rows.length)) * BYTES_PER_CHARACTER
      // Operations are billed by their own lists.
      const count = needs.size - Math.max(1, by.operations.length)
      if (count > 0) emit({ type: 'saved', operation: null, by: 'journal', count })
      keep(extend(log(), { rows, earlier, since, asOf: read.asOf, fields, bytes }, changes))
      return { needs, isRead: true }
    } catch (error) {
      if (!isRefusal(error)) throw error
      changes.record('refused')
      return { needs, isRead: false }
    } finally {
      requests += read.requests
      reading = null
      memory.raise(account)
    }
  }

  function keep(extended: Log<R>): void {
    const { asOf } = extended
    const { log: kept, bytes } = shorten(extended, {
      from: asOf - KEPT_MS - OVERLAP_MS,
      // Watchers look once an interval.
      versionsFrom: asOf - 3 * everyMs,
      maxBytes: memory.maxBytes * MOST_OF_MEMORY,
    })
    memory.set(key, kept, { ttlMs: KEPT_MS, bytes })
  }

  return {
    register,
    changesSince: (since, fields, overlapMs = OVERLAP_MS) => {
      const kept = log()
      return kept === null || !isHeld(kept, since, fields) ? null : newsOf(kept, since, fields, overlapMs)
    },
    update: async (need, after, by) => {
      const { since, changes } = need
      if (since < clock.now() - KEPT_MS) return false
      const isDone = () => {
        const kept = log()
        return kept !== null && kept.asOf > after && isHeld(kept, since, changes.fields)
      }
      register(need)
      waiting.add(need)
      try {
        // A request in flight may serve others only.
        for (let times = 0; times < 3 && !isDone(); times += 1) {
          const { needs, isRead } = await flights.share(key, by, askAccount)
          if (needs.has(need)) return isRead && isDone()
        }
        return isDone()
      } finally {
        waiting.delete(need)
      }
    },
    asOf: () => log()?.asOf ?? Number.NEGATIVE_INFINITY,
    requests: () => requests + (reading?.requests ?? 0),
  }
}

/**
 * First instant of a request; `null`: nothing could prove the parameter.
 * Rounded down, so that all instances send the same request.
 */
function sinceOf<R>(
  needs: readonly Need<R>[],
  log: Log<R> | null,
  now: Instant,
  everyMs: number,
): Instant | null {
  const [first] = needs
  if (first === undefined) return null
  const isContinued = log !== null && needs.every(({ since, changes }) => isHeld(log, since, changes.fields))
  const wanted = isContinued ? [] : needs.map(({ since }) => since)
  const from = Math.min(now - everyMs, log?.asOf ?? now, ...wanted)
  // Instances that ask in turn meet within two intervals.
  const gridMs = 2 * everyMs
  const usual = Math.floor(from / gridMs) * gridMs - OVERLAP_MS
  if (first.changes.isProven()) return usual
  const proofs = needs.flatMap(({ witnesses, changes }) =>
    witnesses.flatMap((row) => lateChange(row, changes) ?? []),
  )
  return proofs.length === 0 ? null : Math.min(usual, Math.max(...proofs))
}

/** A change that a filter by start would miss. */
function lateChange<R>(row: R, { changedAt, startedAt }: Changes<R>): Instant | null {
  const [changed, started] = [changedAt(row), startedAt(row)]
  return changed !== null && started !== null && started < changed - OVERLAP_MS ? changed : null
}

/** True if every known change came back: the parameter is supported. */
function isComplete<R extends { readonly id: string }>(
  rows: readonly R[],
  needs: readonly Need<R>[],
  since: Instant,
): boolean {
  const [first] = needs
  if (first === undefined || first.changes.isProven()) return true
  const ids = new Set(rows.map(({ id }) => id))
  const known = needs.flatMap(({ witnesses }) => witnesses)
  const isSupported = known.every((row) => (first.changes.changedAt(row) ?? 0) < since || ids.has(row.id))
  first.changes.record(isSupported ? 'supported' : 'ignored')
  return isSupported
}
