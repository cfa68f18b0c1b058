// The journal of changes: one per account and noun, asked once an interval for everybody.
//
//   10:00:00   since 9:59:00   ┐
//   10:00:10   since 9:59:00   ├→ one log, an hour long ─→ lists a, b, c …   watchers x, y …
//   10:00:20   since 9:59:10   ┘
//
// A request has no filter, and the opt-ins that anybody wanted within a minute. Lists and watchers filter the rows.
import type { Ask } from '../domain/ask.ts'
import type { Emit } from '../domain/event.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Changes, Memory, SingleFlight } from '../vendors/index.ts'
import type { CachedList } from './cached-list.ts'
import type { Remember } from './remember.ts'
import { isDeepStrictEqual } from 'node:util'
import { LIST_TTL_MS } from '../domain/ttl.ts'
import { isRefusal } from '../vendors/index.ts'
import { createCachedList } from './cached-list.ts'
import { createReadAll } from './page-reader.ts'
import { rememberingFeed } from './remember.ts'

/** Overlap of requests: clocks differ, and changes show late. */
export const OVERLAP_MS = 60_000

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
  /** The same for the same list or question, e.g. `lists ujet CALL Zm9v… 1`. */
  readonly name: string
  readonly changes: Changes<R>
  /** Changes are wanted from this instant on. */
  readonly since: Instant
  /** Known rows, by which an unproven parameter is proven. */
  readonly witnesses: readonly R[]
  /** Requests that it costs without the journal: the most that it lets the journal send. */
  readonly cost: number
}

/** A changed row. */
export interface Change<R> {
  readonly row: R
  /** The row as of `since`; `null`: it was known, and is lost; `undefined`: nobody knew it. */
  readonly before: R | null | undefined
}

export interface News<R> {
  /** When the journal asked last. */
  readonly asOf: Instant
  /** Changes in the order in which they were seen. */
  readonly changes: readonly Change<R>[]
}

export interface Journal<R> {
  /**
   * Changes since an instant, and for safety those of the minute before.
   * `null`: the journal does not go back so far, or lacks fields. Sends nothing.
   */
  changesSince(since: Instant, fields: readonly string[], overlapMs?: number): News<R> | null
  /**
   * Asks for changes unless that was done after `after`.
   * Resolves to `false` for no list of changes, or too many. Rejects with UpstreamError.
   */
  update(need: Need<R>, after: Instant, ask: Ask): Promise<boolean>
  /** When it asked last. */
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

/** A row as of an instant. */
interface Version<R> {
  readonly row: R
  readonly at: Instant
}

/** Versions of one row, the latest last. */
interface Entry<R> {
  readonly versions: readonly Version<R>[]
  /** True if an earlier version was known, and is lost. */
  readonly isLost: boolean
  readonly bytes: number
}

/** All that changed from `from` until `asOf`. */
interface Log<R> {
  readonly entries: ReadonlyMap<string, Entry<R>>
  readonly from: Instant
  readonly asOf: Instant
  /** Opt-in fields that rows have, by the instant from which they do. */
  readonly fields: ReadonlyMap<string, Instant>
}

/** What a recent need adds to a request. */
type Share = Pick<Need<unknown>, 'cost'> & { readonly fields: readonly string[]; readonly at: Instant }

export function createJournals(deps: JournalDeps): JournalOf {
  const journals = new Map<string, unknown>()
  return <N extends ListNoun>(account: string, noun: N) => {
    const key = `journal ${account} ${noun}`
    // The noun fixes the row type.
    const journal = (journals.get(key) ?? createJournal<RowOf<N>>(key, noun, deps)) as Journal<RowOf<N>>
    journals.set(key, journal)
    return journal
  }
}

function createJournal<R extends { readonly id: string }>(
  key: string,
  noun: ListNoun,
  { memory, flights, clock, emit, remember, known }: JournalDeps,
): Journal<R> {
  const everyMs = LIST_TTL_MS[noun]
  const waiting = new Set<Need<R>>()
  /** Needs of the last minute, by name. */
  const recent = new Map<string, Share>()
  /** Pages that did not suffice the last time. */
  let tooMany = { pages: 0, at: Number.NEGATIVE_INFINITY }
  let reading: CachedList<R> | null = null
  let requests = 0

  const log = () => memory.get<Log<R>>(key)?.value ?? null

  function register({ name, cost, changes: { fields } }: Need<R>): void {
    const at = clock.now()
    for (const [one, share] of recent) if (at - share.at > NEEDED_MS) recent.delete(one)
    recent.set(name, { cost, fields, at })
  }

  /** The most pages of a request: as many as all that need it would cost. */
  function mostPages(): number {
    const most = [...recent.values()].reduce((sum, { cost }) => sum + cost, 0)
    const isHopeless = clock.now() - tooMany.at <= NEEDED_MS && most < tooMany.pages * 2
    return isHopeless ? 0 : most
  }

  /** Resolves to the needs that came along, and to whether they are served. */
  async function askAccount(by: Ask): Promise<{ needs: ReadonlySet<Need<R>>; isRead: boolean }> {
    // Needs of the same moment come along.
    await Promise.resolve()
    const needs = new Set(waiting)
    const [need] = needs
    const pages = mostPages()
    const since = sinceOf([...needs], log(), clock.now(), everyMs)
    if (need === undefined || since === null || pages === 0) return { needs, isRead: false }
    const { changes } = need
    const fields = new Set([...recent.values()].flatMap((share) => share.fields))
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
    }
  }

