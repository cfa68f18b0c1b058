// The console: a client of the endpoint like any other.
//
//   every  5 s   accounts                  no vendor request
//   every 10 s   waiting                   one second after the journal has looked
//   every 30 s   agents
//   events       calls by hour, calls that begin or change
//
// All consoles ask at the same moments, so that they share requests. A hidden page asks nothing.
import { createSavings, showAccounts, showTrouble } from './accounts.js'
import { followCalls } from './calls.js'
import { rangeEnd, rangeStart, showChart, toHours } from './chart.js'
import { setToken } from './client.js'
import { byId, setText } from './dom.js'
import { loadUntilAnswered, poll, watch, whenSignInIsNeeded } from './live.js'
import * as operations from './operations.js'
import { showAgents, showNote, showTile, showWaiting, toNote } from './panels.js'
import { toNumber } from './words.js'

/** @typedef {import('./panels.js').Report} Report */

/** A session ends when its token is refused, or its page is hidden. */
let session = new AbortController()

async function begin() {
  session.abort()
  session = new AbortController()
  const { signal } = session
  const start = await loadUntilAnswered(operations.START, { signal })
  if (start === null || signal.aborted) return
  const isSignedIn = !byId('sign-in').hidden
  byId('sign-in').hidden = true
  byId('board').hidden = false
  if (isSignedIn) byId('board').focus()
  run(start, signal)
}

/**
 * @param {{ viewer: { nouns: readonly string[] }, accounts: readonly { name: string, vendor: string,
 *   capabilities: readonly { noun: string, list: boolean, pageMaximum: number | null }[] }[] }} start
 * @param {AbortSignal} signal
 */
function run({ viewer, accounts }, signal) {
  /** @param {string} noun */
  const mayAsk = (noun) =>
    viewer.nouns.includes(noun) &&
    accounts.some(({ capabilities }) => capabilities.some((one) => one.noun === noun && one.list))
  const saved = createSavings(accounts)
  const vendors = [...new Set(accounts.map(({ vendor }) => vendor))]

  void poll(5, operations.ACCOUNTS, { signal }, (data) => {
    showAccounts(data.accounts, saved.ofLastMinute)
    showTrouble(data.accounts)
  })
  if (mayAsk('CURRENT_MENU_STATUS'))
    void poll(10, operations.WAITING, { signal, panel: 'waiting' }, ({ currentMenuStatuses: menus }) => {
      showWaiting(menus.nodes)
      showReports('waiting', 'CURRENT_MENU_STATUS', menus.accounts)
    })
  if (mayAsk('CURRENT_AGENT_STATUS'))
    void poll(30, operations.AGENTS, { signal, panel: 'agents' }, ({ currentAgentStatuses: agents }) => {
      showAgents(agents.nodes, agents.pageInfo.hasNextPage)
      showReports('agents', 'CURRENT_AGENT_STATUS', agents.accounts)
    })
  if (mayAsk('CALL')) {
    void followCalls(signal, (reports) => showReports('calls', 'CALL', reports))
    void countCalls()
  }

  /** Each hour has a range of its own. */
  async function countCalls() {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    while (!signal.aborted) {
      const from = rangeStart()
      const thisHour = AbortSignal.any([signal, AbortSignal.timeout(rangeEnd() - Date.now())])
      const variables = () => ({ from: new Date(from).toISOString(), timeZone })
      const options = { signal: thisHour, panel: 'hours', variables }
      await watch(operations.STATS, options, ({ callStats }) => showHours(from, callStats))
    }
  }

  /**
   * @param {number} from
   * @param {{ total: { count: number }, groups: readonly import('./chart.js').Group[], isComplete: boolean,
   *   coveredFrom: string | null, accounts: readonly Report[] }} stats
   */
  function showHours(from, { total, groups, isComplete, coveredFrom, accounts: reports }) {
    const hours = toHours(from, groups)
    showChart({ hours, vendors, coveredFrom: coveredFrom === null ? null : Date.parse(coveredFrom) })
    const count = toNumber(total.count) + (isComplete ? '' : '+')
    showTile('calls', count, `${toNumber(hours.at(-1)?.count ?? 0)} in this hour`)
    showReports('hours', 'CALL', reports)
  }

  /**
   * @param {string} panel
   * @param {string} noun
   * @param {readonly Report[]} reports
   */
  function showReports(panel, noun, reports) {
    showNote(panel, toNote(reports))
    saved.add(noun, reports)
  }
}

whenSignInIsNeeded(({ refused, byToken }) => {
  session.abort()
  setToken(null)
  byId('board').hidden = true
  byId('sign-in').hidden = false
  const pulse = byId('pulse')
  pulse.dataset.state = 'waiting'
  setText(pulse, 'Not signed in')
  setText(byId('trouble'), '')
  const refusal = !byToken
    ? 'This gateway answers its router only. Open the console where the router adds its sign-in.'
    : refused
      ? 'The token was refused: it is not valid here, or has expired.'
      : ''
  setText(byId('refusal'), refusal)
  byId('token').focus()
})

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault()
  const input = byId('token')
  if (!(input instanceof HTMLInputElement)) return
  setToken(input.value.trim())
  input.value = ''
  setText(byId('refusal'), '')
  void begin()
})

function toggle() {
  if (document.hidden) session.abort()
  else if (byId('sign-in').hidden) void begin()
}

document.addEventListener('visibilitychange', toggle)
toggle()
