// One account of a vendor over its simulator, with everything that the simulator answers written down.
import type { Ask } from '../../src/domain/ask.ts'
import type { SwitchboardEvent } from '../../src/domain/event.ts'
import type { Noun } from '../../src/domain/noun.ts'
import type { Gather } from '../../src/gather/gather.ts'
import type { Page } from '../../src/gather/question.ts'
import type { Gateway } from '../../src/gateway.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import type { Resource } from '../../src/vendors/define.ts'
import type { Answer } from '../support/gateway.ts'
import type { VirtualClock } from '../support/clock.ts'
import type { AnyFilter } from './fields.ts'
import type { AnyRow } from '../support/filters.ts'
import type { Simulator, Subject } from './subject.ts'
import assert from 'node:assert/strict'
import { createGather } from '../../src/gather/gather.ts'
import { createGateway } from '../../src/gateway.ts'
import { createAccounts, createMemory, createSingleFlight, descriptionOf } from '../../src/vendors/index.ts'
import { toAsk } from '../support/ask.ts'
import { createVirtualClock } from '../support/clock.ts'
import { CONFIG, configWith } from '../support/gateway.ts'
import { listsOf } from '../support/filters.ts'
import { optInsOf, pageIn } from './truth.ts'

/** One request to the vendor and its answer; requests that sign in are not among them. */
export interface Exchange {
  readonly at: number
  readonly url: URL
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

export interface Scene {
  readonly subject: Subject
  readonly clock: VirtualClock
  readonly simulator: Simulator
  readonly gather: Gather
  readonly events: SwitchboardEvent[]
  readonly exchanges: Exchange[]
  ask(): Ask
  /** Answers in the vendor's stead, but not to those who sign in. */
  intercept(answer: () => Response | Promise<Response> | undefined): void
  query(query: string, variables?: object, signal?: AbortSignal): Promise<Answer<any>>
  /** All pages of a list as gather gives them. */
  pages(noun: Noun, filter: AnyFilter, first: number): Promise<readonly Page<AnyRow>[]>
  /** The rows of an answer as the adapter reads them. */
  rowsIn(exchange: Exchange, noun: Noun, filter: AnyFilter): readonly AnyRow[]
}

const MOST_PAGES = 400

export function open(subject: Subject, switches: object = {}): Scene {
  const { account, always = {} } = subject
  const clock = createVirtualClock()
  const simulator = subject.simulate({ scale: 0.05, lively: false, ...switches, clock })
  const exchanges: Exchange[] = []
  const events: SwitchboardEvent[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const at = clock.now()
    const response = await simulator(request)
    const { status, headers } = response
    const exchange = { at, url: new URL(request.url), status, headers, body: await toJson(response.clone()) }
    if (!signsIn(account, request.url)) exchanges.push(exchange)
    return response
  }
  const means = { fetch, clock, emit: (event: SwitchboardEvent) => void events.push(event) }
  const gather = createGather({
    ...means,
    accounts: createAccounts([account], descriptionOf, means),
    memory: createMemory(clock, CONFIG.gather.cacheBytes),
    flights: createSingleFlight(),
    secret: 'scene',
    maxScanPages: 100,
    maxStatsRows: 100_000,
    watchLimits: CONFIG.gather.watchLimits,
  })
  // Most cases ask gather alone, and a gateway makes a schema.
  let gateway: Gateway | undefined
  const ask = () => toAsk({ askedAt: clock.now(), deadlineAt: clock.now() + 3_600_000 })
  return {
    subject,
    clock,
    simulator,
    gather,
    events,
    exchanges,
    ask,
    intercept: (answer) => {
      simulator.intercept = ({ url }) => (signsIn(account, url) ? undefined : answer())
    },
    query: async (query, variables = {}, signal) => {
      const headers = { 'content-type': 'application/json' }
      const init = {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
        signal: signal ?? null,
      }
      gateway ??= createGateway(configWith({ accounts: [account] }), means)
      const response = await gateway.fetch(new Request('http://gateway.test/graphql', init))
      const { data = null, errors = [], extensions = {} } = await response.json()
      return { status: response.status, data, errors, extensions }
    },
    pages: (noun, filter, first) => {
      const wanted = new Set(listsOf(subject.account.vendor, noun)[0]?.optIns?.fields)
      const whole = { noun, selection: {}, orderBy: null, requireComplete: false, wanted }
      // A noun that is only known at run time has a filter that is known no better.
      const asked = { ...always[noun], ...filter } as never
      return walk((after) => gather.list({ ...whole, filter: asked, first, after }, ask()))
    },
    rowsIn: (exchange, noun, filter) => {
      const lists = listsOf(subject.account.vendor, noun)
      const list = lists.find(({ path }) => exchange.url.pathname.endsWith(`/${String(path)}`)) ?? lists[0]
      assert.ok(list)
      if (exchange.status !== 200) return []
      const asked = { ...always[noun], ...filter } as never
      const page = pageIn(list, exchange, { page: 1, per: list.paging?.maximum ?? 0 })
      const rows = page?.rows ?? [rowIn(list, exchange.body)]
      return rows.flatMap((row, index) => list.toRow(row, account, asked, index, optInsOf(list)) ?? [])
    },
  }
}

/** The row in the answer to one id. */
function rowIn({ lookUp }: Resource, body: unknown): unknown {
  return lookUp?.by === 'one' ? lookUp.row(body) : body
}

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

function signsIn({ vendor, settings }: AccountConfig, url: string): boolean {
  const { authorize, services = {} } = descriptionOf(vendor)
  const credentials = authorize(settings)
  if (credentials.by !== 'token') return false
  const wishes = [credentials.signIn(null), credentials.signIn('renewal')]
  return wishes.some(({ service = '', path }) => {
    const base = settings[services[service] ?? '']
    return new URL(url).href === (path === '' ? base : `${base}/${path}`)
  })
}

async function toJson(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text())
  } catch {
    return null
  }
}
