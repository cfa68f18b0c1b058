// The console: a client of the endpoint like any other.
//
//   every  5 s   accounts                  no vendor request
//   every 10 s   waiting, newest calls     one second after the journal has looked
//   every 30 s   agents
//   events       calls that begin or change
//
// All consoles ask at the same moments, so that they share requests. A hidden page asks nothing.
import { ask, follow, setToken, SignInError } from './client.js'
import { byId, setText } from './dom.js'
import * as operations from './operations.js'
import { showAccounts, showAgents, showCalls, showNote, showWaiting, toNote } from './panels.js'
import { toClock, toVendor } from './words.js'

/**
 * @typedef {import('./panels.js').Report} Report
 * @typedef {import('./panels.js').Account} Account
 * @typedef {import('./panels.js').Call} Call
 */

/** Sessions end with a sign-in that is refused, or a page that is hidden. */
let session = new AbortController()

async function begin() {
  session.abort()
  session = new AbortController()
  const { signal } = session
  while (!signal.aborted) {
    const data = await tell(() => ask(operations.START, {}, signal), signal)
    if (data !== null) {
      byId('sign-in').hidden = true
      byId('board').hidden = false
      return run(data, signal)
    }
    await sleep(RETRY_MS, signal)
  }
}

const RETRY_MS = 3000

/**
 * @param {{ viewer: { nouns: readonly string[] }, accounts: readonly { name: string,
 *   capabilities: readonly { noun: string, list: boolean, pageMaximum: number | null }[] }[] }} start
 * @param {AbortSignal} signal
 */
function run({ viewer, accounts }, signal) {
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
  if (mayAsk('CALL')) void followCalls(signal, (reports) => showReports('calls', 'CALL', reports))

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

/** Newer updates than this can be sent again after a lost connection. */
const MOST_MISSED_MS = 55 * 60_000

/**
 * @param {AbortSignal} signal
 * @param {(reports: readonly Report[]) => void} onReports
 */
async function followCalls(signal, onReports) {
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
    for (const { id } of newest.slice(50)) calls.delete(id)
    showCalls(newest)
  }

  /** @param {readonly string[] | null} accounts */
  async function list(accounts) {
    const data = await tell(() => ask(operations.CALLS, { first: 20, accounts }, signal), signal, 'calls')
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
    await tell(async () => {
      for await (const result of follow(operations.CALL_UPDATES, { since }, signal)) {
        if (!result.data) return result
        since = result.data.callUpdates.updatedAt
        still = result.data.callUpdates.accounts
          .filter((/** @type {Report} */ { state }) => state === 'SKIPPED')
          .map((/** @type {Report} */ { account }) => account)
        add(result.data.callUpdates.nodes)
      }
      return {}
    }, signal)
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

/**
 * Requests that the answers of this page would have taken without memory, less those sent for them.
 * @param {readonly { name: string, capabilities: readonly { noun: string, pageMaximum: number | null }[] }[]} accounts
 */
function createSavings(accounts) {
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

// Trouble ──────────────────────────────────────────────────────────────────────

/** Data of an answer; `null` says why in the panel, or asks for a sign-in.
 * @param {() => Promise<import('./client.js').Result>} get
 * @param {AbortSignal} signal
 * @param {string | null} panel
 */
async function tell(get, signal, panel = null) {
  try {
    const { data, errors = [] } = await get()
    setLost(null)
    const [error] = errors
    if (error?.extensions?.code === 'UNAUTHENTICATED') throw new SignInError('Bearer')
    if (error !== undefined && panel !== null) showNote(panel, error.message)
    return data ?? null
  } catch (error) {
    if (signal.aborted) return null
    if (error instanceof SignInError) askForToken(error)
    else setLost(Date.now())
    return null
  }
}

/** The instant from which the gateway has not answered. @type {number | null} */
let lostAt = null

/** @param {number | null} at */
function setLost(at) {
  lostAt = at === null ? null : (lostAt ?? at)
  const pulse = byId('pulse')
  pulse.dataset.state = lostAt === null ? 'live' : 'lost'
  setText(pulse, lostAt === null ? 'Live' : `No answer since ${toClock(lostAt)}`)
  byId('board').classList.toggle('old', lostAt !== null)
}

/** A short failure is no news. */
const CALM_MS = 10_000
/** The time for which a recovery is told. */
const BACK_MS = 20_000

/** Begin of trouble by account. @type {Map<string, number>} */
const troubleSince = new Map()
/** End of trouble by account. @type {Map<string, number>} */
const backSince = new Map()

/** @param {readonly Account[]} accounts */
function showTrouble(accounts) {
  const now = Date.now()
  const lines = accounts.flatMap(({ name, vendor, state, stateSinceAt, quota }) => {
    const label = `${toVendor(vendor)} (${name})`
    if (state === 'UP') {
      const since = troubleSince.get(name)
      if (since !== undefined && now - since >= CALM_MS) backSince.set(name, now)
      troubleSince.delete(name)
      return now - (backSince.get(name) ?? 0) < BACK_MS ? [`${label} answers again.`] : []
    }
    const since = troubleSince.get(name) ?? Date.parse(stateSinceAt)
    troubleSince.set(name, since)
    if (now - since < CALM_MS) return []
    if (state === 'DOWN')
      return [`${label} has not answered since ${toClock(since)}. Its numbers are those of before.`]
    return quota.pausedUntilAt === null
      ? [`${label} has had failures since ${toClock(since)}. Its numbers may be late.`]
      : [`${label} has asked for a pause until ${toClock(quota.pausedUntilAt)}.`]
  })
  setText(byId('trouble'), lines.join('\n'))
}

// Sign-in ──────────────────────────────────────────────────────────────────────

/** @param {SignInError} error */
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

// Time ─────────────────────────────────────────────────────────────────────────

/** After the moments at which the gateway looks for changes, e.g. 12:00:10. */
const AFTER_LOOK_MS = 1000

/**
 * Runs now, then at the same moments as every console.
 * @param {number} seconds
 * @param {AbortSignal} signal
 * @param {() => Promise<void>} step
 */
async function every(seconds, signal, step) {
  const ms = seconds * 1000
  while (!signal.aborted) {
    await step()
    await sleep(ms - ((Date.now() - AFTER_LOOK_MS) % ms), signal)
  }
}

/**
 * Resolves early when aborted.
 * @param {number} ms
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function sleep(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms)
    function end() {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding

document.addEventListener('visibilitychange', () => {
  clearTimeout(hiding)
  if (document.hidden) hiding = setTimeout(() => session.abort(), 60_000)
  else if (session.signal.aborted && byId('sign-in').hidden) void begin()
})

void begin()
