// Panels of the page, each a function of one answer.
import { byId, make, setText, showList, within } from './dom.js'
import { toClock, toCount, toLength, toNumber, toVendor, toWords } from './words.js'

/**
 * @typedef {{ account: string, state: string, asOf: string | null, rows: number, upstreamRequests: number }} Report
 * @typedef {{ name: string, vendor: string, state: string, stateSinceAt: string, quota: Quota }} Account
 * @typedef {{ requests: number, windowMs: number, usedLastMinute: number, waiting: number, nextSlotInMs: number,
 *   pausedUntilAt: string | null }} Quota
 * @typedef {{ menu: { name: string | null } | null, channel: string | null, queuedCount: number | null,
 *   longestQueueSeconds: number | null }} MenuStatus
 * @typedef {{ status: { name: string | null } | null }} AgentStatus
 * @typedef {{ id: string, vendor: string, direction: string | null, status: string, vendorStatus: string | null,
 *   startedAt: string | null, durationSeconds: number | null, menu: { name: string | null } | null,
 *   campaign: { name: string | null } | null }} Call
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

/**
 * Accounts whose part is not whole or not new.
 * @param {readonly Report[]} reports
 */
export function toNote(reports) {
  const parts = reports.flatMap(({ account, state, asOf }) => {
    if (state === 'FAILED') return [`${account} is missing`]
    if (state === 'STALE' && asOf !== null) return [`${account} as of ${toClock(asOf)}`]
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

function bar() {
  return make('span', { class: 'bar', 'aria-hidden': 'true' }, make('span', { 'data-bar': '' }))
}

/**
 * @param {Element} parent
 * @param {number} part from 0 to 1
 */
function setBar(parent, part) {
  within(parent, '[data-bar]').style.inlineSize = `${Math.min(1, part) * 100}%`
}

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
  const span = (/** @type {string} */ kind) => make('span', { class: kind })
  const label = toVendor(vendor)
  return make(
    'tr',
    {},
    make(
      'th',
      { scope: 'row' },
      make('span', { class: 'swatch', 'data-vendor': vendor, 'aria-hidden': 'true' }),
      label,
      ' ',
      make('span', { class: 'detail' }, name === label.toLowerCase() ? '' : name),
    ),
    make('td', { 'data-label': 'State' }, span('state'), ' ', span('since detail')),
    make('td', { 'data-label': 'Quota used' }, bar(), span('used'), ' ', span('most detail')),
    make('td', { 'data-label': 'Queue', class: 'number' }, span('waiting'), ' ', span('wait detail')),
    make(
      'td',
      { 'data-label': 'Saved by memory', class: 'number' },
      span('saved'),
      ' ',
      make('span', { class: 'detail' }, 'a minute'),
    ),
  )
}

const SHOWN = 12

/** @param {readonly Call[]} calls newest first */
export function showCalls(calls) {
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
