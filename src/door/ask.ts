// The ask of an operation: client, deadline, freshness, request id, trace.
import type { GraphQLError } from 'graphql'
import type { Ask } from '../domain/ask.ts'
import type { OperationBudget } from '../domain/budget.ts'
import type { Freshness } from '../domain/freshness.ts'
import type { Clock, Instant, Timeout } from '../domain/time.ts'
import type { Uses } from '../domain/uses.ts'
import type { Viewer } from '../domain/viewer.ts'
import { randomUUID } from 'node:crypto'
import { createBudget } from '../domain/budget.ts'
import { kindOf } from '../domain/errors.ts'
import { USUAL_FRESHNESS } from '../domain/freshness.ts'
import { startTimeout } from '../domain/time.ts'
import { refuse } from './errors.ts'
import { BlockList, isIP } from 'node:net'

/** Headers of Fetch, or of node:http. */
export type HeaderReader = Pick<Headers, 'get' | 'has'>

export interface OperationAsk extends Ask {
  readonly budget: OperationBudget
}

export interface OpenAsk {
  readonly ask: OperationAsk
  /** Starts a new deadline and budget for a subscription's next event. */
  renew(): void
  close(): void
}

type Time = Pick<OperationAsk, 'askedAt' | 'deadlineAt' | 'budget'>

/**
 * A class for its getter: each literal with one gets a hidden class of its own, which keeps the
 * operation in memory until a full collection. Minor collections took ten times as long.
 */
class LiveAsk implements OperationAsk {
  readonly operations: readonly number[]
  readonly viewer: Viewer
  readonly client: string
  readonly priority = 'INTERACTIVE'
  readonly freshness: Freshness | undefined
  readonly uses: Uses | undefined
  askedAt: Instant
  deadlineAt: Instant
  budget: OperationBudget
  /** Not private: an ask with changes inherits from this one. */
  readonly toSignal: () => AbortSignal

  constructor(
    { operation, viewer, client, uses }: Asked,
    freshness: Freshness | undefined,
    { askedAt, deadlineAt, budget }: Time,
    toSignal: () => AbortSignal,
  ) {
    this.operations = [operation]
    this.viewer = viewer
    this.client = client
    this.freshness = freshness
    this.uses = uses
    this.askedAt = askedAt
    this.deadlineAt = deadlineAt
    this.budget = budget
    this.toSignal = toSignal
  }

  get signal(): AbortSignal {
    return this.toSignal()
  }
}

interface Asked extends Pick<Ask, 'viewer' | 'client'> {
  readonly operation: number
  readonly headers: HeaderReader
  readonly uses: Uses | undefined
  /** Aborts when the client disconnects. */
  readonly hungUp: () => AbortSignal
}

/** Throws a refusal for an invalid header. */
export function openAsk(
  asked: Asked,
  {
    clock,
    deadlineMs,
    maxUpstreamRequests,
  }: { readonly clock: Clock; readonly deadlineMs: number; readonly maxUpstreamRequests: number },
): OpenAsk {
  const { headers, uses, hungUp } = asked
  const freshness = toFreshness(headers.get('x-freshness'))
  const allowedMs = Math.min(deadlineMs, toDeadlineMs(headers.get('x-deadline-ms')) ?? deadlineMs)
  let deadline: Timeout | null = null
  let isClosed = false

  function begin(): Time {
    const askedAt = clock.now()
    return { askedAt, deadlineAt: askedAt + allowedMs, budget: createBudget(maxUpstreamRequests) }
  }

  /** Its timer starts when somebody waits: most answers come from memory. */
  function startDeadline(): Timeout {
    uses?.spoil()
    const timeout = startTimeout(clock, [Math.max(0, ask.deadlineAt - clock.now())], hungUp())
    if (isClosed) timeout.stop()
    return timeout
  }

  const ask: LiveAsk = new LiveAsk(asked, freshness, begin(), () => (deadline ??= startDeadline()).signal)
  return {
    ask,
    renew: () => {
      if (isClosed) return
      deadline?.stop()
      deadline = null
      Object.assign(ask, begin())
    },
    close: () => {
      isClosed = true
      deadline?.stop()
    },
  }
}

function toDeadlineMs(header: string | null): number | null {
  if (header === null) return null
  if (/^0*[1-9]\d{0,9}$/.test(header)) return Number(header)
  throw refuseHeader('x-deadline-ms', 'a whole number of milliseconds above 0', header)
}

/** `report`: the answer has its bill. `plan`: its price alone. Throws a refusal for another word. */
export function readReporting(headers: HeaderReader): 'report' | 'plan' | null {
  const header = headers.get('x-upstream')
  const word = header?.toLowerCase() ?? null
  if (word === null || word === 'report' || word === 'plan') return word
  throw refuseHeader('x-upstream', 'report or plan', header)
}

function refuseHeader(name: string, expected: string, header: string | null): GraphQLError {
  return refuse(400, `Header "${name}": expected ${expected}, got ${kindOf(header)}.`)
}

/** Null: the number is missing, or the word takes none. */
type Word = (seconds: number | null) => Partial<Freshness> | null

const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['max-age', (seconds) => (seconds === null ? null : { maxAgeMs: seconds * 1000 })],
  ['max-stale', (seconds) => (seconds === null ? null : { maxStaleMs: seconds * 1000 })],
  ['only-if-cached', (seconds) => (seconds === null ? { onlyIfCached: true } : null)],
])

/** E.g. `max-age=60`, at most eleven days. */
const WORD = /^([a-z-]+)(?:=(\d{1,6}))?$/

