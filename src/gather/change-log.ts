// Changed rows of the last hour, with their earlier versions.
//
//   12:00:00   call 7 v1
//   12:00:10   call 7 v2   call 9 v1
//   since 12:00:05         7: v1 → v2,  9: new
import type { Instant } from '../domain/time.ts'
import type { Changes } from '../vendors/index.ts'
import { isDeepStrictEqual } from 'node:util'

/** Overhead of one entry. */
const ENTRY_BYTES = 200

/** Overlap of requests: clocks differ, and changes show late. */
export const OVERLAP_MS = 60_000

/** A changed row. */
export interface Change<R> {
  readonly row: R
  /** The row as of `since`; `null`: lost; `undefined`: never known. */
  readonly before: R | null | undefined
}

export interface News<R> {
  /** The instant of the last request. */
  readonly asOf: Instant
  /** Changes in the order in which they were seen. */
  readonly changes: readonly Change<R>[]
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
  /** Opt-in fields that the latest version was read with. */
  readonly fields: ReadonlySet<string>
  readonly bytes: number
}

/** All that changed from `from` until `asOf`. */
export interface Log<R> {
  /** By the latest version, the earliest first. */
  readonly entries: readonly Entry<R>[]
  readonly from: Instant
  readonly asOf: Instant
  /** Opt-in fields that rows have, by the instant from which they do. */
  readonly fields: ReadonlyMap<string, Instant>
}

/** True if the log has all changes since an instant, with opt-in fields. */
export function isHeld(log: Log<unknown>, since: Instant, fields: readonly string[]): boolean {
  return [log.from, ...fields.map((field) => log.fields.get(field) ?? Infinity)].every(
    (from) => from <= since,
  )
}

/**
 * Changes seen after an instant, or up to `overlapMs` before it.
 * Rows without the fields changed earlier, and are left out.
 */
export function newsOf<R>(
  { entries, asOf }: Log<R>,
  since: Instant,
  fields: readonly string[],
  overlapMs: number,
): News<R> {
  const last = entries.findLastIndex((entry) => latestOf(entry).at <= since - overlapMs)
  const changes = entries.slice(last + 1).flatMap((entry) => {
    if (!fields.every((field) => entry.fields.has(field))) return []
    return { row: latestOf(entry).row, before: versionAt(entry, since) }
  })
  return { asOf, changes }
}

/** Rows that changed, and the versions cached before. */
export interface Answer<R> {
  readonly rows: readonly R[]
  readonly earlier: ReadonlyMap<string, R>
  readonly since: Instant
  readonly asOf: Instant
  readonly fields: ReadonlySet<string>
  readonly bytes: number
}

/** Adds an answer. A version that is known keeps its instant. */
export function extend<R extends { readonly id: string }>(
  log: Log<R> | null,
  answer: Answer<R>,
  { changedAt }: Changes<R>,
): Log<R> {
  const { rows, earlier, since, fields, bytes } = answer
  // Another instance may have read it before.
  const asOf = Math.max(answer.asOf, log?.asOf ?? answer.asOf)
  const from = since + OVERLAP_MS
  const entries = new Map(log?.entries.map((entry) => [latestOf(entry).row.id, entry]))
  for (const row of rows) {
    const entry = entries.get(row.id)
    const known = entry === undefined ? earlier.get(row.id) : latestOf(entry).row
    const isKnown = known !== undefined && isSameVersion(known, row)
    if (entry !== undefined && isKnown) {
      const versions = [...entry.versions.slice(0, -1), { row, at: latestOf(entry).at }]
      entries.set(row.id, { ...entry, versions, fields })
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
      fields,
      bytes,
    })
  }
  return {
    entries: [...entries.values()].toSorted((a, b) => latestOf(a).at - latestOf(b).at),
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

interface Limits {
  readonly from: Instant
  /** Of each row the versions after it are kept, and the one before. */
  readonly versionsFrom: Instant
  readonly maxBytes: number
}

/** Drops the oldest changes. */
export function shorten<R>(
  log: Log<R>,
  { from: earliest, versionsFrom, maxBytes }: Limits,
): { readonly log: Log<R>; readonly bytes: number } {
  const entries: Entry<R>[] = []
  let from = Math.max(log.from, earliest)
  let bytes = ENTRY_BYTES
  for (const entry of log.entries.toReversed()) {
    const kept = withoutOldVersions(entry, versionsFrom)
    const { at } = latestOf(kept)
    if (at < from - OVERLAP_MS) break
    const own = kept.bytes * kept.versions.length + ENTRY_BYTES
    if (bytes + own > maxBytes) {
      from = at + OVERLAP_MS
      break
    }
    bytes += own
    entries.push(kept)
  }
  return { log: { ...log, entries: entries.toReversed(), from }, bytes }
}
