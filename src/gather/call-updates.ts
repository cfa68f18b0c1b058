// A watcher's looks at changed calls, by journal or by a question of its own.
//
//   journal      v1 ─── v2 ─── v3      of one call
//   matches      yes    yes    no
//   told         NEW  CHANGED  LEFT
import type { Ask } from '../domain/ask.ts'
import type { Call } from '../domain/call.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Account } from '../vendors/index.ts'
import type { Change } from './change-log.ts'
import type { JournalOf } from './journal.ts'
import type { ListRequest, ListRows, Page } from './question.ts'
import type { Look } from './watch.ts'
import type { UpstreamError } from '../domain/errors.ts'
import { InputError, ListError } from '../domain/errors.ts'
import { LIST_TTL_MS } from '../domain/ttl.ts'
import { createFeed, meaningOf, resourceOf } from '../vendors/index.ts'
import { createAccountTimeout } from './account-timeout.ts'
import { OVERLAP_MS } from './change-log.ts'
import { KEPT_MS } from './journal.ts'
import { failed, skipped, toListError, unasked } from './report.ts'
import { ownFilter } from './resolve.ts'
import { toUpstreamError } from './staleness.ts'

/** LEFT: it matched the filter and does so no longer. */
export type CallUpdateKind = 'NEW' | 'CHANGED' | 'LEFT'

export interface CallUpdate {
  readonly kind: CallUpdateKind
  readonly row: Call
}

/** Changes of one look. */
export interface CallUpdates {
  /** Sorted by change, the earliest first. */
  readonly updates: readonly CallUpdate[]
  readonly reports: readonly AccountReport[]
  /** Instant until which all changes are told. */
  readonly toldAt: Instant
}

export interface CallUpdateDeps {
  readonly list: ListRows
  readonly journalOf: JournalOf
  readonly clock: Clock
}

/** The most pages that the journal may read for watchers. */
const MOST_JOURNAL_PAGES = 50

/** Pages of an own question in one look. */
const MOST_PAGES = 5
const PAGE_SIZE = 1000

/** True if the vendor filters calls by change. */
export function listsChanges(account: Account): boolean {
  const reach = resourceOf(account, 'CALL')?.filters.updatedAt.reach
  return reach === 'exact' || reach === 'superset'
}

/**
 * Of another machine's clock, which may be ahead: at most now, so that no change is missed.
 * Throws InputError for an instant more than an hour ago.
 */
export function toSince(since: Instant | null, now: Instant): Instant | null {
  if (since === null || since >= now - KEPT_MS) return since && Math.min(since, now)
  throw new InputError(
    `Argument "since": expected an instant at most ${KEPT_MS / 60_000} minutes ago, got an earlier one; list the calls, and subscribe without it.`,
  )
}

interface WatchBegin {
  /** The same for the same question. */
  readonly name: string
  /** Changes from here on are told; `null`: from now on. */
  readonly since: Instant | null
}

export function lookAtCallChanges(
  deps: CallUpdateDeps,
  request: ListRequest<'CALL'>,
  selected: readonly Account[],
  begin: WatchBegin,
): () => Look<CallUpdates> {
  return () => {
    const isAlone = selected.filter(listsChanges).length === 1
    const views = selected.map((account) => createView(deps, request, account, { ...begin, isAlone }))
    let isFirst = true
    return async (ask) => {
      const parts = await Promise.all(views.map((look) => look(ask)))
      if (isFirst) failWithoutAnswer(parts)
      isFirst = false
      const updates = parts.flatMap((part) => part.updates)
      const told = {
        updates: updates.toSorted((a, b) => (a.row.updatedAt ?? 0) - (b.row.updatedAt ?? 0)),
        reports: parts.map(({ report }) => report),
        toldAt: Math.min(deps.clock.now(), ...parts.map(({ toldAt }) => toldAt)),
      }
      return { present: told, change: updates.length === 0 ? null : told }
    }
  }
}

/** One account's part of a look. */
interface Part {
  readonly updates: readonly CallUpdate[]
  readonly report: AccountReport
  readonly toldAt: Instant
  readonly failure: UpstreamError | null
}

/** Throws ListError if every account that was asked failed. */
function failWithoutAnswer(parts: readonly Part[]): void {
  const failures = parts.flatMap(({ failure }) => failure ?? [])
  const isAnswered = parts.some(({ report }) => report.asOf !== null)
  if (failures.length > 0 && !isAnswered) throw toListError('ALL_ACCOUNTS_FAILED', failures)
}

