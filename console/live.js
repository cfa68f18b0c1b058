// Answers of the gateway as the page takes them: on time, or with a word on what is missing.
import { follow, SignInError } from './client.js'
import { byId, setText } from './dom.js'
import { showNote } from './panels.js'
import { toClock } from './words.js'

/** @type {(error: SignInError) => void} */
let onSignIn = () => {}

/** @param {(error: SignInError) => void} listener */
export function whenSignInIsNeeded(listener) {
  onSignIn = listener
}

/** Data of an answer; `null` says why in the panel, or asks for a sign-in.
 * @param {() => Promise<import('./client.js').Result>} get
 * @param {AbortSignal} signal
 * @param {string | null} panel
 */
export async function tell(get, signal, panel = null) {
  try {
    const { data, errors = [] } = await get()
    setLost(null)
    const [error] = errors
    if (error?.extensions?.code === 'UNAUTHENTICATED') throw new SignInError('Bearer')
    if (error !== undefined && panel !== null) showNote(panel, error.message)
    return data ?? null
  } catch (error) {
    if (signal.aborted) return null
    if (error instanceof SignInError) onSignIn(error)
    else setLost(Date.now())
    return null
  }
}

/** Time until the page connects again. */
export const RETRY_MS = 3000

/**
 * Shows every event of a subscription, and subscribes again when it ends.
 * @param {string} operation
 * @param {{ signal: AbortSignal, panel: string, variables: () => object | Promise<object> }} options
 * @param {(data: any) => void} show
 */
export async function watch(operation, { signal, panel, variables }, show) {
  while (!signal.aborted) {
    const get = async () => {
      for await (const result of follow(operation, await variables(), signal)) {
        if (!result.data) return result
        setLost(null)
        show(result.data)
      }
      return {}
    }
    await tell(get, signal, panel)
    await sleep(RETRY_MS, signal)
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

/** After the moments at which the gateway looks for changes, e.g. 12:00:10. */
const AFTER_LOOK_MS = 1000

/**
 * Runs now, then at the same moments as every console.
 * @param {number} seconds
 * @param {AbortSignal} signal
 * @param {() => Promise<void>} step
 */
export async function every(seconds, signal, step) {
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
export function sleep(ms, signal) {
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
