// One account of a vendor over its simulator, with everything the simulator answers written down; and what a vendor's
// own test tells the conformance suite about it.
import type { Ask } from '../../src/domain/ask.ts'
import type { SwitchboardEvent } from '../../src/domain/event.ts'
import type { ListNoun, Lists } from '../../src/domain/lists.ts'
import type { Gather, Page } from '../../src/gather/gather.ts'
import type { Gateway } from '../../src/gateway.ts'
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts'
import type { Intercept, RequestLogEntry } from '../../src/sandbox/simulator.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import type { Resource, WireAnswer } from '../../src/vendors/define.ts'
import type { Params, Reach, Settings } from '../../src/vendors/filters.ts'
import type { Answer } from '../support/gateway.ts'
import type { VirtualClock } from '../support/clock.ts'
import assert from 'node:assert/strict'
import { givenKeys, toPredicate } from '../../src/domain/filter.ts'
import { parseId } from '../../src/domain/id.ts'
import { EVERYBODY } from '../../src/domain/viewer.ts'
import { createGather } from '../../src/gather/gather.ts'
import { createGateway } from '../../src/gateway.ts'
import { toPath } from '../../src/vendors/account.ts'
import {
  createAccounts,
  createMemory,
  createSingleFlight,
  descriptionOf,
  meaningOf,
} from '../../src/vendors/index.ts'
import { translate } from '../../src/vendors/translate.ts'
import { toWish } from '../../src/vendors/try-out.ts'
import { createVirtualClock } from '../support/clock.ts'
import { CONFIG } from '../support/gateway.ts'

export type Switches = Partial<Omit<SandboxOptions, 'clock'>>
export type AnyRow = Lists[ListNoun]['row']
export type AnyFilter = Readonly<Record<string, unknown>>

/** A simulated vendor: it answers, keeps a log, and lets somebody answer in its stead. */
export interface Simulator {
  (request: Request): Promise<Response>
  readonly requests: RequestLogEntry[]
  intercept: Intercept | undefined
}

/** Values of a filter that some of the rows have and others have not. */
export type Values<Row, Value> = (rows: readonly Row[]) => readonly Value[]

/** Total over each noun's filter, so that no filter goes untried; null for other vendors' own. */
export type Samples = {
  readonly [N in ListNoun]?: {
    readonly [K in keyof Lists[N]['filter']]-?: Values<
      Lists[N]['row'],
      NonNullable<Lists[N]['filter'][K]>
    > | null
  }
}

type Filters = { readonly [N in ListNoun]?: Lists[N]['filter'] }

export interface Subject {
  readonly account: AccountConfig
  readonly simulate: (clock: VirtualClock, switches: Switches) => Simulator
  /** What the documents leave open, each as the rest of a sentence that begins with "where". */
  readonly variants: Readonly<Record<string, Switches>>
  readonly samples: Samples
  /** What some lists cannot be asked without. */
  readonly always: Filters
  /** Filters that say which list is meant; rows do not repeat them, so the simulator is asked for that list. */
  readonly unseen: { readonly [N in ListNoun]?: readonly (keyof Lists[N]['filter'])[] }
  /** What brings all rows of a list that leaves some out, and what leaves them out. */
  readonly hidden: Filters
  readonly shown: Filters
  /** So many rows of one instant. */
  readonly ties: (noun: ListNoun, count: number) => Switches
  /** Rows with words that nobody documents, and what is to be read of the first of them, by path. */
  readonly strange: readonly {
    readonly noun: ListNoun
    readonly switches: Switches
    readonly expected: Readonly<Record<string, unknown>>
  }[]
  /** Questions whose answers hold personal data. */
  readonly personal: readonly Question[]
  /** Questions that cannot be right, with the text as a value. */
  readonly badInput: (text: string) => readonly Question[]
  /** Why a case cannot hold for this vendor, by the name of the test. */
  readonly skips?: Readonly<Record<string, string>>
}