/** `max-age=60` → `{ maxAgeMs: 60000, maxStaleMs: null, onlyIfCached: false }`. Throws a refusal. */
export function toFreshness(header: string | null): Freshness | undefined {
  if (header === null) return undefined
  const said = header.split(',').map((word) => toWord(word.trim().toLowerCase()))
  const keys = said.flatMap((one) => Object.keys(one ?? {}))
  if (said.includes(null) || new Set(keys).size < said.length) {
    const expected =
      'max-age=<seconds>, max-stale=<seconds> or only-if-cached, or several of them with commas'
    throw refuseHeader('x-freshness', expected, header)
  }
  return Object.assign({}, USUAL_FRESHNESS, ...said)
}

function toWord(text: string): Partial<Freshness> | null {
  const [, word = '', seconds] = WORD.exec(text) ?? []
  return WORDS.get(word)?.(seconds === undefined ? null : Number(seconds)) ?? null
}

export const REQUEST_ID = 'x-request-id'

/** Any other id could name a person or break a log line. */
const HARMLESS = /^[A-Za-z0-9_-]{1,64}$/

/** The client's `x-request-id` if harmless, else a new one. */
export function toRequestId(headers: HeaderReader): string {
  const given = headers.get(REQUEST_ID)
  return given !== null && HARMLESS.test(given) ? given : randomUUID()
}

/** E.g. `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01` (W3C Trace Context); null for any other text. */
export function toTraceparent(headers: HeaderReader): string | null {
  const given = headers.get('traceparent')
  return given !== null && /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(given) ? given : null
}

/** An address or a network: `192.0.2.7`, `10.0.0.0/8`, `2001:db8::/32`. Null for anything else. */
export function toNetwork(text: string): { readonly address: string; readonly bits: number } | null {
  const [, address = '', length] = /^([\d.:a-f]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  const bits = length === undefined ? most : Number(length)
  return bits < 0 || bits > most ? null : { address, bits }
}

/**
 * The address that no client can forge.
 *
 *     x-forwarded-for: <written by the client>, 203.0.113.5, 10.9.9.9    connection: 10.1.2.3
 *                                               ^ the client  ^ trusted proxies
 */
export type AddressOf = (connection: string | undefined, forwardedFor: string | null) => string

const MOST_GROUPS = 1000

/** `trusted`: networks that `toNetwork` accepts. */
export function createAddresses(trusted: readonly string[]): AddressOf {
  const proxies = new BlockList()
  for (const text of trusted) {
    const network = toNetwork(text)
    if (network !== null) proxies.addSubnet(network.address, network.bits, familyOf(network.address))
  }
  const isProxy = (address: string) => isIP(address) !== 0 && proxies.check(address, familyOf(address))

  /** Groups of connections: most send more than one request. */
  const groups = new Map<string, string>()

  function groupOfConnection(connection: string): string {
    const known = groups.get(connection)
    if (known !== undefined) return known
    if (groups.size >= MOST_GROUPS) groups.clear()
    const group = toGroup(toPlain(connection))
    groups.set(connection, group)
    return group
  }

  return (connection = '', forwardedFor) => {
    if (forwardedFor === null || trusted.length === 0) return groupOfConnection(connection)
    let address = toPlain(connection)
    for (const entry of forwardedFor.split(',').toReversed()) {
      const named = toPlain(entry.trim())
      if (!isProxy(address) || isIP(named) === 0) break
      address = named
    }
    return toGroup(address)
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/** `[2001:db8::7%eth0]:80` → `2001:db8::7`, `::ffff:192.0.2.7` → `192.0.2.7` */
function toPlain(text: string): string {
  const [, inBrackets] = /^\[([\d.:a-f]+)(?:%\w+)?\](?::\d+)?$/i.exec(text) ?? []
  const [, beforePort] = /^(\d+(?:\.\d+){3}):\d+$/.exec(text) ?? []
  const address = inBrackets ?? beforePort ?? text.replace(/%\w+$/, '')
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? []
  return mapped ?? address.toLowerCase()
}

/** One client has a whole /64: `2001:db8::7` → `2001:db8:0:0::` */
function toGroup(address: string): string {
  if (isIP(address) !== 6) return address
  // The URL parser shortens an address.
  const [left = '', right = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const parts = (text: string) => (text === '' ? [] : text.split(':'))
  const [head, tail] = [parts(left), parts(right)]
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::`
}

const LONGEST_NAME = 64
const MOST_NAMES = 100

/** Another name may replace one that is unused for this long. */
const NAME_TTL_MS = 60_000

/** Application and person of the sign-in, else address and name. */
export interface ClientNames {
  /** `Ask.client`: `@<application>/<person>`, `@@<person>/` or `<address>/<name>`. */
  clientOf(viewer: Viewer, headers: HeaderReader, address: string): string
}

/** Keeps the latest names apart; further ones are all `other`. */
export function createClientNames(clock: Clock): ClientNames {
  /** Oldest first. */
  const seenAt = new Map<string, Instant>()

  function keep(name: string): string {
    if (!seenAt.has(name) && seenAt.size >= MOST_NAMES) {
      const [[oldest, at] = ['', 0]] = seenAt
      if (clock.now() - at < NAME_TTL_MS) return 'other'
      seenAt.delete(oldest)
    }
    seenAt.delete(name)
    seenAt.set(name, clock.now())
    return name
  }

  return {
    clientOf: ({ client, name: person }, headers, address) => {
      // `@` starts no address.
      if (client !== null) return `@${encode(client)}/${encode(person ?? '')}`
      if (person !== null) return `@@${encode(person)}/`
      const name = headers.get('graphql-client-name') ?? headers.get('apollographql-client-name') ?? ''
      return `${address}/${keep(name.slice(0, LONGEST_NAME))}`
    },
  }
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
