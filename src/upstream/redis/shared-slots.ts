// The slots of one quota in Redis. Instances book them by Redis' clock,
// in one atomic script, in one round trip. Stored are instants under
// names of instances, nothing of vendors or persons; all keys expire.
//
//   switchboard:{UJET:acme.example}:marks
//     <uuid>:41   10:00:00.000   a sent request
//     <uuid>      10:00:01.000   the booked slot of an instance
import type { Priority } from '../../domain/ask.ts'
import type { Instant } from '../../domain/time.ts'
import type { Pace } from '../schedule.ts'
import { randomUUID } from 'node:crypto'
import { MOST_PROBE_MS, SLOW_MS, SLOWDOWN, windowOf } from '../schedule.ts'

/** Runs a script in Redis; rejects when it cannot be reached. */
export type RunScript = (
  script: string,
  keys: readonly string[],
  values: readonly string[],
) => Promise<unknown>

/** e.g. `{ waitMs: 400, wanting: 2, pauseMs: 0, isProbe: false }`. */
export interface Booking {
  /** Milliseconds until the slot opens; 0: open. */
  readonly waitMs: number
  /** Number of instances with waiting requests. */
  readonly wanting: number
  /** Rest of the pause that holds for all instances. */
  readonly pauseMs: number
  /** True for the request that goes alone after a pause. */
  readonly isProbe: boolean
}

/** The answer to a heartbeat. */
export interface Heartbeat {
  /** Redis' clock. */
  readonly at: Instant
  readonly instances: number
  /** Index of this instance, from 0. */
  readonly place: number
  readonly pauseMs: number
}

export interface SharedSlots {
  /** Renews this instance's membership. */
  beat(): Promise<Heartbeat>
  /** Books a slot, or returns the booked one. */
  book(priority: Priority): Promise<Booking>
  /** Returns the booked slot. */
  release(): void
  /** Uses the slot for a request that arrives within `arrivesMs`; call the result on arrival. */
  spend(arrivesMs: number): (wasProbe: boolean) => void
  pause(forMs: number): void
}

/** Membership ends after this time without a heartbeat. */
const HEARTBEAT_MS = 15_000

/** Time after which others look for the end of a probe. */
const LOOK_AGAIN_MS = 250

/** Time within which all instances notice that Redis is gone or back. */
export const NOTICE_MS = 3000

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local marks, gate, slow, probe, wanting, instances = unpack(KEYS)`

/**
 * An instance that returns, or finds Redis empty, closes the gate for
 * all: until every instance is back and the requests of their own
 * shares have left the window.
 */
const HEARTBEAT = `${NOW}
local id, since, span = ARGV[1], ARGV[2], tonumber(ARGV[3])
local isKnown = redis.call('ZSCORE', instances, id)
redis.call('ZADD', instances, now, id)
redis.call('ZREMRANGEBYSCORE', instances, '-inf', now - ${HEARTBEAT_MS})
redis.call('PEXPIRE', instances, ${2 * HEARTBEAT_MS})
local opens = tonumber(redis.call('GET', gate) or '0')
if since == 'lost' or (since == 'met' and not isKnown) then
  opens = math.max(opens, now + ${NOTICE_MS} + span)
  redis.call('SET', gate, opens, 'PX', math.ceil(opens - now) + 1000)
end
local pause = math.ceil(math.max(0, opens - now))
if redis.call('GET', probe) == 'out' then pause = 0 end`

const BEAT = `${HEARTBEAT}
local place = 0
for _, name in ipairs(redis.call('ZRANGE', instances, 0, -1)) do
  if name < id then place = place + 1 end
end
return { now, redis.call('ZCARD', instances), place, pause }`

/**
 * Marks are instants of sent requests and of booked slots. A slot
 * opens one span after the first of the `most` marks before it.
 * Sent requests rank before booked slots, arrived or not.
 *
 *   most 2, span 10 s, marks 0 s, 4 s → slots at 10 s, 14 s
 */
const BOOK = `${HEARTBEAT}
local priority, most = ARGV[4], tonumber(ARGV[5])
if redis.call('EXISTS', slow) == 1 then span = span * ${SLOWDOWN} end
redis.call('ZREMRANGEBYSCORE', marks, '-inf', now - span)
redis.call('ZREMRANGEBYSCORE', wanting, '-inf', now)
local function reply(wait, isProbe)
  return { math.ceil(wait), redis.call('ZCARD', wanting), pause, isProbe }
end
if priority == 'BACKGROUND' then
  redis.call('ZREM', wanting, id)
  if redis.call('ZCARD', wanting) > 0 then
    redis.call('ZREM', marks, id)
    return reply(math.max(${LOOK_AGAIN_MS}, span / most), 0)
  end
