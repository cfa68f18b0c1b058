// Questions of the graph: lists, rows by id, prices and accounts.
import type { Ask, Asker } from '../domain/ask.ts'
import type { Emit } from '../domain/event.ts'
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Identity, NodeNoun } from '../domain/noun.ts'
import type { StatsNoun } from '../domain/stats.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Account, Memory, Remembered, SingleFlight } from '../vendors/index.ts'
import type { AccountView } from './account.ts'
import type { FindRow } from './by-ids.ts'
import type { CallUpdates } from './call-updates.ts'
import type { Pricing } from './price.ts'
import type { ListRequest, ListRows, Page, Selection } from './question.ts'
import type { Remember } from './rows.ts'
import type { Stats, StatsRequest } from './stats.ts'
import type { WatchCount, WatchLimits } from './watch.ts'
import type { Children, FindChannel } from './whole-lists.ts'
import { parseId } from '../domain/id.ts'
import { LIST_TTL_MS } from '../domain/ttl.ts'
import { mayAsk } from '../domain/viewer.ts'
import { createKeyedHash, createSeal, resourceOf } from '../vendors/index.ts'
import { createAccountView } from './account.ts'
import { toSince, lookAtCallChanges } from './call-updates.ts'
import { createJournals } from './journal.ts'
import { createListCache } from './list-cache.ts'
import { list, lookAtList } from './list.ts'
import { createPricing } from './price.ts'
import { selects } from './question.ts'
import { grantedAccounts, resolve, selectAccounts } from './resolve.ts'
import { createRows } from './rows.ts'
import { createStalenessPolicy } from './staleness.ts'
import { createStatsFill } from './stats-fill.ts'
import { countRows, keyOf, lookAtStats, STATS_EVERY_MS, toQuestion } from './stats.ts'
import { createWatches } from './watch.ts'
import { createChannels, createChildren, createReadWhole } from './whole-lists.ts'

export interface Gather {
  readonly list: ListRows
  /** The row of a global id, e.g. `call:ujet:1418`; `null`: there is none. */
  find<N extends NodeNoun>(
    noun: N,
    id: string,
    ask: Ask,
    wanted: ReadonlySet<string>,
  ): Promise<RowOf<N> | null>
  /** Throws UpstreamError for a noun without a look-up. */
  checkLookUp(noun: NodeNoun, id: string, viewer: Viewer): void
  /** The cached row of an id while fresh. Value `null`: no such row. */
  peek(id: string, ask: Ask): Remembered<Identity | null> | undefined
  /** Reads an account's channels at most once for one ask. */
  readonly channel: FindChannel
  readonly children: Children
  /** Yields the list now and after every change. Throws InputError. */
  watch<N extends ListNoun>(request: ListRequest<N>, by: Asker): AsyncIterableIterator<Page<RowOf<N>>>
  /**
   * Yields calls that begin, change or leave the filter, from an instant on.
   * Throws InputError.
   */
  watchCalls(
    request: ListRequest<'CALL'>,
    since: Instant | null,
    by: Asker,
  ): AsyncIterableIterator<CallUpdates>
  /** Counts rows. Throws InputError, LimitError or ListError. */
  stats<N extends StatsNoun>(request: StatsRequest<N>, ask: Ask): Promise<Stats>
  /** Yields a statistic now, and when a number has moved. Throws InputError. */
  watchStats<N extends StatsNoun>(request: StatsRequest<N>, by: Asker): AsyncIterableIterator<Stats>
  watching(): WatchCount
  /** Ends all watchers without an error. */
  close(): void
  /** The viewer's selected accounts, in the order of `ACCOUNTS`. */
  accounts(selection: Selection, viewer: Viewer): readonly AccountView[]
  account(name: string): AccountView
  /** Prices of the viewer's questions. Sends nothing. */
  pricing(viewer: Viewer): Pricing
}

export interface GatherDeps {
  readonly accounts: readonly Account[]
  readonly memory: Memory
  readonly flights: SingleFlight
  readonly clock: Clock
  readonly emit: Emit
  /** Key of cursors and hashes. */
  readonly secret: string
  readonly maxScanPages: number
  readonly maxStatsRows: number
  readonly watchLimits: WatchLimits
}