  /** Drops what is older than an hour, or above the limit of bytes. */
  function keep(extended: Log<R>): void {
    const { asOf, fields } = extended
    const most = memory.maxBytes * MOST_OF_MEMORY
    const entries: [string, Entry<R>][] = []
    let from = Math.max(extended.from, asOf - KEPT_MS - OVERLAP_MS)
    let bytes = 1000
    for (const [id, entry] of [...extended.entries].toReversed()) {
      const kept = withoutOldVersions(entry, asOf - 3 * everyMs)
      const { at } = latestOf(kept)
      if (at < from - OVERLAP_MS) break
      bytes += kept.bytes * kept.versions.length
      if (bytes > most) from = at + OVERLAP_MS
      else entries.push([id, kept])
    }
    memory.set(key, { entries: new Map(entries.toReversed()), from, asOf, fields }, { ttlMs: KEPT_MS, bytes })
  }

  function changesSince(since: Instant, fields: readonly string[], overlapMs = OVERLAP_MS): News<R> | null {
    const kept = log()
    if (kept === null || !isHeld(kept, since, fields)) return null
    const changes = [...kept.entries.values()].flatMap((entry) => {
      const { row, at } = latestOf(entry)
      return at > since - overlapMs ? { row, before: versionAt(entry, since) } : []
    })
    return { asOf: kept.asOf, changes }
  }

  return {
    changesSince,
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
          if (!isRead && needs.has(need)) return false
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

/** True if everything is at hand that changed since an instant, with opt-in fields. */
function isHeld(log: Log<unknown>, since: Instant, fields: readonly string[]): boolean {
  return [log.from, ...fields.map((field) => log.fields.get(field) ?? Infinity)].every(
    (from) => from <= since,
  )
}

/**
 * First instant of a request; `null`: nothing could prove the parameter.
 * It is rounded down, so that all instances of Switchboard send the same request.
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
  const usual = Math.floor(from / everyMs) * everyMs - OVERLAP_MS
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

interface Answer<R> {
  readonly rows: readonly R[]
  /** Rows as they were cached before. */
  readonly earlier: ReadonlyMap<string, R>
  readonly since: Instant
  readonly asOf: Instant
  readonly fields: ReadonlySet<string>
  readonly bytes: number
}

function extend<R extends { readonly id: string }>(
  log: Log<R> | null,
  answer: Answer<R>,
  { changedAt }: Changes<R>,
): Log<R> {
  const { rows, earlier, since, asOf, fields, bytes } = answer
  const from = since + OVERLAP_MS
  const entries = new Map(log?.entries)
  for (const row of rows) {
    const entry = entries.get(row.id)
    const known = entry === undefined ? earlier.get(row.id) : latestOf(entry).row
    const isKnown = known !== undefined && isSameVersion(known, row)
    if (entry !== undefined && isKnown) {
      const versions = [...entry.versions.slice(0, -1), { row, at: latestOf(entry).at }]
      entries.set(row.id, { ...entry, versions })
      continue
    }
    // An old change that is new to the journal is no news.
    const changed = changedAt(row) ?? asOf
    const at = entry === undefined && log !== null && changed < log.asOf - OVERLAP_MS ? changed : asOf
    const before = isKnown ? undefined : earlier.get(row.id)
    const first = before === undefined ? [] : [{ row: before, at: Number.NEGATIVE_INFINITY }]
    entries.delete(row.id)
    entries.set(row.id, {
      versions: [...(entry?.versions ?? first), { row, at }],
      isLost: entry?.isLost ?? isKnown,
      bytes,
    })
  }
  const byTime = [...entries].toSorted(([, a], [, b]) => latestOf(a).at - latestOf(b).at)
  return {
    entries: new Map(byTime),
    asOf,
    from: Math.min(from, log?.from ?? from),
    fields: new Map([...fields].map((field) => [field, Math.min(from, log?.fields.get(field) ?? from)])),
  }
}

/** Compares what both rows tell: opt-in fields may be absent from one. */
function isSameVersion(one: object, other: object): boolean {
  const values = new Map<string, unknown>(Object.entries(other))
  return Object.entries(one).every(([name, value]: [string, unknown]) => {
    const told = values.get(name)
    if (value === undefined || told === undefined) return true
    return name === 'details' && isObject(value) && isObject(told)
      ? isSameVersion(value, told)
      : isDeepStrictEqual(value, told)
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function latestOf<R>({ versions }: Entry<R>): Version<R> {
  const last = versions.at(-1)
  if (last === undefined) throw new Error('a row of the journal has a version')
  return last
}

/** The row as of an instant; see `Change.before`. */
function versionAt<R>({ versions, isLost }: Entry<R>, instant: Instant): R | null | undefined {
  return versions.findLast(({ at }) => at <= instant)?.row ?? (isLost ? null : undefined)
}

/** Keeps the versions after an instant, and the last one before it. */
function withoutOldVersions<R>(entry: Entry<R>, before: Instant): Entry<R> {
  const first = entry.versions.findLastIndex(({ at }) => at <= before)
  return first < 1 ? entry : { ...entry, versions: entry.versions.slice(first), isLost: true }
}