end
local booked = tonumber(redis.call('ZSCORE', marks, id))
local before = {}
local all = redis.call('ZRANGE', marks, 0, -1, 'WITHSCORES')
for index = 1, #all, 2 do
  local name, instant = all[index], tonumber(all[index + 1])
  local isSent = string.find(name, ':', 1, true) ~= nil
  local isEarlier = not booked or instant < booked or (instant == booked and name < id)
  if name ~= id and (isSent or isEarlier) then table.insert(before, instant) end
end
table.sort(before)
local at = now
if #before >= most then at = math.max(at, before[#before - most + 1] + span) end
at = math.max(at, opens)
redis.call('ZADD', marks, at, id)
redis.call('PEXPIRE', marks, math.ceil(at - now + 2 * span))
if priority == 'INTERACTIVE' then
  redis.call('ZADD', wanting, at + 2000, id)
  redis.call('PEXPIRE', wanting, math.ceil(at - now + 4000))
end
local wait = math.max(0, at - now)
local probing = redis.call('GET', probe)
if probing == 'due' and wait == 0 then
  redis.call('SET', probe, 'out', 'PX', ${MOST_PROBE_MS})
  redis.call('SET', gate, now + ${MOST_PROBE_MS}, 'PX', ${MOST_PROBE_MS})
  return reply(0, 1)
end
if probing == 'out' then wait = math.min(math.max(wait, 1), ${LOOK_AGAIN_MS}) end
return reply(wait, 0)`

const RELEASE = `${NOW}
redis.call('ZREM', marks, ARGV[1])
redis.call('ZREM', wanting, ARGV[1])`

const SPEND = `${NOW}
redis.call('ZREM', marks, ARGV[1])
redis.call('ZADD', marks, now + tonumber(ARGV[3]), ARGV[2])
redis.call('PEXPIRE', marks, tonumber(ARGV[4]))`

const ARRIVED = `${NOW}
redis.call('ZADD', marks, 'XX', now, ARGV[1])
if ARGV[2] == '1' then
  redis.call('DEL', probe)
  redis.call('DEL', gate)
end`

const PAUSE = `${NOW}
local pause = tonumber(ARGV[1])
local opens = math.max(tonumber(redis.call('GET', gate) or '0'), now + pause)
if redis.call('GET', probe) == 'out' then opens = now + pause end
redis.call('SET', gate, opens, 'PX', math.ceil(opens - now) + 1000)
redis.call('SET', slow, 1, 'PX', ${SLOW_MS} + math.ceil(opens - now))
redis.call('SET', probe, 'due', 'PX', ${SLOW_MS} + math.ceil(opens - now))`

export function createSharedSlots(run: RunScript, scope: string, pace: Pace): SharedSlots {
  const id = randomUUID()
  const { most, spanMs } = windowOf(pace)
  const keys = ['marks', 'gate', 'slow', 'probe', 'wanting', 'instances'].map(
    (name) => `switchboard:{${scope}}:${name}`,
  )
  let requests = 0
  /** Outcome of the last script. */
  let since: 'new' | 'met' | 'lost' = 'new'

  async function call(script: string, ...values: readonly (string | number)[]): Promise<readonly number[]> {
    try {
      const reply = await run(script, keys, [id, since, spanMs, ...values].map(String))
      if (!Array.isArray(reply)) throw new Error('the script answered with something other than a list')
      since = 'met'
      return reply.map(Number)
    } catch (error) {
      since = 'lost'
      throw error
    }
  }

  /** Without waiting: marks of a lost message expire by themselves. */
  const notify = (script: string, ...values: readonly (string | number)[]) =>
    void run(script, keys, values.map(String)).catch(() => {})

  return {
    beat: async () => {
      const [at = 0, instances = 1, place = 0, pauseMs = 0] = await call(BEAT)
      return { at, instances, place, pauseMs }
    },
    book: async (priority) => {
      const [waitMs = 0, wanting = 0, pauseMs = 0, isProbe = 0] = await call(BOOK, priority, most)
      return { waitMs, wanting, pauseMs, isProbe: isProbe === 1 }
    },
    release: () => notify(RELEASE, id),
    spend: (arrivesMs) => {
      const request = `${id}:${(requests += 1)}`
      notify(SPEND, id, request, arrivesMs, Math.ceil(arrivesMs + 2 * spanMs * SLOWDOWN))
      return (wasProbe) => notify(ARRIVED, request, wasProbe ? 1 : 0)
    },
    pause: (forMs) => notify(PAUSE, Math.ceil(forMs)),
  }
}