export function createGather(deps: GatherDeps): Gather {
  const { accounts, memory, flights, clock } = deps
  const views = new Map(accounts.map((account) => [account.name, createAccountView(account)]))
  const policy = createStalenessPolicy(accounts, clock)
  const kept = {
    memory,
    flights,
    clock,
    remember: (...read: Parameters<Remember>) => rows.remember(...read),
  }
  const journalOf = createJournals({ ...kept, emit: deps.emit, known: (id) => rows.remembered(id)?.value })
  const listCache = createListCache({ ...kept, policy, journalOf })
  const findRow: FindRow = async (id, ask, wanted) => {
    const noun = parseId(id)?.noun
    const row = noun === undefined ? null : await rows.find(noun, id, ask, wanted)
    return { row, readAt: rows.remembered(id)?.readAt ?? clock.now() }
  }
  const listDeps = {
    ...deps,
    listCache,
    find: findRow,
    hash: createKeyedHash(deps.secret, 'questions'),
    seal: createSeal(deps.secret, 'cursors'),
  }
  const listOf: ListRows = (request, ask) => list(listDeps, request, ask)
  const readWhole = createReadWhole(listOf, clock)
  const rows = createRows(accounts, { ...deps, policy, readWhole })
  const statsDeps = { ...listDeps, fill: createStatsFill(clock, policy) }
  const watches = createWatches(clock, deps.watchLimits)
  let replays = 0

  /** Accounts with the noun, and those that the selection names. */
  function watchedAccounts<N extends ListNoun>(request: ListRequest<N>, viewer: Viewer) {
    const { noun, selection } = request
    return resolve(request, grantedAccounts(accounts, viewer)).selected.filter(
      (account) => resourceOf(account, noun) !== undefined || selects(selection, account),
    )
  }

  function watchKeyOf<N extends ListNoun>(
    kind: string,
    request: ListRequest<N>,
    selected: readonly Account[],
  ) {
    const { noun, filter, orderBy, first, wanted } = request
    const names = selected.map(({ name }) => name)
    return listDeps.hash([kind, noun, filter, orderBy, first, [...wanted].toSorted(), names])
  }

  return {
    list: listOf,
    find: (noun, id, ask, wanted) => rows.find(noun, id, ask, wanted),
    checkLookUp: rows.checkLookUp,
    peek: rows.peek,
    channel: createChannels(readWhole, clock),
    children: createChildren(readWhole, { memory, policy }),
    accounts: (selection, viewer) =>
      selectAccounts(grantedAccounts(accounts, viewer), selection).flatMap(
        ({ name }) => views.get(name) ?? [],
      ),
    watch: (request, by) => {
      const selected = watchedAccounts(request, by.viewer)
      const selection = { accounts: selected.map(({ name }) => name) }
      const watch = {
        key: watchKeyOf('list', request, selected),
        everyMs: LIST_TTL_MS[request.noun],
        begin: lookAtList(listOf, { ...request, selection }),
      }
      return watches.open(watch, by)
    },
    watchCalls: (request, wantedSince, by) => {
      const since = toSince(wantedSince, clock.now())
      const selected = watchedAccounts(request, by.viewer)
      const name = watchKeyOf('changes', request, selected)
      const watch = {
        // A watcher that catches up has a poller of its own.
        key: since === null ? name : `${name} ${(replays += 1)}`,
        everyMs: LIST_TTL_MS.CALL,
        isAligned: true,
        begin: lookAtCallChanges({ list: listOf, journalOf, clock }, request, selected, { name, since }),
      }
      return watches.open(watch, by)
    },
    stats: (request, ask) => countRows(statsDeps, request, ask),
    watchStats: (request, by) => {
      const selected = watchedAccounts(toQuestion(request).list, by.viewer)
      const names = selected.map(({ name }) => name)
      const watch = {
        key: keyOf(listDeps, request, names),
        everyMs: STATS_EVERY_MS,
        maxAgeMs: LIST_TTL_MS[request.noun] - STATS_EVERY_MS / 2,
        begin: lookAtStats(statsDeps, { ...request, selection: { accounts: names } }),
      }
      return watches.open(watch, by)
    },
    watching: watches.count,
    close: watches.close,
    pricing: (viewer) =>
      createPricing(
        accounts.filter(({ name }) => mayAsk(viewer, name)),
        deps.maxScanPages,
      ),
    account: (name) => {
      const view = views.get(name)
      if (view === undefined) throw new Error('a row names an account that is not configured')
      return view
    },
  }
}
