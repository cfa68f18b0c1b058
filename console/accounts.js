// The accounts: state, quota, queue, what memory saved, and trouble.
import { bar, byId, make, setBar, setText, showList, swatch, within } from './dom.js'
import { toAccount, toClock, toNumber, toVendor, toWords } from './words.js'

/**
 * @typedef {import('./panels.js').Report} Report
 * @typedef {{ name: string, vendor: string, state: string, stateSinceAt: string, quota: Quota }} Account
 * @typedef {{ requests: number, windowMs: number, usedLastMinute: number, waiting: number, nextSlotInMs: number,
 *   pausedUntilAt: string | null }} Quota
 */

/**
 * @param {readonly Account[]} accounts
 * @param {(account: string) => number} savedBy requests that memory saved within a minute
 */
export function showAccounts(accounts, savedBy) {
  showList(
    within(byId('accounts'), '[data-list]'),
    accounts,
    ({ name }) => name,
    (account, known) => {
      const { name, vendor, state, stateSinceAt, quota } = account
      const row = known ?? accountRow(name, vendor)
      row.setAttribute('data-state', state)
      const isUp = state === 'UP'
      setText(within(row, '.state'), toWords(state))
      setText(within(row, '.since'), isUp ? '' : `since ${toClock(stateSinceAt)}`)
      const most = (quota.requests * 60_000) / quota.windowMs
      setBar(row, quota.usedLastMinute / most)
      setText(within(row, '.used'), `${Math.round((quota.usedLastMinute / most) * 100)} %`)
      setText(within(row, '.most'), `${toNumber(quota.usedLastMinute)} of ${toNumber(most)} a minute`)
      const wait = quota.waiting > 0 ? `${(quota.nextSlotInMs / 1000).toFixed(1)} s` : ''
      setText(within(row, '.waiting'), toNumber(quota.waiting))
      setText(
        within(row, '.wait'),
        quota.pausedUntilAt === null ? wait : `until ${toClock(quota.pausedUntilAt)}`,
      )
      setText(within(row, '.saved'), toNumber(savedBy(name)))
      return row
    },
  )
}

/**
 * @param {string} name
 * @param {string} vendor
 */
function accountRow(name, vendor) {
  const span = (/** @type {string} */ kind, text = '') => make('span', { class: kind }, text)
  const cell = (/** @type {string} */ label, /** @type {readonly (Node | string)[]} */ ...children) =>
    make(
      'td',
      { role: 'cell', ...(label === '' ? {} : { 'data-label': label, class: 'number' }) },
      ...children,
    )
  const label = toVendor(vendor)
  const own = name === label.toLowerCase() ? '' : name
  return make(
    'tr',
    { role: 'row' },
    make(
      'th',
      { role: 'rowheader', scope: 'row' },
      swatch(vendor),
      label,
      span('detail', own === '' ? '' : ` ${own}`),
    ),
    cell('', span('state'), ' ', span('since detail')),
    cell('', bar(), span('used'), ' ', span('most detail')),
    cell('Queue', span('waiting'), ' ', span('wait detail')),
    cell('Saved by memory', span('saved'), ' ', span('detail', 'a minute')),
  )
}

/**
 * Requests that the answers of this page would have taken without memory, less those sent for them.
 * @param {readonly { name: string, capabilities: readonly { noun: string, pageMaximum: number | null }[] }[]} accounts
 */
export function createSavings(accounts) {
  /** @type {{ account: string, count: number, at: number }[]} */
  const entries = []
  /**
   * @param {string} account
   * @param {string} noun
   */
  const pageOf = (account, noun) =>
    accounts.find(({ name }) => name === account)?.capabilities.find((one) => one.noun === noun)
      ?.pageMaximum ?? Number.POSITIVE_INFINITY

  return {
    /**
     * @param {string} noun
     * @param {readonly Report[]} reports
     */
    add: (noun, reports) => {
      for (const { account, state, rows, upstreamRequests } of reports) {
        if (state === 'SKIPPED' || state === 'FAILED') continue
        const pages = Math.max(1, Math.ceil(rows / pageOf(account, noun)))
        entries.push({ account, count: Math.max(0, pages - upstreamRequests), at: Date.now() })
      }
    },
    /** @param {string} name */
    ofLastMinute: (name) => {
      const first = entries.findIndex(({ at }) => at > Date.now() - 60_000)
      entries.splice(0, first === -1 ? entries.length : first)
      return entries.reduce((sum, { account, count }) => (account === name ? sum + count : sum), 0)
    },
  }
}

/** A short failure is no news. */
const CALM_MS = 10_000
/** Time for which a recovery is shown. */
const BACK_MS = 20_000

/** Begin of trouble by account. @type {Map<string, number>} */
const troubleSince = new Map()
/** End of trouble by account. @type {Map<string, number>} */
const backSince = new Map()

/** @param {readonly Account[]} accounts */
export function showTrouble(accounts) {
  const now = Date.now()
  const lines = accounts.flatMap(({ name, vendor, state, stateSinceAt }) => {
    const label = toAccount(name, vendor)
    if (state === 'UP') {
      const since = troubleSince.get(name)
      if (since !== undefined && now - since >= CALM_MS) backSince.set(name, now)
      troubleSince.delete(name)
      return now - (backSince.get(name) ?? 0) < BACK_MS ? [`${label} answers again.`] : []
    }
    const since = troubleSince.get(name) ?? Date.parse(stateSinceAt)
    troubleSince.set(name, since)
    if (now - since < CALM_MS) return []
    // One text for as long as it lasts: each change is read aloud.
    return state === 'DOWN'
      ? [`${label} has not answered since ${toClock(since)}. Its numbers are those of before.`]
      : [`${label} has had failures or pauses since ${toClock(since)}. Its numbers may be late.`]
  })
  setText(byId('trouble'), lines.join('\n'))
}
