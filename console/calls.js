// The newest calls: a list at first, then changes of it.
import { ask, follow } from './client.js'
import { byId, make, setText, showList, within } from './dom.js'
import { every, sleep, tell } from './live.js'
import * as operations from './operations.js'
import { toClock, toLength, toVendor, toWords } from './words.js'

/**
 * @typedef {import('./panels.js').Report} Report
 * @typedef {{ id: string, vendor: string, direction: string | null, status: string, vendorStatus: string | null,
 *   startedAt: string | null, durationSeconds: number | null, menu: { name: string | null } | null,
 *   campaign: { name: string | null } | null }} Call
 */

const RETRY_MS = 3000

/** Newer updates than this can be sent again after a lost connection. */
const MOST_MISSED_MS = 55 * 60_000

/**
 * @param {AbortSignal} signal
 * @param {(reports: readonly Report[]) => void} onReports
 */
export async function followCalls(signal, onReports) {
  /** @type {Map<string, Call>} */
  const calls = new Map()
  /** @type {string | null} */
  let since = null
  /** Accounts that list no changes. @type {readonly string[]} */
  let still = []

  /** @param {readonly Call[]} some */
  function add(some) {
    for (const call of some) calls.set(call.id, call)
    const newest = [...calls.values()].toSorted((a, b) => instantOf(b) - instantOf(a))
    for (const { id } of newest.slice(200)) calls.delete(id)
    // Calls that nobody has made yet are no news.
    showCalls(newest.filter(({ status }) => status !== 'SCHEDULED'))
  }

  /** @param {readonly string[] | null} accounts */
  async function list(accounts) {
    const data = await tell(() => ask(operations.CALLS, { first: 50, accounts }, signal), signal, 'calls')
    if (data === null) return null
    add(data.calls.nodes)
    onReports(data.calls.accounts)
    return data.calls.accounts
  }

  void every(10, signal, async () => {
    if (still.length > 0) await list(still)
  })
  while (!signal.aborted) {
    if (since === null || Date.now() - Date.parse(since) > MOST_MISSED_MS) {
      const reports = await list(null)
      since = reports && oldestOf(reports)
    }
    await tell(
      async () => {
        for await (const result of follow(operations.CALL_UPDATES, { since }, signal)) {
          if (!result.data) return result
          since = result.data.callUpdates.updatedAt
          still = result.data.callUpdates.accounts
            .filter((/** @type {Report} */ { state }) => state === 'SKIPPED')
            .map((/** @type {Report} */ { account }) => account)
          add(result.data.callUpdates.nodes)
        }
        return {}
      },
      signal,
      'calls',
    )
    await sleep(RETRY_MS, signal)
  }
}

/** @param {Call} call */
function instantOf({ startedAt }) {
  return startedAt === null ? 0 : Date.parse(startedAt)
}

/** @param {readonly Report[]} reports */
function oldestOf(reports) {
  const [oldest] = reports.flatMap(({ asOf }) => asOf ?? []).toSorted()
  return oldest ?? null
}

const SHOWN = 8

/** @param {readonly Call[]} calls newest first */
function showCalls(calls) {
  byId('calls').hidden = false
  const list = within(byId('calls'), '[data-list]')
  // The first rows do not arrive, they are there.
  const isFilled = list.childElementCount > 0
  showList(
    list,
    calls.slice(0, SHOWN),
    ({ id }) => id,
    (call, known) => {
      const row = known ?? callRow(call, isFilled)
      setText(
        within(row, '.status'),
        toWords(call.status === 'UNKNOWN' ? (call.vendorStatus ?? call.status) : call.status),
      )
      setText(within(row, '.length'), call.durationSeconds ? toLength(call.durationSeconds) : '')
      setText(within(row, '.place'), call.menu?.name ?? call.campaign?.name ?? '')
      return row
    },
  )
}

/**
 * @param {Call} call
 * @param {boolean} isNew
 */
function callRow({ vendor, direction, startedAt }, isNew) {
  return make(
    'li',
    isNew ? { class: 'new' } : {},
    make('time', { datetime: startedAt ?? '' }, startedAt === null ? '–' : toClock(startedAt)),
    make(
      'span',
      { class: 'vendor' },
      make('span', { class: 'swatch', 'data-vendor': vendor, 'aria-hidden': 'true' }),
      toVendor(vendor),
    ),
    make('span', { class: 'direction' }, direction === null ? '' : toWords(direction)),
    make('span', { class: 'place' }),
    make('span', { class: 'status' }),
    make('span', { class: 'length number' }),
  )
}
