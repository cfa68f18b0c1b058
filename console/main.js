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
import { ask, setToken } from './client.js'
import { byId, setText } from './dom.js'
import { every, RETRY_MS, sleep, tell, watch, whenSignInIsNeeded } from './live.js'
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
  while (!signal.aborted) {
    const data = await tell(() => ask(operations.START, {}, signal), signal)
    if (data !== null) {
      const isSignedIn = !byId('sign-in').hidden
      byId('sign-in').hidden = true
      byId('board').hidden = false
      if (isSignedIn) byId('board').focus()
      return run(data, signal)
    }
    await sleep(RETRY_MS, signal)
  }
}

/**
 * @param {{ viewer: { nouns: readonly string[] }, accounts: readonly { name: string, vendor: string,
 *   capabilities: readonly { noun: string, list: boolean, pageMaximum: number | null }[] }[] }} start
 * @param {AbortSignal} signal
 */
function run(start, signal) {
  const { viewer, accounts } = start
  /** @param {string} noun */
  const mayAsk = (noun) =>
    viewer.nouns.includes(noun) &&
    accounts.some(({ capabilities }) => capabilities.some((one) => one.noun === noun && one.list))
  const saved = createSavings(accounts)

  void every(5, signal, async () => {
    const data = await tell(() => ask(operations.ACCOUNTS, {}, signal), signal)
    if (data === null) return
    showAccounts(data.accounts, saved.ofLastMinute)
    showTrouble(data.accounts)
  })
  if (mayAsk('CURRENT_MENU_STATUS'))
    void every(10, signal, async () => {
      const data = await tell(() => ask(operations.WAITING, {}, signal), signal, 'waiting')
      if (data === null) return
      showWaiting(data.currentMenuStatuses.nodes)
      showReports('waiting', 'CURRENT_MENU_STATUS', data.currentMenuStatuses.accounts)
    })
  if (mayAsk('CURRENT_AGENT_STATUS'))
    void every(30, signal, async () => {
      const data = await tell(() => ask(operations.AGENTS, {}, signal), signal, 'agents')
      if (data === null) return
      const { nodes, pageInfo, accounts: reports } = data.currentAgentStatuses
      showAgents(nodes, pageInfo.hasNextPage)
      showReports('agents', 'CURRENT_AGENT_STATUS', reports)
    })
  if (mayAsk('CALL')) {
    void followCalls(signal, (reports) => showReports('calls', 'CALL', reports))
    void countCalls()
  }

  async function countCalls() {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    while (!signal.aborted) {
      const from = rangeStart()
      const thisHour = AbortSignal.any([signal, AbortSignal.timeout(rangeEnd() - Date.now())])
      const variables = () => ({ from: new Date(from).toISOString(), timeZone })
      await watch(operations.STATS, { signal: thisHour, panel: 'hours', variables }, ({ callStats }) =>
        showCalls(from, callStats),
      )
    }
  }

  /**
   * @param {number} from
   * @param {{ total: { count: number }, groups: readonly import('./chart.js').Group[], isComplete: boolean,
   *   coveredFrom: string | null, accounts: readonly Report[] }} stats
   */
  function showCalls(from, { total, groups, isComplete, coveredFrom, accounts: reports }) {
    const hours = toHours(from, groups)
    showChart({
      hours,
      vendors: [...new Set(start.accounts.map(({ vendor }) => vendor))],
      coveredFrom: coveredFrom === null ? null : Date.parse(coveredFrom),
    })
    showTile(
      'calls',
      toNumber(total.count) + (isComplete ? '' : '+'),
      `${toNumber(hours.at(-1)?.count ?? 0)} in this hour`,
    )
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

whenSignInIsNeeded(askForToken)

/** @param {import('./client.js').SignInError} error */
function askForToken({ refused, byToken }) {
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
}

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
