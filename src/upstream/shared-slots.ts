// The slots of one quota in Redis, where all instances book theirs: by its time, in one step, in one round trip. What
// is kept there are instants under names of instances, and nothing of vendors or persons; all of it runs out by itself.
import type { Lane } from '../domain/ask.ts'

/** Runs a script in Redis; rejects when it cannot be reached. */
export type RunScript = (
  script: string,
  keys: readonly string[],
  values: readonly string[],
) => Promise<unknown>

/** How many requests may go in which time, and by how much longer that time is after a pause. */
export interface SharedPace {
  readonly most: number
  readonly spanMs: number
  readonly slowdown: number
}

/** What an instance is told of its booked slot. */
export interface Booking {
  /** How many milliseconds until it opens; 0 when it is open. */
  readonly waitMs: number
  /** How many instances there are, the place of this one among them, and how many have somebody waiting. */
  readonly instances: number
  readonly place: number
  readonly wanting: number
  /** How long the pause still is that holds for all, in milliseconds. */
  readonly pauseMs: number
  /** Whether this one goes alone, to find out whether the vendor takes requests again. */
  readonly isProbe: boolean
}

export interface SharedSlots {
  /** Books a slot, or looks after the one that is booked. `isBack` tells that Redis was away, and slots were used meanwhile. */
  book(lane: Lane, isBack: boolean): Promise<Booking>
  /** Gives the booked slot back, and waits for nothing any more. */
  release(): void
  /** The booked slot is used now, by a request of this name, which arrives within `arrivesMs`. */
  spend(request: string, arrivesMs: number): void
  /** A request has arrived, as its answer tells. */
  arrived(request: string, wasProbe: boolean): void
  pause(forMs: number): void
}

/** An instance that was not heard of for so long is gone. */
const HEARTBEAT_MS = 15_000

/** The request that goes alone after a pause holds up others for no longer than this, who look again this often. */
const MOST_PROBE_MS = 20_000
const LOOK_AGAIN_MS = 250

/** So long after a pause the pace is lower. */
const SLOW_MS = 30_000

/** Instances come back to Redis within this time, until when some go by their own share. */
const RETURN_MS = 2000

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local marks, gate, slow, probe, wanting, instances = unpack(KEYS)`

/**
 * Marks are the instants of requests that were sent and of slots that are booked, the latter under the instance's name.
 * A slot opens when of the `most` before it the first is a span ago; what was sent is before whatever is only booked, also
 * while it is not known to have arrived.
 */
const BOOK = `${NOW}
local id, lane, most, span, slowdown, isBack = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6]
redis.call('ZADD', instances, now, id)
redis.call('ZREMRANGEBYSCORE', instances, '-inf', now - ${HEARTBEAT_MS})
redis.call('PEXPIRE', instances, ${2 * HEARTBEAT_MS})
if isBack == '1' then
  local opens = math.max(tonumber(redis.call('GET', gate) or '0'), now + ${RETURN_MS})
  redis.call('SET', gate, opens, 'PX', ${RETURN_MS + 1000} + opens - now)
end
local opens = tonumber(redis.call('GET', gate) or '0')
if redis.call('EXISTS', slow) == 1 then span = span * slowdown end
redis.call('ZREMRANGEBYSCORE', marks, '-inf', now - span)
redis.call('ZREMRANGEBYSCORE', wanting, '-inf', now)
local function told(wait, isProbe)
  local pause = math.max(0, opens - now)
  if redis.call('GET', probe) == 'out' then pause = 0 end
  return { math.ceil(wait), redis.call('ZCARD', instances), redis.call('ZRANK', instances, id), redis.call('ZCARD', wanting), math.ceil(pause), isProbe }
end
if lane == 'BACKGROUND' then
  redis.call('ZREM', wanting, id)
  if redis.call('ZCARD', wanting) > 0 then
    redis.call('ZREM', marks, id)
    return told(math.max(${LOOK_AGAIN_MS}, span / most), 0)
  end
end
local booked = redis.call('ZSCORE', marks, id)
local at = tonumber(booked or now)
local before = {}
local all = redis.call('ZRANGE', marks, 0, -1, 'WITHSCORES')
for index = 1, #all, 2 do
  local name, instant = all[index], tonumber(all[index + 1])
  local isSent = string.find(name, ':', 1, true) ~= nil
  local isEarlier = not booked or instant < at or (instant == at and name < id)
  if name ~= id and (isSent or isEarlier) then table.insert(before, instant) end
end
table.sort(before)
if #before >= most then at = math.max(at, before[#before - most + 1] + span) end
at = math.max(at, opens)
redis.call('ZADD', marks, at, id)
redis.call('PEXPIRE', marks, math.ceil(at - now + 2 * span))
if lane == 'INTERACTIVE' then
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

/** `id` is the instance's name, unlike any other's. */
export function createSharedSlots(
  run: RunScript,
  scope: string,
  id: string,
  { most, spanMs, slowdown }: SharedPace,
): SharedSlots {
  const keys = ['marks', 'gate', 'slow', 'probe', 'wanting', 'instances'].map(
    (name) => `switchboard:{${scope}}:${name}`,
  )
  /** What is told besides: should it be lost, marks run out by themselves. */
  const tell = (script: string, ...values: readonly (string | number)[]) =>
    void run(script, keys, values.map(String)).catch(() => {})

  return {
    book: async (lane, isBack) =>
      toBooking(await run(BOOK, keys, [id, lane, most, spanMs, slowdown, isBack ? 1 : 0].map(String))),
    release: () => tell(RELEASE, id),
    spend: (request, arrivesMs) =>
      tell(SPEND, id, request, arrivesMs, Math.ceil(arrivesMs + 2 * spanMs * slowdown)),
    arrived: (request, wasProbe) => tell(ARRIVED, request, wasProbe ? 1 : 0),
    pause: (forMs) => tell(PAUSE, Math.ceil(forMs)),
  }
}

function toBooking(reply: unknown): Booking {
  if (!Array.isArray(reply)) throw new Error('the script answered with something other than a list')
  const [waitMs = 0, instances = 1, place = 0, wanting = 0, pauseMs = 0, isProbe = 0] = reply.map(Number)
  return { waitMs, instances, place, wanting, pauseMs, isProbe: isProbe === 1 }
}