export interface Question {
  readonly query: string
  readonly variables?: object
}

/** One answer of the simulator to the gateway. */
export interface Wire {
  readonly url: URL
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** One filter as it is tried: a part of a nested filter like any other. */
export interface Field {
  readonly name: string
  readonly reach: Reach<never>
  readonly valuesOf: (rows: readonly AnyRow[]) => readonly unknown[]
  readonly toFilter: (value: unknown) => AnyFilter
}

export interface Scene {
  readonly subject: Subject
  readonly clock: VirtualClock
  readonly simulator: Simulator
  readonly gather: Gather
  readonly gateway: Gateway
  readonly events: SwitchboardEvent[]
  readonly answers: Wire[]
  ask(): Ask
  query(query: string, variables?: object): Promise<Answer<any>>
  /** All pages of a list as gather gives them. */
  pages(noun: ListNoun, filter: AnyFilter, first: number): Promise<readonly Page<AnyRow>[]>
  /** All rows that the simulator has, read off it directly. */
  everything(noun: ListNoun): Promise<readonly AnyRow[]>
  /** Those that the list must give. */
  wanted(noun: ListNoun, filter: AnyFilter): Promise<readonly AnyRow[]>
  fieldsOf(noun: ListNoun): readonly Field[]
}

const MOST_PAGES = 400

export function open(subject: Subject, switches: Switches = {}): Scene {
  const { account } = subject
  const clock = createVirtualClock()
  const simulator = subject.simulate(clock, switches)
  const answers: Wire[] = []
  const events: SwitchboardEvent[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const response = await simulator(request)
    const body = toJson(await response.clone().text())
    answers.push({ url: new URL(request.url), status: response.status, body, headers: response.headers })
    return response
  }
  const emit = (event: SwitchboardEvent) => void events.push(event)
  const accounts = createAccounts([account], descriptionOf, { fetch, clock, emit })
  const memory = createMemory(clock, CONFIG.cacheBytes)
  const flights = createSingleFlight()
  const gather = createGather({ accounts, memory, flights, clock, emit, secret: 'scene', maxScanPages: 100 })
  const gateway = createGateway({ ...CONFIG, accounts: [account] }, { fetch, clock, emit })
  return {
    ...createTruth(subject, switches),
    subject,
    clock,
    simulator,
    gather,
    gateway,
    events,
    answers,
    ask: () => toAsk(clock),
    query: async (query, variables = {}) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ query, variables })
      const response = await gateway.fetch(new Request(ENDPOINT, { method: 'POST', headers, body }))
      const { data = null, errors = [], extensions = {} } = await response.json()
      return { status: response.status, data, errors, extensions }
    },
    pages: (noun, filter, first) => {
      const whole = {
        noun,
        selection: {},
        orderBy: null,
        requireComplete: false,
        wanted: optInsOf(subject, noun),
      }
      // A noun that is only known at run time has a filter that is known no better.
      const asked = { ...subject.always[noun], ...filter } as never
      return walk((after) => gather.list({ ...whole, filter: asked, first, after }, toAsk(clock)))
    },
  }
}

export const ENDPOINT = 'http://gateway.test/graphql'

async function walk(turn: (after: string | null) => Promise<Page<AnyRow>>): Promise<Page<AnyRow>[]> {
  const pages: Page<AnyRow>[] = []
  for (let after: string | null = null; pages.length < MOST_PAGES;) {
    const page = await turn(after)
    pages.push(page)
    if (!page.hasNextPage) return pages
    after = page.endCursor()
  }
  assert.fail(`not at the end after ${MOST_PAGES} pages`)
}

function toAsk(clock: VirtualClock): Ask {
  const { signal } = new AbortController()
  return {
    operations: [1],
    viewer: EVERYBODY,
    client: 'test',
    lane: 'INTERACTIVE',
    askedAt: clock.now(),
    deadlineAt: clock.now() + 3_600_000,
    signal,
  }
}