function createView(
  { list, journalOf, clock }: CallUpdateDeps,
  request: ListRequest<'CALL'>,
  account: Account,
  { name, since, isAlone }: WatchBegin & { readonly isAlone: boolean },
): (ask: Ask) => Promise<Part> {
  const { filter, wanted } = request
  const resource = resourceOf(account, 'CALL')
  const own = ownFilter('CALL', filter, account)
  const unchanging = (report: AccountReport) => async () => ({
    updates: [],
    report,
    toldAt: Number.POSITIVE_INFINITY,
    failure: null,
  })
  if (resource === undefined || !listsChanges(account)) return unchanging(skipped(account, ['updatedAt']))
  const question = { filter: own ?? filter, wanted, field: null, ...meaningOf('CALL').byDefault }
  const feed = createFeed(account, resource, question)
  if (feed.absent.length > 0) return unchanging(skipped(account, feed.absent))
  if (own === null || feed.none) return unchanging(unasked(account))

  const journal = journalOf(account.name, 'CALL')
  const timeout = createAccountTimeout(account, clock, () => isAlone)
  const begin = since ?? clock.now()
  let toldAt = begin
  let isFirst = true
  let pages = 0
  /** Versions of calls that an own question has returned. */
  let seen = new Map<string, string>()

  const behindMs = account.client.clockBehindMs
  const isYoung = ({ startedAt }: Call) => startedAt != null && startedAt + behindMs() >= begin
  const complete = (updates: readonly CallUpdate[], report: AccountReport): Part => {
    const told = isFirst && since === null ? [] : updates
    return { updates: told, report: { ...report, rows: told.length }, toldAt, failure: null }
  }

  /** `null`: without a journal the question is asked. */
  async function byJournal(ask: Ask): Promise<Part | null> {
    const changes = feed.changes()
    if (changes === null) return null
    const now = clock.now()
    const before = journal.requests()
    const need = { name, changes, since: toldAt, witnesses: [], cost: MOST_JOURNAL_PAGES }
    // Watchers look at the same moments, so that one request serves them.
    const isRead = await journal.update(need, now - (now % LIST_TTL_MS.CALL) - 1, ask)
    const isReplay = isFirst && since !== null
    const news = isRead ? journal.changesSince(toldAt, changes.fields, isReplay ? KEPT_MS : 0) : null
    if (news === null) return null
    const isDue = ({ row }: Change<Call>) => !isReplay || (changes.changedAt(row) ?? 0) >= toldAt - OVERLAP_MS
    const updates = news.changes.filter(isDue).flatMap((change): CallUpdate[] => {
      const kind = kindOf(change, changes.matches, { isYoung: isYoung(change.row), isReplay })
      return kind === null ? [] : [{ kind, row: change.row }]
    })
    toldAt = news.asOf
    const upstreamRequests = journal.requests() - before
    return complete(updates, { ...unasked(account), asOf: news.asOf, upstreamRequests })
  }

  async function byList(ask: Ask): Promise<Part> {
    const lookedAt = clock.now()
    const from = Math.max(toldAt - OVERLAP_MS - behindMs(), filter.updatedAt?.from ?? 0)
    const asked = {
      ...request,
      selection: { accounts: [account.name] },
      filter: { ...filter, updatedAt: { ...filter.updatedAt, from } },
      first: PAGE_SIZE,
    }
    const rows: Call[] = []
    const last = pages + MOST_PAGES
    let page: Page<Call>
    let after: string | null = null
    do {
      page = await list({ ...asked, after }, ask)
      rows.push(...page.rows)
      pages += 1
      after = page.endCursor()
    } while (page.hasNextPage && after !== null && pages < last)
    const [read = unasked(account)] = page.reports
    const report = page.hasNextPage ? cappedAt(read, rows.length) : read
    const versions = new Map(rows.map((row) => [row.id, JSON.stringify(row)]))
    const changed = rows.filter((row) => seen.get(row.id) !== versions.get(row.id))
    const updates = changed.map((row): CallUpdate => {
      return { kind: seen.has(row.id) || !isYoung(row) ? 'CHANGED' : 'NEW', row }
    })
    // After a failure the next look starts at the same instant.
    const isWhole = read.state === 'COMPLETE'
    seen = isWhole ? versions : new Map([...seen, ...versions])
    if (isWhole) toldAt = lookedAt
    return complete(updates, report)
  }

  return async (ask) => {
    let part = complete([], unasked(account))
    try {
      const read = async (by: Ask) => void (part = (await byJournal(by)) ?? (await byList(by)))
      await timeout(read, ask, () => journal.requests() + pages)
    } catch (error) {
      const cause = error instanceof ListError ? (error.failures[0] ?? error) : error
      const failure = toUpstreamError(cause, account.name, ask)
      part = { updates: [], report: failed(account, failure), toldAt, failure }
    }
    isFirst = false
    return part
  }
}

function cappedAt(report: AccountReport, count: number): AccountReport {
  if (report.state !== 'COMPLETE') return report
  const message = `${report.account} has more than ${count} changed calls, and the others are not sent; list the calls again`
  return { ...report, state: 'CAPPED', code: 'SCAN_CAP', message }
}

/**
 * `null`: the call neither matches nor did. Of an unknown earlier state the age decides:
 * a young call began after the watcher did.
 */
function kindOf(
  { row, before }: Change<Call>,
  matches: (row: Call) => boolean,
  { isYoung, isReplay }: { readonly isYoung: boolean; readonly isReplay: boolean },
): CallUpdateKind | null {
  if (matches(row)) {
    const matched = before == null ? !isYoung : matches(before)
    return matched ? 'CHANGED' : 'NEW'
  }
  // A client that catches up may know any old call.
  const mayHaveMatched = isReplay ? !isYoung : before === null
  return (before == null ? mayHaveMatched : matches(before)) ? 'LEFT' : null
}
