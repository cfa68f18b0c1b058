// The newest calls: a list at first, then changes of it.
import { byId, make, setText, showList, swatch, within } from './dom.js'
import { load, repeat, watch } from './live.js'
import * as operations from './operations.js'
import { toClock, toLength, toVendor, toWords } from './words.js'

/**
 * @typedef {import('./panels.js').Report} Report
 * @typedef {{ id: string, vendor: string, direction: string | null, status: string, vendorStatus: string | null,
 *   startedAt: string | null, durationSeconds: number | null, menu: { name: string | null } | null,
 *   campaign: { name: string | null } | null }} Call
 */

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
    // A planned call is no news.
    showCalls(newest.filter(({ status }) => status !== 'SCHEDULED'))
  }

  /** @param {readonly string[] | null} accounts */
  async function list(accounts) {
    const variables = () => ({ first: 50, accounts })
    const data = await load(operations.CALLS, { signal, panel: 'calls', variables })
    if (data === null) return null
    add(data.calls.nodes)
    onReports(data.calls.accounts)
    return data.calls.accounts
  }

  void repeat(10, signal, async () => still.length > 0 && list(still))
  const variables = async () => {
    if (since === null || Date.now() - Date.parse(since) > MOST_MISSED_MS) {
      const reports = await list(null)
      since = reports && oldestOf(reports)
    }
    return { since }
  }
  await watch(operations.CALL_UPDATES, { signal, panel: 'calls', variables }, ({ callUpdates }) => {
    since = callUpdates.updatedAt
    still = callUpdates.accounts
      .filter((/** @type {Report} */ { state }) => state === 'SKIPPED')
      .map((/** @type {Report} */ { account }) => account)
    add(callUpdates.nodes)
  })
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

/** As many as fit beside the accounts. */
const shownBeside = () => Math.max(8, Math.round(byId('accounts').querySelectorAll('tbody tr').length * 1.4))

/** @param {readonly Call[]} calls newest first */
function showCalls(calls) {
  byId('calls').hidden = false
  const list = within(byId('calls'), '[data-list]')
  // The first rows do not arrive, they are there.
  const isFilled = list.childElementCount > 0
  showList(
    list,
    calls.slice(0, shownBeside()),
    ({ id }) => id,
    (call, known) => {
      const row = known ?? callRow(call, isFilled)
      const { status, vendorStatus, durationSeconds, menu, campaign, direction } = call
      const place = [menu?.name ?? campaign?.name, direction && toWords(direction)].filter(Boolean)
      setText(within(row, '.place'), place.join(' · '))
      setText(within(row, '.status'), toWords(status === 'UNKNOWN' ? (vendorStatus ?? status) : status))
      setText(within(row, '.length'), durationSeconds ? toLength(durationSeconds) : '')
      return row
    },
  )
}

/**
 * @param {Call} call
 * @param {boolean} isNew
 */
function callRow({ vendor, startedAt }, isNew) {
  return make(
    'li',
    isNew ? { class: 'new' } : {},
    make('time', { datetime: startedAt ?? '' }, startedAt === null ? '–' : toClock(startedAt)),
    make('span', {}, swatch(vendor), toVendor(vendor)),
    make('span', { class: 'place' }),
    make('span', { class: 'status' }),
    make('span', { class: 'length number' }),
  )
}