/** Everything is asked for, so that whatever a filter is checked by is there. */
function optInsOf({ account }: Subject, noun: ListNoun): ReadonlySet<string> {
  return new Set(descriptionOf(account.vendor).resources[noun]?.optIns?.fields)
}

/** What the simulator has, asked of a twin of it page by page, with neither feed nor gather between. */
function createTruth(
  subject: Subject,
  switches: Switches,
): Pick<Scene, 'everything' | 'wanted' | 'fieldsOf'> {
  const { account: config, always: needed, hidden, shown, samples } = subject
  const clock = createVirtualClock()
  const twin = subject.simulate(clock, { ...switches, quota: false })
  const fetch: typeof globalThis.fetch = (input, init) => twin(new Request(input, init))
  const [account] = createAccounts([config], descriptionOf, { fetch, clock, emit: () => {} })
  assert.ok(account)
  const { client, resources } = account
  const known = new Map<string, Promise<readonly AnyRow[]>>()

  async function readList(resource: Resource, filter: AnyFilter): Promise<readonly AnyRow[]> {
    const { paging, path, filters, toRow } = resource
    const optIns = resource.optIns?.params(optInsOf(subject, resource.noun)) ?? {}
    const { params } = translate<AnyFilter, AnyRow>(filter, filters as never, {}, () => true, config.settings)
    const template = typeof path === 'string' ? path : path(filter)
    const per = paging?.maximum ?? 0
    const rows: AnyRow[] = []
    for (let page = 1; ; page += 1) {
      const wish = toWish(resource, {
        path: toPath(
          account!,
          template,
          Object.fromEntries(Object.entries(filter).map(([key, one]) => [key, rawIdOf(one)])),
        ),
        page: paging?.page(page, per) ?? {},
        params: { ...constantsOf(resource, config.settings), ...optIns, ...params },
      })
      const readAnswer = (answer: WireAnswer) => {
        const wire = paging === null ? listIn(answer.body) : paging.read(answer, { page, per })?.rows
        return wire === undefined ? null : { value: wire, rows: wire.length }
      }
      const wire = await client.send({
        noun: resource.noun,
        kind: 'LIST',
        ask: toAsk(clock),
        prepare: () => wish,
        read: readAnswer,
      })
      const before = rows.length
      for (const [index, row] of (wire ?? []).entries()) {
        rows.push(...[toRow(row, account!, filter as never, before + index, optIns) ?? []].flat())
      }
      if (paging === null || !wire?.length) return rows
    }
  }

  async function read(noun: ListNoun, filter: AnyFilter): Promise<readonly AnyRow[]> {
    const first = resources[noun] as Resource | undefined
    const rows: AnyRow[] = []
    for (const one of [first, first?.besides]) {
      const has = one?.part?.has ?? (() => true)
      if (one !== undefined) rows.push(...(await readList(one, filter)).filter(has))
    }
    return rows
  }

  const isUnseen = (noun: ListNoun, key: string) => subject.unseen[noun]?.some((one) => one === key) ?? false
  const everything = (noun: ListNoun, filter: AnyFilter) => {
    const key = `${noun} ${JSON.stringify(filter)}`
    const rows = known.get(key) ?? read(noun, filter)
    known.set(key, rows)
    return rows
  }

  return {
    everything: (noun) => everything(noun, { ...needed[noun], ...shown[noun] }),
    wanted: async (noun, filter) => {
      const asked = { ...needed[noun], ...hidden[noun], ...filter } as AnyFilter
      const list = Object.fromEntries(Object.entries(asked).filter(([key]) => isUnseen(noun, key)))
      const rows = await everything(noun, { ...list, ...shown[noun] })
      return rows.filter(toPredicate(meaningOf(noun).predicates as never, asked, givenKeys(asked)))
    },
    fieldsOf: (noun) => {
      const table = (resources[noun]?.filters ?? {}) as Readonly<Record<string, Reach<never>>>
      const sampleOf = samples[noun] as Readonly<Record<string, Values<AnyRow, unknown> | null>> | undefined
      return Object.entries(table).flatMap(([name, reach]) => {
        const valuesOf = sampleOf?.[name]
        assert.notEqual(valuesOf, undefined, `no sample of ${noun} ${name}`)
        return valuesOf ? toFields(name, reach, valuesOf) : []
      })
    },
  }
}

