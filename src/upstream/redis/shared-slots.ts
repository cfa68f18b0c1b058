// The slots of one quota in Redis, where all instances book theirs: by its time, in one step, in one round trip. What
// is kept there are instants under names of instances, and nothing of vendors or persons; all of it runs out by itself.
import type { Priority } from '../../domain/ask.ts'
import type { Instant } from '../../domain/time.ts'
import type { Pace } from '../schedule.ts'
import { randomUUID } from 'node:crypto'
import { SLOWDOWN } from '../schedule.ts'

/** Runs a script in Redis; rejects when it cannot be reached. */
export type RunScript = (
  script: string,
  keys: readonly string[],
  values: readonly string[],
) => Promise<unknown>

/** What an instance is told of its booked slot. */
export interface Booking {
  /** How many milliseconds until it opens; 0 when it is open. */
  readonly waitMs: number
  /** How many instances have somebody waiting. */
  readonly wanting: number
  /** How long the pause still is that holds for all, in milliseconds. */
  readonly pauseMs: number
  /** Whether this one goes alone, to find out whether the vendor takes requests again. */
  readonly isProbe: boolean
}

/** What an instance is told of the others. */
export interface Heartbeat {
  /** By Redis' clock. */
  readonly at: Instant
  readonly instances: number
  /** The place of this one among them. */
  readonly place: number
  readonly pauseMs: number
}

export interface SharedSlots {
  /** Says that this instance is there. */
  beat(): Promise<Heartbeat>
  /** Books a slot, or looks after the one that is booked. */
  book(priority: Priority): Promise<Booking>
  /** Gives the booked slot back, and waits for nothing any more. */
  release(): void
  /** The booked slot is used now, by a request that arrives within `arrivesMs`; what is given is called when it has. */
  spend(arrivesMs: number): (wasProbe: boolean) => void
  pause(forMs: number): void
}

/** An instance that was not heard of for so long is gone. */
const HEARTBEAT_MS = 15_000

/** The request that goes alone after a pause holds up others for no longer than this, who look again this often. */
const MOST_PROBE_MS = 20_000
const LOOK_AGAIN_MS = 250

/** So long after a pause the pace is lower. */
const SLOW_MS = 30_000

/** Within this time all instances notice that Redis has gone, or is back. */
export const NOTICE_MS = 3000

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local marks, gate, slow, probe, wanting, instances = unpack(KEYS)`

/**
 * Whoever comes back to Redis, or finds that it has lost its memory, keeps everybody from sending until all are back and
 * what they sent by their own shares counts no longer.
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
 * Marks are the instants of requests that were sent and of slots that are booked, the latter under the instance's name.
 * A slot opens when of the `most` before it the first is a span ago; what was sent is before whatever is only booked, also
 * while it is not known to have arrived.
 */
const BOOK = `${HEARTBEAT}
local priority, most = ARGV[4], tonumber(ARGV[5])
if redis.call('EXISTS', slow) == 1 then span = span * ${SLOWDOWN} end
redis.call('ZREMRANGEBYSCORE', marks, '-inf', now - span)
redis.call('ZREMRANGEBYSCORE', wanting, '-inf', now)
local function told(wait, isProbe)
  return { math.ceil(wait), redis.call('ZCARD', wanting), pause, isProbe }
end
if priority == 'BACKGROUND' then
  redis.call('ZREM', wanting, id)
  if redis.call('ZCARD', wanting) > 0 then
    redis.call('ZREM', marks, id)
    return told(math.max(${LOOK_AGAIN_MS}, span / most), 0)
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
  return told(0, 1)
end
if probing == 'out' then wait = math.min(math.max(wait, 1), ${LOOK_AGAIN_MS}) end
return told(wait, 0)`

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
  const most = pace.even ? 1 : pace.requests
  const spanMs = pace.even ? pace.windowMs / pace.requests : pace.windowMs
  const keys = ['marks', 'gate', 'slow', 'probe', 'wanting', 'instances'].map(
    (name) => `switchboard:{${scope}}:${name}`,
  )
  let requests = 0
  /** What has become of Redis since it was asked last. */
  let since: 'new' | 'met' | 'lost' = 'new'

  async function ask(script: string, ...values: readonly (string | number)[]): Promise<readonly number[]> {
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

  /** What is told besides: should it be lost, marks run out by themselves. */
  const tell = (script: string, ...values: readonly (string | number)[]) =>
    void run(script, keys, values.map(String)).catch(() => {})

  return {
    beat: async () => {
      const [at = 0, instances = 1, place = 0, pauseMs = 0] = await ask(BEAT)
      return { at, instances, place, pauseMs }
    },
    book: async (priority) => {
      const [waitMs = 0, wanting = 0, pauseMs = 0, isProbe = 0] = await ask(BOOK, priority, most)
      return { waitMs, wanting, pauseMs, isProbe: isProbe === 1 }
    },
    release: () => tell(RELEASE, id),
    spend: (arrivesMs) => {
      const request = `${id}:${(requests += 1)}`
      tell(SPEND, id, request, arrivesMs, Math.ceil(arrivesMs + 2 * spanMs * SLOWDOWN))
      return (wasProbe) => tell(ARRIVED, request, wasProbe ? 1 : 0)
    },
    pause: (forMs) => tell(PAUSE, Math.ceil(forMs)),
  }
}
