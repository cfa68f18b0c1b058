// Panels of the page, each a function of one answer.
import { bar, byId, make, setBar, setText, showList, within } from './dom.js'
import { toAccount, toClock, toCount, toLength, toNumber, toWords } from './words.js'

/**
 * @typedef {{ account: string, vendor: string, state: string, asOf: string | null, rows: number, upstreamRequests: number }} Report
 * @typedef {{ menu: { name: string | null } | null, channel: string | null, queuedCount: number | null,
 *   longestQueueSeconds: number | null }} MenuStatus
 * @typedef {{ status: { name: string | null } | null }} AgentStatus
 */

/**
 * @param {string} tile e.g. `waiting`
 * @param {string} value
 * @param {string} detail
 */
export function showTile(tile, value, detail) {
  const element = byId(`tile-${tile}`)
  element.hidden = false
  setText(within(element, '[data-value]'), value)
  setText(within(element, '[data-detail]'), detail)
}

/**
 * @param {string} panel
 * @param {string} text e.g. `UJET is missing.`; empty hides it
 */
export function showNote(panel, text) {
  setText(within(byId(panel), '[data-note]'), text)
}

/** Younger rows are no news. */
const OLD_MS = 60_000

/**
 * Accounts with a part that is not whole or not new, e.g. `UJET is still being read.`
 * @param {readonly Report[]} reports
 */
export function toNote(reports) {
  const parts = reports.flatMap(({ account: name, vendor, state, asOf, rows }) => {
    const account = toAccount(name, vendor)
    if (state === 'FAILED') return [`${account} ${rows === 0 ? 'is missing' : 'is not up to date'}`]
    if (state === 'CAPPED') return [`${account} is still being read`]
    if (state === 'STALE' && asOf !== null && Date.now() - Date.parse(asOf) > OLD_MS)
      return [`${account} as of ${toClock(asOf)}`]
    return []
  })
  return parts.length === 0 ? '' : `${parts.join(', ')}.`
}

/** @param {readonly MenuStatus[]} menus */
export function showWaiting(menus) {
  const queues = menus.filter(({ queuedCount }) => (queuedCount ?? 0) > 0)
  const count = (/** @type {readonly MenuStatus[]} */ some) =>
    some.reduce((sum, { queuedCount }) => sum + (queuedCount ?? 0), 0)
  const byChannel = Map.groupBy(queues, ({ channel }) => channel ?? 'UNKNOWN')
  const parts = Array.from(byChannel, ([channel, some]) =>
    toCount(count(some), channel === 'UNKNOWN' ? 'other' : channel.toLowerCase()),
  )
  showTile(
    'waiting',
    toNumber(count(queues)),
    queues.length === 0 ? 'Nobody waits' : `${parts.join(', ')} in ${toCount(queues.length, 'queue')}`,
  )
  const [longest] = queues.toSorted((a, b) => (b.longestQueueSeconds ?? 0) - (a.longestQueueSeconds ?? 0))
  const place = [longest?.menu?.name, longest?.channel && toWords(longest.channel)].filter(Boolean)
  showTile('longest', toLength(longest?.longestQueueSeconds ?? 0), place.join(' · ') || 'Nobody waits')
}

/**
 * @param {readonly AgentStatus[]} agents
 * @param {boolean} isCut more agents are signed in
 */
export function showAgents(agents, isCut) {
  const byStatus = Map.groupBy(agents, ({ status }) => status?.name ?? 'Unknown')
  const counts = Array.from(byStatus, ([name, some]) => ({ name, count: some.length })).toSorted(
    (a, b) => b.count - a.count || a.name.localeCompare(b.name),
  )
  const most = counts[0]?.count ?? 0
  const total = toNumber(agents.length) + (isCut ? '+' : '')
  showTile('agents', total, counts[0] === undefined ? 'Nobody' : `${toNumber(most)} ${counts[0].name}`)
  byId('agents').hidden = false
  showList(
    within(byId('agents'), '[data-list]'),
    counts,
    ({ name }) => name,
    ({ name, count }, known) => {
      const row =
        known ??
        make('li', {}, make('span', { class: 'name' }, name), bar(), make('span', { class: 'number' }))
      setBar(row, count / most)
      setText(within(row, '.number'), toNumber(count))
      return row
    },
  )
}