/** A filter, or each part of a nested one. */
function toFields(name: string, reach: Reach<never>, valuesOf: Values<AnyRow, unknown>): readonly Field[] {
  if (!('parts' in reach) || reach.parts === undefined) {
    return [{ name, reach, valuesOf, toFilter: (value) => ({ [name]: value }) }]
  }
  return Object.entries(reach.parts).map(([part, reachOfPart]) => ({
    name: `${name}.${part}`,
    reach: reachOfPart,
    valuesOf: (rows) =>
      valuesOf(rows).flatMap((value) =>
        (value as AnyFilter)[part] === undefined ? [] : [(value as AnyFilter)[part]],
      ),
    toFilter: (value) => ({ [name]: { [part]: value } }),
  }))
}

function constantsOf({ constants }: Resource, settings: Settings): Params {
  return typeof constants === 'function' ? constants(settings) : (constants ?? {})
}

const rawIdOf = (value: unknown) => parseId(String(value))?.vendorId ?? String(value)

/** The rows of an answer as the adapter reads them. */
export function rowsIn(
  answer: Wire,
  { subject }: Scene,
  noun: ListNoun,
  filter: AnyFilter,
): readonly AnyRow[] {
  const { account } = subject
  const resource = descriptionOf(account.vendor).resources[noun] as Resource | undefined
  if (answer.status !== 200 || resource === undefined) return []
  const { optIns, paging, toRow } = resource
  const rows =
    paging === null
      ? listIn(answer.body)
      : (paging.read(answer, { page: 1, per: paging.maximum })?.rows ?? [])
  const asked = { ...subject.always[noun], ...filter } as never
  const sent = optIns?.params(optInsOf(subject, noun))
  return rows.flatMap((row, index) => toRow(row, account, asked, index, sent) ?? [])
}

/** A list, or the only list in an object. */
function listIn(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body
  const inside = typeof body === 'object' && body !== null ? Object.values(body).filter(Array.isArray) : []
  return inside[0] ?? []
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// Values to filter by, taken from the rows ────────────────────────────────────────────────────────────────────────────

type Maybe<T> = T | null | undefined

function distinct<Row, T>(rows: readonly Row[], valueOf: (row: Row) => Maybe<T>): readonly T[] {
  return [...new Set(rows.flatMap((row) => valueOf(row) ?? []))] as T[]
}

/** Each value alone, up to `most`, and the first two together. */
export function lists<Row, T>(valueOf: (row: Row) => Maybe<T>, most = 5): Values<Row, readonly T[]> {
  return (rows) => {
    const values = distinct(rows, valueOf)
    return [
      ...values.slice(0, most).map((value) => [value]),
      ...(values.length > 1 ? [values.slice(0, 2)] : []),
    ]
  }
}

export function singles<Row, T>(valueOf: (row: Row) => Maybe<T>): Values<Row, T> {
  return (rows) => distinct(rows, valueOf).slice(0, 5)
}

/** From, to and between values that rows have, so that bounds are met exactly. */
export function ranges<Row>(
  valueOf: (row: Row) => Maybe<number>,
): Values<Row, { from?: number; to?: number }> {
  return (rows) => {
    const values = distinct(rows, valueOf).toSorted((a, b) => a - b)
    const [from, to] = [values[Math.floor(values.length / 4)], values[Math.floor((values.length * 3) / 4)]]
    if (from === undefined || to === undefined) return []
    return [{ from }, { to }, ...(from < to ? [{ from, to }] : [])]
  }
}

export function always<Row, T>(...values: readonly T[]): Values<Row, T> {
  return () => values
}
