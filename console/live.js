// Answers of the gateway: now, at intervals and as events. A failure shows in the panel or at the top.
import { ask, follow, SignInError } from './client.js'
import { byId, setText } from './dom.js'
import { showNote } from './panels.js'
import { toClock } from './words.js'

/**
 * @typedef {{ signal: AbortSignal, panel?: string, variables?: () => object | Promise<object> }} Options
 *   `panel` shows errors of the graph
 */

/** Time until the page connects again. */
const RETRY_MS = 3000

/** @type {(error: SignInError) => void} */
let onSignIn = () => {}

/** @param {(error: SignInError) => void} listener */
export function whenSignInIsNeeded(listener) {
  onSignIn = listener
}

/**
 * @param {string} query
 * @param {Options} options
 * @returns {Promise<any>} `null` without data
 */
export function load(query, options) {
  return attempt(async () => ask(query, (await options.variables?.()) ?? {}, options.signal), options)
}

/**
 * Loads now, then at the same moments as every console.
 * @param {number} seconds
 * @param {string} query
 * @param {Options} options
 * @param {(data: any) => void} show
 */
export function poll(seconds, query, options, show) {
  return repeat(seconds, options.signal, async () => {
    const data = await load(query, options)
    if (data !== null) show(data)
  })
}

/**
 * @param {number} seconds
 * @param {AbortSignal} signal
 * @param {() => Promise<unknown>} step
 */
export async function repeat(seconds, signal, step) {
  const ms = seconds * 1000
  while (!signal.aborted) {
    await step()
    await sleep(ms - ((Date.now() - AFTER_LOOK_MS) % ms), signal)
  }
}

/** After the moments at which the gateway looks for changes, e.g. 12:00:10. */
const AFTER_LOOK_MS = 1000

/**
 * Shows every event of a subscription, and subscribes again when it ends.
 * @param {string} query
 * @param {Options} options
 * @param {(data: any) => void} show
 */
export async function watch(query, options, show) {
  const { signal, variables } = options
  const read = async () => {
    for await (const result of follow(query, (await variables?.()) ?? {}, signal)) {
      if (!result.data) return result
      setLost(null)
      show(result.data)
    }
    return {}
  }
  while (!signal.aborted) {
    await attempt(read, options)
    await sleep(RETRY_MS, signal)
  }
}

/**
 * @param {() => Promise<import('./client.js').Result>} read
 * @param {Options} options
 */
async function attempt(read, { signal, panel }) {
  try {
    const { data, errors = [] } = await read()
    setLost(null)
    const [error] = errors
    if (error?.extensions?.code === 'UNAUTHENTICATED') throw new SignInError('Bearer')
    if (error !== undefined && panel !== undefined) showNote(panel, error.message)
    return data ?? null
  } catch (error) {
    if (signal.aborted) return null
    if (error instanceof SignInError) onSignIn(error)
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

/**
 * Resolves early when aborted.
 * @param {number} ms
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function sleep(ms, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, signal.aborted ? 0 : ms)
    signal.addEventListener('abort', end)
  })
}

/**
 * The first data of a query.
 * @param {string} query
 * @param {Options} options
 */
export async function loadUntilAnswered(query, options) {
  for (;;) {
    const data = await load(query, options)
    if (data !== null || options.signal.aborted) return data
    await sleep(RETRY_MS, options.signal)
  }
}
